"""Forms of the accounts' pages that say more than the stock ones."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class AddPasskeyForm(AddWebAuthnForm):
    """A key that signs in by itself is what nearly everybody wants, so that is ticked."""

    name = forms.CharField(
        label=_("Name"), required=False, max_length=100, help_text=_("Such as “my phone”, to tell several apart.")
    )
    passwordless = forms.BooleanField(
        label=_("Sign in with it alone"),
        required=False,
        initial=True,
        help_text=_("Untick it for a plain security key, which is asked for in addition to the code by e-mail."),
    )

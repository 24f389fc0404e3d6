"""How people get in: by invitation only, then with a code by e-mail or a passkey."""

from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from organizations.models import User


class InvitationOnly(DefaultAccountAdapter):
    """Nobody signs up; an accepted invitation makes the account."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("This is not the code of the latest mail."),
        "too_many_login_attempts": _("Too many attempts. Wait a few minutes, then try again."),
    }

    def is_open_for_signup(self, request):
        return False

    def get_reauthentication_methods(self, user):
        """A passkey first: the others are for when it is not at hand."""
        methods = {method["id"]: method for method in super().get_reauthentication_methods(user)}
        passkey = methods.pop("mfa_reauthenticate:webauthn", None)
        return [*([{**passkey, "description": _("Use a passkey")}] if passkey else []), *methods.values()]


class SecondFactors(DefaultMFAAdapter):
    """Passkeys belong to the registry's address, whichever of its names a request used."""

    def get_public_key_credential_rp_entity(self):
        return {"id": urlsplit(settings.BASE_URL).hostname, "name": settings.MFA_TOTP_ISSUER}

    def build_totp_svg(self, url):
        """The QR code as an element for the page: the CSP lets no data: image in."""
        svg = super().build_totp_svg(url)
        return svg[svg.index("<svg") :]


def used_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened, or since confirmed, with a passkey, an authenticator app or a recovery code."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def sign_in_without_asking(request: HttpRequest, user: User) -> HttpResponse:
    """A session as after a full sign-in, and the way to the desk. For the demo alone: nobody proves anything here."""
    logout(request)
    adapter = get_adapter(request)
    adapter.login(request, user)
    record_authentication(request, user, method="demo", reauthenticated=True)
    return adapter.post_login(
        request, user, email_verification="none", signal_kwargs=None, email=user.email, signup=False, redirect_url=None
    )

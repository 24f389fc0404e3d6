"""How people get in: by invitation only, then with a code by e-mail or a passkey."""

from allauth.account.adapter import DefaultAccountAdapter


class InvitationOnly(DefaultAccountAdapter):
    """Nobody signs up; an accepted invitation makes the account."""

    def is_open_for_signup(self, request):
        return False

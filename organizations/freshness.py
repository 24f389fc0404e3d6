"""How long ago somebody proved to be who they are, for what only a fresh sign-in opens."""

import time

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest


def signed_in_lately(request: HttpRequest) -> bool:
    """Whether this session was opened or confirmed, by whatever means, within ACCOUNT_REAUTHENTICATION_TIMEOUT.

    The library's own check asks those again only who have a passkey or an authenticator app.
    """
    records = get_authentication_records(request, request.user)
    return any(time.time() - record["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT for record in records)


def ways_to_confirm(request: HttpRequest) -> list[dict]:
    """The `url` and `description` of each way to confirm a session; none for those who sign in by code alone."""
    return get_adapter(request).get_reauthentication_methods(request.user)

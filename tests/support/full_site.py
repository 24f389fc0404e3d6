"""A server with the archive and the demo in it for a whole module, because loading them before every test is slow."""

import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from pytest_django.live_server_helper import LiveServer

from ifiso.personas import find_persona
from organizations.models import User
from tests.support.accounts import sign_in
from tests.support.registry import fill


@pytest.fixture(scope="module")
def full_site(django_db_setup, django_db_blocker):
    """The address of a server in demo mode.

    Tests that use it are marked `django_db` and do not write: each holds a transaction of its own, and what this
    fixture has loaded is thrown away only after the module.
    """
    with django_db_blocker.unblock():
        fill()
        server = LiveServer("localhost")
        try:
            with override_settings(DEMO=True, BASE_URL=server.url, ALLOWED_HOSTS=["*"]):
                yield server.url
        finally:
            server.stop()
            call_command("flush", verbosity=0, interactive=False)


@pytest.fixture(scope="module")
def session_of(full_site, django_db_blocker):
    """The session cookie of a persona of the demo, by key, made where the server sees it."""
    with django_db_blocker.unblock():
        return {key: cookie_of(key, full_site) for key in ("alice", "dana")}


def cookie_of(key, url):
    client = Client()
    sign_in(client, User.objects.get(email=find_persona(key).email))
    cookie = client.cookies["sessionid"]
    return {"name": cookie.key, "value": cookie.value, "url": url}

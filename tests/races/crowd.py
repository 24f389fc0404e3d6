"""Many people who press a button at the same moment, each on a connection of the own."""

import http.client
import random
import string
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.test import Client

AT_ONCE = 50
PATIENCE = 120  # seconds for one answer
# Django compares the cookie with the header; both are the browser's to choose.
TOKEN = "".join(random.choices(string.ascii_letters, k=32))

here = threading.local()


@dataclass(frozen=True)
class Press:
    """One form sent to `path`, by whoever has the session `session`."""

    path: str
    fields: dict = field(default_factory=dict)
    session: str = ""


def press(port, presses):
    """The status of each answer, all sent by AT_ONCE threads in any order."""
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(lambda one: send(port, one), presses))


def send(port, one):
    """Every thread keeps its connection, as browsers do."""
    if getattr(here, "port", None) != port:
        here.port, here.connection = port, http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    headers = {
        "Host": f"localhost:{port}",
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"csrftoken={TOKEN}; sessionid={one.session}",
        "X-CSRFToken": TOKEN,
    }
    here.connection.request("POST", one.path, urlencode(one.fields), headers)
    with here.connection.getresponse() as answer:
        answer.read()
        return answer.status


def session_of(user):
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value

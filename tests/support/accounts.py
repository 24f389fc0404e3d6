"""Being signed in, in the ways that matter."""

import re
import time

from django.core import mail


def sign_in(client, user, *, method="code", **details):
    """Give `client` a session of `user` that was opened by `method`, such as `code` or `mfa`."""
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": method, "at": time.time(), **details}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


def mailed_code():
    """The code of the latest mail."""
    return re.search(r"^    (\S+)$", mail.outbox[-1].body, re.MULTILINE)[1]


def without_token(response):
    """The page's text with its CSRF tokens left out, to compare pages."""
    return re.sub(r"(csrfmiddlewaretoken\" value=|X-CSRFToken\": )\"\w+\"", "", response.content.decode())

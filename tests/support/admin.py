"""Entering the back office in tests."""

import html5lib
import pytest
from django.urls import reverse

from tests.factories import make_user


@pytest.fixture
def root(settings, client):
    """A superuser, signed in; the second factor has tests of its own."""
    settings.ADMIN_REQUIRES_SECOND_FACTOR = False
    user = make_user("root@example.org", is_staff=True, is_superuser=True)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return user


def admin_url(row, page, *args):
    """The address of a page of the admin, such as `change`, for a row or its model."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=args)


def change(client, row, **fields):
    """Open the row's page, fill in these fields and send everything back."""
    url = admin_url(row, "change", row.pk)
    response = client.post(url, {**typed(client.get(url)), **fields})
    assert response.status_code == 302, response.context["errors"]
    row.refresh_from_db()


def typed(response):
    """What a browser would send back for the form of an admin page, untouched."""
    page = html5lib.parse(response.text, namespaceHTMLElements=False)
    form = page.find(f".//form[@id='{response.context['opts'].model_name}_form']")
    values = {}
    for control in (element for element in form.iter() if element.tag in {"input", "select", "textarea"}):
        sent = as_sent(control)
        if sent and control.get("name"):
            values.setdefault(control.get("name"), []).extend(sent)
    return values


def as_sent(control):
    """The values that a control has when nobody touches it."""
    if control.tag == "select":
        return [option.get("value") for option in control.iter("option") if "selected" in option.attrib]
    if control.tag == "textarea":
        return [control.text or ""]
    if control.get("type") in {"submit", "file"} or (
        control.get("type") == "checkbox" and "checked" not in control.attrib
    ):
        return []
    return [control.get("value", "on" if control.get("type") == "checkbox" else "")]

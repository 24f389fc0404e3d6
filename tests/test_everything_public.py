"""Every public page of the archive and the demo together is made of the registry's content alone."""

import html
import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

from organizations.clock import today
from organizations.models import Organization, User
from organizations.pages import shelf
from tests.factories import make_liaison, make_management_term, make_user
from tests.support.accounts import sign_in
from tests.support.registry import fill, public_paths
from tests.support.routes import names_of_finished_pages

pytestmark = pytest.mark.django_db

OF_THE_VISITOR = {"Set-Cookie", "Location"}


@pytest.fixture
def paths():
    fill()
    return public_paths()


def visitors():
    """A stranger, a liaison of a real member, and a superuser in the management team whose browser sends much."""
    organization = Organization.objects.members_on(today()).first()
    liaison, root = make_user(name="Lia Liaison"), make_user(name="Ruth Root")
    User.objects.filter(pk=root.pk).update(is_staff=True, is_superuser=True)
    make_liaison(liaison, organization)
    make_management_term(root, organization)
    clients = [Client(), Client(), Client(HTTP_USER_AGENT="Reader/1", HTTP_REFERER="http://localhost/desk/")]
    sign_in(clients[1], liaison)
    sign_in(clients[2], root, method="mfa")
    clients[2].cookies["csrftoken"] = "x" * 32
    return clients


@pytest.mark.slow
def test_everybody_gets_the_same_bytes_of_every_public_page(paths):
    """Each page is made anew for each visitor: kept bytes would prove nothing."""
    clients = visitors()
    seen = set()
    for path in paths:
        answers = []
        for client in clients:
            shelf.clear()
            answers.append(client.get(path))
        seen.add(answers[0].resolver_match.url_name)
        assert {answer.status_code for answer in answers} == {200}, path
        assert len({answer.content for answer in answers}) == 1, f"{path} depends on who asks"
        assert len({tuple(sorted(answer.headers.items())) for answer in map(without_policy, answers)}) == 1, path
        assert_of_nobody(answers[0], path)
        assert_sent_once(clients, answers[0].headers["ETag"], path)
    assert seen == names_of_finished_pages()


def without_policy(answer):
    """The CSP's directives come in any order."""
    policy = answer.headers["Content-Security-Policy"]
    answer.headers["Content-Security-Policy"] = "; ".join(sorted(part.strip() for part in policy.split(";")))
    return answer


def assert_of_nobody(answer, path):
    assert not answer.cookies, path
    assert not OF_THE_VISITOR & set(answer.headers), path
    assert "Cookie" not in answer.headers.get("Vary", ""), path
    assert "csrf" not in answer.text.lower(), path
    assert settings.SESSION_COOKIE_NAME not in answer.text, path


@pytest.mark.slow
@pytest.mark.once
def test_no_link_leads_nowhere(paths, client):
    """Inside the site: neither an address without a page nor a mark that the page lacks."""
    pages = {path: client.get(path).text for path in paths}
    ids = {path: set(re.findall(r'\sid="([^"]+)"', text)) for path, text in pages.items()}
    asked = {}
    for path, text in pages.items():
        for target in sorted(set(re.findall(r'<(?:a|use)\s[^>]*?href="([^"]*)"', text))):
            parts = urlsplit(html.unescape(target))
            if parts.scheme or parts.netloc or parts.path.startswith("/static/"):
                continue
            address = (parts.path or path) + (f"?{parts.query}" if parts.query else "")
            if address not in pages and address not in asked:
                asked[address] = client.get(address).status_code
            assert asked.get(address, 200) in {200, 302}, f"{path} links to {target}"
            if parts.fragment and address in ids:
                assert parts.fragment in ids[address], f"{path} links to {target}"


def assert_sent_once(clients, etag, path):
    """Whoever has these bytes, from whomever, is told so."""
    for client in clients:
        again = client.get(path, headers={"If-None-Match": etag})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag), path
        assert not again.cookies, path


def test_a_fragment_is_not_mistaken_for_its_page(client):
    page, fragment = client.get("/members/"), client.get("/members/", headers={"HX-Request": "true"})
    assert page.headers["ETag"] != fragment.headers["ETag"]
    assert "HX-Request" in page.headers["Vary"]
    assert "HX-Request" in fragment.headers["Vary"]
    assert b"<html" not in fragment.content

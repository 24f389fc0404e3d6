"""Who may take a document along, and how it is handed over."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile

from meetings.models import Document, Meeting
from organizations.clock import today
from tests.factories import (
    make_document,
    make_host,
    make_liaison,
    make_management_term,
    make_meeting,
    make_organization,
    make_user,
)

pytestmark = pytest.mark.django_db

PUBLIC, MEMBERS, MANAGEMENT = Document.Visibility


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def meeting():
    return make_meeting()


@pytest.fixture
def personas(meeting):
    """Everybody who may ask for a document of `meeting`, by name; None is a visitor who is not signed in."""
    host, yesterday = make_organization("HOST"), today() - timedelta(days=1)
    make_host(meeting, host)
    other = make_meeting()
    people = {
        name: make_user() for name in ("alice", "dana", "erin", "other host", "former", "elect", "retired", "guest")
    }
    make_liaison(people["alice"])
    make_management_term(people["dana"])
    make_liaison(people["erin"], host)
    make_liaison(people["other host"], make_host(other).organization)
    make_liaison(people["former"], host, until=yesterday)
    make_liaison(people["elect"], host, since=today() + timedelta(days=1))
    make_management_term(people["retired"], until=yesterday)
    return {**people, "superuser": make_user(is_superuser=True), "nobody": None}


def document(title="Minutes", name="minutes.pdf", content=b"%PDF", **fields):
    return make_document(title=title, file=ContentFile(content, name=name), **fields)


def ask(client, user, shown):
    client.logout()
    if user:
        client.force_login(user)
    return client.get(f"/documents/{shown.pk}/")


ALLOWED = {
    PUBLIC: {"alice", "dana", "erin", "other host", "former", "elect", "retired", "guest", "superuser", "nobody"},
    MEMBERS: {"alice", "dana", "erin", "other host", "superuser"},
    MANAGEMENT: {"dana", "erin", "superuser"},
}


@pytest.mark.parametrize("visibility", list(Document.Visibility))
def test_each_visibility_opens_to_those_it_names(client, meeting, personas, visibility):
    shown = document(meeting=meeting, visibility=visibility)

    answers = {name: ask(client, user, shown).status_code for name, user in personas.items()}

    assert answers == {name: 200 if name in ALLOWED[visibility] else 404 for name in personas}


def test_what_a_draft_meeting_shows_to_everybody_only_members_see(client, personas):
    shown = document(meeting=make_meeting(state=Meeting.State.DRAFT), visibility=PUBLIC)

    answers = {name: ask(client, user, shown).status_code for name, user in personas.items()}

    assert answers == {name: 200 if name in ALLOWED[MEMBERS] else 404 for name in personas}


def test_a_document_of_no_meeting_has_no_host(client, personas):
    shown = document(visibility=MANAGEMENT)

    assert ask(client, personas["erin"], shown).status_code == 404
    assert ask(client, personas["dana"], shown).status_code == 200


def test_an_account_that_was_closed_opens_nothing(client, personas):
    shown = document(visibility=MEMBERS)
    personas["alice"].is_active = False
    personas["alice"].save()

    assert ask(client, personas["alice"], shown).status_code == 404


def test_it_is_handed_over_as_a_file_that_can_do_nothing(client):
    response = client.get(f"/documents/{document(content=b'the minutes').pk}/")

    assert b"".join(response.streaming_content) == b"the minutes"
    assert response.headers["Content-Disposition"] == 'attachment; filename="minutes.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert "script-src" not in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("title", "name", "expected"),
    [
        ("Minutes of Autumn 2016", "scan.PDF", "minutes-of-autumn-2016.pdf"),
        ('"; filename="evil.exe', "a.pdf", "filenameevilexe.pdf"),
        ("../../etc/passwd", "a", "etcpasswd"),
        ("Línea\r\nSet-Cookie: a=b", "a.html", "linea-set-cookie-ab.html"),
        ("x" * 200, "a.odt", "x" * 80 + ".odt"),
    ],
)
def test_the_file_is_named_after_its_title(client, title, name, expected):
    response = client.get(f"/documents/{document(title, name).pk}/")

    assert response.headers["Content-Disposition"] == f'attachment; filename="{expected}"'


def test_a_title_without_latin_letters_falls_back_to_the_number(client):
    shown = document("Πρακτικά")

    response = client.get(f"/documents/{shown.pk}/")

    assert response.headers["Content-Disposition"] == f'attachment; filename="document-{shown.pk}.pdf"'


def test_links_and_papers_have_no_page(client):
    for shown in (make_document(), make_document(url="https://example.org/minutes.pdf")):
        assert client.get(f"/documents/{shown.pk}/").status_code == 404


def test_a_file_that_is_gone_is_not_found(client):
    shown = document()
    shown.file.storage.delete(shown.file.name)

    assert client.get(f"/documents/{shown.pk}/").status_code == 404


@pytest.mark.parametrize("pk", ["0", "9" * 30, "x", "1%00"])
def test_an_unknown_document_is_not_found(client, pk):
    assert client.get(f"/documents/{pk}/").status_code == 404


def test_documents_are_read_only(client):
    assert client.post(f"/documents/{document().pk}/").status_code == 405


def test_a_mandate_of_long_ago_gives_no_right(client):
    user = make_user()
    make_liaison(user, since=date(2001, 1, 1), until=date(2002, 1, 1))

    assert ask(client, user, document(visibility=MEMBERS)).status_code == 404

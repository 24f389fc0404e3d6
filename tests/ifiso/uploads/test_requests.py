"""No page reads more than it takes, and none reads anything of what a stranger sends to a page behind the sign-in."""

import pytest
from django.urls import reverse

from ifiso.uploads.requests import ordinary
from tests.factories import make_report
from tests.personas import set_stage
from tests.support.routes import routes

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024
ORDINARY = 5 * MEGABYTE
FILES = {
    "admin:meetings_document_add": 26 * MEGABYTE,
    "admin:meetings_document_change": 26 * MEGABYTE,
    "document_edit": 26 * MEGABYTE,
    "host_document_add": 26 * MEGABYTE,
    "session_document_add": 26 * MEGABYTE,
    "host_photo_add": 200 * MEGABYTE,
    "report_edit": 12 * MEGABYTE,
    "report_image_add": 12 * MEGABYTE,
    "office_import": 64 * MEGABYTE,
}


class Unread:
    """What is sent, counted as it is read."""

    def __init__(self, size):
        self.left, self.read_so_far = size, 0

    def read(self, size):
        taken = min(size, self.left)
        self.left -= taken
        self.read_so_far += taken
        return b"x" * taken

    def readline(self, size=None):
        return self.read(size or 1000)


def send(client, path, size):
    """A form of `size` bytes that names no field; the answer, and how much of it was read."""
    body = Unread(size)
    sent = {"CONTENT_LENGTH": str(size), "CONTENT_TYPE": "multipart/form-data; boundary=x", "wsgi.input": body}
    return client.generic("POST", path, **sent), body.read_so_far


def test_pages_take_five_megabytes_and_those_with_files_more():
    found = {route.name: route.view.room.most for route in routes() if hasattr(route.view, "room")}
    assert found == FILES
    assert ordinary().most == ORDINARY


@pytest.mark.parametrize("path", ["/enquire/", "/accounts/login/", "/accounts/login/code/confirm/"])
def test_too_much_is_let_pass_and_not_looked_into(client, monkeypatch, path):
    monkeypatch.setattr("django.http.request.MultiPartParser", None)
    answer, read = send(client, path, ORDINARY + 1)
    assert (answer.status_code, read) == (413, ORDINARY + 1)
    assert "Up to 5 MB can be sent to this page." in answer.text
    assert "Nothing of it was kept" in answer.text


def test_what_never_ends_is_not_waited_for(client, monkeypatch):
    monkeypatch.setattr("ifiso.uploads.requests.PATIENCE", MEGABYTE)
    assert send(client, "/enquire/", 10**15)[1] == MEGABYTE


def test_each_page_says_how_much_it_takes(monkeypatch):
    monkeypatch.setattr("ifiso.uploads.requests.PATIENCE", 0)
    stage = set_stage()
    report = make_report(state="draft", organization=stage.people["alice"].mandates.get().organization)
    pages = {
        ("erin", reverse("host_document_add", args=[stage.meeting.slug])): "Files of up to 25 MB",
        ("erin", reverse("host_photo_add", args=[stage.meeting.slug])): "Choose fewer photos",
        ("alice", reverse("report_edit", args=[report.slug])): "Pictures of up to 10 MB",
        ("dana", reverse("office_import")): "Send up to 64 MB.",
        ("root", reverse("admin:meetings_document_add")): "Files of up to 25 MB",
    }
    for (name, path), words in pages.items():
        answer, _read = send(stage.client(name), path, 201 * MEGABYTE)
        assert answer.status_code == 413, path
        assert words in answer.text


def test_of_what_strangers_send_to_private_pages_nothing_is_read(client):
    path = reverse("host_photo_add", args=[set_stage().meeting.slug])
    answer, read = send(client, path, 150 * MEGABYTE)
    assert (answer.status_code, read) == (302, 0)
    assert answer.url.startswith("/accounts/login/")

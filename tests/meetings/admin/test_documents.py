"""The back office takes no other files than the meetings' own pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from meetings.models import Document
from tests.support.admin import admin_url
from tests.support.monsters import MONSTERS
from tests.support.uploading import files
from tests.support.zoo import pdf

pytestmark = pytest.mark.django_db(transaction=True)

SAID = {"title": "Minutes", "kind": "minutes", "visibility": "members"}


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def with_file(content, name="minutes.pdf"):
    return {**SAID, "file": SimpleUploadedFile(name, content)}


def test_a_file_is_checked_named_anew_and_read(client, root, media):
    assert client.post(admin_url(Document, "add"), with_file(pdf(), "../plans.exe")).status_code == 302
    document = Document.objects.get()
    assert files(media) == [document.file.name]
    assert "plans" not in document.file.name
    assert (document.media_type, document.size) == ("application/pdf", len(pdf()))
    assert document.text.strip() == "Minutes of Lisbon"


def test_what_could_do_harm_is_refused(client, root, media):
    answer = client.post(admin_url(Document, "add"), with_file(MONSTERS["script.pdf"][0]()))
    assert answer.status_code == 200
    assert MONSTERS["script.pdf"][1] in answer.content.decode()
    assert files(media) == []


def test_the_file_that_was_there_goes(client, root, media):
    client.post(admin_url(Document, "add"), with_file(pdf()))
    document = Document.objects.get()
    client.post(admin_url(Document, "change", document.pk), with_file(pdf(words="Corrected")))
    document.refresh_from_db()
    assert files(media) == [document.file.name]
    assert document.text.strip() == "Corrected"
    client.post(admin_url(Document, "change", document.pk), {**SAID, "title": "The same"})
    document.refresh_from_db()
    assert (document.title, document.text.strip()) == ("The same", "Corrected")
    client.post(admin_url(Document, "delete", document.pk), {"post": "yes"})
    assert files(media) == []

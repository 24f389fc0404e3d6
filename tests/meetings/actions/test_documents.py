"""Documents come and go with their files, whatever becomes of the transaction."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from ifiso.uploads import checked
from meetings.actions.documents import StaleDocumentError, add_document, change_document, remove_document, stamp
from meetings.models import Document
from organizations.models import Activity
from tests.factories import make_meeting, make_session, make_user
from tests.support.zoo import office, open_document, pdf

pytestmark = pytest.mark.django_db(transaction=True)

SAID = {"title": "Minutes", "kind": "minutes", "visibility": "members"}


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def meeting(media):
    return make_meeting()


def upload(content=None, name="minutes.pdf"):
    return checked(SimpleUploadedFile(name, content or pdf()))


def files(media):
    return sorted(str(path.relative_to(media)) for path in media.rglob("*") if path.is_file())


def add(meeting, values=None, kept=None, **said):
    return add_document(
        meeting=meeting, values={**SAID, **said, **(values or {})}, upload=kept, by=make_user(), now=timezone.now()
    )


def change(document, kept=None, **said):
    return change_document(document=document, stamp_seen=stamp(document), values=said, upload=kept, by=make_user())


def test_a_file_is_kept_under_a_name_that_nobody_can_guess(meeting, media):
    document = add(meeting, kept=upload(name="../secret plans.pdf"))
    (name,) = files(media)
    assert name == document.file.name
    assert len(name) == len("documents/") + 32 + len(".pdf")
    assert (document.size, document.media_type) == (len(pdf()), "application/pdf")
    assert document.added_by
    assert Activity.objects.filter(verb="added", target_type="meetings.document").count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("minutes.pdf", pdf()),
        ("minutes.docx", office()),
        (
            "slides.pptx",
            office("pptx", more={"ppt/slides/slide1.xml": "<a:p xmlns:a='a'><a:t>Minutes of Lisbon</a:t></a:p>"}),
        ),
        ("minutes.odt", open_document()),
        ("minutes.md", b"# Minutes of Lisbon"),
    ],
)
def test_the_words_of_a_file_are_kept_for_searching(meeting, name, content):
    document = add(meeting, kept=upload(content, name))
    document.refresh_from_db()
    assert "Minutes of Lisbon" in document.text


def test_what_cannot_be_recorded_leaves_no_file(meeting, media):
    with pytest.raises(ValidationError):
        add(meeting, kept=upload(), title="")
    with pytest.raises(ValidationError):
        add(meeting, kept=upload(), session=make_session())
    with pytest.raises(ValidationError):
        add(meeting, kept=upload(), url="https://example.org/")
    assert files(media) == []
    assert not Document.objects.exists()


def test_a_transaction_that_fails_leaves_no_file(meeting, media, monkeypatch):
    monkeypatch.setattr("meetings.actions.documents.record", lambda *args, **more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        add(meeting, kept=upload())
    assert files(media) == []


def test_a_link_and_a_paper_have_no_file(meeting, media):
    add(meeting, url="https://example.org/minutes")
    add(meeting, place="Archive in Eindhoven, shelf 3")
    assert files(media) == []
    with pytest.raises(ValidationError):
        add(meeting)


def test_replacing_the_file_keeps_the_entry_and_nothing_of_the_old_file(meeting, media):
    document = add(meeting, kept=upload())
    old = document.file.name
    assert change(document, upload(pdf(words="Corrected")), title="Minutes, corrected")
    document.refresh_from_db()
    assert files(media) == [document.file.name] != [old]
    assert (document.title, document.text.strip()) == ("Minutes, corrected", "Corrected")


def test_a_change_that_fails_keeps_the_old_file(meeting, media):
    document = add(meeting, kept=upload())
    with pytest.raises(ValidationError):
        change(document, upload(pdf(words="Other")), title="")
    assert files(media) == [document.file.name]


def test_nothing_is_written_where_nothing_differs(meeting):
    document = add(meeting, kept=upload())
    assert not change(document, title="Minutes")
    assert not Activity.objects.filter(verb="changed").exists()


def test_whoever_is_second_is_told(meeting, media):
    document = add(meeting, kept=upload())
    seen = stamp(document)
    change(document, title="First")
    with pytest.raises(StaleDocumentError) as stale:
        change_document(document=document, stamp_seen=seen, values={"title": "Second"}, upload=upload(), by=make_user())
    assert stale.value.document.title == "First"
    assert len(files(media)) == 1


def test_a_removed_document_takes_its_file_along_once_that_stands(meeting, media):
    document = add(meeting, kept=upload())
    with pytest.raises(RuntimeError), transaction.atomic():
        remove_document(document=document, by=make_user())
        raise RuntimeError
    assert files(media) == [document.file.name]
    remove_document(document=document, by=make_user())
    assert files(media) == []
    assert Activity.objects.filter(verb="removed", target_label="Minutes").exists()


def test_any_storage_will_do(meeting, media, settings):
    """One that has no paths, as a bucket has none."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
    document = add(meeting, kept=upload())
    document.refresh_from_db()
    assert document.text.strip() == "Minutes of Lisbon"
    assert document.file.open().read() == pdf()
    assert files(media) == []

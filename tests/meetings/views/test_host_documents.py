"""Hosts and those who lead sessions add, change and remove documents; everybody sees what is theirs to see."""

import re

import pytest
from django.conf import settings as used
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Document
from organizations.clock import today
from organizations.models import Activity
from tests.factories import make_document, make_lead, make_session, make_source
from tests.personas import EVERYBODY, SIGNED_IN, set_stage
from tests.support.hosting import address
from tests.support.monsters import MONSTERS
from tests.support.uploading import FIELDS, files, filled_in, raw
from tests.support.zoo import pdf

pytestmark = pytest.mark.django_db(transaction=True)

TRICKS = [
    b"../../../../etc/cron.d/evil.pdf",
    rb"..\\..\\..\\windows\\evil.pdf",
    b"/etc/passwd",
    b"C:\\\\Windows\\\\System32\\\\evil.pdf",
    b"\\\\\\\\server\\\\share\\\\evil.pdf",
    b"minutes.pdf\0.html",
    b"CON.pdf",
    b"lpt1",
    "minutes\u202efdp.exe".encode(),
    b"m" * 240 + b".pdf",
    b"m" * 5000 + b".pdf",
    b"minutes.pdf.exe",
    b"minutes.php.pdf",
    b"minutes.pdf...",
    b"minutes.pdf   ",
    "..\u2215..\u2215evil.pdf".encode(),
    "\uff0e\uff0e\uff0fevil.pdf".encode(),
    b"minutes\\r\\nSet-Cookie: a=b.pdf",
    b"minutes%2f..%2f..%2fevil.pdf",
    b"..%c0%af..%c0%afevil.pdf",
    b"&#46;&#46;/&#46;&#46;/evil.pdf",
    b"~/.ssh/authorized_keys",
    b"-rf *.pdf",
    b"$(touch evil).pdf",
    b"evil.pdf:stream",
    b".htaccess",
    b"..",
]


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "data" / "media"
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "temporary"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    return tmp_path


@pytest.fixture
def stage(media):
    return set_stage()


def said(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_host_adds_a_file_a_link_and_a_paper(stage):
    erin, page = stage.client("erin"), address(stage, "host_document_add")
    assert erin.post(f"{page}?as=file", filled_in(dated=today().isoformat())).status_code == 302
    assert erin.post(f"{page}?as=link", {**FIELDS, "title": "Slides", "url": "https://example.org/"}).status_code == 302
    paper = {**FIELDS, "title": "Signed list", "place": "Shelf 3", "custodian": stage.a.pk, "contact_role": "secretary"}
    assert erin.post(f"{page}?as=paper", paper).status_code == 302
    shown = said(erin.get(address(stage, "host_documents")))
    for words in ("Minutes", "Slides", "On paper: Shelf 3", "Ask: secretary"):
        assert words in shown
    assert "There are no minutes yet" not in shown
    kept = Document.objects.get(title="Minutes")
    answer = stage.client("alice").get(f"/documents/{kept.pk}/")
    assert b"".join(answer.streaming_content) == pdf()
    assert answer.headers["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("name", ["script.pdf", "macro.docx", "bomb.docx", "page.txt", "moving.gif", "bomb.png"])
def test_what_could_do_harm_is_refused_in_one_sentence_and_not_kept(stage, media, name):
    make, words = MONSTERS[name]
    answer = stage.client("erin").post(address(stage, "host_document_add"), filled_in(make(), name))
    assert answer.status_code == 422
    assert words in said(answer)
    assert files(media) == []


@pytest.mark.parametrize("name", TRICKS, ids=range(len(TRICKS)))
def test_names_of_files_lead_nowhere(stage, media, name):
    answer = stage.client("erin").post(address(stage, "host_document_add"), **raw(name, pdf()))
    kept = files(media)
    if answer.status_code == 302:
        assert len(kept) == 1
        assert re.fullmatch(r"data/media/documents/[0-9a-f]{32}\.pdf", kept[0])
        handed_over = stage.client("erin").get(f"/documents/{Document.objects.get().pk}/")
        assert handed_over.headers["Content-Disposition"] == 'attachment; filename="minutes.pdf"'
    else:
        assert kept == []
        # A name that is longer than any system knows is refused with the whole request.
        assert answer.status_code == (400 if len(name) > 1000 else 422)
        assert answer.status_code == 400 or "Choose a file." in said(answer)


def test_what_is_too_large_is_refused_before_it_is_read(stage, media, monkeypatch):
    monkeypatch.setattr("ifiso.uploads.requests.PATIENCE", 0)
    erin = stage.client("erin")
    document = make_document(meeting=stage.meeting, url="https://example.org/")
    for page in (address(stage, "host_document_add"), f"/documents/{document.pk}/edit/"):
        answer = erin.post(page, filled_in(b"%PDF-1.7\n" + b"\0" * (26 * 1024 * 1024)))
        assert answer.status_code == 413
        assert "Files of up to 25 MB are taken." in said(answer)
    assert files(media) == []


def test_a_forged_form_is_refused(stage):
    document = make_document(meeting=stage.meeting, url="https://example.org/")
    session = make_session(stage.meeting)
    client = Client(enforce_csrf_checks=True)
    client.cookies[used.SESSION_COOKIE_NAME] = stage.client("erin").cookies[used.SESSION_COOKIE_NAME].value
    pages = [
        address(stage, "host_document_add"),
        address(stage, "session_document_add", session.pk),
        f"/documents/{document.pk}/edit/",
        f"/documents/{document.pk}/remove/",
    ]
    assert [client.post(page, filled_in()).status_code for page in pages] == [403] * 4
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"url": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"url": "ftp://example.org/"}, "Enter a valid URL"),
        ({"url": "https://user:secret@example.org/"}, "a user name or a password"),
        ({"url": ""}, "This field is required"),
        ({"url": "https://example.org/", "kind": "photo"}, "Select a valid choice"),
        ({"url": "https://example.org/", "dated": "yesterday"}, "Date"),
    ],
)
def test_links_are_looked_at(stage, fields, words):
    answer = stage.client("erin").post(f"{address(stage, 'host_document_add')}?as=link", {**FIELDS, **fields})
    assert answer.status_code == 422
    assert words in said(answer)


def test_a_form_that_is_refused_keeps_what_was_typed_and_asks_for_the_file_again(stage):
    typed = filled_in(title="Minutes of the plenary", dated="17 April 2014", note="Read page two.")
    answer = stage.client("erin").post(address(stage, "host_document_add"), typed)
    assert answer.status_code == 422
    assert "choose again what you want to send" in said(answer)
    for words in ("Minutes of the plenary", "17 April 2014", "Read page two."):
        assert f'value="{words}"' in answer.text
    nothing = stage.client("erin").post(address(stage, "host_document_add"), {**FIELDS, "title": ""})
    assert "choose again" not in said(nothing)


def test_an_empty_shelf_says_so_to_the_host_and_to_members(stage):
    assert "Nothing is kept here yet." in said(stage.client("erin").get(address(stage, "host_documents")))
    assert "no document here that is open to you" in said(stage.client("alice").get(address(stage, "documents")))


def test_a_session_of_another_meeting_is_not_offered(stage):
    answer = stage.client("erin").post(address(stage, "host_document_add"), filled_in(session=make_session().pk))
    assert answer.status_code == 422


def test_a_file_is_replaced_and_the_second_editor_is_told(stage, media):
    erin = stage.client("erin")
    erin.post(address(stage, "host_document_add"), filled_in())
    document = Document.objects.get()
    page = f"/documents/{document.pk}/edit/"
    stamp = erin.get(page).context["form"]["stamp"].value()
    answer = erin.post(page, filled_in(pdf(words="Corrected"), title="Corrected minutes", stamp=stamp))
    assert answer.url == address(stage, "host_documents")
    assert len(files(media)) == 1
    late = erin.post(page, {**FIELDS, "title": "Mine", "stamp": stamp})
    assert late.status_code == 409
    assert "Somebody saved this page while you wrote" in said(late)
    assert "Corrected minutes" in said(late)
    again = {**FIELDS, "title": "Mine", "stamp": late.context["form"].data["stamp"]}
    assert erin.post(page, again).status_code == 302
    document.refresh_from_db()
    assert (document.title, document.text.strip()) == ("Mine", "Corrected")


def test_removing_asks_and_is_written_down(stage, media):
    erin = stage.client("erin")
    erin.post(address(stage, "host_document_add"), filled_in())
    page = f"/documents/{Document.objects.get().pk}/remove/"
    assert "Remove “Minutes”?" in said(erin.get(page))
    assert len(files(media)) == 1
    assert erin.post(page).url == address(stage, "host_documents")
    assert files(media) == []
    assert Activity.objects.filter(verb="removed", actor=stage.people["erin"]).count() == 1
    assert erin.get(page).status_code == 404


def test_who_leads_a_session_adds_to_it_and_keeps_what_they_added(stage):
    session = make_lead(make_session(stage.meeting, title="On money"), organization=stage.a).session
    alice, page = stage.client("alice"), address(stage, "session_document_add", session.pk)
    assert "Add a document to “On money”" in said(alice.get(address(stage, "documents")))
    assert said(alice.get(page)).count("On money") == 2  # in the title of the page and above the form
    assert alice.post(page, filled_in(title="Slides", visibility="management")).status_code == 422
    assert alice.post(page, filled_in(title="Slides", visibility="public")).url == address(stage, "documents")
    document = Document.objects.get()
    assert (document.session, document.meeting) == (session, stage.meeting)
    assert "Slides" in said(alice.get(session.get_absolute_url()))
    edit = {who: stage.client(who).get(f"/documents/{document.pk}/edit/").status_code for who in SIGNED_IN}
    assert edit == {**dict.fromkeys(SIGNED_IN, 403), "alice": 200, "erin": 200}
    stamp = alice.get(f"/documents/{document.pk}/edit/").context["form"]["stamp"].value()
    moved = {**FIELDS, "title": "Notes", "session": "", "stamp": stamp}
    assert alice.post(f"/documents/{document.pk}/edit/", moved).status_code == 302
    document.refresh_from_db()
    assert (document.title, document.session) == ("Notes", session)
    Document.objects.update(visibility="management")
    for page in ("edit", "remove"):
        assert alice.post(f"/documents/{document.pk}/{page}/", moved).status_code == 404
    assert Document.objects.get().visibility == "management"


SEES = {
    "public": set(EVERYBODY) - {"anonymous"},
    "members": {"alice", "bob", "charlie", "erin", "dana", "root"},
    "management": {"erin", "dana", "root"},
}


def test_each_sees_what_is_open_to_them(stage):
    for visibility in SEES:
        make_document(meeting=stage.meeting, visibility=visibility, title=f"xx{visibility}xx", note=f"yy{visibility}yy")
    for who in EVERYBODY:
        client = stage.client(who)
        pages = {name: client.get(address(stage, name)) for name in ("documents", "host_documents", "meeting")}
        for visibility, readers in SEES.items():
            words = (f"xx{visibility}xx", f"yy{visibility}yy")
            for word in words:
                assert (word in said(pages["documents"])) == (who in readers), (who, word)
                hosting = who in {"erin", "dana", "root"}
                assert (word in said(pages["host_documents"])) == hosting, (who, word)
                assert (word in said(pages["meeting"])) == (visibility == "public"), (who, word)


def test_the_list_costs_the_same_for_one_document_and_for_many(stage):
    erin, pages = stage.client("erin"), [address(stage, name) for name in ("host_documents", "documents")]
    add_some(stage, 2)
    few = [queries_of(erin, page) for page in pages]
    add_some(stage, 30)
    assert [queries_of(erin, page) for page in pages] == few
    assert max(few) <= 45


def add_some(stage, number):
    for one in range(number):
        session = make_session(stage.meeting) if one % 2 else None
        make_document(meeting=stage.meeting, session=session, custodian=stage.a, source=make_source())


def queries_of(client, page):
    with CaptureQueriesContext(connection) as captured:
        client.get(page)
    return len(captured)

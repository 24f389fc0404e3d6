"""Reading a table or schedule: nothing is written before somebody has seen the fate of every row."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meetings.models import AgendaImport, Plan, PlanChange, Room, Topic
from tests.factories import make_agendaimport, make_helper
from tests.personas import set_stage
from tests.support.importing import schedule, table

pytestmark = pytest.mark.django_db
MONEY = ("Day 1", "9:00", "10:00", "Money", "training", "Aula", "", "Grants")
BROKEN = ("Day 1", "25:00", "", "Broken")


@pytest.fixture
def stage():
    return set_stage()


@pytest.fixture
def erin(stage):
    return stage.client("erin")


def path(stage, *pk):
    return reverse("host_agenda_imported" if pk else "host_agenda_import", args=[stage.meeting.slug, *pk])


def paste(stage, client, text, **fields):
    return client.post(path(stage), {"text": text, **fields})


def upload(stage, client, data, name="agenda.csv", **fields):
    return client.post(path(stage), {"file": SimpleUploadedFile(name, data), **fields})


@pytest.fixture
def confirm(django_capture_on_commit_callbacks):
    """Confirms as a browser does, and does the work that waits for the end of the transaction."""

    def act(client, url, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(url, fields)

    return act


def nothing_was_written():
    return not any(model.objects.exists() for model in (Plan, PlanChange, Room, Topic))


def test_a_table_is_shown_and_then_imported(stage, erin, confirm):
    shown = paste(stage, erin, table(MONEY))
    kept = AgendaImport.objects.get()
    assert shown.url == path(stage, kept.pk)
    page = erin.get(shown.url).content.decode()
    assert nothing_was_written()
    for text in ("Nothing is written yet.", "Money", "Day 1, 09:00–10:00", "This room will be made: Aula.", "Grants"):
        assert text in page
    assert confirm(erin, shown.url).url == shown.url
    assert "1 entry was added." in erin.get(shown.url).content.decode()
    assert stage.meeting.plans.get().title == "Money"


def test_pressing_twice_imports_once(stage, erin, confirm):
    url = paste(stage, erin, table(MONEY)).url
    assert [confirm(erin, url).status_code for _ in range(3)] == [302] * 3
    assert stage.meeting.plans.count() == 1


def test_faults_are_left_out_only_if_asked(stage, erin, confirm):
    url = paste(stage, erin, table(MONEY, BROKEN)).url
    page = erin.get(url).content.decode()
    assert "Line 3, Start: This is no time of day." in page
    assert erin.post(url).status_code == 422
    assert nothing_was_written()
    confirm(erin, url, leave_out="1")
    assert [plan.title for plan in stage.meeting.plans.all()] == ["Money"]


def test_one_fate_at_a_time(stage, erin):
    url = paste(stage, erin, table(MONEY, BROKEN)).url
    assert [line.number for line in erin.get(url).context["lines"]] == [2, 3]
    assert [line.number for line in erin.get(url, {"fate": "fault"}).context["lines"]] == [3]
    assert [line.number for line in erin.get(url, {"fate": "'\0"}).context["lines"]] == [2, 3]


def test_the_rows_come_back_for_correction(stage, erin):
    paste(stage, erin, table(MONEY, BROKEN))
    page = erin.get(path(stage), {"from": AgendaImport.objects.get().pk})
    assert page.context["form"]["text"].value() == (
        "Day\tStart\tEnd\tTitle\tKind\tRoom\tTopics\n"
        "Day 1\t9:00\t10:00\tMoney\ttraining\tAula\tGrants\n"
        "Day 1\t25:00\t\tBroken\t\t\t\n"
    )


def test_of_other_meetings_nothing_is_seen(stage, erin):
    other = make_agendaimport(rows=[])
    assert erin.get(path(stage, other.pk)).status_code == 404
    assert erin.post(path(stage, other.pk)).status_code == 404
    assert erin.get(path(stage), {"from": other.pk}).context["form"]["text"].value() == ""


def test_who_helps_with_the_agenda_imports_too(stage):
    make_helper(stage.meeting, stage.people["charlie"], plans_agenda=True)
    assert paste(stage, stage.client("charlie"), table(MONEY)).status_code == 302


REFUSED = {
    "nothing": (b"", "Paste a table, or choose a file."),
    "blanks": (b"\n \n\n", "There is nothing in it."),
    "no title": (b"Day,Start\n1,9:00\n", "Line 1: No column is named \u201cTitle\u201d."),
    "a comma too many": (
        b"Title,Room\nMoney, money,Aula\n",
        "Line 2: This line has more cells than there are columns.",
    ),
    "wrong encoding": (b"Title\nfine\n\x81\x8d\n", "Line 3: This is not readable as text in Windows-1252."),
    "half an UTF-16": (b"\xff\xfeT\x00i", "not readable as text in UTF-16"),
    "a workbook": (b"PK\x03\x04\x14\x00", "This is a workbook."),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "This is not a text file."),
    "null bytes": (b"Title\n\x00Money\n", "This is not a text file."),
    "broken JSON": (b'{"schedule":\n{"conference"}}', "Line 2: This is no valid JSON"),
    "deep JSON": (b"{" + b'"a":{' * 5000, "Line 1: This JSON is nested too deeply."),
    "other JSON": (b'{"a": 1}', "This JSON holds no schedule"),
    "entities": (b'<!DOCTYPE s [<!ENTITY a "b">]>\n<schedule>&a;</schedule>', "Line 1: This XML has a DOCTYPE"),
    "broken XML": (b"<schedule>\n<day></schedule>", "Line 2: This is no valid XML: mismatched tag."),
    "other XML": (b"<html></html>", "its outermost element is not"),
}


@pytest.mark.parametrize(("data", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_changes_nothing_and_says_why(stage, erin, data, said):
    response = upload(stage, erin, data) if data else paste(stage, erin, "")
    assert response.status_code == 422
    assert said in " ".join(error for errors in response.context["form"].errors.values() for error in errors)
    assert nothing_was_written()
    assert not AgendaImport.objects.exists()


def test_what_was_pasted_or_chosen_can_be_corrected(stage, erin):
    text = "\tStart\tRoom\r\n1\t9:00\tAula\r\n"
    assert paste(stage, erin, text).context["form"]["text"].value() == text
    page = upload(stage, erin, "Début;Salle\n9:00;Aula\n".encode("cp1252"))
    assert page.context["form"]["text"].value() == "Début;Salle\n9:00;Aula\n"


def test_a_table_and_a_file_at_once_are_one_too_many(stage, erin):
    response = upload(stage, erin, b"Title\nMoney\n", text=table(MONEY))
    assert "not both" in response.content.decode()


@pytest.mark.parametrize("pasted", [False, True])
def test_fifty_megabytes_are_refused_before_they_are_looked_at(stage, erin, pasted):
    text = "Title\n" + "x" * 50 * 1024 * 1024
    response = paste(stage, erin, text) if pasted else upload(stage, erin, text.encode())
    assert response.status_code == 413
    assert "Up to 5 MB can be sent to this page." in response.content.decode()


def test_only_pages_of_our_own_can_send_it(stage):
    client = Client(enforce_csrf_checks=True)
    client.force_login(stage.people["erin"])
    assert paste(stage, client, table(MONEY)).status_code == 403


def test_how_a_file_was_read_is_told(stage, erin):
    shown = upload(stage, erin, "Title;Price\nSéance;3\n".encode("cp1252"))
    page = erin.get(shown.url).content.decode()
    assert "These columns are not read: Price." in page
    assert "read as Windows-1252" in page
    assert "Séance" in page


def test_a_schedule_of_another_meeting_is_moved(stage, erin):
    given = schedule(3, day="2016-11-17").encode()
    url = upload(stage, erin, given, name="schedule.json").url
    assert {line.fate for line in erin.get(url).context["lines"]} == {"fault"}
    url = upload(stage, erin, given, name="schedule.json", moved="on").url
    assert [line.when for line in erin.get(url).context["lines"]] == [
        "Day 1, 08:00–08:30",
        "Day 1, 08:30–09:00",
        "Day 1, 08:15–08:45",
    ]


def test_without_dates_it_leads_to_the_details(stage, erin):
    stage.meeting.starts_on = stage.meeting.ends_on = "2026-11"
    stage.meeting.save()
    assert reverse("host_details", args=[stage.meeting.slug]) in erin.get(path(stage)).content.decode()
    assert paste(stage, erin, table(MONEY)).status_code == 422
    assert not AgendaImport.objects.exists()


def test_while_it_runs_the_page_asks_again_until_it_is_done(stage, erin):
    kept = make_agendaimport(stage.meeting, state="running", total=300, done=100)
    page = erin.get(path(stage, kept.pk)).content.decode()
    assert "100 of 300 rows are checked" in page
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
    part = erin.get(path(stage, kept.pk), headers={"HX-Request": "true"})
    assert "HX-Request" in part.headers["Vary"]
    assert part.content.decode().strip().startswith('<div id="progress"')
    AgendaImport.objects.update(state="done")
    assert erin.get(path(stage, kept.pk), headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_what_stopped_can_be_started_once_more(stage, erin):
    url = paste(stage, erin, table(MONEY)).url
    AgendaImport.objects.update(state="running")
    erin.post(url)
    assert stage.meeting.plans.count() == 1


def test_why_it_failed_is_told_and_it_can_be_tried_again(stage, erin, confirm):
    url = paste(stage, erin, table(MONEY)).url
    AgendaImport.objects.update(state="failed", fault="Line 2: it cannot be.")
    assert "Line 2: it cannot be." in erin.get(url).content.decode()
    confirm(erin, url)
    assert stage.meeting.plans.count() == 1

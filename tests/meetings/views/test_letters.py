"""What a delegate takes away: letters, a calendar file, and everything on record."""

import json
import re
import zlib
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

import pytest
from django.urls import reverse
from icalendar import Calendar
from PIL import ImageFont

from meetings.letters import FONTS, confirmation, invitation
from meetings.links import delegate_token
from meetings.models import Delegate, Host
from tests.factories import (
    make_answer,
    make_delegate,
    make_delegation,
    make_host,
    make_logistics,
    make_meeting,
    make_organization,
    make_question,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
NO_LETTER = "\U0010fffe"
NAMES = {
    "محمد الأمين": "NotoSansArabic",
    "Ελένη Παπαδοπούλου": "NotoSans",
    "Дмитрий Щербаков": "NotoSans",
    "Łukasz O'Brien-Đặng Şahin": "NotoSans",
    "नमस्ते श्री": "NotoSansDevanagari",
    "王喆堃 陳怡君": "NotoSansSC",
    "山田さくら ワタナベ 齋藤": "NotoSansSC",
    "홍길동 뷁": "NotoSansKR",
    "שלום כהן": "NotoSansHebrew",
    "สมชาย ใจดี": "NotoSansThai",
    "ნინო ბერიძე": "NotoSansGeorgian",
    "Անահիտ Պետրոսյան": "NotoSansArmenian",
}
MARKUP = r'#panic("x") $x^2$ *bold* _it_ <label> @ref `raw` \ [a] // gone /* gone */ #import "x"'


@pytest.fixture
def delegate():
    meeting = make_meeting(
        year=2045,
        starts_on="2045-10-27",
        ends_on="2045-10-30",
        city="Kraków",
        country="PL",
        time_zone="Europe/Warsaw",
        venue="Aula",
    )
    host = make_organization("HOST", name="European Students", role_email="external@host.example", country="BE")
    make_host(meeting, host, local_group="European Students Kraków")
    return make_delegate(make_delegation(meeting, make_organization("AAA")), name="Dora Delegate")


def get(client, delegate, name):
    return client.get(reverse(name, args=[delegate.meeting.slug, delegate_token(delegate)]))


def words(letter):
    return json.dumps(vars(letter), ensure_ascii=False)


def test_a_confirmed_place_is_confirmed_as_pdf(client, delegate):
    response = get(client, delegate, "registration_confirmation")
    assert response.content.startswith(b"%PDF-")
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment; filename=")
    said = words(confirmation(delegate, NOW))
    for word in ("Dora Delegate", "Kraków, Poland", "27–30 October 2045", "Students of AAA", "external@host.example"):
        assert word in said


@pytest.mark.parametrize("state", ["waiting", "withdrawn", "refused"])
def test_without_a_place_there_are_no_letters(client, delegate, state):
    make_logistics(delegate, needs_visa=True)
    Delegate.objects.update(state=state)
    assert get(client, delegate, "registration_confirmation").status_code == 404
    assert get(client, delegate, "registration_invitation").status_code == 404


def test_who_needs_a_visa_gets_an_invitation_from_the_host(client, delegate):
    assert get(client, delegate, "registration_invitation").status_code == 404
    logistics = make_logistics(delegate)
    assert get(client, delegate, "registration_invitation").status_code == 404
    logistics.needs_visa = True
    logistics.save()
    assert get(client, delegate, "registration_invitation").content.startswith(b"%PDF-")
    Host.objects.all().delete()
    assert get(client, delegate, "registration_invitation").status_code == 404


def test_passport_data_is_in_the_invitation_only_with_consent(delegate):
    passport = {"passport_name": "DORA DELEGATE-SMITH", "passport_number": "X1234567", "passport_country": "IN"}
    make_logistics(delegate, needs_visa=True, passport_consent_at=NOW, born_on=date(2001, 2, 3), **passport)
    said = words(invitation(delegate, NOW))
    for word in ("DORA DELEGATE-SMITH", "X1234567", "India", "3 February 2001", "European Students Kraków"):
        assert word in said
    delegate.logistics.passport_consent_at = None
    said = words(invitation(delegate, NOW))
    assert "Dora Delegate" in said
    assert not [word for word in ("DELEGATE-SMITH", "X1234567", "India", "2001") if word in said]


@pytest.mark.parametrize("name", [*NAMES, MARKUP, "x" * 150])
def test_every_name_is_a_name_and_made_quickly(delegate, name):
    delegate.name = delegate.role_title = name
    letter = confirmation(delegate, NOW)
    began = perf_counter()
    assert letter.pdf().startswith(b"%PDF-")
    assert perf_counter() - began < 1


@pytest.mark.parametrize("name", NAMES)
def test_the_bundled_fonts_have_every_letter(name):
    """typst draws an empty box for what its fonts lack, and says so in no other way."""
    fonts = [ImageFont.truetype(str(file)) for folder in FONTS for file in Path(folder).glob("*.[to]tf")]
    drawn = {letter: {bytes(font.getmask(letter)) for font in fonts} for letter in {*name, NO_LETTER} - {" "}}
    assert [letter for letter in drawn if letter != NO_LETTER and drawn[letter] == drawn[NO_LETTER]] == []


@pytest.mark.parametrize(("name", "font"), NAMES.items())
def test_each_script_is_drawn_in_its_own_font(delegate, name, font):
    delegate.name = name
    assert font in fonts_of(confirmation(delegate, NOW).pdf())


def fonts_of(pdf):
    """The families in a PDF, as its objects name them, which are compressed."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    objects = pdf + b"".join(zlib.decompress(stream) for stream in streams if stream.startswith(b"x"))
    return {name.decode() for name in re.findall(rb"/BaseFont\s*/[A-Z]{6}\+(\w+)-", objects)}


def test_the_calendar_has_the_days_of_the_meeting_until_the_journey_is_known(client, delegate):
    event = event_of(get(client, delegate, "registration_calendar"))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2045, 10, 27), date(2045, 10, 31))
    assert event["LOCATION"] == "Aula, Kraków, Poland"
    arrives, departs = datetime(2045, 10, 27, 16, tzinfo=UTC), datetime(2045, 10, 30, 9, tzinfo=UTC)
    make_logistics(delegate, arrives_at=arrives, departs_at=departs)
    response = get(client, delegate, "registration_calendar")
    event = event_of(response)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (arrives, departs)
    assert "DTSTART;TZID=Europe/Warsaw:20451027T180000" in response.text
    assert "DTEND;TZID=Europe/Warsaw:20451030T100000" in response.text
    assert "BEGIN:VTIMEZONE" in response.text
    assert response.headers["Content-Type"].startswith("text/calendar")


def event_of(response):
    return Calendar.from_ical(response.content).events[0]


def test_of_a_meeting_without_days_there_is_no_calendar(client, delegate):
    delegate.meeting.starts_on, delegate.meeting.ends_on = "2045-10", ""
    delegate.meeting.save()
    assert get(client, delegate, "registration_calendar").status_code == 404


def test_everything_on_record_can_be_taken_away(client, delegate):
    make_logistics(delegate, diet="vegan", diet_consent_at=NOW, passport_country="IN", passport_consent_at=NOW)
    make_answer(make_question(delegate.meeting, text="Song?"), delegate, ["Ça ira"])
    make_answer(make_question(delegate.meeting), make_delegate(delegate.delegation, name="Somebody Else"), "hers")
    response = get(client, delegate, "registration_record")
    told = json.loads(response.content)
    assert (told["registration"]["name"], told["logistics"]["diet"]) == ("Dora Delegate", "vegan")
    assert told["logistics"]["passport_country"] == "IN"
    assert told["answers"] == [{"question": "Song?", "answer": ["Ça ira"]}]
    assert "Ça ira" in response.text
    assert not [word for word in ("Somebody Else", "hers") if word in response.text]
    personal = {field.name for field in Delegate._meta.concrete_fields} - set(told["registration"])
    assert personal == {"id", "meeting", "delegation", "user", "link_version", "version"}


def test_what_was_mailed_and_done_is_part_of_it(client, delegate):
    token = delegate_token(delegate)
    client.post(reverse("registration_withdraw", args=[delegate.meeting.slug, token]))
    told = json.loads(get(client, delegate, "registration_record").content)
    assert [mail["subject"] for mail in told["mails"]] == [f"You are no longer registered for {delegate.meeting.name}"]
    assert [entry["verb"] for entry in told["activities"]] == ["withdrew"]


def test_a_letter_is_dated_where_the_meeting_is(delegate):
    delegate.meeting.time_zone = "Pacific/Auckland"
    assert confirmation(delegate, NOW.replace(hour=13)).date == "21 November 2026"

"""What a confirmed delegate tells the host: with consent, in the meeting's own time, until the freeze."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.links import delegate_token
from meetings.models import Delegate, Logistics
from tests.factories import make_answer, make_delegate, make_delegation, make_meeting, make_question

pytestmark = pytest.mark.django_db

# The last Sunday in March of that year takes an hour away from Brussels, the one in October gives it back.
FIRST = date(2045, 10, 27)
NOTHING = {"version": 0}
PASSPORT = {"needs_visa": "on", "passport_consent": "on", "passport_number": "X123"}


@pytest.fixture
def delegate():
    meeting = make_meeting(
        year=2045, starts_on=str(FIRST), ends_on=str(FIRST + timedelta(days=3)), time_zone="Europe/Brussels"
    )
    return make_delegate(make_delegation(meeting), privacy_accepted_at=timezone.now())


@pytest.fixture
def send(client, delegate):
    """Fills in the form with `typed` and sends it, by default for the first time."""
    address = reverse("registration_logistics", args=[delegate.meeting.slug, delegate_token(delegate)])
    return lambda **typed: client.post(address, {**NOTHING, **typed})


def stored():
    return Logistics.objects.get()


def faults(response):
    assert response.status_code == 422
    return {name: " ".join(errors) for name, errors in response.context["form"].errors.items()}


def test_times_are_those_of_the_meeting(client, delegate, send):
    assert send(arrives_at="2045-10-26T18:30", departs_at="2045-10-30T10:00", nights="4").status_code == 302
    assert stored().arrives_at == datetime(2045, 10, 26, 16, 30, tzinfo=UTC)
    assert stored().departs_at == datetime(2045, 10, 30, 9, 0, tzinfo=UTC)
    page = client.get(reverse("registration_logistics", args=[delegate.meeting.slug, delegate_token(delegate)]))
    assert page.context["form"]["arrives_at"].as_widget().count('value="2045-10-26T18:30"') == 1
    assert "All times are Brussels time." in page.text


def test_a_doubled_hour_is_asked_about_and_both_readings_can_be_told(send):
    typed = {"departs_at": "2045-10-29T02:30"}
    asked = send(**typed)
    assert faults(asked)["departs_at_reading"].startswith("That night the clocks show this time twice.")
    assert "the earlier one (UTC+02:00)" in asked.text
    assert send(**typed, departs_at_reading="1").status_code == 302
    assert stored().departs_at == datetime(2045, 10, 29, 1, 30, tzinfo=UTC)
    assert send(**typed, departs_at_reading="0", version=1).status_code == 302
    assert stored().departs_at == datetime(2045, 10, 29, 0, 30, tzinfo=UTC)


def test_a_time_that_does_not_exist_is_explained(delegate, send):
    delegate.meeting.__class__.objects.update(starts_on="2045-03-25", ends_on="2045-03-27")
    assert "02:30" not in faults(send(arrives_at="2045-03-26T02:30"))["arrives_at"]
    assert "the clocks go forward" in faults(send(arrives_at="2045-03-26T02:30"))["arrives_at"]
    assert "03:30" in faults(send(arrives_at="2045-03-26T02:30"))["arrives_at"]


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"arrives_at": "2045-10-28T10:00", "departs_at": "2045-10-27T10:00"}, "departs_at", "before the arrival"),
        ({"arrives_at": "2045-09-26T10:00"}, "arrives_at", "check day, month and year"),
        ({"arrives_at": "2045-10-31T10:00"}, "arrives_at", "check day, month and year"),
        ({"departs_at": "2045-10-26T10:00"}, "departs_at", "check day, month and year"),
        ({"departs_at": "2046-10-29T10:00"}, "departs_at", "check day, month and year"),
        ({"arrives_at": "0001-01-01T00:00"}, "arrives_at", "Write day and time"),
        ({"arrives_at": "soon"}, "arrives_at", "Write day and time"),
        ({"arrives_at": "9" * 10_000}, "arrives_at", "Write day and time"),
        ({"nights": "-1"}, "nights", "greater than or equal to 0"),
        ({"nights": "9" * 30}, "nights", "less than or equal"),
        (
            {"arrives_at": "2045-10-27T10:00", "departs_at": "2045-10-29T10:00", "nights": "3"},
            "nights",
            "only 2 nights",
        ),
        ({**PASSPORT, "passport_expires_on": "2045-10-29"}, "passport_expires_on", "before the meeting ends"),
        ({**PASSPORT, "born_on": "2999-01-01"}, "born_on", "date of birth"),
        ({"room_mate": "x" * 10_000}, "room_mate", "it has 10000"),
        ({"diet": "vegan"}, "diet_consent", "Tick this box"),
        ({"emergency_name": "Mum"}, "emergency_consent", "Tick this box"),
        ({"needs_visa": "on", "passport_number": "X123"}, "passport_consent", "Tick this box"),
    ],
)
def test_slips_are_explained_beside_their_field_and_nothing_typed_is_lost(send, typed, field, words):
    response = send(**typed, arrival_number="TP 613")
    assert words in faults(response)[field]
    assert set(faults(response)) == {field}
    assert all(str(value) in response.text for value in typed.values() if value != "on")
    assert "TP 613" in response.text
    assert not Logistics.objects.exists()


def test_what_is_sensitive_is_kept_with_its_consent(send):
    told = {"diet": "خالي من الغلوتين", "allergies": "O'Brien's nuts", "diet_consent": "on"}
    assert send(**told, **PASSPORT, passport_expires_on="2045-10-30").status_code == 302
    assert (stored().diet, stored().allergies, stored().passport_number) == (told["diet"], told["allergies"], "X123")
    since = stored().diet_consent_at
    assert None not in {since, stored().passport_consent_at}
    send(**told, **PASSPORT, version=1)
    assert (stored().diet_consent_at, stored().version) == (since, 2)


@pytest.mark.parametrize("group", ["diet", "emergency", "passport"])
def test_a_consent_taken_back_erases_its_group_at_once(send, group):
    everything = {
        "diet": "vegan",
        "diet_consent": "on",
        "emergency_name": "Mum",
        "emergency_consent": "on",
        **PASSPORT,
    }
    send(**everything)
    del everything[f"{group}_consent"]
    assert send(**everything, version=1).status_code == 302
    row = stored()
    kept = {"diet": row.diet, "emergency": row.emergency_name, "passport": row.passport_number}
    assert {name for name, value in kept.items() if not value} == {group}
    assert getattr(row, f"{group}_consent_at") is None


def test_who_needs_no_visa_any_more_leaves_no_passport(send):
    send(**PASSPORT, passport_expires_on="2050-01-01")
    assert (
        send(passport_consent="on", passport_number="X123", passport_expires_on="nonsense", version=1).status_code
        == 302
    )
    assert (stored().needs_visa, stored().passport_number, stored().passport_consent_at) == (False, "", None)
    assert stored().passport_expires_on is None


def test_of_two_tabs_the_later_one_sees_both_versions(send):
    send(room_mate="First")
    late = send(room_mate="Second", departs_at="2045-10-30T10:00")
    assert late.status_code == 409
    assert {(one.label, one.yours, one.theirs) for one in late.context["differences"]} == {
        ("Would like to share a room with", "Second", "First"),
        ("Departure, day and time", "2045-10-30 10:00", ""),
    }
    assert stored().room_mate == "First"
    assert send(room_mate="Second", version=late.context["form"]["version"].value()).status_code == 302
    assert stored().room_mate == "Second"


def test_after_the_freeze_it_is_read_and_only_erased(client, delegate, send):
    send(room_mate="Carla", diet="vegan", diet_consent="on")
    delegate.meeting.__class__.objects.update(frozen_at=timezone.now() - timedelta(days=1))
    page = client.get(reverse("registration_logistics", args=[delegate.meeting.slug, delegate_token(delegate)]))
    assert "Carla" in page.text
    assert "<form" in page.text
    assert 'name="room_mate"' not in page.text
    late = send(room_mate="Berta", version=1)
    assert "cannot be changed any more" in faults(late)["__all__"]
    assert "Berta" in late.text
    erase = reverse("registration_erase_group", args=[delegate.meeting.slug, delegate_token(delegate)])
    client.post(erase, {"withdraw": "diet_consent_at"})
    assert (stored().diet, stored().diet_consent_at, stored().room_mate) == ("", None, "Carla")
    assert client.post(erase, {"withdraw": "room_mate"}).status_code == 404


def test_it_is_asked_of_the_confirmed_alone_and_after_the_privacy_notice(client, delegate, send):
    Delegate.objects.update(privacy_accepted_at=None)
    assert send(room_mate="Carla").url.endswith("/data/")
    for state in ("waiting", "withdrawn", "refused"):
        Delegate.objects.update(state=state, privacy_accepted_at=timezone.now())
        assert send(room_mate="Carla").url == reverse(
            "registration", args=[delegate.meeting.slug, delegate_token(delegate)]
        )
    assert not Logistics.objects.exists()


@pytest.fixture
def questions(delegate):
    kinds = {"text": "", "number": "", "choice": "S\nM\nL", "several": "Mon\nTue", "yes_no": ""}
    return {
        kind: make_question(delegate.meeting, kind=kind, text=f"{kind}?", options=options)
        for kind, options in kinds.items()
    }


@pytest.fixture
def answers_address(delegate):
    return reverse("registration_questions", args=[delegate.meeting.slug, delegate_token(delegate)])


def names(questions):
    return {kind: f"question_{question.pk}" for kind, question in questions.items()}


def version_at(client, address):
    return client.get(address).context["form"]["version"].value()


def test_each_kind_of_question_is_answered(client, delegate, questions, answers_address):
    typed = {"text": "A song", "number": "42", "choice": "M", "several": ["Mon", "Tue"], "yes_no": "no"}
    data = {name: typed[kind] for kind, name in names(questions).items()}
    data["version"] = version_at(client, answers_address)
    assert client.post(answers_address, data).status_code == 302
    told = {answer.question.kind: answer.value for answer in delegate.answers.select_related("question")}
    assert told == {"text": "A song", "number": 42, "choice": "M", "several": ["Mon", "Tue"], "yes_no": False}
    form = client.get(answers_address).context["form"]
    assert {kind: form[name].value() for kind, name in names(questions).items()} == {**typed, "number": 42}
    assert client.post(answers_address, {"version": form["version"].value()}).status_code == 302
    assert not delegate.answers.exists()


@pytest.mark.parametrize(
    ("kind", "typed"),
    [("number", "many"), ("number", "1e400"), ("choice", "XXL"), ("several", "Sun"), ("text", "x" * 2001)],
)
def test_answers_that_do_not_fit_are_explained(client, questions, answers_address, kind, typed):
    response = client.post(answers_address, {names(questions)[kind]: typed})
    assert set(faults(response)) == {names(questions)[kind]}


def test_an_answer_is_required_from_its_day_on_and_frozen_after_its_day(client, delegate, answers_address):
    day = timezone.now().date()
    soon = make_question(delegate.meeting, required=True, required_from=day + timedelta(days=9))
    now = make_question(delegate.meeting, required=True)
    late = make_question(delegate.meeting, text="Late?", frozen_after=day - timedelta(days=2))
    make_answer(late, delegate, "told in time")
    page = client.get(answers_address)
    assert "told in time" in page.text
    names = [f"question_{question.pk}" for question in (soon, now, late)]
    refused = client.post(answers_address, {"version": version_at(client, answers_address), names[2]: "changed"})
    assert set(faults(refused)) == {names[1]}
    data = {"version": version_at(client, answers_address), names[1]: "Yes", names[2]: "changed"}
    assert client.post(answers_address, data).status_code == 302
    assert late.answers.get().value == "told in time"


def test_answers_of_two_tabs_stand_side_by_side(client, delegate, questions, answers_address):
    name = names(questions)["several"]
    version = version_at(client, answers_address)
    client.post(answers_address, {"version": version, name: ["Mon"]})
    late = client.post(answers_address, {"version": version, name: ["Tue"]})
    assert late.status_code == 409
    assert [(one.yours, one.theirs) for one in late.context["differences"]] == [("Tue", "Mon")]

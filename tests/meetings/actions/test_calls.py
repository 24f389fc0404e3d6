"""Every member is called once, answers until the deadline, and is reminded at most once a day."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.actions.calls import CallError, Sent, answer_call, open_call, remind_before_deadlines, remind_silent
from meetings.models import Delegation
from organizations.actions.mailings import NotAsShownError
from organizations.clock import today
from organizations.models import Activity, ContentVersion, Message
from tests.factories import (
    make_delegate,
    make_delegation,
    make_host,
    make_liaison,
    make_meeting,
    make_membership,
    make_organization,
    make_user,
)

DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


def meeting_ahead(**fields):
    first = today() + 60 * DAY
    fields = {"time_zone": "Europe/Lisbon", "call_closes_at": timezone.now() + 20 * DAY, **fields}
    return make_meeting(kind="other", year=first.year, starts_on=first, ends_on=first + 3 * DAY, **fields)


def called(meeting, by=None, now=None, **options):
    return open_call(meeting=meeting, by=by or make_user(), now=now or timezone.now(), day=today(), **options)


def reminded(meeting, now=None, **options):
    now = now or timezone.now()
    return remind_silent(meeting=meeting, by=make_user(), now=now, day=today(), **options)


def answered(delegation, answer, reason="", now=None):
    return answer_call(delegation=delegation, answer=answer, reason=reason, by=make_user(), now=now or timezone.now())


def test_every_member_is_called_by_whoever_can_be_reached():
    meeting, by = meeting_ahead(), make_user(name="Dana")
    iaps = make_organization("IAPS", role_email="external@iaps.example")
    for email in ("alice@iaps.example", "bob@iaps.example"):
        make_liaison(make_user(email), iaps)
    make_liaison(make_user("gone@iaps.example"), iaps, until=today() - DAY)
    make_liaison(make_user("off@iaps.example", is_active=False), iaps)
    make_organization("ELSA", role_email="external@elsa.example")
    make_organization("MUTE")
    make_organization("OUTSIDE", member=False, role_email="external@outside.example")
    assert called(meeting, by) == Sent(organizations=3, mails=3)
    assert {row.organization.acronym for row in meeting.delegations.silent()} == {"IAPS", "ELSA", "MUTE"}
    assert set(Message.objects.values_list("to", flat=True)) == {
        "alice@iaps.example",
        "bob@iaps.example",
        "external@elsa.example",
    }
    deed = Activity.objects.get(verb="called")
    assert (deed.actor, deed.detail) == (by, {"organizations": 3, "mails": 3})
    assert Delegation.history.filter(history_user=by).count() == 3


def test_nobody_is_called_twice_and_who_joins_later_is_called_then():
    meeting = meeting_ahead()
    make_organization("IAPS", role_email="external@iaps.example")
    called(meeting)
    assert called(meeting) == Sent(0, 0)
    make_organization("NEW", role_email="external@new.example")
    make_organization("NEWER", role_email="external@newer.example")
    assert called(meeting, only="newer") == Sent(1, 1)
    assert called(meeting, only="iaps") == Sent(0, 0)
    assert called(meeting) == Sent(1, 1)
    assert Message.objects.count() == 3
    assert Activity.objects.filter(verb="called").count() == 3


def test_what_is_on_record_already_is_kept():
    meeting = meeting_ahead()
    known = make_delegation(meeting, make_organization("IAPS"), attended=None, quota_override=1, quota_reason="Small")
    told = make_delegation(meeting, make_organization("ELSA"), attended=None, answer="coming")
    assert called(meeting).organizations == 1
    known.refresh_from_db()
    told.refresh_from_db()
    assert known.called_at
    assert known.quota_override == 1
    assert not told.called_at


def test_the_mail_says_when_where_by_when_and_has_both_links():
    meeting = meeting_ahead(
        title="Spring Days", city="Lisbon", country="PT", call_closes_at=datetime(2030, 3, 1, 18, tzinfo=UTC)
    )
    first = meeting.call_closes_at + 60 * DAY
    type(meeting).objects.filter(pk=meeting.pk).update(year=2030, starts_on=first.date(), ends_on=first.date())
    make_host(meeting, make_organization("HOST", role_email="external@host.example"), local_group="HOST Lisbon")
    iaps = make_organization("IAPS")
    make_liaison(make_user("alice@iaps.example", name="Alice"), iaps)
    called(meeting)
    mail = Message.objects.get(to="alice@iaps.example")
    assert mail.subject == "Spring Days: does IAPS come?"
    assert "Dear Alice," in mail.text
    assert "Lisbon, Portugal" in mail.text
    assert "HOST Lisbon" in mail.text
    assert "Friday 1 March 2030, 18:00 (Lisbon time, UTC+00:00)" in mail.text
    assert mail.text.count(f"http://localhost/meetings/{meeting.slug}/call/") == 2
    assert "?answer=coming" in mail.html
    assert mail.reply_to == "external@host.example"


@pytest.mark.parametrize(
    "fields",
    [{"state": "draft"}, {"state": "cancelled"}, {"call_closes_at": datetime(2020, 1, 1, tzinfo=UTC)}],
    ids=["draft", "cancelled", "late"],
)
def test_nobody_is_called_who_could_not_answer(fields):
    meeting = meeting_ahead(**fields)
    make_organization("IAPS", role_email="external@iaps.example")
    with pytest.raises(CallError):
        called(meeting)
    assert not Delegation.objects.exists()


def test_only_what_was_shown_leaves():
    meeting = meeting_ahead()
    make_organization("IAPS", role_email="external@iaps.example")
    with pytest.raises(NotAsShownError):
        called(meeting, seal="made up")
    assert not Message.objects.exists()


def test_five_hundred_are_called_in_a_bounded_number_of_queries():
    meeting, by = meeting_ahead(), make_user()

    def cost(number):
        for _ in range(number):
            make_liaison(organization=make_organization())
        with CaptureQueriesContext(connection) as queries:
            assert called(meeting, by).mails == number
        return len(queries)

    small, large = cost(5), cost(60)
    assert large <= small + 60 / 10


def test_an_answer_is_kept_with_who_gave_it_and_may_change():
    delegation = make_delegation(meeting_ahead(), attended=None, called_at=timezone.now())
    assert answered(delegation, "not_coming", "Exams")
    delegation.refresh_from_db()
    assert (delegation.answer, delegation.answer_reason) == ("not_coming", "Exams")
    assert delegation.answered_by
    assert delegation.answered_at
    version = ContentVersion.current()
    assert answered(delegation, "coming")
    delegation.refresh_from_db()
    assert (delegation.answer, delegation.answer_reason) == ("coming", "")
    assert ContentVersion.current() > version


def test_the_same_answer_twice_is_one():
    delegation = make_delegation(meeting_ahead(), attended=None)
    assert answered(delegation, "not_coming")
    first = Delegation.objects.get(pk=delegation.pk).answered_at
    assert not answered(delegation, "not_coming")
    assert Delegation.objects.get(pk=delegation.pk).answered_at == first
    assert Activity.objects.filter(verb="answered the call").count() == 1


def test_a_refusal_leaves_the_public_pages_as_they_are():
    delegation = make_delegation(meeting_ahead(), attended=None)
    version = ContentVersion.current()
    answered(delegation, "not_coming")
    assert ContentVersion.current() == version


def test_a_member_that_was_not_called_may_answer_all_the_same():
    unsaved = Delegation(meeting=meeting_ahead(), organization=make_organization("IAPS"))
    assert answered(unsaved, "coming")
    assert Delegation.objects.get().answer == "coming"


def test_after_the_deadline_the_answer_stands():
    meeting = meeting_ahead()
    delegation = make_delegation(meeting, attended=None)
    with pytest.raises(CallError, match="closed"):
        answered(delegation, "coming", now=meeting.call_closes_at)
    assert answered(delegation, "coming", now=meeting.call_closes_at - timedelta(seconds=1))


def test_without_a_deadline_it_may_change_until_the_meeting_begins():
    meeting = meeting_ahead(call_closes_at=None)
    delegation = make_delegation(meeting, attended=None)
    begins = datetime.combine(meeting.starts_on.earliest, datetime.min.time(), meeting.zone)
    assert answered(delegation, "coming", now=begins - timedelta(minutes=1))
    with pytest.raises(CallError):
        answered(delegation, "not_coming", now=begins)


def test_who_has_people_registered_withdraws_them_first():
    delegation = make_delegation(meeting_ahead(), attended=None, answer="coming")
    make_delegate(delegation)
    with pytest.raises(CallError, match="1 person is registered"):
        answered(delegation, "not_coming")


def test_the_silent_alone_are_reminded_at_most_once_a_day():
    meeting = meeting_ahead()
    for acronym in ("LOUD", "MUTE"):
        make_organization(acronym, role_email=f"external@{acronym.lower()}.example")
    called(meeting)
    answered(meeting.delegations.get(organization__acronym="LOUD"), "coming")
    now = timezone.now()
    assert reminded(meeting, now) == Sent(1, 1)
    assert reminded(meeting, now) == Sent(0, 0)
    assert reminded(meeting, now + DAY) == Sent(1, 1)
    assert (
        list(Message.objects.filter(key__contains="-reminded-").values_list("to", flat=True))
        == ["external@mute.example"] * 2
    )
    assert Activity.objects.filter(verb="reminded").exclude(actor=None).count() == 2


def test_whoever_is_named_after_the_call_is_reached_by_the_reminder():
    meeting, organization = meeting_ahead(), make_organization("MUTE")
    assert called(meeting) == Sent(1, 0)
    make_liaison(make_user("new@mute.example"), organization)
    assert reminded(meeting) == Sent(1, 1)


def automatic(now, **options):
    return remind_before_deadlines(now=now, day=today(), **options)


def test_three_days_before_the_deadline_the_registry_reminds_once_by_itself():
    meeting = meeting_ahead()
    make_organization("MUTE", role_email="external@mute.example")
    called(meeting)
    closes = meeting.call_closes_at
    assert automatic(closes - timedelta(days=3, hours=1)) == 0
    assert automatic(closes - 3 * DAY, dry_run=True) == 1
    assert automatic(closes - 3 * DAY) == 1
    assert automatic(closes - 2 * DAY) == 0
    assert automatic(closes) == 0
    assert Activity.objects.get(verb="reminded").actor is None


def test_a_missed_night_is_made_up_for_but_not_a_reminder_by_hand_nor_a_fresh_call():
    meeting = meeting_ahead()
    make_organization("MUTE", role_email="external@mute.example")
    closes = meeting.call_closes_at
    called(meeting, now=closes - timedelta(days=2, hours=1))
    assert automatic(closes - 2 * DAY) == 0
    assert automatic(closes - DAY, dry_run=True) == 1
    reminded(meeting, closes - DAY)
    assert automatic(closes - timedelta(hours=2)) == 0


def test_members_that_left_are_not_called():
    meeting = meeting_ahead()
    left = make_organization("GONE", member=False, role_email="external@gone.example")
    make_membership(left, since="2001", until="2003", ended=True)
    assert called(meeting) == Sent(0, 0)

"""What a meeting's purpose needs no longer, and goes by itself: logistics soon after it, addresses a year later."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from meetings.actions.erasure import BLANK, NOBODY, UNUSABLE, forget_traces, unname, unusable_address
from meetings.calls import local_day
from meetings.models import Answer, Delegate, Helper, Logistics, Meeting
from meetings.rules import last_day, logistics_kept_until
from organizations.actions.records import record
from organizations.models import Activity

CONTACTS_KEPT = timedelta(days=365)
STAYS_IN_PUBLIC = ("name", "role_title", "privacy_accepted_at", "listed_publicly_since")
OF_ALL = "erased the logistics of"
OF_SOME = "erased the logistics of those who do not come to"


def old_logistics(now: datetime) -> dict[Meeting, int]:
    """How many rows of logistics, answers and phone numbers have lost their purpose, by meeting."""
    told = Exists(Logistics.objects.filter(delegate=OuterRef("pk")))
    answered = Exists(Answer.objects.filter(delegate=OuterRef("pk")))
    people = Delegate.objects.filter(told | answered | ~Q(phone=""))
    meetings = Meeting.objects.filter(Exists(people.filter(meeting=OuterRef("pk"))))
    counts = {
        meeting: sum(rows.count() for rows in logistics_of(no_longer_needed(meeting, now))) for meeting in meetings
    }
    return {meeting: count for meeting, count in counts.items() if count}


def no_longer_needed(meeting: Meeting, now: datetime) -> QuerySet[Delegate]:
    """Everybody once the time is up; until then those who withdrew or were refused."""
    return meeting.delegates.all() if is_time_up(meeting, now) else meeting.delegates.exclude(state__in=Delegate.ACTIVE)


def is_time_up(meeting: Meeting, now: datetime) -> bool:
    return local_day(meeting, now) > logistics_kept_until(meeting)


def logistics_of(people: QuerySet[Delegate]) -> tuple[QuerySet, QuerySet, QuerySet]:
    """What these people told the host, what they answered, and those of them whose phone number is known."""
    return (
        Logistics.objects.filter(delegate__in=people),
        Answer.objects.filter(delegate__in=people),
        people.exclude(phone=""),
    )


def erase_old_logistics(*, now: datetime) -> dict[Meeting, int]:
    """Erase them meeting by meeting, so that what is done stays done; what was erased, as `old_logistics` tells it."""
    found = old_logistics(now)
    for meeting, count in found.items():
        erase_logistics(meeting=meeting, count=count, now=now)
    return found


@transaction.atomic
def erase_logistics(*, meeting: Meeting, count: int, now: datetime) -> None:
    logistics, answers, reachable = logistics_of(no_longer_needed(meeting, now))
    for rows in (logistics, answers):
        unname(rows)
        rows.delete()
    reachable.update(phone="", version=F("version") + 1)
    verb = OF_ALL if is_time_up(meeting, now) else OF_SOME
    record(verb, meeting, by=None, changes_pages=False, rows=count)


def logistics_erased_at(meeting: Meeting) -> datetime | None:
    """When the logistics of all who came were erased; None where that was not yet, or where there never were any."""
    done = Activity.objects.filter(verb=OF_ALL, target_type=meeting._meta.label_lower, target_id=str(meeting.pk))
    return done.order_by("-at").values_list("at", flat=True).first()


def old_contacts(now: datetime) -> QuerySet[Delegate]:
    """People without account who were at a meeting a year ago and of whom more is known than what they let stand."""
    unlisted = Q(listed_publicly_since=None) & ~Q(name=NOBODY)
    known = Delegate.objects.filter(~Q(email__endswith=UNUSABLE) | unlisted, user=None)
    past = [
        meeting.pk
        for meeting in Meeting.objects.filter(Exists(known.filter(meeting=OuterRef("pk"))))
        if local_day(meeting, now) > last_day(meeting) + CONTACTS_KEPT
    ]
    return known.filter(meeting__in=past)


def erase_old_contacts(*, now: datetime) -> None:
    """One person after the other, so that what is done stays done."""
    for delegate in old_contacts(now):
        erase_contact(delegate=delegate)


@transaction.atomic
def erase_contact(*, delegate: Delegate) -> None:
    """Leave the name of somebody who agreed to stand in the archive, and of anybody else that somebody was there."""
    kept = STAYS_IN_PUBLIC if delegate.listed_publicly_since else ()
    blank = {field: value for field, value in BLANK.items() if field not in kept}
    forget_traces(delegate)
    Delegate.objects.filter(pk=delegate.pk).update(**blank, email=unusable_address(delegate), version=F("version") + 1)
    delegate.refresh_from_db()
    record("erased the address of", delegate, by=None, changes_pages=False)


def old_helpers(now: datetime) -> QuerySet[Helper]:
    """Those who helped, or were asked to, with a meeting that was over a year ago."""
    meetings = Meeting.objects.filter(Exists(Helper.objects.filter(meeting=OuterRef("pk"))))
    past = [meeting.pk for meeting in meetings if local_day(meeting, now) > last_day(meeting) + CONTACTS_KEPT]
    return Helper.objects.filter(meeting__in=past)


@transaction.atomic
def forget_old_helpers(*, now: datetime) -> None:
    """That somebody helped stays in the record of what was done, but not who."""
    helpers = old_helpers(now)
    unname(helpers)
    helpers.delete()

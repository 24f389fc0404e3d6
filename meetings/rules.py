"""Who may do what with the things of a meeting."""

from datetime import date, datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from meetings.models import Delegate, Document, Logistics, Meeting, Phase, Photo, Report
from organizations.models import Organization, User
from organizations.rules import (
    coming_mandates,
    current_mandates,
    is_management,
    oversees,
    seat_is_empty,
    speaks_for,
    stands_in,
)

# So long after a report is final its host may still correct it, and what belongs to it.
CORRECTION_WINDOW = timedelta(days=14)


def is_host(user: User | AnonymousUser, meeting: Meeting | None, day: date) -> bool:
    """Whether `user` speaks on `day` for an organization that hosts `meeting`, whose report is not final yet."""
    if meeting is None or not user.is_active:
        return False
    hosting = current_mandates(user, day).filter(organization__hostings__meeting=meeting)
    return hosting.exists() and not is_closed(meeting, day)


def is_host_elect(user: User | AnonymousUser, meeting: Meeting, day: date) -> bool:
    """Whether `user` will speak for a hosting organization, and may look until then."""
    if not user.is_active:
        return False
    hosting = coming_mandates(user, day).filter(organization__hostings__meeting=meeting)
    return hosting.exists() and not is_closed(meeting, day)


def is_closed(meeting: Meeting, day: date) -> bool:
    """Whether a host's report has been final for so long that nothing is corrected any more.

    That ends the rights of hosts and helpers.
    """
    return meeting.reports.filter(final_for_good(day), organization__hostings__meeting=meeting).exists()


def final_for_good(day: date) -> Q:
    """Of reports that nobody corrects any more. A final one without a date has been so since long ago."""
    return Q(state=Report.State.FINAL) & (Q(final_on=None) | Q(final_on__lt=day - CORRECTION_WINDOW))


def helps(user: User | AnonymousUser, meeting: Meeting, day: date, *roles: str) -> bool:
    """Whether the host asked `user` to help with one of `roles`: `plans_agenda`, `sees_logistics`, `keeps_door`."""
    if not user.is_active:
        return False
    asked = Q(*((role, True) for role in roles), _connector=Q.OR)
    return meeting.helpers.current_on(day).filter(asked, user=user).exists() and not is_closed(meeting, day)


def may_enter(user: User | AnonymousUser, meeting: Meeting, day: date) -> bool:
    """Whether `user` sees the front of the host's workspace: its checklist, and the way to what it helps with."""
    return may_watch(user, meeting, day) or helps(user, meeting, day, "plans_agenda")


def may_look(user: User | AnonymousUser, meeting: Meeting, day: date) -> bool:
    """Whether `user` sees the whole workspace, but for logistics: hosts, those elect, and who oversees all."""
    return is_host(user, meeting, day) or oversees(user, day) or is_host_elect(user, meeting, day)


def may_watch(user: User | AnonymousUser, meeting: Meeting, day: date) -> bool:
    """Whether `user` sees who is registered and how many: some helpers, and those who see everything."""
    return may_look(user, meeting, day) or helps(user, meeting, day, "sees_logistics", "keeps_door")


def may_run(user: User | AnonymousUser, meeting: Meeting, day: date) -> bool:
    """Whether `user` gives places and asks questions; where no host has a liaison, whoever oversees all does."""
    return is_host(user, meeting, day) or stands_in_for_host(user, meeting, day)


def stands_in_for_host(user: User | AnonymousUser, meeting: Meeting, day: date) -> bool:
    hosts = meeting.hosts.select_related("organization")
    return oversees(user, day) and all(seat_is_empty(host.organization, day) for host in hosts)


def may_see_agenda_draft(user: User | AnonymousUser, meeting: Meeting, day: date) -> bool:
    """Whether `user` sees the agenda in the making."""
    return may_look(user, meeting, day) or helps(user, meeting, day, "plans_agenda")


def may_plan(user: User | AnonymousUser, meeting: Meeting, day: date) -> bool:
    """Whether `user` makes and releases the agenda."""
    return may_run(user, meeting, day) or helps(user, meeting, day, "plans_agenda")


def may_see_logistics(user: User | AnonymousUser, meeting: Meeting, day: date) -> bool:
    """Diet, travel, emergency contacts and answers are the host's, and its helpers' with them, while they are kept."""
    trusted = is_host(user, meeting, day) or helps(user, meeting, day, "sees_logistics")
    return trusted and logistics_are_kept(meeting, day)


def logistics_are_kept(meeting: Meeting, day: date) -> bool:
    """Whether logistics may still exist on `day`."""
    return day <= logistics_kept_until(meeting)


def logistics_kept_until(meeting: Meeting) -> date:
    """The last day on which they may exist, by the calendar of the meeting's place."""
    return last_day(meeting) + timedelta(days=meeting.logistics_kept_days)


def last_day(meeting: Meeting) -> date:
    """The meeting's last day; where that is not known exactly, the last one that it may be."""
    last = meeting.ends_on or meeting.starts_on
    return last.latest if last else date(meeting.year, 12, 31)


def may_see_document(user: User | AnonymousUser, document: Document, day: date) -> bool:
    """Whether `document` is open to `user` on `day`. What a draft meeting shows everybody, only members see so far."""
    meeting = document.meeting
    if document.visibility == Document.Visibility.PUBLIC and not (meeting and meeting.state == Meeting.State.DRAFT):
        return True
    if not user.is_active:
        return False
    if user.is_superuser or is_management(user, day):
        return True
    if document.visibility == Document.Visibility.MANAGEMENT:
        return is_host(user, meeting, day)
    return current_mandates(user, day).exists()


def may_see_photo(user: User | AnonymousUser, photo: Photo, day: date) -> bool:
    """Whether a photo that was not taken out is open to `user`: a published one to all, others to the host."""
    if photo.published_at and photo.meeting.state != Meeting.State.DRAFT:
        return True
    return may_look(user, photo.meeting, day)


def may_remove_photos(user: User | AnonymousUser, meeting: Meeting, day: date) -> bool:
    """Whether `user` takes photos out: the host, and always who oversees all, as people may ask any day."""
    return may_run(user, meeting, day) or oversees(user, day)


def is_hosts_report(report: Report) -> bool:
    """Whether it is the account of a meeting by an organization that hosted it."""
    if report.kind != Report.Kind.REPORT or report.meeting is None or report.organization is None:
        return False
    return report.meeting.hosts.filter(organization=report.organization).exists()


def may_write_report(user: User | AnonymousUser, report: Report, day: date) -> bool:
    """Whether `user` writes `report`: who runs the meeting its host's, who acts for an organization that one's own.

    What no organization wrote is for those who oversee all.
    """
    if report.meeting and is_hosts_report(report):
        return may_run(user, report.meeting, day)
    if report.organization is None:
        return oversees(user, day)
    return may_send(user, report.organization, day)


def may_see_report(user: User | AnonymousUser, report: Report, day: date) -> bool:
    """Whether `user` sees `report` before everybody does: who writes it, soon will, or oversees all."""
    if may_write_report(user, report, day) or oversees(user, day):
        return True
    if report.meeting and is_hosts_report(report):
        return is_host_elect(user, report.meeting, day)
    return report.organization is not None and may_see_delegation(user, report.organization, day)


def may_see_delegation(user: User | AnonymousUser, organization: Organization, day: date) -> bool:
    """Whether `user` may look at whom `organization` sends: those who act for it, and those who soon will."""
    elect = user.is_active and coming_mandates(user, day).filter(organization=organization).exists()
    return elect or may_send(user, organization, day)


def may_send(user: User | AnonymousUser, organization: Organization, day: date) -> bool:
    """Whether `user` decides whom `organization` sends; where its seat is empty, who oversees all does."""
    return speaks_for(user, organization, day) or stands_in(user, organization, day)


def takes_registrations(meeting: Meeting, now: datetime) -> bool:
    """Whether an organization may add people at the moment `now`."""
    return meeting.state == Meeting.State.ANNOUNCED and meeting.phase(now) == Phase.REGISTRATION_OPEN


def takes_changes(meeting: Meeting, now: datetime) -> bool:
    """Whether an organization may withdraw, replace and rank its people: from the opening until the meeting is over."""
    opens = meeting.registration_opens_at
    if opens and now < opens:
        return False
    return meeting.state == Meeting.State.ANNOUNCED and meeting.phase(now) != Phase.OVER


def takes_offers(meeting: Meeting, now: datetime) -> bool:
    """Whether sessions can be offered, changed and accepted: until the meeting is over, or called off."""
    return meeting.state == Meeting.State.ANNOUNCED and not is_past(meeting, now)


def is_past(meeting: Meeting, now: datetime) -> bool:
    """Whether there is nothing left to come to: it is over, or called off."""
    return meeting.phase(now) in {Phase.OVER, Phase.CANCELLED}


def is_frozen(meeting: Meeting, now: datetime) -> bool:
    """Whether delegates' travel and diet can only be read, because the host works with what is there."""
    return is_past(meeting, now) or (meeting.frozen_at is not None and meeting.frozen_at <= now)


def may_have_confirmation(delegate: Delegate) -> bool:
    """Whether there is a place to confirm."""
    return delegate.state == Delegate.State.CONFIRMED and delegate.meeting.state != Meeting.State.CANCELLED


def may_have_invitation(delegate: Delegate) -> bool:
    """Whether a consulate may be told that the host invites this person, who has a place and needs a visa."""
    needs_visa = Logistics.objects.filter(delegate=delegate, needs_visa=True).exists()
    return may_have_confirmation(delegate) and needs_visa and delegate.meeting.hosts.exists()

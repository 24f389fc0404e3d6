"""Fetches what a view is asked for, if the one who asks may know of it."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from meetings.links import delegate_of, delegation_called
from meetings.models import Delegate, Delegation, Document, Meeting, Photo, Report
from meetings.rules import (
    may_enter,
    may_look,
    may_plan,
    may_remove_photos,
    may_run,
    may_see_agenda_draft,
    may_see_delegation,
    may_see_document,
    may_see_logistics,
    may_see_photo,
    may_see_report,
    may_send,
    may_watch,
    may_write_report,
)
from organizations.models import Organization, User
from organizations.rules import coming_mandates, current_mandates


def get_file_document(user: User | AnonymousUser, pk: int, day: date) -> Document:
    """The document with a file; Http404 where there is none and where `user` may not see it."""
    document = get_object_or_404(Document.objects.exclude(file="").select_related("meeting"), pk=pk)
    if not may_see_document(user, document, day):
        raise Http404
    return document


def photo_to_see(user: User | AnonymousUser, slug: str, pk: int, day: date) -> Photo | None:
    """None for a photo that was taken out; Http404 where there is none and where `user` may not see it."""
    photo = get_object_or_404(Photo.objects.select_related("meeting"), pk=pk, meeting__slug=slug)
    if photo.removed_at:
        return None
    if not may_see_photo(user, photo, day):
        raise Http404
    return photo


def photo_to_remove(user: User, slug: str, pk: int, day: date) -> Photo:
    """Http404 for those who do not see the workspace; PermissionDenied for who looks on, but does not oversee all."""
    meeting = workspace_of(user, slug, day, whole=True)
    photo = get_object_or_404(meeting.photos.kept().select_related("meeting"), pk=pk)
    if not may_remove_photos(user, meeting, day):
        raise PermissionDenied
    return photo


def delegate_by_link(slug: str, token: str) -> Delegate:
    """Whose page the link opens; Http404 for a link that is forged, revoked or of another meeting."""
    delegate = delegate_of(token)
    if delegate is None or delegate.meeting.slug != slug:
        raise Http404
    return delegate


def own_registrations(user: User, slug: str) -> list[Delegate]:
    """The registrations of `user` for that meeting: those that stand, or else those that ended; Http404 for none."""
    related = ["meeting", "delegation__organization", "delegation__partner"]
    found = list(user.delegates.filter(meeting__slug=slug).select_related(*related).order_by("-registered_at"))
    if not found:
        raise Http404
    return [delegate for delegate in found if delegate.state in Delegate.ACTIVE] or found


def delegation_for(user: User, slug: str, day: date, *, organization: str = "", to_act: bool = False) -> Delegation:
    """What `organization`, a slug, sends to the meeting `slug`; without it, the first for which `user` speaks.

    A member that was not called yet has none on record: it gets an unsaved one. Http404 for other organizations';
    PermissionDenied where `user` may look, as those do whose mandate is still to come, but wants `to_act`.
    """
    meeting = get_object_or_404(Meeting.objects.published(), slug=slug)
    party = organization_named(organization) if organization else next(iter(represented_by(user, day)), None)
    if party is None or not may_see_delegation(user, party, day):
        raise Http404
    delegation = meeting.delegations.select_related("organization").filter(organization=party).first()
    if delegation is None:
        get_object_or_404(Organization.objects.members_on(day), pk=party.pk)
        delegation = Delegation(meeting=meeting, organization=party)
    refuse_lookers_on(user, delegation, day, to_act=to_act)
    return delegation


def organization_named(slug: str) -> Organization | None:
    return Organization.objects.filter(slug=slug.replace("\0", "")).first()


def represented_by(user: User, day: date) -> list[Organization]:
    """The organizations that `user` speaks for, before those that `user` soon will."""
    mandates = [*current_mandates(user, day).order_by("pk"), *coming_mandates(user, day).order_by("pk")]
    return list(dict.fromkeys(mandate.organization for mandate in mandates))


def refuse_lookers_on(user: User, delegation: Delegation, day: date, *, to_act: bool) -> None:
    if to_act and not may_send(user, delegation.organization, day):
        raise PermissionDenied


def delegate_for(user: User, slug: str, pk: int, day: date, *, to_act: bool = False) -> Delegate:
    """Somebody whom an organization that `user` may look at sends; Http404 and PermissionDenied as above."""
    related = ["meeting", "delegation__organization", "delegation__meeting"]
    delegates = Delegate.objects.exclude(delegation__organization=None).exclude(meeting__state=Meeting.State.DRAFT)
    delegate = get_object_or_404(delegates.select_related(*related), pk=pk, meeting__slug=slug)
    if not may_see_delegation(user, delegate.delegation.organization, day):
        raise Http404
    refuse_lookers_on(user, delegate.delegation, day, to_act=to_act)
    return delegate


def meeting_for_host(user: User, slug: str, day: date, *, to_act: bool = False, logistics: bool = False) -> Meeting:
    """The meeting `slug` as its host sees it; Http404 for all others but the management team and superusers.

    PermissionDenied where they want `to_act` though a host is in office, or the `logistics`, the host's alone.
    """
    meeting = get_object_or_404(Meeting, slug=slug)
    if not may_watch(user, meeting, day):
        raise Http404
    if (to_act and not may_run(user, meeting, day)) or (logistics and not may_see_logistics(user, meeting, day)):
        raise PermissionDenied
    return meeting


def meeting_for_planner(user: User, slug: str, day: date, *, to_act: bool = False) -> Meeting:
    """The meeting `slug` for those who see its agenda in the making; PermissionDenied for who only may look."""
    meeting = get_object_or_404(Meeting, slug=slug)
    if not may_see_agenda_draft(user, meeting, day):
        raise Http404
    if to_act and not may_plan(user, meeting, day):
        raise PermissionDenied
    return meeting


def workspace_of(user: User, slug: str, day: date, *, whole: bool = False, to_act: bool = False) -> Meeting:
    """The meeting `slug` for everybody with any part in running it, or for those alone who see the `whole` of it.

    Http404 for all others; PermissionDenied for who may only look, but wants `to_act`.
    """
    meeting = get_object_or_404(Meeting, slug=slug)
    may_see = may_look if whole else may_enter
    if not may_see(user, meeting, day):
        raise Http404
    if to_act and not may_run(user, meeting, day):
        raise PermissionDenied
    return meeting


def delegation_by_call_link(slug: str, token: str, day: date) -> Delegation:
    """The organization's delegation whose call the link answers; Http404 as for a delegate's link."""
    delegation = delegation_called(token, day)
    if delegation is None or delegation.meeting.slug != slug or delegation.meeting.state == Meeting.State.DRAFT:
        raise Http404
    return delegation


def report_to_write(user: User, slug: str, day: date, *, to_act: bool = True) -> Report:
    """The report `slug` for those who write it; without `to_act`, for those as well who see it in the making.

    Http404 for a draft of others; PermissionDenied for what everybody can read, and for who only may look.
    """
    report = get_object_or_404(Report.objects.select_related("meeting", "organization"), slug=slug)
    if not may_see_report(user, report, day) and report.state not in Report.PUBLIC:
        raise Http404
    if not (may_write_report if to_act else may_see_report)(user, report, day):
        raise PermissionDenied
    return report


def organizations_to_write_for(user: User, asked: str, day: date) -> list[Organization]:
    """Those in whose name `user` writes; `asked`, a slug, comes first, and may be one whose seat is empty.

    Http404 where that is none of them; PermissionDenied where there is none at all.
    """
    own = [mandate.organization for mandate in current_mandates(user, day).order_by("pk")]
    if asked:
        first = organization_named(asked)
        if first is None or not may_send(user, first, day):
            raise Http404
        own = [first, *own]
    if not own:
        raise PermissionDenied
    return list(dict.fromkeys(own))

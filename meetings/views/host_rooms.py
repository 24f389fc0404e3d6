"""The rooms of the meeting, in the order in which the agenda shows them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ifiso.cleaning import whole_number
from ifiso.differences import side_by_side
from meetings.access import meeting_for_planner
from meetings.actions.rooms import (
    SessionsWouldLoseTheirRoomError,
    StaleRoomError,
    add_room,
    change_room,
    move_room,
    remove_room,
    sessions_in,
)
from meetings.forms.rooms import ChangeRoomForm, RoomForm
from meetings.models import Meeting, Plan, Room
from meetings.reads.host_pages import frame
from organizations.clock import today

METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(METHODS)
def host_rooms(request: HttpRequest, slug: str) -> HttpResponse:
    """The list; POST with `up` or `down` moves the room that it names, any other adds one."""
    acts = request.method == "POST"
    meeting = meeting_for_planner(request.user, slug, today(), to_act=acts)
    if acts and request.POST.keys() & {"up", "down"}:
        return move(request, meeting)
    form = RoomForm(request.POST if acts else None)
    if not acts:
        return show_all(request, meeting, form)
    if form.is_valid():
        try:
            add_room(meeting=meeting, **form.cleaned_data, by=request.user)
        except ValidationError as refused:
            form.add_error("name", refused.messages)
        else:
            messages.success(request, _("The room is added."))
            return redirect("host_rooms", slug)
    return show_all(request, meeting, form, status=422)


def move(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    up = "up" in request.POST
    room = get_object_or_404(meeting.rooms, pk=whole_number(request.POST["up" if up else "down"]))
    move_room(room=room, up=up, by=request.user)
    return redirect("host_rooms", meeting.slug)


def show_all(request: HttpRequest, meeting: Meeting, form: RoomForm, *, status: int = 200) -> HttpResponse:
    standing = ~Q(plans__state=Plan.State.REMOVED)
    rooms = meeting.rooms.annotate(planned=Count("plans", filter=standing)).order_by("position", "name")
    context = {**frame(request, meeting), "rooms": rooms, "form": form}
    return render(request, "meetings/host_rooms.html", context, status=status)


@never_cache
@require_http_methods(METHODS)
def host_room(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Two forms, told apart by their button: name and capacity, and removing it."""
    acts = request.method == "POST"
    meeting = meeting_for_planner(request.user, slug, today(), to_act=acts)
    room = get_object_or_404(meeting.rooms.select_related("meeting"), pk=pk)
    if acts and "remove" in request.POST:
        return remove(request, meeting, room)
    form = ChangeRoomForm(request.POST if acts else None, room=room)
    if not acts:
        return show(request, meeting, room, form)
    if form.is_valid():
        try:
            changed = change_room(room=room, **form.cleaned_data, by=request.user)
        except StaleRoomError as stale:
            return show_both(request, meeting, stale.room, form)
        except ValidationError as refused:
            form.add_error("name", refused.messages)
        else:
            messages.success(request, _("Saved.") if changed else _("Nothing had changed."))
            return redirect("host_rooms", slug)
    return show(request, meeting, room, form, status=422)


def show_both(request: HttpRequest, meeting: Meeting, saved: Room, typed: ChangeRoomForm) -> HttpResponse:
    found = side_by_side(typed, ChangeRoomForm(room=saved))
    return show(request, meeting, saved, typed, status=409, differences=found)


def remove(request: HttpRequest, meeting: Meeting, room: Room) -> HttpResponse:
    """At once where it is empty, else only by the button that says how many sessions lose it."""
    losing = whole_number(request.POST.get("sessions", ""))
    try:
        remove_room(room=room, losing=losing, by=request.user, now=timezone.now())
    except SessionsWouldLoseTheirRoomError as lost:
        return show(request, meeting, room, ChangeRoomForm(room=room), lost=lost.count, status=409)
    messages.success(request, _("The room is removed."))
    return redirect("host_rooms", meeting.slug)


def show(request: HttpRequest, meeting: Meeting, room: Room, form: RoomForm, *, status=200, **more) -> HttpResponse:
    context = {**frame(request, meeting), "room": room, "form": form, "inside": sessions_in(room), **more}
    return render(request, "meetings/host_room.html", context, status=status)

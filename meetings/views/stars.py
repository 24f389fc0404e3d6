"""What somebody picked from an agenda: a page of its own, and what the public page's script asks for."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from meetings.actions.stars import change_stars
from meetings.models import Meeting
from meetings.reads.stars import my_agenda_of, sorted_keys, stars_of
from organizations.clock import today


@never_cache
@require_http_methods(["GET", "POST"])
def agenda_stars(request: HttpRequest, slug: str) -> HttpResponse:
    """The stars of whoever is signed in, as JSON, with the token that a change needs: the public page has none."""
    meeting = get_object_or_404(Meeting.objects.published(), slug=slug)
    if request.method == "POST":
        change(request, meeting)
    stars = sorted_keys(stars_of(request.user, meeting))
    return JsonResponse({"owner": request.user.pk, "stars": stars, "token": get_token(request)})


@never_cache
@require_http_methods(["GET", "POST"])
def my_agenda(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.published(), slug=slug)
    if request.method == "POST":
        change(request, meeting)
        return redirect("my_agenda", slug)
    mine = my_agenda_of(request.user, meeting, today())
    return render(request, "meetings/my_agenda.html", {"meeting": meeting, "mine": mine})


def change(request: HttpRequest, meeting: Meeting) -> None:
    add, remove = request.POST.getlist("add"), request.POST.getlist("remove")
    change_stars(meeting=meeting, add=set(add), remove=set(remove), by=request.user)

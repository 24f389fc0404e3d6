"""What the sessions of all meetings were about."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from meetings.models import Topic
from meetings.reads.topics import story_of, topics_with_counts
from organizations.pages import public_page


@public_page
def topics(request: HttpRequest) -> HttpResponse:
    return render(request, "meetings/topics.html", {"topics": topics_with_counts()})


@public_page
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(Topic, slug=slug)
    return render(request, "meetings/topic.html", {"topic": shown, "story": story_of(shown)})

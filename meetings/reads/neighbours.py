"""The meetings before and after another."""

from meetings.models import Meeting


def neighbours(meeting: Meeting) -> tuple[Meeting | None, Meeting | None]:
    """The previous and the next published meeting of the same kind; one query.

    Forum meetings follow their year and season, because the date is often unknown.
    """
    series = Meeting.objects.published().filter(kind=meeting.kind).order_by("year", "-season", "starts_on", "pk")
    line = [None, *series.only("slug", "kind", "season", "year", "title"), None]
    at = line.index(meeting)
    return line[at - 1], line[at + 1]

"""Which meeting a post is about: by the season, year, city and days that it names, and by its own date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from ifiso.dates import PartialDate
from ifiso.text import fold
from meetings.models import Meeting
from meetings.models.meetings import Season
from meetings.posts import Guess
from meetings.posts.dates import Span, spans
from meetings.posts.guesses import Evidence, ranked

SEASONS = {Season.AUTUMN: "(?:autumn|fall)", Season.SPRING: "spring"}
# A post of this time before or after a meeting may be about it; what is older is remembered, not told.
NEAR = timedelta(days=270)
# Where only the season or year is known, the meeting may have been this long after.
MONTHS_OF = {Season.SPRING: 5, Season.AUTUMN: 11, "": 7}
PASSING, PICTURE = 0.4, 1.0


@dataclass(frozen=True)
class Telling:
    """What a post says: its words folded, those of its pictures' names, the days that it names, and its date."""

    words: str
    pictures: str
    spans: tuple[Span, ...]
    published_on: PartialDate | None


def telling(title: str, text: str, pictures: Sequence[str], published_on: str) -> Telling:
    day = PartialDate(published_on) if published_on else None
    words = fold(" ".join(pictures))
    return Telling(fold(f"{title} {text}"), words, tuple(spans(f"{title}. {text}")), day)


def guesses_at_meetings(told: Telling, meetings: Sequence[Meeting]) -> list[Guess]:
    return ranked(evidence(told, meeting) for meeting in meetings)


def evidence(told: Telling, meeting: Meeting) -> Evidence:
    found = Evidence(meeting.slug, name_of(meeting))
    if named(meeting, told.words):
        found.add(4, _("it says “%(meeting)s”") % {"meeting": meeting.name})
    weigh_days(told, meeting, found)
    if meeting.city and has(told.words, meeting.city):
        found.add(2, _("it names %(city)s") % {"city": meeting.city})
        weigh_season(told, meeting, found)
    if not found.points and named(meeting, told.pictures):
        found.add(PICTURE, _("only the name of a picture says so"))
    if found.points and (gap := distance(told.published_on, meeting)) is not None:
        weigh_distance(gap, found)
    return found


def name_of(meeting: Meeting) -> str:
    return _("%(meeting)s (%(place)s)") % {"meeting": meeting.name, "place": meeting.when_and_where}


def has(words: str, phrase: str) -> bool:
    return f" {fold(phrase)} " in f" {words} "


def named(meeting: Meeting, words: str) -> bool:
    """Season and year with few words between: `Autumn 2016`, `2016 Autumn IFISO`, `Autumn meeting of IFISO in 2016`."""
    if str(meeting.year) not in words and meeting.kind != Meeting.Kind.OTHER:
        return False
    if not meeting.season:
        known = has(words, meeting.title) if meeting.title else has(words, meeting.get_kind_display())
        return known and has(words, str(meeting.year))
    season, year = SEASONS[Season(meeting.season)], meeting.year
    return bool(re.search(rf"\b{season}\b(?: \w+){{0,3}}? {year}\b|\b{year} (?:\w+ ){{0,1}}?{season}\b", words))


def weigh_season(told: Telling, meeting: Meeting, found: Evidence) -> None:
    """`The Autumn IFISO was held in Lisbon`: the season near the forum's name, whose year the days tell."""
    if not meeting.season or named(meeting, told.words):
        return
    if re.search(rf"\b{SEASONS[Season(meeting.season)]} (?:ifiso|meeting|forum)\b", told.words):
        found.add(1, _("it tells of a meeting in %(season)s") % {"season": Season(meeting.season).label})


def weigh_days(told: Telling, meeting: Meeting, found: Evidence) -> None:
    first, last = meeting.starts_on or meeting.ends_on, meeting.ends_on or meeting.starts_on
    if first is None or last is None or len(first.iso) == 4:
        return
    for span in told.spans:
        if (span.year, span.month) not in {first.parts[:2], last.parts[:2]}:
            continue
        if first.is_day and span.first == first.parts[2] and (span.last in {None, last.parts[-1]}):
            found.add(4, _("its days are those of the meeting"))
        else:
            found.add(2, _("its month is that of the meeting"))
        return


def weigh_distance(gap: timedelta, found: Evidence) -> None:
    if abs(gap) > NEAR:
        found.points = min(found.points * PASSING, 2)
        found.reasons.append(_("but the post is of another time"))
    elif found.points > PICTURE and timedelta() <= gap:
        found.add(1, _("the post is dated soon after it"))


def distance(published_on: PartialDate | None, meeting: Meeting) -> timedelta | None:
    """From the meeting's last day to the post; None where the post has no date."""
    if published_on is None:
        return None
    last = meeting.ends_on or meeting.starts_on
    end = last.latest if last else date(meeting.year, MONTHS_OF[meeting.season], 28)
    if published_on.earliest <= end <= published_on.latest:
        return timedelta()
    return (published_on.earliest if end < published_on.earliest else published_on.latest) - end

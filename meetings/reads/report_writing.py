"""Who writes a report at this moment, and what was typed and not saved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ifiso.linewise import Line, lines_between
from ifiso.moments import in_words, zone_in_words
from meetings.actions.reports import TEXTS
from meetings.models import Report, ReportDraft
from organizations.models import User

# Whoever typed nothing for so long is not writing any more.
STILL_WRITING = timedelta(minutes=10)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Passage:
    """One of a report's texts as it differs between two versions."""

    label: str
    lines: list[Line]


@dataclass(frozen=True)
class Offered:
    """What somebody typed and did not save, beside what is saved; `is_stale` where that has changed since."""

    draft: ReportDraft
    when: str
    passages: list[Passage]
    is_stale: bool


def passages_between(old: object, new: object) -> list[Passage]:
    """The texts in which `new` differs from `old`: reports, drafts of them, or revisions."""
    pairs = [(name, str(getattr(old, name)), str(getattr(new, name))) for name in TEXTS]
    return [Passage(label(name), lines_between(before, after)) for name, before, after in pairs if before != after]


def label(name: str) -> str:
    return str(Report._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def offered_to(user: User, report: Report) -> Offered | None:
    """The unsaved text of `user`, if it still is another than the report's."""
    draft = report.drafts.filter(user=user).first()
    passages = passages_between(report, draft) if draft else []
    if draft is None or not passages:
        return None
    return Offered(draft, in_words(draft.typed_at, team_zone()), passages, draft.version != report.version)


def others_writing(user: User, report: Report, now: datetime) -> list[str]:
    """A sentence for each other person who typed something lately and has not saved it."""
    lately = report.drafts.filter(typed_at__gte=now - STILL_WRITING).exclude(user=user)
    return [is_writing(draft, now) for draft in lately.select_related("user").order_by("-typed_at")]


def is_writing(draft: ReportDraft, now: datetime) -> str:
    minutes = (now - draft.typed_at) // MINUTE
    if minutes < 1:
        return _("%(name)s is writing here, too.") % {"name": draft.user}
    words = ngettext(
        "%(name)s is writing here, too; the last words came a minute ago.",
        "%(name)s is writing here, too; the last words came %(minutes)d minutes ago.",
        minutes,
    )
    return words % {"name": draft.user, "minutes": minutes}


def saved_by(report: Report) -> str:
    """Who saved it last, and when; an empty text where nobody noted that."""
    last = report.history.select_related("history_user").first()
    if last is None:
        return ""
    when = in_words(last.history_date, team_zone())
    if last.history_user is None:
        return _("Saved on %(when)s.") % {"when": when}
    return _("Saved by %(name)s on %(when)s.") % {"name": last.history_user, "when": when}


def hour(moment: datetime) -> str:
    """`10:42 (Brussels time)`."""
    zone = team_zone()
    words = {"hour": f"{moment.astimezone(zone):%H:%M}", "zone": zone_in_words(zone)}
    return _("%(hour)s (%(zone)s time)") % words


def team_zone() -> ZoneInfo:
    return ZoneInfo(settings.TEAM_TIME_ZONE)


def written_by(organizations: Iterable) -> list[Report]:
    """The latest reports and news of `organizations`, those in the making first."""
    mine = Report.objects.filter(organization__in=list(organizations)).defer("body")
    shown = list(mine.select_related("organization", "meeting").latest_first()[:50])
    return sorted(shown, key=lambda report: report.state in Report.PUBLIC)

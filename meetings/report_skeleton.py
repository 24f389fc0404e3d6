"""What the host's report of a meeting begins with: Markdown made of agenda, attendance and outcomes.

Everything that somebody named is escaped, so that it shows as it was typed. A session's place is known by its heading.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from ifiso.sections import Section, below, escaped, sections, with_parts
from meetings.models import Meeting, Outcome
from meetings.reads.entries import Agenda, Day, Entry
from meetings.reads.participants import Company, Group, Participant, by_role
from meetings.scribes import UNTOLD

SESSION_LEVEL = 3


def skeleton_of(
    meeting: Meeting, agenda: Agenda, company: Company, outcomes: Sequence[Outcome], summaries: Mapping[int, str]
) -> str:
    """The body of the report; `summaries` are the written ones, by the session's primary key."""
    parts = [opening(meeting, company)]
    for day in agenda.days:
        entries = [entry for entry in day.entries if takes_place(entry)]
        if entries:
            parts.append(f"## {heading_of(day)}")
            parts += [part for entry in entries for part in account_of(entry, summaries.get(entry.pk, ""))]
    parts += attendance(company)
    if outcomes:
        parts += [f"## {_('What was agreed')}", "\n".join(item(outcome) for outcome in outcomes)]
    return "\n\n".join(part for part in parts if part) + "\n"


def opening(meeting: Meeting, company: Company) -> str:
    """A first sentence as far as the facts go; empty where neither place nor hosts are known."""
    hosts = [str(one.host) for one in company.everybody if one.host]
    facts = {
        "meeting": escaped(meeting.name),
        "when_and_where": escaped(meeting.when_and_where),
        "hosts": escaped(listed(hosts)),
    }
    if hosts:
        return _("%(meeting)s: %(when_and_where)s. Hosted by %(hosts)s.") % facts
    return _("%(meeting)s: %(when_and_where)s.") % facts if meeting.when or meeting.where else ""


def heading_of(day: Day) -> str:
    return escaped(f"{day.name}, {day.written}" if day.written else day.name)


def takes_place(entry: Entry) -> bool:
    return not (entry.is_break or entry.cancelled)


def is_told(entry: Entry) -> bool:
    """Whether the report would miss a summary of it."""
    return takes_place(entry) and entry.kind_key not in UNTOLD


def account_of(entry: Entry, summary: str) -> Iterator[str]:
    """Its heading, a line of facts, and the summary or the room for one."""
    yield f"{'#' * SESSION_LEVEL} {escaped(entry.title)}"
    if line := facts_of(entry):
        yield f"*{escaped(line)}*"
    if summary.strip():
        yield below(summary, SESSION_LEVEL)


def facts_of(entry: Entry) -> str:
    """`09:30–11:00, workshop, led by IFMSA and StudyPortals`."""
    time = f"{entry.start}–{entry.end}" if entry.start else ""
    leaders = listed([leader.name for leader in entry.leaders])
    led = _("led by %(leaders)s") % {"leaders": leaders} if leaders else ""
    return ", ".join(filter(None, [time, entry.kind, led]))


def attendance(company: Company) -> list[str]:
    """Who came, as far as that is known; else who said that they would."""
    known = any(not one.host for one in company.present)
    people = company.present if known else [*company.present, *company.coming]
    groups = by_role(people)
    if not groups:
        return []
    lists = [f"**{group.title}**\n\n{names(group)}" if len(groups) > 1 else names(group) for group in groups]
    return [f"## {heading_of_list()}", *lists]


def heading_of_list() -> str:
    return _("Who came")


def names(group: Group) -> str:
    return "\n".join(item_of(participant) for participant in group.participants)


def item_of(participant: Participant) -> str:
    """`- **IAPS**, International Association of Physics Students`; never a person's name."""
    name, full = escaped(participant.name), escaped(participant.full_name)
    return f"{mark_of(participant)}, {full}" if full and full != name else mark_of(participant)


def mark_of(participant: Participant) -> str:
    """By which its line in the list is known, whatever somebody writes behind it."""
    return f"- **{escaped(participant.name)}**"


def differing(body: str, company: Company) -> tuple[list[Participant], list[Participant]]:
    """Who came and is not in the list of `body`, and who is there and did not come.

    Nobody, where the list is gone: what somebody wrote in its place is nobody else's to judge.
    """
    rows = body.split("\n")
    places = [one for one in sections(body) if one.words.casefold() == heading_of_list().casefold()]
    lines = [line for one in places for line in rows[one.first : one.last] if line.startswith("- **")]
    if not lines:
        return [], []
    listed = [one for one in company.everybody if any(line.startswith(mark_of(one)) for line in lines)]
    missing = [one for one in company.present if one not in listed]
    return missing, [one for one in company.absent if one in listed]


def item(outcome: Outcome) -> str:
    """`- **A symposium** (proposal, taken on by IFMSA and IAPS)`."""
    owners = listed([owner.acronym for owner in outcome.owners.all()])
    kind = outcome.get_kind_display()
    if owners:
        kind = _("%(kind)s, taken on by %(owners)s") % {"kind": kind, "owners": owners}
    return f"- **{escaped(outcome.title)}** ({escaped(kind)})"


def listed(words: Sequence[str]) -> str:
    """`IAPS, ELSA and EGEA`."""
    if len(words) < 2:
        return "".join(words)
    return _("%(others)s and %(last)s") % {"others": ", ".join(words[:-1]), "last": words[-1]}


def places_in(body: str, entries: Iterable[Entry]) -> dict[int, Section]:
    """Where `body` tells of each session, by primary key: under the heading of SESSION_LEVEL with its title.

    Of sessions with one title each has the heading at its own turn; where their numbers differ none has a place.
    """
    headings: dict[str, list[Section]] = defaultdict(list)
    for section in sections(body):
        if section.level == SESSION_LEVEL:
            headings[section.words.casefold()].append(section)
    namesakes: dict[str, list[int]] = defaultdict(list)
    for entry in entries:
        namesakes[" ".join(entry.title.split()).casefold()].append(entry.pk)
    found = {}
    for title, pks in namesakes.items():
        if len(headings[title]) == len(pks):
            found |= dict(zip(pks, headings[title], strict=True))
    return found


def untold(body: str, entries: Iterable[Entry]) -> set[int]:
    """The primary keys of the sessions of which `body` says nothing but when they were."""
    entries = list(entries)
    places = places_in(body, entries)
    return {entry.pk for entry in entries if entry.pk not in places or places[entry.pk].is_empty}


def with_summaries(body: str, entries: Iterable[Entry], summaries: Mapping[int, str]) -> tuple[str, int]:
    """`body` with each of `summaries` whose place is still empty, and how many those are. What is there stays."""
    places = places_in(body, entries)
    parts = {
        places[pk]: below(text, SESSION_LEVEL)
        for pk, text in summaries.items()
        if text.strip() and pk in places and places[pk].is_empty
    }
    return with_parts(body, parts), len(parts)

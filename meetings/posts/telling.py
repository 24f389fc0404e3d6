"""A proposal in the lines of a terminal."""

from meetings.posts import Guess, Proposal, Sureness
from meetings.posts.fates import Fate, Standing
from meetings.posts.pictures import Album

SURENESS = {Sureness.SURE: "sure", Sureness.LIKELY: "likely", Sureness.WEAK: "only perhaps"}
FATES = {
    Fate.SAME: "It is here already: {}",
    Fate.KEPT: "It is here already, and the text here is another; it stays as it is: {}",
    Fate.CHANGED: "It is here already, but says something else by now; nobody has edited it here: {}",
}


def proposal_in_lines(proposal: Proposal, standing: Standing, album: Album) -> list[str]:
    """The title, the date, the meeting and the organization, in this order; then all there is to know."""
    lines = [
        f"{proposal.title} ({proposal.file}, line {proposal.line})",
        f"  date:         {proposal.published_on or '-'} {proposal.dated_by}".rstrip(),
        *about("meeting", proposal.meeting, proposal.meetings),
        *about("organization", proposal.organization, proposal.organizations),
        f"  kind:         {proposal.kind}",
        f"  address:      {proposal.origin or 'none; only the same text is known again'}",
    ]
    lines += [f"  topics:       {', '.join(proposal.topics)}"] if proposal.topics else []
    lines += [f"  also filed under: {', '.join(proposal.labels)}"] if proposal.labels else []
    lines += [picture_line(picture.name, album) for picture in proposal.pictures]
    lines += [f"  {note}" for note in proposal.notes]
    lines += [f"  By the same organization: {one.title} ({one.get_absolute_url()})" for one in standing.similar]
    if standing.report and standing.fate in FATES:
        lines.append("  " + FATES[standing.fate].format(standing.report.get_absolute_url()))
    return lines


def about(name: str, slug: str, guesses: list[Guess]) -> list[str]:
    """What is proposed, and what else might be meant."""
    label = f"{name}:".ljust(14)
    chosen = next((guess for guess in guesses if guess.slug == slug), None)
    first = f"  {label}{slug or '-'}"
    if chosen:
        first += f" ({SURENESS[Sureness(chosen.sureness)]}: {chosen.reason})"
    others = [f"{guess.slug} ({guess.reason})" for guess in guesses if guess.slug != slug]
    return [first + (f"; perhaps {', '.join(others)}" if others else "")]


def picture_line(name: str, album: Album) -> str:
    file = album.open(name)
    if file is None:
        return f"  picture:      {name} is missing; its alternative text will stand for it"
    file.close()
    return f"  picture:      {name}"

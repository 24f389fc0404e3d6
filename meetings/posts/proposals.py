"""From a post as it was written to what it would become here."""

import re
from collections.abc import Sequence
from hashlib import sha256

from django.utils.translation import gettext as _

from ifiso.cleaning import printable
from ifiso.markdown import plain
from ifiso.text import fold
from meetings.models import Meeting, Report, Topic
from meetings.posts import Proposal, Written
from meetings.posts.about_meetings import guesses_at_meetings, telling
from meetings.posts.about_organizations import Directory
from meetings.posts.bodies import Body, body_of
from meetings.posts.guesses import chosen
from meetings.posts.private import without_addresses, without_people
from organizations.models import Organization

THE_FORUM = re.compile(r"\bi[fm]iso\b|\binformal forum (?:of|for) international student organization")
PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
LONGEST_SUMMARY = 300
MOST_LABELS = 20
# Of every post on a website, or of every post about the forum.
SAYING_NOTHING = {
    *("event", "events", "news", "blog", "post", "posts", "uncategorized", "general", "allgemein", "article", "report"),
    *("ifiso", "informal forum of international student organizations", "featured", "home", "reports"),
}


class Proposer:
    """Turns posts into proposals beside what the registry knows: three queries, however many posts there are."""

    def __init__(self):
        self.meetings: Sequence[Meeting] = list(Meeting.objects.published())
        self.directory = Directory(Organization.objects.only("slug", "acronym", "name", "website"))
        self.topics = {fold(name): name for name in Topic.objects.values_list("name", flat=True)}

    def propose(self, post: Written, *, origin: str = "") -> Proposal:
        """UnreadableError where nothing can be made of the text. `origin` is its address where it tells none."""
        post.people = [name for name in post.people if fold(name) not in self.directory.words]
        post.origin = tidy_address(origin or post.origin)
        body = body_of(post)
        title, text = self.without_persons(post, post.title)[:200], plain(without_pictures(body.text))
        organizations = self.directory.guesses(post, text)
        meetings = guesses_at_meetings(telling(title, text, words_of(body), post.published_on), self.meetings)
        meeting = chosen(meetings)
        published_on, dated_by = self.dated(post, meeting)
        topics, labels = self.filed(post)
        return Proposal(
            file=post.file,
            line=post.line,
            digest=digest_of(post),
            title=title,
            summary=self.summary_of(post, text, body),
            body=body.text,
            published_on=published_on,
            dated_by=dated_by,
            origin=post.origin,
            kind=Report.Kind.REPORT if meeting else Report.Kind.NEWS,
            meeting=meeting,
            organization=chosen(organizations),
            meetings=meetings,
            organizations=organizations,
            topics=topics,
            labels=labels,
            pictures=body.pictures,
            notes=[*post.notes, *body.notes],
            refused=post.refused or ("" if text or body.pictures else _("It has no text.")),
            elsewhere=not speaks_of_the_forum(title, text, *words_of(body), post.file),
        )

    def without_persons(self, post: Written, text: str) -> str:
        return " ".join(without_addresses(without_people(printable(text), post.people))[0].split())

    def dated(self, post: Written, meeting: str) -> tuple[str, str]:
        """The date, and where it is not the post's own, how it was found."""
        if post.published_on:
            return post.published_on, ""
        found = next((one for one in self.meetings if one.slug == meeting), None)
        if found is None:
            return "", _("The file tells no date.")
        return str(found.year), _("The file tells no date; this is the year of the meeting.")

    def filed(self, post: Written) -> tuple[list[str], list[str]]:
        """The topics that exist, and the other labels that say something."""
        labels = {fold(label): self.without_persons(post, label)[:80] for label in post.labels[:MOST_LABELS]}
        known = [self.topics[key] for key in labels if key in self.topics]
        silent = SAYING_NOTHING | self.directory.words | self.topics.keys()
        return known, [label for key, label in labels.items() if key and key not in silent]

    def summary_of(self, post: Written, text: str, body: Body) -> str:
        """What the post gives as its summary, else how it begins."""
        given = plain(re.sub(r"<[^>]{0,500}>", " ", post.summary))
        first = next(
            (
                words
                for block in body.text.split("\n\n")
                if (words := plain(without_pictures(block))) and block[0] not in "#!|"
            ),
            "",
        )
        return shortened(self.without_persons(post, given) or first or text)


def speaks_of_the_forum(*texts: str) -> bool:
    return bool(THE_FORUM.search(fold(" ".join(texts))))


def shortened(text: str) -> str:
    """At most LONGEST_SUMMARY characters: as many whole sentences as fit, else as many words."""
    if len(text) <= LONGEST_SUMMARY:
        return text
    ends = [match.end() for match in re.finditer(r"[.!?](?=\s)", text[:LONGEST_SUMMARY])]
    if ends:
        return text[: ends[-1]]
    return text[: LONGEST_SUMMARY - 1].rsplit(" ", 1)[0] + "…"


def without_pictures(text: str) -> str:
    return PICTURE.sub("", text)


def words_of(body: Body) -> list[str]:
    return [f"{picture.name} {picture.alternative}" for picture in body.pictures]


def tidy_address(address: str) -> str:
    """One post has one address: without a fragment, and without what counts visits."""
    address = re.sub(r"#.*", "", address.strip())
    address = re.sub(r"([?&])(?:utm_\w+|fbclid)=[^&]*&?", r"\1", address).rstrip("?&")
    return address[:500] if without_addresses(address)[0] == address else ""


def digest_of(post: Written) -> str:
    parts = (post.title, post.published_on, post.summary, post.text, *post.labels)
    return sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]

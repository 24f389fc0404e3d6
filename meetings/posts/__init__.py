"""What others have published about the forum, on its way to becoming reports here.

bytes -> posts as written (`reading`, by way of `front_matter`, `wxr` and `pages`) -> text without what is not for us
(`shortcodes`, `private`, `bodies`) -> a proposal with guesses at its meeting and its organization (`proposals`,
`meetings`, `organizations`). All of it is pure; a person decides, and `meetings.actions.posts` writes.
"""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

# Bytes of a file, and items of an export, attachments and all.
LARGEST_FILE = 32 * 1024 * 1024
MOST_POSTS = 20_000
# Characters of one post's text as it was written.
LONGEST_POST = 1_000_000


class Markup(StrEnum):
    """How the text of a post is written. WORDPRESS is HTML in which an empty line begins a paragraph."""

    HTML = "html"
    MARKDOWN = "markdown"
    WORDPRESS = "wordpress"
    PLAIN = "plain"


@dataclass
class Written:
    """A post as it was written. `people` are names of authors, which serve to take them out and are never kept.

    `published_on` is a date such as 2014-04-02, or empty; `site` is the title of the website; `files` gives the
    addresses of the attachments that a gallery numbers; `refused` says why it is not to be taken over.
    """

    file: str
    line: int
    markup: Markup
    text: str
    title: str = ""
    published_on: str = ""
    origin: str = ""
    summary: str = ""
    site: str = ""
    labels: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    refused: str = ""


@dataclass
class Picture:
    """An image of a text, by the name of its file; `picture:0` in the text stands for the first."""

    name: str
    alternative: str = ""


class Sureness(StrEnum):
    SURE = "sure"
    LIKELY = "likely"
    WEAK = "weak"


@dataclass
class Guess:
    """A meeting or organization by its slug, and in a sentence why it may be the one."""

    slug: str
    name: str
    sureness: str
    reason: str


@dataclass
class Proposal:
    """What would become of a post, fit for JSON. `meeting` and `organization` are slugs, empty where nothing is likely.

    `topics` are names of topics that exist, `labels` what else the post was filed under. `digest` tells two versions of
    the same post apart, `dated_by` how the date was found where the post tells none. `elsewhere` marks what never names
    the forum, `refused` says why a post is not to be taken over.
    """

    file: str = ""
    line: int = 1
    digest: str = ""
    title: str = ""
    summary: str = ""
    body: str = ""
    published_on: str = ""
    dated_by: str = ""
    origin: str = ""
    kind: str = "news"
    meeting: str = ""
    organization: str = ""
    meetings: list[Guess] = field(default_factory=list)
    organizations: list[Guess] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refused: str = ""
    elsewhere: bool = False

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Proposal":
        lists = {"meetings": Guess, "organizations": Guess, "pictures": Picture}
        return cls(**stored | {name: [kind(**row) for row in stored[name]] for name, kind in lists.items()})

"""WordPress eXtended RSS, the file that WordPress exports. Nothing is looked up and nothing expanded.

Elements are known by their names with prefix: the versions of the format differ in namespaces and in nothing else.
"""

from typing import NoReturn
from xml.parsers import expat

from django.utils.translation import gettext as _

from meetings.imports import UnreadableError
from meetings.posts import LONGEST_POST, MOST_POSTS, Markup, Written
from meetings.posts.dates import day_of
from meetings.posts.names import of_table, telling

DEEPEST = 40
AUTHOR = {
    "wp:author_login": "login",
    "wp:author_display_name": "display_name",
    "wp:author_first_name": "first_name",
    "wp:author_last_name": "last_name",
}
# What of an item is read; comments, metadata and everything else pass by.
READ = {
    *("title", "link", "guid", "pubDate", "content:encoded", "excerpt:encoded", "wp:post_id", "wp:post_date"),
    *("wp:status", "wp:post_type", "wp:post_password", "wp:attachment_url", "category"),
}


def read_export(file: str, data: bytes | str) -> list[Written]:
    """Its posts in their order. UnreadableError where it is no export, or has a DOCTYPE."""
    parser = Parser(file)
    parser.feed(data)
    if parser.root != "rss":
        raise UnreadableError(_("This XML is no export of WordPress: its outermost element is not <rss>."), 1)
    people = telling(name for author in parser.authors for name in of_table(author))
    posts = [item for item in parser.items if item["wp:post_type"] in {"", "post"}]
    if not posts:
        raise UnreadableError(_("This export holds no posts."))
    return [written(file, item, parser, people) for item in posts]


def written(file: str, item: dict, parser: "Parser", people: list[str]) -> Written:
    link, guid = item["link"], item["guid"]
    return Written(
        file,
        item["line"],
        Markup.WORDPRESS,
        item["content:encoded"],
        title=" ".join(item["title"].split()),
        published_on=day_of(item["wp:post_date"]) or day_of(item["pubDate"].partition(",")[2]),
        origin=next((text for text in (link, guid) if text.startswith(("http://", "https://"))), ""),
        summary=item["excerpt:encoded"],
        site=parser.site,
        labels=item["labels"],
        people=people,
        files=parser.files,
        refused=reason_against(item),
    )


def reason_against(item: dict) -> str:
    if item["wp:post_password"]:
        return _("It was behind a password there.")
    if item["wp:status"] not in {"", "publish"}:
        return _("It was never published there.")
    return ""


class Parser:
    """Collects items, authors, and the addresses of attachments by their numbers."""

    def __init__(self, file: str):
        self.file, self.root, self.site = file, "", ""
        self.path: list[str] = []
        self.text: list[str] = []
        self.size = 0
        self.item: dict | None = None
        self.author: dict[str, str] = {}
        self.items: list[dict] = []
        self.authors: list[dict[str, str]] = []
        self.files: dict[str, str] = {}

    def feed(self, data: bytes | str) -> None:
        # Text was decoded already, whatever encoding its first line names.
        self.parser = expat.ParserCreate("utf-8" if isinstance(data, str) else None)
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.take
        try:
            self.parser.Parse(data.encode("utf-8", "replace") if isinstance(data, str) else data, True)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise UnreadableError(_("This is no valid XML: %(reason)s.") % {"reason": reason}, error.lineno) from None
        except (LookupError, UnicodeError, ValueError):
            raise UnreadableError(_("This XML names an encoding that cannot be read. Save it as UTF-8."), 1) from None

    def refuse(self, sentence: str) -> NoReturn:
        raise UnreadableError(sentence, self.parser.CurrentLineNumber)

    def refuse_doctype(self, *_args) -> None:
        self.refuse(_("This XML has a DOCTYPE, by which it could pull in other files. Take it out."))

    def take(self, text: str) -> None:
        self.size += len(text)
        if self.size > LONGEST_POST:
            self.refuse(_("This text is longer than a million characters."))
        self.text.append(text)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.path) >= DEEPEST:
            self.refuse(_("This XML is nested too deeply."))
        self.root = self.root or name
        self.path.append(name)
        self.text, self.size = [], 0
        if name == "item" and self.path[:-1] == ["rss", "channel"]:
            if len(self.items) == MOST_POSTS:
                self.refuse(_("From here on it is too long: up to %(most)d items are read.") % {"most": MOST_POSTS})
            self.item = dict.fromkeys(READ, "") | {"line": self.parser.CurrentLineNumber, "labels": []}
        elif name == "wp:author":
            self.author = {}

    def end(self, name: str) -> None:
        self.path.pop()
        text, self.text, self.size = "".join(self.text).strip(), [], 0
        inside = self.path[-1] if self.path else ""
        if name == "item" and self.item is not None:
            self.keep()
        elif self.item is not None and inside == "item":
            self.fill(name, text)
        elif inside == "wp:author" and name in AUTHOR:
            self.author[AUTHOR[name]] = text
        elif name == "wp:author":
            self.authors.append(self.author)
        elif name == "title" and inside == "channel":
            self.site = text

    def fill(self, name: str, text: str) -> None:
        if name == "category" and text:
            self.item["labels"].append(text)
        elif name == "dc:creator":
            self.authors.append({"display_name": text})
        elif name in READ:
            self.item[name] = text

    def keep(self) -> None:
        item, self.item = self.item, None
        if item["wp:attachment_url"]:
            self.files[item["wp:post_id"]] = item["wp:attachment_url"]
        self.items.append(item)

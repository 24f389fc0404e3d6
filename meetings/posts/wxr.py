"""WordPress eXtended RSS, the file that WordPress exports. Nothing is looked up and nothing expanded.

Elements are known by their names with prefix: the versions of the format differ in namespaces and in nothing else.
"""

from django.utils.translation import gettext as _

from meetings.imports import UnreadableError
from meetings.imports.xml_reading import XmlReader
from meetings.posts import MOST_POSTS, Markup, Written
from meetings.posts.dates import day_of
from meetings.posts.names import of_table, telling

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


class Parser(XmlReader):
    """Collects items, authors, and the addresses of attachments by their numbers."""

    def __init__(self, file: str):
        super().__init__()
        self.file, self.site = file, ""
        self.item: dict | None = None
        self.author: dict[str, str] = {}
        self.items: list[dict] = []
        self.authors: list[dict[str, str]] = []
        self.files: dict[str, str] = {}

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "item" and self.path[:-1] == ["rss", "channel"]:
            if len(self.items) == MOST_POSTS:
                self.refuse(_("From here on it is too long: up to %(most)d items are read.") % {"most": MOST_POSTS})
            self.item = dict.fromkeys(READ, "") | {"line": self.line, "labels": []}
        elif name == "wp:author":
            self.author = {}

    def closed(self, name: str, text: str) -> None:
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

"""A saved web page, or a plain text, without a head of YAML."""

import re
from html.parser import HTMLParser
from pathlib import PurePath

from django.utils.translation import gettext as _

from meetings.imports import UnreadableError
from meetings.posts import Markup, Written
from meetings.posts.dates import day_of
from meetings.posts.names import telling

LONGEST_TITLE = 200
LONGEST_HEAD = 100_000
DATES = {"article:published_time", "date", "dc.date", "dcterms.date", "datepublished"}


def read_text(file: str, text: str) -> Written:
    """The first line is the title, unless it is as long as a paragraph."""
    lines = text.strip().split("\n", 1)
    title = lines[0].strip().lstrip("#").strip()
    if not title:
        raise UnreadableError(_("This file is empty."))
    markup = Markup.MARKDOWN if PurePath(file).suffix.lower() in {".md", ".markdown"} else Markup.PLAIN
    if len(title) > LONGEST_TITLE:
        return Written(file, 1, markup, text, title=PurePath(file).stem.replace("-", " ").capitalize())
    return Written(file, 1, markup, lines[1] if len(lines) > 1 else "", title=title)


def read_page(file: str, text: str) -> Written:
    """What the page's head tells, and all of its text; of the frame around it `bodies` knows what to leave out."""
    head = Head()
    head.feed(text[:LONGEST_HEAD])
    name = PurePath(file).stem.replace("-", " ").capitalize()
    return Written(
        file,
        1,
        Markup.HTML,
        text,
        title=" ".join((head.meta.get("og:title") or "".join(head.heading or head.title)).split()) or name,
        published_on=next((day for key in DATES if (day := day_of(head.meta.get(key, "")))), ""),
        origin=next((a for a in (head.canonical, head.meta.get("og:url", "")) if re.match(r"https?://", a)), ""),
        summary=head.meta.get("description", ""),
        site=head.meta.get("og:site_name", ""),
        labels=[label.strip() for label in head.meta.get("keywords", "").split(",") if label.strip()],
        people=telling([head.meta.get("author", ""), head.meta.get("article:author", "")]),
    )


class Head(HTMLParser):
    """The title, the first heading, the metadata and the canonical address of a page."""

    def __init__(self):
        super().__init__()
        self.title: list[str] = []
        self.heading: list[str] = []
        self.inside = ""
        self.meta: dict[str, str] = {}
        self.canonical = ""

    def handle_starttag(self, tag, attributes):
        values = {name: value or "" for name, value in attributes}
        if tag == "meta":
            key = (values.get("property") or values.get("name") or values.get("itemprop") or "").lower()
            self.meta.setdefault(key, values.get("content", ""))
        elif tag == "link" and "canonical" in values.get("rel", "").lower().split():
            self.canonical = values.get("href", "")
        elif (tag == "title" and not self.title) or (tag == "h1" and not self.heading):
            self.inside = tag

    def handle_endtag(self, tag):
        if tag == self.inside:
            self.inside = ""

    def handle_data(self, data):
        if self.inside:
            (self.title if self.inside == "title" else self.heading).append(data)

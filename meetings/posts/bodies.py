"""The text of a post as Markdown that our pages show: its pictures by number, its headings below the page's own."""

import html
import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

import nh3
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markdown_it import MarkdownIt
from markdownify import ATX, MarkdownConverter

from ifiso.cleaning import printable
from ifiso.text import fold
from meetings.imports import UnreadableError
from meetings.posts import Markup, Picture, Written
from meetings.posts.private import without_addresses, without_bylines, without_officers, without_people
from meetings.posts.shortcodes import without_codes

TAGS = {
    *("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "em", "i", "strong", "b", "s", "del", "a", "code", "pre"),
    *("blockquote", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td"),
    *("figure", "figcaption", "img", "div", "section", "article"),
}
# Gone with all that is in them: what runs, what asks, and the frame around a page's text.
WITHOUT_CONTENT = {
    *("script", "style", "title", "noscript", "template", "iframe", "object", "svg", "math", "audio", "video"),
    *("form", "button", "select", "textarea", "nav", "header", "footer", "aside"),
}
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt", "width", "height", "class"}, "ol": {"start"}}
PICTURES = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff"}
BLOCK = re.compile(
    r"\s*</?(?:p|div|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|blockquote|pre|figure|section|article|hr|dl|dt|dd"
    r"|script|style|iframe|form)\b",
    re.IGNORECASE,
)
COMMENT = re.compile(r"<!--(?:(?!<!--|-->).)*-->", re.DOTALL)
# What websites put below a text, as the line with which it begins.
FURNITURE = {
    *("enquire now", "share this", "share this post", "share", "related posts", "related articles", "related"),
    *("leave a comment", "leave a reply", "comments", "post navigation", "like this", "about the author", "contact us"),
    *("subscribe", "newsletter", "follow us", "previous post", "next post", "you may also like"),
}
HEADING = re.compile(r"\A#{1,6}(?= )")
# Escaped as if it began a list, which it does at the beginning of a line alone.
NUMBER_INSIDE = re.compile(r"(?m)(?<=\S )(\d+)\\([.)])")
MOST_FURNITURE = 80  # words
LONGEST_ALTERNATIVE = 200
_markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


@dataclass
class Body:
    """`text` is Markdown in which `picture:0` stands for the first of `pictures`."""

    text: str
    pictures: list[Picture]
    notes: list[str] = field(default_factory=list)


def body_of(post: Written) -> Body:
    """UnreadableError where the text is nested so deeply that nobody can have written it."""
    notes: list[str] = []
    text = without_codes(post.text, post.files, notes) if post.markup != Markup.PLAIN else post.text
    clean = nh3.clean(
        as_html(text, post.markup),
        tags=TAGS,
        clean_content_tags=WITHOUT_CONTENT,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https"},
        link_rel=None,
    )
    clean, addresses = without_addresses(without_people(clean, post.people))
    converter = Converter(post.origin, escape_plain=post.markup == Markup.PLAIN)
    try:
        converted = converter.convert(clean)
    except RecursionError:
        raise UnreadableError(_("The text is nested too deeply."), post.line) from None
    blocks, more = tidy(converted, post, notes)
    if addresses + more:
        notes.append(address_was_left_out(addresses + more))
    return Body("\n\n".join(blocks), converter.pictures, notes)


def as_html(text: str, markup: Markup) -> str:
    if markup == Markup.MARKDOWN:
        return _markdown.render(text)
    if markup == Markup.WORDPRESS:
        return with_paragraphs(COMMENT.sub("", text))
    return with_paragraphs(html.escape(text)) if markup == Markup.PLAIN else text


def with_paragraphs(text: str) -> str:
    """As WordPress shows it: an empty line begins a paragraph, any other new line is a line break."""
    chunks = (chunk.strip() for chunk in re.split(r"\n\s*\n", text.replace("\r\n", "\n")))
    return "\n".join(
        chunk if BLOCK.match(chunk) else f"<p>{chunk.replace(chr(10), '<br>' + chr(10))}</p>"
        for chunk in chunks
        if chunk
    )


def tidy(text: str, post: Written, notes: list[str]) -> tuple[list[str], int]:
    """The paragraphs that are the text itself, and how many addresses only Markdown had made whole."""
    text, addresses = without_addresses(NUMBER_INSIDE.sub(r"\1\2", printable(text)))
    blocks = [block.rstrip() for block in re.split(r"\n{2,}", text) if block.strip()]
    if blocks and fold(blocks[0]) == fold(post.title):
        blocks = blocks[1:]
    blocks, bylines = without_bylines(blocks)
    told = [without_officers(block) for block in blocks]
    blocks, officers = [block for block, _number in told], sum(number for _block, number in told)
    if bylines:
        notes.append(_("Who wrote it was left out."))
    if officers:
        notes.append(officer_was_left_out(officers))
    end = beginning_of_furniture(blocks)
    if end < len(blocks):
        words = {"first": blocks[end].strip("#* ")[:80]}
        notes.append(_("What the website put below its texts was left out, from “%(first)s” on.") % words)
    blocks = blocks[:end]
    while blocks and HEADING.match(blocks[-1]):
        notes.append(
            _("A heading with nothing below it was left out: %(heading)s.") % {"heading": blocks.pop().lstrip("# ")}
        )
    return levelled(blocks), addresses


def beginning_of_furniture(blocks: list[str]) -> int:
    for number, block in enumerate(blocks):
        if number and fold(block) in FURNITURE and len(" ".join(blocks[number:]).split()) <= MOST_FURNITURE:
            return number
    return len(blocks)


def levelled(blocks: list[str]) -> list[str]:
    """The first heading on the second level, as the page has the first, and none more than one below that before."""
    above: list[int] = []
    found = []
    for block in blocks:
        if mark := HEADING.match(block):
            level = len(mark[0])
            above = [*(one for one in above if one < level), level]
            block = "#" * min(6, len(above) + 1) + block[level:]
        found.append(block)
    return found


def address_was_left_out(number: int) -> str:
    sentence = ngettext(
        "%(number)d address or telephone number was taken out.",
        "%(number)d addresses or telephone numbers were taken out.",
        number,
    )
    return sentence % {"number": number}


def officer_was_left_out(number: int) -> str:
    sentence = ngettext(
        "The name of %(number)d person was taken out: the public archive names people only where they agreed.",
        "The names of %(number)d persons were taken out: the public archive names people only where they agreed.",
        number,
    )
    return sentence % {"number": number}


def file_name(address: str) -> str:
    """`photo.jpg` of https://example.org/uploads/photo.jpg?w=300."""
    return PurePosixPath(unquote(urlsplit(address).path)).name[:200]


class Converter(MarkdownConverter):
    """HTML to Markdown. `origin` is the post's own address, by which links that name no site are completed."""

    class Options(MarkdownConverter.DefaultOptions):
        heading_style = ATX
        bullets = "-"
        table_infer_header = True

    def __init__(self, origin: str, *, escape_plain: bool):
        super().__init__(escape_misc=escape_plain)
        self.origin = origin
        self.pictures: list[Picture] = []

    def convert_img(self, el, text, parent_tags):
        name = file_name(el.get("src") or "")
        told = " ".join((el.get("alt") or "").split())[:LONGEST_ALTERNATIVE]
        if "wp-smiley" in (el.get("class") or []):
            return told
        if not name or el.get("width") == "1" or el.get("height") == "1":
            return ""
        alternative = re.sub(r"[\[\]\\]", "", told)
        number = len(self.pictures)
        self.pictures.append(Picture(name, alternative))
        caption = self.caption_of(el)
        return f"![{alternative}](picture:{number}{caption})"

    def caption_of(self, el) -> str:
        figure = el.find_parent("figure")
        caption = figure.find("figcaption") if figure and len(figure.find_all("img")) == 1 else None
        words = " ".join(caption.get_text().split()).replace('"', "”").replace("\\", "") if caption else ""
        return f' "{words}"' if words else ""

    def convert_figcaption(self, el, text, parent_tags):
        figure = el.find_parent("figure")
        return "" if figure and len(figure.find_all("img")) == 1 else f"\n\n{text.strip()}\n\n"

    def convert_figure(self, el, text, parent_tags):
        return f"\n\n{text.strip()}\n\n"

    def convert_a(self, el, text, parent_tags):
        """A link to a larger copy of its picture, to nowhere, or to an address that was taken out, is its text."""
        address = el.get("href") or ""
        shows_picture = el.find("img") is not None
        if address and not urlsplit(address).netloc:
            address = urljoin(self.origin, address) if self.origin and not address.startswith("#") else ""
        if not address or "[" in address or not text.strip() or "_noformat" in parent_tags:
            return text
        if shows_picture and PurePosixPath(file_name(address)).suffix.lower() in PICTURES:
            return text
        el["href"] = address
        return super().convert_a(el, text, parent_tags)

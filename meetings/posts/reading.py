"""The bytes of a file as posts, whatever program wrote it."""

import re
from pathlib import PurePath

from django.utils.translation import gettext as _

from meetings.imports import UnreadableError
from meetings.imports.texts import decoded
from meetings.posts import LARGEST_FILE, LONGEST_POST, Written
from meetings.posts.front_matter import has_head, read_post
from meetings.posts.pages import read_page, read_text
from meetings.posts.wxr import read_export

XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml|<rss)")
PAGE = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head|body|article|main|div|p|h1|section)\b",
    re.IGNORECASE | re.DOTALL,
)
SUFFIXES = {".md", ".markdown", ".html", ".htm", ".txt", ".xml"}


def read_file(name: str, data: bytes) -> list[Written]:
    """The posts in a file. UnreadableError says in a sentence, and where possible with a line, why there are none."""
    if PurePath(name).suffix.lower() not in SUFFIXES:
        raise UnreadableError(_("Only Markdown, HTML, plain text and exports of WordPress (XML) are read."))
    if len(data) > LARGEST_FILE:
        raise UnreadableError(_("This file is larger than %(most)d MB.") % {"most": LARGEST_FILE // 1024**2})
    if XML.match(data):
        return read_export(name, data)
    text = text_of(data)
    if has_head(text):
        return [read_post(name, text)]
    return [read_page(name, text) if PAGE.match(text) else read_text(name, text)]


def text_of(data: bytes) -> str:
    """UnreadableError in words that fit a post: what `decoded` says is about spreadsheets."""
    try:
        text, _encoding = decoded(data)
    except UnreadableError as fault:
        raise UnreadableError(_("This is no text that can be read. Save it as UTF-8."), fault.line) from None
    if len(text) > LONGEST_POST:
        raise UnreadableError(_("This text is longer than a million characters."))
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")

"""Markdown and HTML with a head of YAML, as Jekyll and the exporters from WordPress to it write them."""

import re
from pathlib import PurePath
from typing import Any

import yaml
from django.utils.translation import gettext as _
from frontmatter.default_handlers import YAMLHandler

from meetings.imports import UnreadableError
from meetings.posts import Markup, Written
from meetings.posts.dates import day_of
from meetings.posts.names import people_of

LONGEST_HEAD = 200_000
DEEPEST = 40
ORIGINS = ("origin", "canonical_url", "original_url", "permalink", "link", "url")
LABELS = ("categories", "category", "tags", "tag", "keywords")
SUMMARIES = ("summary", "excerpt", "description")
USED = {"title", "date", "published", "draft", "status", *ORIGINS, *LABELS, *SUMMARIES}
# Of no meaning outside the program that wrote them, and of no interest to whoever looks at the preview.
SILENT = {"layout", "type", "comments", "slug", "id"}
DATED_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-(.+)")
handler = YAMLHandler()


class PlainLoader(yaml.BaseLoader):
    """Texts, lists and tables of texts. No tag makes anything else of them, and no alias repeats what stood before."""

    depth = 0

    def compose_node(self, parent, index):
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError(_("aliases (*) are not read"))
        self.depth += 1
        if self.depth > DEEPEST:
            raise yaml.YAMLError(_("it is nested too deeply"))
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def has_head(text: str) -> bool:
    return bool(re.match(r"---[ \t]*\n", text))


def read_post(file: str, text: str) -> Written:
    """The post in a file that begins with `---`. UnreadableError names the line."""
    parts = handler.FM_BOUNDARY.split(text, 2)
    if len(parts) < 3:
        raise UnreadableError(_("The head of this file, which begins with ---, never ends."), 1)
    _nothing, head, body = parts
    values = table_of(head)
    name = PurePath(file).stem
    dated = DATED_NAME.fullmatch(name)
    written = Written(
        file,
        1,
        Markup.HTML if PurePath(file).suffix.lower() in {".html", ".htm"} else Markup.MARKDOWN,
        body,
        title=one(values.get("title")) or (dated[2] if dated else name).replace("-", " ").capitalize(),
        published_on=day_of(one(values.get("date"))) or (day_of(dated[1]) if dated else ""),
        origin=first_address(values),
        summary=next((text for name in SUMMARIES if (text := one(values.get(name)))), ""),
        labels=[label for name in LABELS for label in several(values.get(name), spaced=name in {"tags", "categories"})],
        people=people_of(values.get("author"), values.get("authors")),
        refused=reason_against(values),
    )
    if unused := [str(key) for key in values if key not in USED | SILENT]:
        written.notes.append(_("Not taken over from the file's head: %(names)s.") % {"names": ", ".join(unused)[:300]})
    return written


def table_of(head: str) -> dict[str, Any]:
    if len(head) > LONGEST_HEAD:
        raise UnreadableError(_("The head of this file is longer than any head needs to be."), 1)
    try:
        values = yaml.load(head.lstrip("\n"), Loader=PlainLoader)  # noqa: S506 - it makes nothing but texts
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise UnreadableError(_("The head of this file is not valid YAML."), mark.line + 2 if mark else 1) from None
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        why = str(error) if type(error) is yaml.YAMLError else _("it is not valid YAML")
        raise UnreadableError(_("The head of this file cannot be read: %(why)s.") % {"why": why}, 1) from None
    if not isinstance(values, dict):
        raise UnreadableError(_("The head of this file has no lines such as “title: …”."), 2)
    return values


def one(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def several(value: Any, *, spaced: bool) -> list[str]:
    """A list, or a line with commas; where Jekyll allows that, with spaces."""
    if isinstance(value, str):
        value = value.split(",") if "," in value or not spaced else value.split()
    return [text for item in value if (text := one(item))] if isinstance(value, list) else []


def first_address(values: dict[str, Any]) -> str:
    """Jekyll's `permalink` is mostly a path, which tells nothing here."""
    found = (one(values.get(name)) for name in ORIGINS)
    return next((text for text in found if re.match(r"https?://[^\s/]+", text)), "")


def reason_against(values: dict[str, Any]) -> str:
    held_back = one(values.get("published")).lower() == "false" or one(values.get("draft")).lower() == "true"
    status = one(values.get("status")).lower()
    if held_back or status not in {"", "publish", "published"}:
        return _("It was never published there.")
    return ""

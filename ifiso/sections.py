"""The headings of a Markdown text and what stands under each, so that something can be put there and nothing lost."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

DEEPEST = 6

_parser = MarkdownIt("commonmark")
# What could begin or end markup within a line, and what would make a line a list, a heading or a quotation.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~#&^!$])")
_AT_THE_START = re.compile(r"^(\d{1,9})([.)])|^([-+=:])")
_TYPOGRAPHY = re.compile(r"(?<=[.\-+?,])([.\-+?,])|\((?=(?:c|r|tm|p)\))", re.IGNORECASE)


def escaped(words: str) -> str:
    """`words` in one line of Markdown that shows exactly them, wherever in a line it stands."""
    line = _MARKUP.sub(r"\\\1", " ".join(words.split()))
    line = _TYPOGRAPHY.sub(lambda found: "\\" + found.group(), line)
    return _AT_THE_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", line)


@dataclass(frozen=True, eq=False)
class Section:
    """A heading's words, its level, and the lines under it: from `first` up to, without it, `last`."""

    words: str
    level: int
    first: int
    last: int
    blocks: Sequence[Token]

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands there but, at most, one paragraph all in italics, which only introduces."""
        kinds = [block.type for block in self.blocks]
        if not kinds:
            return True
        return kinds == ["paragraph_open", "inline", "paragraph_close"] and is_emphasis(self.blocks[1])


def is_emphasis(inline: Token) -> bool:
    """Whether all of its words stand between one opening and its closing mark."""
    parts = inline.children or []
    marks = [part.type for part in parts if part.type in {"em_open", "em_close"}]
    return marks == ["em_open", "em_close"] and [parts[0].type, parts[-1].type] == marks


def sections(text: str) -> list[Section]:
    """What stands under each heading of `text`, up to the next one that is not further down."""
    tokens = _parser.parse(text)
    starts = [at for at, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0]
    found = []
    for number, start in enumerate(starts):
        opening = tokens[start]
        rest = (at for at in starts[number + 1 :] if tokens[at].tag <= opening.tag)
        end = next(rest, len(tokens))
        last = tokens[end].map[0] if end < len(tokens) else len(text.split("\n"))  # type: ignore[index]
        words = words_of(tokens[start + 1])
        found.append(Section(words, int(opening.tag[1]), opening.map[1], last, tokens[start + 3 : end]))  # type: ignore[index]
    return found


def words_of(inline: Token) -> str:
    """Without any marks."""
    parts = [part.content for part in inline.children or () if part.type in {"text", "code_inline", "text_special"}]
    return " ".join("".join(parts).split())


def with_parts(text: str, parts: Mapping[Section, str]) -> str:
    """`text` with each of the parts, Markdown too, at the end of its section."""
    lines = text.split("\n")
    for section in sorted(parts, key=lambda section: section.last, reverse=True):
        end = section.last
        while end > section.first and not lines[end - 1].strip():
            end -= 1
        is_crowded = end < len(lines) and lines[end].strip()
        lines[end:end] = ["", *parts[section].split("\n"), *[""] * bool(is_crowded)]
    return "\n".join(lines)


def below(text: str, level: int) -> str:
    """`text` as part of a section of that level: its headings that much further down, its code blocks closed.

    What somebody opened and never closed would swallow everything that follows.
    """
    lines = text.strip().split("\n")
    tokens = _parser.parse("\n".join(lines))
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.map and opening.level == 0:
            depth = min(level + int(opening.tag[1]), DEEPEST)
            first, last = opening.map
            heading = f"{'#' * depth} {' '.join(inline.content.split())}"
            lines[first:last] = [heading, *[""] * (last - first - 1)]
    return "\n".join(lines) + unclosed(tokens, lines)


def unclosed(tokens: Sequence[Token], lines: Sequence[str]) -> str:
    """What ends a block of code at the end of the text, if it has no end of its own."""
    fence = tokens[-1] if tokens and tokens[-1].type == "fence" else None
    if fence is None or fence.map is None:
        return ""
    end = re.compile(rf" {{0,3}}{fence.markup[0]}{{{len(fence.markup)},}}\s*")
    has_end = fence.map[1] - fence.map[0] > 1 and end.fullmatch(lines[-1])
    return "" if has_end else f"\n{fence.markup}"

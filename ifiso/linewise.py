"""What differs between two texts, line by line, and within a line word by word."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
WORD = re.compile(r"\w+")
CONTEXT = 2
# Beyond these comparing takes longer than anybody would wait; then all of the one stands against all of the other.
MOST_LINES, MOST_TOKENS = 4_000, 2_000
# Lines with less in common are two sentences, not one that was changed.
ALIKE = 0.4


@dataclass(frozen=True)
class Piece:
    text: str
    changed: bool


@dataclass(frozen=True)
class Line:
    """`gone` stands in the old text alone, `new` in the new one; `skipped` stands for `count` lines of both."""

    kind: Literal["same", "gone", "new", "skipped"]
    pieces: tuple[Piece, ...] = ()
    count: int = 0

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


def lines_between(old: str, new: str) -> list[Line]:
    """How `new` came from `old`; nothing where they are equal. Of what stayed, two lines around each change."""
    if old == new:
        return []
    before, after = old.splitlines(), new.splitlines()
    if max(len(before), len(after)) > MOST_LINES:
        return [*(whole("gone", line) for line in before), *(whole("new", line) for line in after)]
    found: list[Line] = []
    steps = SequenceMatcher(None, before, after).get_opcodes()
    for number, (tag, start, end, new_start, new_end) in enumerate(steps):
        if tag == "equal":
            found += shortened(before[start:end], first=number == 0, last=number == len(steps) - 1)
        else:
            found += replaced(before[start:end], after[new_start:new_end])
    return found


def whole(kind: Literal["same", "gone", "new"], line: str) -> Line:
    return Line(kind, (Piece(line, changed=False),))


def shortened(lines: Sequence[str], *, first: bool, last: bool) -> list[Line]:
    """Lines that stayed, without those that are far from any change."""
    head, tail = 0 if first else CONTEXT, 0 if last else CONTEXT
    if len(lines) <= head + tail + 1:
        return [whole("same", line) for line in lines]
    kept_head = [whole("same", line) for line in lines[:head]]
    kept_tail = [whole("same", line) for line in lines[len(lines) - tail :]]
    return [*kept_head, Line("skipped", count=len(lines) - head - tail), *kept_tail]


def replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[Line]:
    """Lines that gave way to others, each beside the one that came instead."""
    paired = min(len(before), len(after))
    for old, new in zip(before, after, strict=False):
        yield from pair(old, new)
    yield from (whole("gone", line) for line in before[paired:])
    yield from (whole("new", line) for line in after[paired:])


def pair(old: str, new: str) -> list[Line]:
    """A line as it was and as it is, with the words marked that changed."""
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    if max(len(before), len(after)) > MOST_TOKENS:
        return [whole("gone", old), whole("new", new)]
    matcher = SequenceMatcher(None, before, after)
    if matcher.ratio() < ALIKE:
        return [whole("gone", old), whole("new", new)]
    steps = matcher.get_opcodes()
    gone = [Piece("".join(before[a:b]), tag != "equal") for tag, a, b, _c, _d in steps if b > a]
    come = [Piece("".join(after[c:d]), tag != "equal") for tag, _a, _b, c, d in steps if d > c]
    return [Line("gone", tuple(gone)), Line("new", tuple(come))]


def words_between(old: str, new: str) -> tuple[int, int]:
    """How many words came and how many went, wherever they stand."""
    before, after = Counter(WORD.findall(old)), Counter(WORD.findall(new))
    return (after - before).total(), (before - after).total()

"""What can be searched for in a copy: small files of words and of things, which static/js/finder.js reads.

Things are numbered so that of two equally good ones the lower number comes first, as meetings.search.ranking has it.
Words lie in files by their first two letters, each with the numbers of the things in whose title, and in whose text
alone, it stands.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from meetings.models.search import SearchEntry
from meetings.search.ranking import WEIGHTS
from meetings.search.things import things

KINDS = list(SearchEntry.Kind)
SIZE = 50
EXCERPT = 240
LONGEST_WORD = 40
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
Postings = tuple[list[int], list[int]]
Row = tuple[int, str, str, str, str, int]  # kind, title, where, address, text, whether it is of the demo
ADDRESS = 3


def public_things() -> list[SearchEntry]:
    """What strangers may find, made from the registry as it is now, in the order of equally good ones."""
    public = (thing.entry() for thing in things() if thing.audience == SearchEntry.Audience.PUBLIC)
    return sorted(public, key=lambda entry: (-(entry.year or 0), entry.title_words, entry.kind, entry.key))


def write_words(folder: Path) -> list[Row]:
    """Write the index and the words below `folder`; the rows of the things, with their addresses in the registry."""
    entries = public_things()
    shards = shards_of(entries)
    index = {
        "shards": sorted(shards),
        "size": SIZE,
        "kinds": "".join(DIGITS[KINDS.index(SearchEntry.Kind(one.kind))] for one in entries),
        "lengths": "".join(DIGITS[min(len(one.title_words.split()), 35)] for one in entries),
        "weights": [WEIGHTS.get(kind, 0) for kind in KINDS],
    }
    write(folder, "index", index)
    for name, words in shards.items():
        write(folder, f"words/{name}", dict(sorted(words.items())))
    return [row_of(entry) for entry in entries]


def write_things(folder: Path, rows: Sequence[Row], link: Callable[[str], str]) -> None:
    """Write the rows of `write_words`; `link` tells where an address leads in the copy."""
    linked = [(*row[:ADDRESS], link(row[ADDRESS]), *row[ADDRESS + 1 :]) for row in rows]
    for start in range(0, len(linked), SIZE):
        write(folder, f"things/{start // SIZE}", linked[start : start + SIZE])


def shards_of(entries: Sequence[SearchEntry]) -> dict[str, dict[str, Postings]]:
    shards: dict[str, dict[str, Postings]] = defaultdict(dict)
    for number, entry in enumerate(entries):
        titled = set(entry.title_words.split())
        for word in titled | set(entry.words.split()):
            postings = shards[shard_of(word)].setdefault(word[:LONGEST_WORD], ([], []))
            known = postings[word not in titled]
            if not known or known[-1] != number:
                known.append(number)
    return shards


def shard_of(word: str) -> str:
    """Its first two letters; those that are none of ours by their number, because they name a file."""
    return "".join(letter if letter.isascii() else f"{ord(letter):x}" for letter in word[:2])


def row_of(entry: SearchEntry) -> Row:
    text = entry.text if len(entry.text) <= EXCERPT else f"{entry.text[:EXCERPT].rpartition(' ')[0]} …"
    kind = KINDS.index(SearchEntry.Kind(entry.kind))
    return kind, entry.title, entry.where, entry.url, text, int(entry.is_demo)


def write(folder: Path, name: str, data: Any) -> None:
    path = folder / f"{name}.js"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    path.write_text(f"registry({json.dumps(name)},{text});\n", encoding="utf-8")

"""The files of a post's pictures: from a folder on this machine, never from the network."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import IO, Protocol

from meetings.posts import Picture

# WordPress shows photo-1024x683.jpg or photo-scaled.jpg of what was uploaded as photo.jpg.
SIZED = re.compile(r"(?:-\d{2,5}x\d{2,5}|-scaled|-rotated)(?=\.\w{2,5}$)")
SHOWN = re.compile(r"!\[((?:[^\]\\]|\\.){0,1000})\]\(picture:(\d{1,6})(\s\"[^\"]{0,1000}\")?\)")


class Album(Protocol):
    """Where pictures are looked for by name; None for what is not there."""

    def open(self, name: str) -> IO[bytes] | None: ...


class Folder:
    """The files of a folder and of those in it. Links out of it are not followed."""

    def __init__(self, root: Path):
        self.root = root

    @cached_property
    def files(self) -> dict[str, Path]:
        """By name; of several the one that lies highest."""
        paths = sorted(self.root.rglob("*"), key=lambda path: (-len(path.parts), str(path)))
        return {key_of(path.name): path for path in paths if path.is_file() and not path.is_symlink()}

    def open(self, name: str) -> IO[bytes] | None:
        path = next((self.files[key] for key in keys_of(name) if key in self.files), None)
        inside = path is not None and path.resolve().is_relative_to(self.root.resolve())
        return path.open("rb") if path and inside else None


class NoAlbum:
    def open(self, name: str) -> IO[bytes] | None:
        return None


def key_of(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def keys_of(name: str) -> Sequence[str]:
    """The name as it is, then that of the file as it was uploaded."""
    return list(dict.fromkeys(key_of(one) for one in (name, SIZED.sub("", name))))


def placed(text: str, addresses: Mapping[int, str]) -> str:
    """`text` with each picture at its address; one without leaves its alternative text behind."""
    return SHOWN.sub(lambda shown: place(shown, addresses.get(int(shown[2]), "")), text).strip()


def place(shown: re.Match, address: str) -> str:
    if address:
        return f"![{shown[1]}]({address}{shown[3] or ''})"
    return f"*{shown[1]}*" if shown[1].strip() else ""


def shown_in(text: str, pictures: Sequence[Picture]) -> dict[int, Picture]:
    """The pictures that stand in `text`, by number, with the alternative text that stands there."""
    found = {int(match[2]): re.sub(r"\\(.)", r"\1", match[1]) for match in SHOWN.finditer(text)}
    return {number: Picture(pictures[number].name, told) for number, told in found.items() if number < len(pictures)}


def missing(pictures: Sequence[Picture], has: Callable[[str], bool]) -> list[str]:
    """The names of those that are not there, each once."""
    return list(dict.fromkeys(picture.name for picture in pictures if not has(picture.name)))

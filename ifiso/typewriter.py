"""Text in columns of one width, as terminals and mail show it: wide characters take two, combining ones none."""

import unicodedata
from collections.abc import Iterator


def width(text: str) -> int:
    """How many columns `text` takes."""
    return sum(columns(character) for character in text)


def columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Cc", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def filled(text: str, room: int) -> list[str]:
    """`text` in lines of at most `room` columns, broken between words, and within one only where it is longer."""
    lines: list[str] = []
    for word in text.split():
        for part in pieces(word, room):
            if lines and width(lines[-1]) + 1 + width(part) <= room:
                lines[-1] += f" {part}"
            else:
                lines.append(part)
    return lines


def pieces(word: str, room: int) -> Iterator[str]:
    """`word`, cut so that each piece fits."""
    piece = ""
    for character in word:
        if piece and width(piece) + columns(character) > room:
            yield piece
            piece = ""
        piece += character
    yield piece

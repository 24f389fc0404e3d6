"""The place in a text where it says what was looked for."""

from collections.abc import Sequence
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from ifiso.text import fold

LENGTH = 30  # words
MOST_READ = 20_000  # words


def excerpt_of(text: str, wanted: Sequence[str]) -> SafeString:
    """HTML of about LENGTH words around the first that begins with one of the folded `wanted`, each such one marked."""
    words, begin = text.split(), tuple(wanted)
    first = next((place for place, word in enumerate(words[:MOST_READ]) if begins_with(word, begin)), 0)
    start = max(0, min(first - LENGTH // 3, len(words) - LENGTH))
    shown = " ".join(marked(word, begin) for word in words[start : start + LENGTH])
    before, after = "… " if start else "", " …" if start + LENGTH < len(words) else ""
    return mark_safe(f"{before}{shown}{after}")  # noqa: S308 - each word is escaped, the rest is ours


def marked(word: str, begin: tuple[str, ...]) -> str:
    return f"<mark>{escape(word)}</mark>" if begins_with(word, begin) else escape(word)


def begins_with(word: str, begin: tuple[str, ...]) -> bool:
    return any(part.startswith(begin) for part in folded(word))


@lru_cache(50_000)
def folded(word: str) -> tuple[str, ...]:
    """What `word` counts as; several words where marks stand within it."""
    return tuple(fold(word).split())

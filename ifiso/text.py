"""Words as people search for them."""

import re
import unicodedata

LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})
# British and American spelling are the same word to a reader: organisation, organization.
BRITISH = re.compile(r"is(?=ation|ations|ational|e|ed|es|ing)")
NEITHER_LETTER_NOR_DIGIT = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """`text` in lower case without accents or punctuation, British -is- as -iz-: `Organização!` is `organizacao`."""
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.translate(LETTERS))
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(BRITISH.sub("iz", NEITHER_LETTER_NOR_DIGIT.sub(" ", plain)).split())


def matches(query: str, text: str) -> bool:
    """Whether each word of `query` begins a word of `text`; both may be written with or without accents."""
    wanted = fold(query).split()
    words = f" {fold(text)}" if wanted else ""
    return all(f" {word}" in words for word in wanted)

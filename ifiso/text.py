"""Words as people search for them."""

import re
import unicodedata

LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})
# British and American spelling are the same word to a reader: organisation, organization.
BRITISH = re.compile(r"is(?=ation|ations|ational|e|ed|es|ing)")


def fold(text: str) -> str:
    """`text` in lower case without accents or punctuation, British -is- as -iz-: `Organização!` is `organizacao`."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    plain = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(BRITISH.sub("iz", plain).split())


def matches(query: str, text: str) -> bool:
    """Whether each word of `query` begins a word of `text`; both may be written with or without accents."""
    words = f" {fold(text)}"
    return all(f" {word}" in words for word in fold(query).split())

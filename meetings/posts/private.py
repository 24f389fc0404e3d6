"""What a text says of persons and is not for the public: addresses, telephone numbers, and who wrote it."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

# Also as it stands in links (%40), and as people write it for machines not to read: name (at) example (dot) org.
AT = r"(?:@|%40|\s?[(\[]\s?at\s?[)\]]\s?)"
DOT = r"(?:\.|\s?[(\[]\s?dot\s?[)\]]\s?)"
ADDRESS = re.compile(
    rf"(?:mailto:)?(?<![\w.+-])[\w.+-]{{1,64}}{AT}[\w-]{{1,63}}(?:{DOT}[\w-]{{1,63}}){{1,6}}", re.IGNORECASE
)
TELEPHONE = re.compile(r"(?<![\w/=.-])(?:\+|00)\d{1,3}[\s().-]{0,2}(?:\d[\s().-]{0,2}){6,12}\d(?![\w/])")
IN_A_NAME = r"[\w.'\u2019-]*"
PARTICLES = r"(?:van|von|de|da|di|del|der|den|la|le|and|und|&|,)"
CAPITAL = r"(?-i:[^\W\d_a-z])"
WROTE = r"(?:written|posted|published|reported|words?|text|article|story|report|authors?|photos?)(?:\s+by\b|\s*:)"
BYLINE = re.compile(
    rf"(?:{WROTE}|by\b|author\s*:?)\s*:?\s+{CAPITAL}{IN_A_NAME}(?:,?\s+(?:{CAPITAL}{IN_A_NAME}|{PARTICLES})){{0,7}}"
    r"(?:\s*[,|\u2013\u2014-]?\s*(?:on\s+)?[\d\s\w,./]{0,30}\d{4})?",
    re.IGNORECASE,
)
MARKS = "*_~ \t>#-\u2013\u2014|"
EDGE = 3
LONGEST_SIGNATURE = 12
# A person named with an office: not the author, but somebody who may not have been asked.
OFFICES = (
    r"(?:president|chair\w*|officer|secretary|treasurer|director|coordinator|liaison|delegate|representative"
    r"|ambassador|board member)"
)
PART = r"[A-Z][a-z\u00e0-\u00ff'\u2019-]{1,30}"
PERSON = re.compile(
    rf"\b({PART}(?:\s{PART}){{1,3}}),\s(?:(?:our|the|its|their|a|an)\s)?(?:[\w-]{{1,30}}\s){{0,5}}?(?i:{OFFICES})\b"
)


def without_addresses(text: str) -> tuple[str, int]:
    """The text, and how many addresses and telephone numbers were taken out of it."""
    text, addresses = ADDRESS.subn(_("[address removed]"), text)
    text, numbers = TELEPHONE.subn(_("[number removed]"), text)
    return text, addresses + numbers


def without_people(text: str, people: Iterable[str]) -> str:
    """The names of `people` replaced wherever they stand as whole words."""
    for name in people:
        words = r"[\s\xa0*_]+".join(re.escape(part) for part in name.split())
        text = re.sub(rf"(?<!\w){words}(?!\w)", lambda _match: _("[name removed]"), text, flags=re.IGNORECASE)
    return text


def without_bylines(blocks: list[str]) -> tuple[list[str], int]:
    """The paragraphs without those that only say who wrote it, which stand at either end; and how many those were.

    The names of those who are known to have written it are taken out by then.
    """
    kept = [
        block
        for number, block in enumerate(blocks)
        if not ((number < EDGE or number >= len(blocks) - EDGE) and is_byline(block))
    ]
    return kept, len(blocks) - len(kept)


def is_byline(block: str) -> bool:
    line = block.strip(MARKS).rstrip(".")
    if len(line) > 200 or "\n\n" in line or line.startswith("!["):
        return False
    signed = _("[name removed]") in line and len(line.split()) <= LONGEST_SIGNATURE
    return signed or bool(BYLINE.fullmatch(line))


def without_officers(text: str) -> tuple[str, int]:
    """The text without the names of persons that stand with their office, and how many those were."""
    return PERSON.subn(lambda match: match[0].replace(match[1], _("[name removed]"), 1), text)

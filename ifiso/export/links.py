"""The addresses in a page, read and replaced. The pages are our own, so their attributes stand in quotes."""

import re
from collections.abc import Callable, Iterator
from html import escape, unescape

TAG = re.compile(r"""<([a-z][a-z0-9-]*+)((?:[^"'>]|"[^"]*+"|'[^']*+')*+)>""", re.IGNORECASE)
ATTRIBUTE = re.compile(r'(?<=\s)(href|src|srcset|action|poster|data-worker|data-stars)="([^"]*)"')
CSS_ADDRESS = re.compile(r"""url\(\s*(["']?)([^"')]+)\1\s*\)""")

Change = Callable[[str], str]


def addresses_in(page: str) -> Iterator[str]:
    """Every address that a tag of the page names, as it is written there."""
    for tag in TAG.finditer(page):
        if '="' in tag[2]:
            for attribute in ATTRIBUTE.finditer(tag[2]):
                yield from parts_of(attribute[1], unescape(attribute[2]))


def parts_of(attribute: str, value: str) -> list[str]:
    """The addresses in a value: one, or in a `srcset` several, each with its size behind it."""
    if attribute != "srcset":
        return [value]
    return [candidate.split()[0] for candidate in value.split(",") if candidate.strip()]


def with_addresses(page: str, change: Change) -> str:
    """The page with each address replaced by what `change` makes of it."""

    def changed_attribute(attribute: re.Match) -> str:
        name, value = attribute[1], unescape(attribute[2])
        if name != "srcset":
            return f'{name}="{escape(change(value))}"'
        sizes = [candidate.split(maxsplit=1) for candidate in value.split(",") if candidate.strip()]
        return f'{name}="{escape(", ".join(" ".join([change(address), *rest]) for address, *rest in sizes))}"'

    def changed_tag(tag: re.Match) -> str:
        return ATTRIBUTE.sub(changed_attribute, tag[0]) if '="' in tag[2] else tag[0]

    return TAG.sub(changed_tag, page)


def addresses_in_style(style: str) -> Iterator[str]:
    return (found[2] for found in CSS_ADDRESS.finditer(style))

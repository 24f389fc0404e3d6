"""The names of those who wrote a post: gathered only to be taken out of it."""

from collections.abc import Iterable
from typing import Any

# Accounts of nobody in particular, whose names are ordinary words.
NOBODY = {"admin", "administrator", "editor", "webmaster", "author", "office", "team", "press", "blog", "news", "user"}
SHORTEST = 4


def people_of(*values: Any) -> list[str]:
    """The names in whatever an author may be written as: a text, a table with first and last name, a list of both."""
    found: list[str] = []
    for value in values:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            found += of_table({str(key): one for key, one in value.items() if isinstance(one, str)})
        elif isinstance(value, list):
            found += people_of(*value)
    return telling(found)


def of_table(table: dict[str, str]) -> Iterable[str]:
    first, last = table.get("first_name", ""), table.get("last_name", "")
    names = [table.get(key, "") for key in ("name", "display_name", "login", "nickname")]
    return [*names, f"{first} {last}", f"{last}, {first}", f"{last} {first}"]


def telling(names: Iterable[str]) -> list[str]:
    """Each once, the longest first, without those that are words like any other."""
    tidy = {" ".join(name.split()).strip(" ,") for name in names}
    return sorted((name for name in tidy if len(name) >= SHORTEST and name.casefold() not in NOBODY), key=len)[::-1]

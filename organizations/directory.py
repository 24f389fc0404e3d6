"""The directory: who is in the forum, found by any word in any spelling, narrowed by facets that show their counts.

The whole network is a few hundred rows, so it is read whole and the search works in memory: the same on every
database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from ifiso.facets import Facet, Narrowed
from ifiso.text import matches
from organizations.models import Membership, Organization

LONGEST_QUERY = 100
STANDINGS = {
    "current": _("Current members"),
    "former": _("Former members"),
    "guest": _("Guests at a meeting"),
}


@dataclass(frozen=True)
class Entry:
    """An organization as far as the directory searches and counts; `fields` are names by slug, `country` is a code."""

    pk: int
    acronym: str
    fields: Mapping[str, str]
    country: str
    standing: str
    words: str


class Directory(Narrowed):
    """The organizations that a query string asks for, by acronym; `q` is what was searched for."""

    def __init__(self, asked: Mapping[str, str], today: date):
        self.q = asked.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY]
        rows = everybody(today)
        super().__init__(rows, facets(rows), asked, [row for row in rows if matches(self.q, row.words)])

    @property
    def without_choices(self) -> str:
        """The query string that keeps the search and drops the choices."""
        return self.query(**dict.fromkeys(self.asked, ""), q=self.q)


def everybody(today: date) -> list[Entry]:
    """Every organization by acronym, with its standing on `today`; two queries.

    Plain values, because objects of models for all of them would take longer than the rest of the page.
    """
    memberships = Membership.objects.filter(organization=OuterRef("pk"))
    known = Organization.objects.annotate(
        is_member=Exists(memberships.current_on(today)), was_member=Exists(memberships)
    ).values_list("pk", "acronym", "name", "city", "country", "is_member", "was_member")
    fields, country_name = fields_of_everybody(), cache(countries.name)
    return [
        Entry(
            pk,
            acronym,
            fields.get(pk, {}),
            country,
            "current" if is_member else "former" if was_member else "guest",
            # Everything by which a visitor might look for it.
            " ".join([acronym, name, *fields.get(pk, {}).values(), city, country_name(country)]),
        )
        for pk, acronym, name, city, country, is_member, was_member in known.order_by("acronym")
    ]


def fields_of_everybody() -> dict[int, dict[str, str]]:
    """Of each organization's id the names of its fields by their slugs, in the order of the names."""
    fields: dict[int, dict[str, str]] = {}
    pairs = Organization.fields.through.objects.order_by("field__name")
    for organization, slug, name in pairs.values_list("organization_id", "field__slug", "field__name"):
        fields.setdefault(organization, {})[slug] = name
    return fields


def facets(entries: Iterable[Entry]) -> list[Facet]:
    """Field, country of the seat, and standing."""
    names = {slug: name for entry in entries for slug, name in entry.fields.items()}
    return [
        Facet("field", _("Field"), lambda entry: entry.fields, names.__getitem__),
        Facet(
            "country", _("Country of its seat"), lambda entry: {entry.country} - {""}, countries.name, countries.name
        ),
        Facet("standing", _("Standing"), lambda entry: [entry.standing], STANDINGS.__getitem__),
    ]

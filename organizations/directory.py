"""The directory: who is in the forum, found by any word in any spelling, narrowed by facets that show their counts.

The whole network is a few hundred rows, so one query reads it and the search works in memory: the same on every
database.
"""

from collections.abc import Mapping
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from ifiso.facets import Facet, Narrowed
from ifiso.text import matches
from organizations.models import Field, Membership, Organization

LONGEST_QUERY = 100
STANDINGS = {
    "current": _("Current members"),
    "former": _("Former members"),
    "guest": _("Guests at a meeting"),
}


class Directory(Narrowed):
    """The organizations that a query string asks for, by acronym; `q` is what was searched for."""

    def __init__(self, asked: Mapping[str, str], today: date):
        self.q = asked.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY]
        rows = everybody(today)
        super().__init__(rows, facets(), asked, [row for row in rows if matches(self.q, words(row))])

    @property
    def without_choices(self) -> str:
        """The query string that keeps the search and drops the choices."""
        return self.query(**dict.fromkeys(self.asked, ""), q=self.q)


def everybody(today: date) -> list[Organization]:
    """Every organization by acronym, with `is_member` and `was_member` as on `today`; two queries."""
    memberships = Membership.objects.filter(organization=OuterRef("pk"))
    return list(
        Organization.objects.annotate(is_member=Exists(memberships.current_on(today)), was_member=Exists(memberships))
        .prefetch_related("fields")
        .order_by("acronym")
    )


def facets() -> list[Facet]:
    """Field, country of the seat, and standing."""
    names = dict(Field.objects.values_list("slug", "name"))
    return [
        Facet("field", _("Field"), lambda o: [field.slug for field in o.fields.all()], names.__getitem__),
        Facet("country", _("Country of its seat"), countries_of, countries.name, countries.name),
        Facet("standing", _("Standing"), lambda o: [standing(o)], STANDINGS.__getitem__),
    ]


def countries_of(organization: Organization) -> list[str]:
    """The code of its seat's country, where that is known."""
    return [organization.country.code] if organization.country else []


def standing(organization: Organization) -> str:
    """`current`, `former` or `guest`, of an organization from `everybody`."""
    if organization.is_member:
        return "current"
    return "former" if organization.was_member else "guest"


def words(organization: Organization) -> str:
    """Everything by which a visitor might look for it."""
    fields = " ".join(field.name for field in organization.fields.all())
    parts = (organization.acronym, organization.name, fields, organization.city, organization.country.name)
    return " ".join(parts)

"""Organizations, partners, and what sources say of them and of the forum."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from random import Random
from typing import NamedTuple

from organizations.models import (
    Agreement,
    Field,
    Figure,
    Membership,
    Milestone,
    Organization,
    Partner,
    Remark,
    Source,
)
from tests.generated.saving import save
from tests.generated.words import CITIES, FIELDS, prose

SOURCES, PARTNERS, MILESTONES = 200, 30, 12
FIRST_YEAR = 1993


class Network(NamedTuple):
    organizations: list[Organization]
    partners: list[Partner]
    sources: list[Source]


def make_network(count: int, rng: Random) -> Network:
    sources = save(
        Source(code=f"yearbook-{n}", title=f"Yearbook {n}", dated=str(2000 + n % 25)) for n in range(SOURCES)
    )
    partners = save(
        Partner(slug=f"partner-{n}", name=f"Partner {n}", website=f"https://partner{n}.example", source=sources[n])
        for n in range(PARTNERS)
    )
    return Network(make_organizations(count, sources, rng), partners, sources)


def make_organizations(count: int, sources: Sequence[Source], rng: Random) -> list[Organization]:
    fields = save(Field(slug=name.replace(" ", "-"), name=name) for name in FIELDS)
    letters = ("".join(parts) for parts in product("AEIOU", "BCDFGLMNPRST", "AEIOU", "LMNRS"))
    organizations = save(organization(name, rng) for name, _ in zip(letters, range(count), strict=False))
    studies, documented = Organization.fields.through, Organization.sources.through
    save(
        studies(organization=organization, field=field)
        for organization in organizations
        for field in rng.sample(fields, rng.randint(1, 3))
    )
    save(documented(organization=organization, source=rng.choice(sources)) for organization in organizations)
    return organizations


def organization(letters: str, rng: Random) -> Organization:
    city, spelling = rng.choice(CITIES), rng.choice(["Organization", "Organisation", "Association", "Fédération"])
    return Organization(
        slug=f"i{letters.lower()}",
        acronym=f"I{letters}",
        name=f"International Students' {spelling} of {rng.choice(FIELDS)} and {rng.choice(FIELDS)}",
        founded=str(rng.randint(1920, 2010)),
        city=city.name,
        country=city.country,
        website=f"https://www.i{letters.lower()}.example",
        about=prose(rng, 4),
    )


def describe(network: Network, today: date, rng: Random) -> None:
    """Memberships, figures, remarks and agreements of the organizations; the forum's own figures and its story."""
    organizations, partners, sources = network
    save(membership for each in organizations for membership in memberships(each, sources, rng))
    save(
        Figure(organization=each, kind=kind, value=rng.randint(10, 90_000), as_of=str(year), source=rng.choice(sources))
        for each in organizations
        for kind in (Figure.Kind.MEMBERS, Figure.Kind.COUNTRIES)
        for year in (2012, 2019)
    )
    save(
        Figure(kind=kind, value=base + rng.randint(0, base), as_of=str(year), source=rng.choice(sources))
        for kind, base in ((Figure.Kind.MEMBER_ORGANIZATIONS, 200), (Figure.Kind.STUDENTS, 2_000_000))
        for year in range(2000, today.year)
    )
    some = organizations[::5]
    save(Remark(organization=each, text=prose(rng, 1), source=rng.choice(sources)) for each in some)
    save(
        Agreement(partner=rng.choice(partners), organization=each, since="2015", source=rng.choice(sources))
        for each in some
    )
    save(
        Milestone(dated=str(year), slug=f"in-{year}", title=f"The year {year}", text=prose(rng, 3), source=source)
        for year, source in enumerate(sources[:MILESTONES], FIRST_YEAR)
    )


def memberships(organization: Organization, sources: Sequence[Source], rng: Random) -> Iterator[Membership]:
    """One since long ago; of every fifth organization it ended, and half of those came back."""
    start, source, left = rng.randint(FIRST_YEAR, 2008), rng.choice(sources), rng.random() < 0.2
    until = str(start + 4) if left else ""
    yield Membership(organization=organization, since=str(start), until=until, ended=left, source=source)
    if left and rng.random() < 0.5:
        yield Membership(organization=organization, since=f"{start + 8}-04", source=source)

"""The directory's search and facets."""

from datetime import date

import pytest

from organizations.directory import Directory
from tests.factories import make_membership, make_organization

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def found(**asked):
    return [organization.acronym for organization in Directory(asked, TODAY).rows]


def counts(facet, **asked):
    menu = next(menu for menu in Directory(asked, TODAY).menus if menu.name == facet)
    return {choice.value: choice.count for choice in menu.choices if choice.value}


@pytest.fixture(autouse=True)
def network():
    make_organization(
        "ELSA", name="The European Law Students' Association", study_fields=["law"], city="Brussels", country="BE"
    )
    make_organization(
        "IPSF",
        name="International Pharmaceutical Students' Federation",
        study_fields=["pharmacy"],
        city="The Hague",
        country="NL",
    )
    make_organization(
        "AEGEE", name="Association des États Généraux", study_fields=["law", "politics"], city="Brussels", country="BE"
    )
    gone = make_organization("GONE", member=False, study_fields=["law"])
    make_membership(gone, since="2001", until="2009", ended=True)
    make_organization("GUEST", member=False)


@pytest.mark.parametrize(
    ("q", "acronyms"),
    [
        ("elsa", ["ELSA"]),
        ("etats", ["AEGEE"]),
        ("the hague", ["IPSF"]),
        ("pharmac", ["IPSF"]),
        ("belgium", ["AEGEE", "ELSA"]),
        ("politics", ["AEGEE"]),
        ("forestry", []),
    ],
)
def test_any_word_about_an_organization_finds_it(q, acronyms):
    assert found(q=q) == acronyms


def test_facets_combine_with_the_search():
    assert found(field="law") == ["AEGEE", "ELSA", "GONE"]
    assert found(field="law", standing="current") == ["AEGEE", "ELSA"]
    assert found(field="law", standing="current", q="european") == ["ELSA"]


def test_members_former_members_and_guests_are_told_apart():
    assert found(standing="former") == ["GONE"]
    assert found(standing="guest") == ["GUEST"]


def test_a_membership_that_ends_in_the_future_is_current():
    late = make_organization("LATE", member=False)
    make_membership(late, since="2001", until="2026-12", ended=True)
    assert "LATE" in found(standing="current")


def test_counts_say_what_a_choice_would_leave():
    assert counts("field") == {"law": 3, "pharmacy": 1, "politics": 1}
    assert counts("field", standing="current") == {"law": 2, "pharmacy": 1, "politics": 1}
    assert counts("standing", q="law") == {"current": 2, "former": 1}


@pytest.mark.parametrize("asked", [{"field": "no-such"}, {"country": "ZZ"}, {"standing": "'"}])
def test_an_unknown_choice_finds_nobody(asked):
    assert found(**asked) == []


@pytest.mark.parametrize("q", ["\0", "x" * 10_000, "%00", "((((", "🦉"])
def test_absurd_searches_are_harmless(q):
    assert isinstance(found(q=q), list)

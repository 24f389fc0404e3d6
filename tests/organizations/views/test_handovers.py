"""The form that names a successor: what it suggests, what it refuses, and that nothing typed is lost."""

from datetime import date, timedelta

import pytest
from django.test import Client

from organizations.clock import today
from organizations.models import HandOver, Message
from tests.factories import make_handover, make_liaison, make_organization, make_user

DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice():
    organization = make_organization("ABC")
    return make_liaison(make_user("alice@example.org", name="Alice"), organization, until=today() + 100 * DAY)


@pytest.fixture
def path(client, alice):
    client.force_login(alice.user)
    return f"/members/abc/liaisons/{alice.pk}/successor/"


def fields(**others):
    first = today() + 101 * DAY
    return {
        "email": "sam@example.org",
        "name": "Sam",
        "title": "Envoy",
        "since": str(first),
        "note": "Ask Bea.",
        **others,
    }


def test_title_and_days_are_suggested_by_the_present_mandate(client, path, alice):
    text = client.get(path).text
    assert 'value="Liaison Officer"' in text
    assert f'name="since" value="{alice.until + DAY}"' in text
    assert f'name="predecessor_until" value="{alice.until}"' in text


def test_a_year_is_followed_by_a_year_even_by_a_leap_year(client, path, alice):
    alice.since, alice.until = date(today().year, 1, 1), date(today().year, 12, 31)
    alice.save()
    assert client.get(path).context["form"].initial["until"] == date(today().year + 1, 12, 31)


def test_a_mandate_that_was_given_for_ever_suggests_no_days(client, path, alice):
    alice.until = date.max
    alice.save()
    assert client.get(path).context["form"].initial["since"] is None


def test_naming_leads_to_the_hand_over_and_mails_the_link(client, path):
    response = client.post(path, fields(), follow=True)
    hand_over = HandOver.objects.get()
    assert response.redirect_chain == [(f"/members/abc/liaisons/hand-overs/{hand_over.pk}/", 302)]
    assert "The invitation to sam@example.org is on its way." in response.text
    assert "confirmed by naming the successor" in response.text
    assert (hand_over.kind, hand_over.note, hand_over.until) == ("primary", "Ask Bea.", None)
    assert Message.objects.get().to == "sam@example.org"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("email", "sam", "valid email address"),
        ("email", "", "required"),
        ("email", "alice@example.org", "your own address"),
        ("title", " ", "required"),
        ("title", "x" * 151, "at most 150"),
        ("since", "next year", "Write the day as 2027-01-31."),
        ("since", "0001-01-01", "more than a month ago"),
        ("since", "9999-12-31", "more than two years ahead"),
        ("until", str(date(2000, 1, 1)), "cannot be before the first day"),
        ("until", "9999-99-99", "Write the day as"),
        ("until", "9999-12-31", "ten years at most"),
        ("predecessor_until", "2000-01-01", "before the present mandate began"),
        ("note", "x" * 10_001, "at most 10000"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(client, path, field, value, words):
    response = client.post(path, fields(**{field: value}))
    assert response.status_code == 422
    assert words in response.context["form"].errors[field][0]
    assert field == "note" or "Ask Bea." in response.text
    assert value.strip() in response.text
    assert not HandOver.objects.exists()


def test_a_name_in_arabic_with_an_apostrophe_arrives_as_typed(client, path):
    client.post(path, fields(name="سارة O'Neill", title="Délégué d'Été"))
    hand_over = HandOver.objects.get()
    assert (hand_over.name, hand_over.title) == ("سارة O'Neill", "Délégué d'Été")
    assert "Délégué d'Été" in Message.objects.get().subject


def test_a_seat_that_is_promised_says_to_whom(client, path, alice):
    make_handover(alice.organization, predecessor=alice, name="Tom")
    assert "Tom is named for this seat already" in client.get(path).text
    response = client.post(path, fields())
    assert response.status_code == 422
    assert "Call that hand-over off first." in response.text
    assert "Ask Bea." in response.text


def test_a_form_needs_its_token(alice, path):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(alice.user)
    assert strict.post(path, fields()).status_code == 403

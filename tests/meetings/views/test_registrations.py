"""The delegate's own page, opened by its link."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.links import delegate_token
from meetings.models import Delegate
from organizations.models import Activity
from tests.factories import (
    make_delegate,
    make_delegation,
    make_logistics,
    make_question,
    make_user,
)
from tests.support.accounts import sign_in
from tests.support.registrations import AHEAD, make_coming_meeting, make_confirmed_delegate

pytestmark = pytest.mark.django_db

PAGES = ("registration", "registration_data", "registration_logistics", "registration_questions")
FILES = ("registration_confirmation", "registration_invitation", "registration_calendar", "registration_record")
LEAVING = ("registration_withdraw", "registration_erase")
DATA = {"name": "Dora", "country": "PT", "age_band": "18_25", "privacy": "on"}


@pytest.fixture
def meeting():
    return make_coming_meeting()


@pytest.fixture
def delegate(meeting):
    return make_confirmed_delegate(meeting)


def path(delegate, name="registration", token=""):
    return reverse(name, args=[delegate.meeting.slug, token or delegate_token(delegate)])


@pytest.mark.parametrize("state", Delegate.State.values)
def test_it_says_in_words_where_the_registration_stands(client, delegate, state):
    Delegate.objects.update(state=state, state_reason="Because of the rain.")
    page = client.get(path(delegate)).text
    titles = {
        "confirmed": "You have a place",
        "waiting": "You are on the waiting list",
        "withdrawn": "You are not registered any more",
        "refused": "The host has turned this registration down",
    }
    assert [title for title in titles.values() if title in page] == [titles[state]]
    assert "Because of the rain." in page


def test_who_waits_learns_the_place_in_line(client, meeting, delegate):
    before = make_delegate(make_delegation(meeting), state="waiting", registered_at=datetime(2020, 1, 1, tzinfo=UTC))
    Delegate.objects.filter(pk=delegate.pk).update(state="waiting")
    assert "You are number 2 of 2 in line." in client.get(path(delegate)).text
    assert "You are number 1 of 2 in line." in client.get(path(before)).text


def test_beyond_the_quota_one_waits_for_the_own_organization(client, meeting, delegate):
    meeting.quota = 1
    meeting.registration_closes_at = timezone.now() + timedelta(days=5)
    meeting.save()
    second = make_delegate(delegate.delegation, state="waiting", rank=2)
    page = client.get(path(second)).text
    assert "Your organization has used up its places" in page
    assert "You are number" not in page


def test_what_is_missing_leads_to_where_it_is_told(client, delegate):
    make_question(delegate.meeting, text="T-shirt?", required=True)
    make_question(delegate.meeting, text="Song?", required=True, required_from=timezone.now().date() + AHEAD)
    tasks = [(task.text, task.page) for task in client.get(path(delegate)).context["standing"].tasks]
    assert tasks == [
        ("Tell your country of residence and your age", "registration_data"),
        ("Say when you arrive", "registration_logistics"),
        ("Say when you leave", "registration_logistics"),
        ("Name somebody whom the host can call for you", "registration_logistics"),
        ("T-shirt?", "registration_questions"),
    ]


def test_nothing_is_missing_once_all_is_told(client, delegate):
    Delegate.objects.update(country="PT", age_band="18_25")
    now = timezone.now()
    make_logistics(
        delegate,
        arrives_at=now + AHEAD,
        departs_at=now + AHEAD + timedelta(days=2),
        emergency_name="Mum",
        emergency_phone="+351 1",
        emergency_consent_at=now,
    )
    assert client.get(path(delegate)).context["standing"].tasks == []


def test_data_is_changed_once_the_privacy_notice_is_read(client, delegate):
    Delegate.objects.update(privacy_accepted_at=None)
    typed = {**DATA, "name": "محمد O'Brien", "version": delegate.version}
    unread = client.post(path(delegate, "registration_data"), {**typed, "privacy": ""})
    assert unread.status_code == 422
    assert "محمد O&#x27;Brien" in unread.text
    assert client.post(path(delegate, "registration_data"), typed).url == path(delegate)
    delegate.refresh_from_db()
    assert (delegate.name, delegate.country.code, delegate.version) == ("محمد O'Brien", "PT", 2)
    assert delegate.privacy_accepted_at is not None


def test_of_two_tabs_the_later_one_sees_both_versions_and_loses_nothing(client, delegate):
    typed = {**DATA, "version": delegate.version}
    client.post(path(delegate, "registration_data"), {**typed, "name": "First Tab"})
    late = client.post(path(delegate, "registration_data"), {**typed, "name": "Second Tab"})
    assert late.status_code == 409
    assert [(one.label, one.yours, one.theirs) for one in late.context["differences"]] == [
        ("Name", "Second Tab", "First Tab")
    ]
    assert 'value="Second Tab"' in late.text
    assert Delegate.objects.get(pk=delegate.pk).name == "First Tab"
    again = {**typed, "name": "Second Tab", "version": late.context["form"]["version"].value()}
    assert client.post(path(delegate, "registration_data"), again).status_code == 302
    assert Delegate.objects.get(pk=delegate.pk).name == "Second Tab"


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 50])
def test_a_version_that_never_was_is_stale(client, delegate, version):
    assert client.post(path(delegate, "registration_data"), {**DATA, "version": version}).status_code == 409


@pytest.mark.parametrize("field", ["name", "pronouns", "phone", "role_title"])
def test_ten_thousand_characters_are_too_many_and_stay_typed(client, delegate, field):
    response = client.post(path(delegate, "registration_data"), {**DATA, "version": 1, field: "x" * 10_000})
    assert response.status_code == 422
    assert "it has 10000" in response.text
    assert "x" * 10_000 in response.text


@pytest.mark.parametrize("consent", ["listed_publicly_since", "listed_to_participants_since", "photos_since"])
def test_consents_are_given_and_taken_back_one_by_one(client, delegate, consent):
    for given in (True, True, False, False):
        client.post(path(delegate, "registration_consent"), {"give" if given else "withdraw": consent})
        delegate.refresh_from_db()
        names = ("listed_publicly_since", "listed_to_participants_since", "photos_since")
        assert [name for name in names if getattr(delegate, name)] == ([consent] if given else [])
    assert Activity.objects.filter(verb__endswith="consent").count() == 2
    assert client.post(path(delegate, "registration_consent"), {"give": "name"}).status_code == 404


def test_a_name_leaves_the_public_page_with_its_consent(client, delegate):
    public = reverse("participants", args=[delegate.meeting.slug])
    client.post(path(delegate, "registration_consent"), {"give": "listed_publicly_since"})
    assert "Dora Delegate" in client.get(public).text
    client.post(path(delegate, "registration_consent"), {"withdraw": "listed_publicly_since"})
    assert "Dora Delegate" not in client.get(public).text


@pytest.mark.parametrize("name", [*PAGES, *FILES, *LEAVING])
def test_a_link_opens_its_own_pages_alone(client, delegate, name):
    elsewhere = make_delegate()
    token = delegate_token(delegate)
    good, forged = path(delegate, name), path(delegate, name, f"{token[:-1]}{'a' if token[-1] != 'a' else 'b'}")
    for wrong in (forged, path(delegate, name, "1.1.x"), reverse(name, args=[elsewhere.meeting.slug, token])):
        assert (client.get(wrong).status_code, client.post(wrong).status_code) in {(404, 404), (404, 405)}
    Delegate.objects.filter(pk=delegate.pk).update(link_version=2)
    assert client.get(good).status_code == 404


@pytest.mark.parametrize("name", [*PAGES, "registration_confirmation", "registration_record", *LEAVING])
def test_what_a_link_opens_is_kept_by_nobody(client, delegate, name):
    response = client.get(path(delegate, name))
    assert response.status_code == 200
    assert {"private", "no-store"} <= {part.strip() for part in response.headers["Cache-Control"].split(",")}
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_an_account_leads_to_the_own_registration(client, delegate):
    user = make_user()
    sign_in(client, user)
    address = reverse("my_registration", args=[delegate.meeting.slug])
    assert client.get(address).status_code == 404
    Delegate.objects.filter(pk=delegate.pk).update(user=user)
    assert client.get(address).url == path(delegate)
    second = make_delegate(make_delegation(delegate.meeting), user=user)
    assert path(second) in client.get(address).text
    Delegate.objects.filter(pk=second.pk).update(state="withdrawn")
    assert client.get(address).url == path(delegate)


def test_the_desk_leads_to_the_own_registration(client, delegate):
    user = make_user()
    sign_in(client, user)
    own = reverse("my_registration", args=[delegate.meeting.slug])
    assert own not in client.get("/desk/").text
    guest = make_delegate(None, meeting=delegate.meeting, user=user)
    assert own in client.get("/desk/").text
    Delegate.objects.filter(pk=guest.pk).update(state="withdrawn")
    assert own not in client.get("/desk/").text

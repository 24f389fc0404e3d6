"""What is written down when somebody works in the back office."""

import pytest

from organizations.models import Activity, ContentVersion, Membership, Organization
from tests.factories import make_holiday, make_organization, make_source
from tests.support.admin import admin_url, change, typed

pytestmark = pytest.mark.django_db


def test_a_change_is_kept_in_history_recorded_and_shown_in_public(client, root):
    organization = make_organization("IAPS")
    change(client, organization, about="Physics!", founded="1987-09")
    assert (organization.about, str(organization.founded)) == ("Physics!", "1987-09")
    assert organization.history.first().history_user == root
    activity = Activity.objects.get()
    assert (activity.verb, activity.actor, activity.target_label) == ("changed", root, "IAPS")
    assert activity.detail == {"changes": [{"changed": {"fields": ["Founded", "About"]}}]}
    assert ContentVersion.current() == 1


def test_saving_without_a_change_is_no_event(client, root):
    change(client, make_organization(study_fields=["physics"]))
    assert not Activity.objects.exists()
    assert ContentVersion.current() == 0


def test_rows_that_belong_together_are_edited_together(client, root):
    organization, source = make_organization("IAPS"), make_source()
    membership = organization.memberships.get()
    rows = {"memberships-TOTAL_FORMS": "2", "memberships-0-until": "2010", "memberships-0-ended": "on"}
    again = {"memberships-1-organization": organization.pk, "memberships-1-since": "2014-04"}
    change(client, organization, **rows, **again, **{"memberships-1-source": source.pk})
    membership.refresh_from_db()
    assert str(membership.until) == "2010"
    assert membership.history.first().history_user == root
    assert Membership.objects.get(since="2014-04").source == source
    assert "2014-04" not in str(Activity.objects.get().detail)


def test_a_date_that_is_none_is_refused_beside_its_field(client, root):
    organization = make_organization()
    url = admin_url(organization, "change", organization.pk)
    response = client.post(url, {**typed(client.get(url)), "founded": "long ago"})
    assert "Write a date as 2014" in response.text
    assert "As precise as known" in response.text


def test_an_addition_is_recorded(client, root):
    url = admin_url(Organization, "add")
    response = client.post(url, {**typed(client.get(url)), "acronym": "NEW", "slug": "new", "name": "New"})
    assert response.status_code == 302
    assert Activity.objects.get().verb == "added"
    assert Organization.objects.get().history.get().history_user == root


def test_a_deletion_is_recorded_one_by_one_and_in_bulk(client, root):
    first, second, third = (make_organization(name) for name in ("ONE", "TWO", "THREE"))
    client.post(admin_url(first, "delete", first.pk), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [second.pk, third.pk], "post": "yes"}
    client.post(admin_url(first, "changelist"), chosen)
    assert not Organization.objects.exists()
    labels = Activity.objects.filter(verb="deleted").values_list("target_label", flat=True)
    assert sorted(labels) == ["ONE", "THREE", "TWO"]
    assert ContentVersion.current() == 3


def test_what_no_page_shows_leaves_the_pages_standing(client, root):
    change(client, make_holiday(), name="Strike")
    assert Activity.objects.get().actor == root
    assert ContentVersion.current() == 0


def test_history_can_be_read_and_not_be_rewritten(client, root):
    organization = make_organization("IAPS")
    change(client, organization, about="Physics!")
    first = organization.history.last()
    url = admin_url(organization, "simple_history", organization.pk, first.history_id)
    assert client.get(url).status_code == 200
    assert client.post(url, {"about": ""}).status_code == 405
    organization.refresh_from_db()
    assert organization.about == "Physics!"


def test_visitors_and_people_without_rights_stay_outside(client, db):
    assert client.get(admin_url(Organization, "changelist")).status_code == 302

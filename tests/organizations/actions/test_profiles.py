"""Changing what an organization says of itself: seen by the history, never over somebody else's head."""

import threading
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection
from PIL import Image

from ifiso.dates import PartialDate
from organizations.actions.profiles import StaleProfileError, add_figure, update_profile, version_of, withdraw_figure
from organizations.models import Activity, ContentVersion, Organization
from tests.factories import make_field, make_figure, make_organization, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def logo(color="red"):
    file = BytesIO()
    Image.new("RGB", (30, 30), color).save(file, "PNG")
    return ContentFile(file.getvalue(), name="../../evil.svg")


def update(organization, by, **changes):
    return update_profile(organization=organization, version=version_of(organization), by=by, **changes)


def test_a_change_is_kept_with_who_and_what():
    organization, alice = make_organization("IAPS"), make_user()
    before = ContentVersion.current()
    assert update(organization, alice, city="Mulhouse", fields=[make_field("physics")])
    organization.refresh_from_db()
    assert (organization.city, [f.name for f in organization.fields.all()]) == ("Mulhouse", ["physics"])
    assert organization.history.first().history_user == alice
    assert Activity.objects.get(verb="changed the profile").detail == {"fields": ["city", "fields"]}
    assert ContentVersion.current() == before + 1


def test_saving_what_is_there_already_leaves_no_trace():
    organization = make_organization("IAPS", city="Mulhouse")
    assert not update(organization, make_user(), city="Mulhouse")
    assert not Activity.objects.exists()


def test_a_stale_version_is_refused_with_what_was_saved():
    organization, alice = make_organization("IAPS"), make_user()
    version = version_of(organization)
    update(organization, alice, city="Mulhouse")
    with pytest.raises(StaleProfileError) as refused:
        update_profile(organization=organization, version=version, by=alice, city="Paris")
    assert refused.value.organization.city == "Mulhouse"


def test_a_change_in_the_back_office_makes_a_version_stale_too():
    organization = make_organization("IAPS")
    version = version_of(organization)
    Organization.objects.get().save()
    with pytest.raises(StaleProfileError):
        update_profile(organization=organization, version=version, by=make_user(), city="Paris")


def test_a_logo_is_named_after_its_content_and_taken_away_again():
    organization, alice = make_organization("IAPS"), make_user()
    update(organization, alice, logo=logo())
    organization.refresh_from_db()
    assert organization.logo.name.startswith("logos/iaps-")
    assert organization.logo.name.endswith(".png")
    update(organization, alice, logo=False)
    organization.refresh_from_db()
    assert (organization.logo.name, organization.logo_url) == ("", "")


def test_a_value_that_does_not_fit_changes_nothing():
    organization = make_organization("IAPS")
    with pytest.raises(ValidationError):
        update(organization, make_user(), city="x" * 200)
    assert Organization.objects.get().city == ""


def figure(organization, **fields):
    fields = {
        "kind": "countries",
        "value": 50,
        "as_of": PartialDate("2026"),
        "as_worded": "",
        "source_url": "",
        **fields,
    }
    return add_figure(organization=organization, by=make_user(), source_title="Annual report", **fields)


def test_a_figure_stands_beside_the_others_with_its_source():
    organization = make_organization("IAPS")
    make_figure(organization, kind="countries", value=40)
    figure(organization)
    assert {f.value for f in organization.figures.all()} == {40, 50}
    assert organization.figures.get(value=50).source.title == "Annual report"


def test_figures_of_one_report_share_their_source():
    organization = make_organization("IAPS")
    assert figure(organization).source == figure(organization, kind="members", value=9).source


def test_the_same_figure_twice_is_refused():
    organization = make_organization("IAPS")
    figure(organization)
    with pytest.raises(ValidationError, match="recorded already"):
        figure(organization)


def test_only_own_figures_can_be_withdrawn():
    organization, alice = make_organization("IAPS"), make_user()
    withdraw_figure(figure=figure(organization), by=alice)
    with pytest.raises(ValidationError):
        withdraw_figure(figure=make_figure(organization), by=alice)
    assert organization.figures.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_who_save_at_once_one_is_heard():
    organization, alice = make_organization("IAPS"), make_user()
    version = version_of(organization)
    heard, refused = [], []

    def save(number):
        try:
            update_profile(organization=organization, version=version, by=alice, city=f"City {number}")
            heard.append(number)
        except StaleProfileError:
            refused.append(number)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(heard), len(refused)) == (1, 7)
    assert Organization.objects.get().city == f"City {heard[0]}"

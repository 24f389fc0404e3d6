"""Every model of both apps has its place in the back office, and its lists cost the same for one row and for many."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import (
    AgendaImport,
    AgendaRelease,
    Answer,
    Endorsement,
    Helper,
    ImportedPicture,
    ImportedPost,
    Logistics,
    Offer,
    OfferEvent,
    OutcomeUpdate,
    PersonalCalendar,
    Photo,
    Plan,
    PlanChange,
    PlannedLead,
    PostImport,
    ReportDraft,
    ReportImage,
    SearchEntry,
    SearchIndex,
    SearchWord,
    SessionSummary,
    Star,
)
from organizations.models import (
    Activity,
    ArchiveEntry,
    ContentVersion,
    Enquiry,
    Evidence,
    HandOver,
    Invitation,
    Message,
    User,
)
from tests import factories
from tests.support.admin import admin_url

# Diet, passports, answers and the agenda in the making belong to a host alone, stars and calendars to a person.
ONLY_THEIR_OWN = {
    AgendaImport,
    Answer,
    ImportedPicture,
    ImportedPost,
    Logistics,
    PersonalCalendar,
    Plan,
    PlanChange,
    PlannedLead,
    PostImport,
    ReportDraft,
    SessionSummary,
    Star,
}
DERIVED = {SearchEntry, SearchIndex, SearchWord}
MODELS = [
    model
    for app in ("organizations", "meetings")
    for model in apps.get_app_config(app).get_models()
    if not model.__name__.startswith("Historical") and model not in ONLY_THEIR_OWN | DERIVED
]
READ_ONLY = [
    Activity,
    AgendaRelease,
    ArchiveEntry,
    ContentVersion,
    Endorsement,
    Evidence,
    HandOver,
    Helper,
    Message,
    Offer,
    OfferEvent,
    OutcomeUpdate,
    Photo,
    ReportImage,
]
NEVER_ADDED = [*READ_ONLY, Enquiry, User]
NEVER_CHANGED = [*READ_ONLY, Invitation]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("root")]
of_every_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)


def make(model):
    words = {"ManagementTerm": "management_term"}
    return getattr(factories, f"make_{words.get(model.__name__, model.__name__.lower())}")()


@of_every_model
def test_it_is_listed_found_added_and_changed(model, client):
    row = make(model)
    assert admin.site.is_registered(model)
    assert client.get(admin_url(model, "changelist")).status_code == 200
    assert client.get(admin_url(model, "changelist"), {"q": "some words"}).status_code == 200
    assert client.get(admin_url(model, "change", row.pk)).status_code == 200
    assert client.get(admin_url(model, "history", row.pk)).status_code == 200
    assert client.get(admin_url(model, "add")).status_code == (403 if model in NEVER_ADDED else 200)


@pytest.mark.parametrize("model", ONLY_THEIR_OWN, ids=lambda model: model._meta.label_lower)
def test_what_belongs_to_a_host_alone_is_not_here(model):
    assert not admin.site.is_registered(model)


@of_every_model
def test_its_list_costs_the_same_for_one_row_and_for_many(model, client):
    if model is not ContentVersion:
        assert cost_of_list(model, client, rows=12) <= cost_of_list(model, client, rows=2) <= 20


def cost_of_list(model, client, *, rows):
    """How many queries the list of `rows` rows takes."""
    model.objects.exclude(email="root@example.org").delete() if model is User else model.objects.all().delete()
    for _ in range(rows):
        make(model)
    client.get(admin_url(model, "changelist"))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(admin_url(model, "changelist")).status_code == 200
    return len(queries)


@of_every_model
def test_its_search_box_answers(model, client):
    make(model)
    for pointer in model._meta.fields:
        if pointer.related_model in MODELS:
            where = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "term": "r"}
            answer = client.get("/admin/autocomplete/", {**where, "field_name": pointer.name})
            assert answer.status_code == 200


@pytest.mark.parametrize("model", NEVER_CHANGED, ids=lambda model: model._meta.label_lower)
def test_what_comes_from_elsewhere_can_only_be_read(model, client):
    row = make(model)
    assert client.post(admin_url(model, "change", row.pk), {}).status_code == 403
    assert client.post(admin_url(model, "delete", row.pk), {"post": "yes"}).status_code == 403


@of_every_model
@pytest.mark.parametrize("key", ["abc", "9" * 30, "_00"])
def test_an_absurd_key_leads_back_to_the_start(model, client, key):
    assert client.get(admin_url(model, "change", key)).status_code == 302

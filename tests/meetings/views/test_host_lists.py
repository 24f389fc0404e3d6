"""The host's lists: what each holds, who gets it, and what is written down of it."""

import csv
from io import StringIO

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse
from django.utils import timezone

from meetings.reads.lists import KINDS
from organizations.models import Activity, ContentVersion
from tests.factories import make_answer, make_delegate, make_host, make_meeting, make_question
from tests.personas import ANONYMOUS
from tests.support.hosting import TOLD, address, make_waiting, set_hosting, tell

pytestmark = pytest.mark.django_db

SENSITIVE = [name for name, kind in KINDS.items() if not kind.circulates]
# Which of the words that people told stand on which list; a passport on none.
EXPECTED = {
    "kitchen": {"diet", "allergies"},
    "arrivals": {"arrival_number", "departure_number"},
    "rooms": {"room_mate"},
    "emergency": {"emergency_name", "emergency_phone", "emergency_relation"},
    "answers": {"answer"},
    "participants": set(),
}


@pytest.fixture
def stage():
    made = set_hosting()
    a = made.a.delegations.get()
    tilda = make_delegate(a, name="Tilda", kind="observer", listed_to_participants_since=timezone.now())
    tell(tilda)
    make_answer(make_question(made.meeting, text="=Size?"), tilda, "xanswerx")
    tell(make_waiting(a, name="Wanda"), diet="xwaitingx")
    return made


def file(client, stage, name, extension="csv"):
    return client.get(address(stage, "host_export", name, extension))


def rows(response):
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", KINDS)
def test_a_list_holds_what_its_readers_need_and_nothing_else(stage, name):
    client = stage.client("erin")
    words = TOLD | {"answer": "xanswerx", "waiting": "xwaitingx"}
    for text in (client.get(address(stage, "host_list", name)).text, file(client, stage, name).content.decode()):
        assert {field for field, word in words.items() if word in text} == EXPECTED[name]
        assert "Wanda" not in text


def test_a_cell_names_its_column_for_who_reads_a_wide_list_on_a_phone(stage):
    page = stage.client("erin").get(address(stage, "host_list", "participants")).text
    assert '<td data-column="Name">Tilda</td>' in page
    assert '<td data-column="Kind">observer</td>' in page


def test_the_kitchen_reads_only_the_names_of_those_who_need_something(stage):
    told = make_delegate(stage.a.delegations.get(), name="Eats Everything")
    tell(told, diet="", allergies="")
    lines = rows(file(stage.client("erin"), stage, "kitchen"))
    assert ["xdietx", "1"] in lines
    assert ["no special diet", "1"] in lines
    assert ["not said yet", "1"] in lines
    assert [line[0] for line in lines if len(line) == 3] == ["Name", "Tilda"]


def test_participants_are_named_with_their_consent_alone(stage):
    client = stage.client("dana")
    assert rows(file(client, stage, "participants")) == [
        ["Name", "Organization", "Kind", "Role"],
        ["Tilda", "AAA", "observer", ""],
    ]
    assert "1 more person comes, who has not agreed" in client.get(address(stage, "host_list", "participants")).text


def test_arrivals_are_by_the_clocks_at_the_meeting(stage):
    lines = rows(file(stage.client("erin"), stage, "arrivals"))
    assert ["2026-11-20", "23:40", "plane", "xflightx", "Tilda", "AAA", ""] in lines
    assert ["2026-11-23", "11:00", "plane", "xreturnx", "Tilda", "AAA", ""] in lines
    assert "Fri 20 Nov" in stage.client("erin").get(address(stage, "host_list", "arrivals")).text


def test_rooms_tell_first_night_and_wishes_and_leave_out_who_sleeps_elsewhere(stage):
    tell(make_delegate(stage.a.delegations.get(), name="Local"), nights=0)
    lines = rows(file(stage.client("erin"), stage, "rooms"))
    assert ["Tilda", "AAA", "observer", "2026-11-20", "3", "xmatex"] in lines
    assert not [line for line in lines if "Local" in line]


def test_a_question_is_no_formula(stage):
    assert rows(file(stage.client("erin"), stage, "answers"))[0] == ["Name", "Organization", "'=Size?"]


@pytest.mark.parametrize("name", SENSITIVE)
def test_each_file_for_the_host_alone_is_written_down_without_what_is_in_it(stage, name):
    erin = stage.client("erin")
    for extension in ("csv", "xlsx"):
        response = file(erin, stage, name, extension)
        assert response.headers["Content-Disposition"].endswith(f'-{name}.{extension}"')
        assert "no-store" in response.headers["Cache-Control"]
    notes = Activity.objects.filter(verb="exported").order_by("pk")
    assert [(note.actor, note.detail["list"], note.detail["kind"]) for note in notes] == [
        (stage.people["erin"], name, "csv"),
        (stage.people["erin"], name, "xlsx"),
    ]
    assert notes[0].detail.keys() == {"list", "kind", "rows"}
    assert ContentVersion.current() == 0


def test_what_circulates_needs_neither_note_nor_fresh_sign_in(stage, client):
    client.force_login(stage.people["erin"])
    assert file(client, stage, "participants").status_code == 200
    assert not Activity.objects.filter(verb="exported").exists()


@pytest.mark.parametrize("name", SENSITIVE)
def test_who_signed_in_long_ago_confirms_first(stage, client, name, settings):
    client.force_login(stage.people["erin"])
    page = file(client, stage, name)
    assert page.status_code == 403
    assert "Confirm that it is you" in page.text
    assert address(stage, "host_list", name) in page.text
    fresh = stage.client("erin")
    assert file(fresh, stage, name).status_code == 200
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    assert file(fresh, stage, name).status_code == 403
    assert Activity.objects.filter(verb="exported").count() == 1


def test_who_has_an_authenticator_confirms_with_it_and_comes_back(stage, client):
    erin = stage.people["erin"]
    TOTP.activate(erin, generate_totp_secret())
    client.force_login(erin)
    way = f"{reverse('mfa_reauthenticate')}?next={address(stage, 'host_list', 'kitchen')}"
    assert f'href="{way}"' in file(client, stage, "kitchen").text
    assert client.get(way).status_code == 200


@pytest.mark.parametrize("name", SENSITIVE)
def test_nobody_else_gets_it_in_any_form(stage, name):
    make_host(make_meeting(), stage.b)
    answers = {"alice": 404, "bob": 404, "charlie": 404, "paul": 404, "dana": 403, "root": 403, ANONYMOUS: 302}
    for who, status in answers.items():
        client = stage.client(who)
        got = [client.get(address(stage, "host_list", name)), *(file(client, stage, name, e) for e in ("csv", "xlsx"))]
        assert [response.status_code for response in got] == [status] * 3
        assert not [word for word in TOLD.values() for response in got if word in response.content.decode()]
    assert not Activity.objects.filter(verb="exported").exists()


@pytest.mark.parametrize("name", ["nothing", "kitchen.exe"])
def test_there_are_no_other_lists_and_forms(stage, name):
    list_name, _, extension = name.partition(".")
    url = address(stage, "host_export", list_name, extension) if extension else address(stage, "host_list", list_name)
    assert stage.client("erin").get(url).status_code == 404

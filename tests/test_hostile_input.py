"""Whatever a visitor types into an address, the answer is a page, never a fault of ours."""

from urllib.parse import quote, quote_from_bytes

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from tests.factories import make_delegation, make_meeting, make_organization, make_outcome, make_report
from tests.personas import set_stage
from tests.support.routes import own_routes

HOSTILE = {
    "huge number": "1e9",
    "negative": "-1",
    "zero": "0",
    "beyond 64 bits": "9" * 40,
    "other digits": quote("٣²"),
    "NUL": "%00",
    "NUL inside": "a%00b",
    "10 kB": "x" * 10_000,
    "invalid UTF-8": "%ff%fe",
    "half a surrogate": "%ed%a0%80",
    "emoji": quote("👩‍🎓"),
    "quotes": quote("'\"`);--"),
    "brackets": quote("[]{}()<>\\"),
    "markup": quote("</title><script>alert(1)</script>"),
    "template": quote("{{ settings.SECRET_KEY }}{% load %}%(x)s%s{0}"),
    "line breaks": "%0d%0aSet-Cookie:%20a=b",
    "right to left": quote("\u202eabc\u2066"),
    "path": quote("../../../etc/passwd"),
    "empty": "",
}
PARAMETERS = [
    "page",
    "q",
    "field",
    "country",
    "standing",
    "kind",
    "year",
    "state",
    "organization",
    "meetings",
    "to",
    "next",
]
LISTS = ["members", "meetings", "attendance", "reports", "outcomes", "enquire"]


@pytest.fixture
def stage(db):
    """A little of everything, so that filters have something to filter."""
    stage = set_stage()
    for number in range(3):
        organization = make_organization(study_fields=[f"field {number}"], city="Lisbon", country="PT")
        meeting = make_meeting(city="Lisbon", country="PT", starts_on="2016-11-17")
        make_delegation(meeting, organization)
        make_outcome(meeting, owners=[organization])
        make_report(meeting=meeting, organization=organization)
    return stage


def paths(stage):
    """Every public page without what comes after the question mark."""
    fitting = {"slug": stage.meeting.slug, "pk": 1, "number": "1", "token": "x", "key": "alice", "name": "x.png"}
    for route in own_routes():
        if route.is_public:
            names = [name for name in fitting if f":{name}>" in route.pattern]
            yield reverse(route.name, kwargs={name: fitting[name] for name in names})
    yield reverse("member", args=[stage.a.slug])


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_query_breaks_a_public_page(stage, client, value):
    query = "&".join(f"{name}={value}" for name in PARAMETERS)
    asked = [f"{path}?{query}" for path in paths(stage)]
    for path in map(reverse, LISTS):
        asked += [f"{path}?page={value}&page=2&q={value}&q=b", f"{path}?{value}={value}&{value}"]
    for address in asked:
        response = client.get(address)
        assert response.status_code in {200, 404, 405}, address[:200]
        assert b"<script>alert" not in response.content


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_address_breaks_a_page(stage, client, value):
    for prefix in ("/members/", "/meetings/", "/reports/", "/outcomes/", "/documents/", "/enquire/received/"):
        for path in (f"{prefix}{value}", f"{prefix}{value}/", f"{prefix}{value}/agenda/"):
            assert client.get(path).status_code in {200, 301, 404}, path
    assert client.get(f"/accounts/invitation/{value}/").status_code == 404


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_form_breaks(stage, client, value):
    fields = ("to", "name", "email", "subject", "text", "confirm")
    body = "&".join(f"{name}={value}" for name in fields)
    response = client.generic("POST", "/enquire/", body.encode(), "application/x-www-form-urlencoded")
    assert response.status_code in {303, 422}
    login = client.generic("POST", "/accounts/login/", f"login={value}".encode(), "application/x-www-form-urlencoded")
    assert login.status_code in {200, 302}


@pytest.mark.parametrize("who", ["dana", "alice"])
def test_no_query_breaks_the_office(stage, who):
    client = stage.client(who)
    for value in HOSTILE.values():
        assert client.get(f"/office/?page={value}&state={value}").status_code == 200


@pytest.mark.parametrize(
    "body", [b"\xff\xfe", b"--x\r\nbroken", b"{}"], ids=["no text", "half a part", "not what it says"]
)
def test_malformed_bodies_are_answered(stage, client, body):
    multipart, encoded = "multipart/form-data", "application/x-www-form-urlencoded"
    for kind in (multipart, f"{multipart}; boundary=x", f"{encoded}; charset=no", "nonsense"):
        assert client.generic("POST", "/enquire/", body, kind).status_code in {400, 422}, kind


def test_unknown_slugs_get_a_page_that_leads_on(stage, client):
    for path in ("/members/nobody/", "/meetings/autumn-1066/", "/reports/none/", "/outcomes/999999/", "/nowhere/"):
        response = client.get(path)
        assert response.status_code == 404
        assert reverse("members") in response.text


def fuzz(count):
    names = st.sampled_from(PARAMETERS) | st.binary(max_size=5).map(quote_from_bytes)
    values = st.binary(max_size=30).map(quote_from_bytes) | st.text(max_size=30).map(as_utf8)
    pairs = st.tuples(names, values).map("=".join)
    queries = st.lists(pairs, max_size=6).map("&".join)
    suppressed = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    chosen = examples(max_examples=count, deadline=None, suppress_health_check=suppressed)
    return lambda test: chosen(given(queries)(test))


def as_utf8(text):
    return quote(text, errors="replace")


def ask_everywhere(client, query):
    for name in LISTS:
        assert client.get(f"{reverse(name)}?{query}").status_code == 200


@fuzz(15)
def test_any_query_is_answered(stage, client, query):
    ask_everywhere(client, query)


@pytest.mark.slow
@fuzz(500)
def test_many_queries_are_answered(stage, client, query):
    ask_everywhere(client, query)


@pytest.mark.parametrize("cookies", [{}, {"sessionid": "x" * 32}], ids=["stranger", "with a session"])
def test_the_page_of_our_faults_needs_no_database(client, cookies):
    """pytest-django lets nobody near one in this test."""
    client.raise_request_exception = False
    client.cookies.load(cookies)
    for path in ("/", "/desk/"):
        response = client.get(path)
        assert response.status_code == (302 if path == "/desk/" and not cookies else 500)
        assert response.status_code == 302 or "went wrong on our side" in response.text

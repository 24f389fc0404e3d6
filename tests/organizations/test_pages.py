"""Public pages are the same bytes for everybody, kept until an action changes what they show."""

import gzip
import threading

import brotli
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organizations.actions.records import record
from organizations.models import ContentVersion
from organizations.pages import Shelf, best_encoding
from tests.factories import make_organization, make_user


@pytest.mark.django_db
def test_anonymous_and_signed_in_visitors_get_the_same_bytes(client):
    anonymous = client.get("/members/").content
    client.force_login(make_user(is_superuser=True, is_staff=True))
    assert client.get("/members/").content == anonymous
    assert b"csrf" not in anonymous.lower()


@pytest.mark.django_db
def test_a_kept_page_costs_one_query(client):
    client.get("/members/")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get("/members/")
    assert len(queries) == 1


@pytest.mark.django_db
def test_a_page_changes_once_an_action_is_recorded(client):
    organization = make_organization("OLD")
    assert b"OLD" in client.get("/members/").content
    type(organization).objects.update(acronym="NEW")
    assert b"OLD" in client.get("/members/").content, "what no action recorded shows only later"
    record("renamed", organization, by=None)
    assert b"NEW" in client.get("/members/").content


@pytest.mark.django_db
def test_what_no_page_shows_leaves_the_pages_standing():
    before = ContentVersion.current()
    record("answered", make_organization(), by=None, changes_pages=False)
    assert ContentVersion.current() == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("encoding", "decode"), [("br", brotli.decompress), ("gzip", gzip.decompress), ("identity", bytes)]
)
def test_each_encoding_has_its_own_bytes_and_etag(client, encoding, decode):
    plain = client.get("/members/", headers={"accept-encoding": "identity"})
    answer = client.get("/members/", headers={"accept-encoding": encoding})
    assert decode(answer.content) == plain.content
    assert answer["ETag"].endswith(f'-{encoding}"')
    assert "Accept-Encoding" in answer["Vary"]


@pytest.mark.django_db
def test_a_browser_that_has_the_page_gets_304(client):
    etag = client.get("/members/", headers={"accept-encoding": "br"})["ETag"]
    for sent in (etag, f"W/{etag}", f'"other", {etag}'):
        again = client.get("/members/", headers={"accept-encoding": "br", "if-none-match": sent})
        assert (again.status_code, again.content) == (304, b"")
    assert client.get("/members/", headers={"if-none-match": etag}).status_code == 200, "another encoding, other bytes"


@pytest.mark.django_db
def test_writing_to_a_public_page_is_refused(client):
    assert client.post("/members/").status_code == 405


@pytest.mark.django_db
def test_an_unknown_page_is_not_kept(client):
    assert client.get("/members/nobody/").status_code == 404
    make_organization("NOBODY", slug="nobody")
    assert client.get("/members/nobody/").status_code == 200


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0", "gzip"),
        ("gzip;q=0", "identity"),
        ("", "identity"),
        ("*", "identity"),
    ],
)
def test_the_best_accepted_encoding_is_chosen(accepted, encoding):
    assert best_encoding(accepted) == encoding


def test_the_shelf_drops_what_was_longest_unused():
    shelf = Shelf(size=2)
    for key in "ab":
        shelf.put(key, key)
    shelf.get("a")
    shelf.put("c", "c")
    assert (shelf.get("a"), shelf.get("b"), shelf.get("c")) == ("a", None, "c")


@pytest.mark.django_db(transaction=True)
def test_the_version_counts_every_change_of_many_at_once():
    """Ten changes at the same time raise it by ten, whatever the order of their commits."""

    def change():
        try:
            record("changed", organization, by=None)
        finally:
            connection.close()

    organization = make_organization()
    before = ContentVersion.current()
    threads = [threading.Thread(target=change) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ContentVersion.current() == before + 10


@pytest.mark.django_db
def test_head_answers_without_a_body():
    answer = Client().head("/members/")
    assert (answer.status_code, answer.content) == (200, b"")

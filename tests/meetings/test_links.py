"""The links of mails: each opens one thing, until it is revoked."""

import pytest

from meetings.links import (
    call_token,
    delegate_of,
    delegate_token,
    delegation_called,
    delegation_of,
    delegation_token,
)
from organizations.clock import today
from tests.factories import make_delegate, make_delegation, make_organization

ROLE = "external@example.org"


def make_called():
    return make_delegation(organization=make_organization(role_email=ROLE))


def token_of_call(delegation):
    return call_token(delegation, ROLE)


def called(token):
    return delegation_called(token, today())


KINDS = [
    (make_delegate, delegate_token, delegate_of),
    (make_delegation, delegation_token, delegation_of),
    (make_called, token_of_call, called),
]
NOTHING = ["", ".", "..", "1", "1.1", "1.1.", "1.1.x", "x.y.z", "1.1.é", "1" * 5000, "\x00", "1.1.1.1"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("make", "token", "of"), KINDS)
def test_a_link_opens_what_it_was_made_for(make, token, of):
    first, second = make(), make()
    assert (of(token(first)), of(token(second))) == (first, second)


@pytest.mark.parametrize(("make", "token", "of"), KINDS)
def test_a_raised_version_revokes_the_links_that_are_out(make, token, of):
    row = make()
    old = token(row)
    row.link_version += 1
    row.save()
    assert of(old) is None
    assert of(token(row)) == row


@pytest.mark.parametrize(("make", "token", "of"), KINDS)
def test_a_link_to_what_is_gone_opens_nothing(make, token, of):
    row = make()
    gone = token(row)
    row.delete()
    assert of(gone) is None


@pytest.mark.parametrize("text", NOTHING)
@pytest.mark.parametrize("of", [kind[2] for kind in KINDS])
def test_what_nobody_signed_opens_nothing(of, text):
    assert of(text) is None


def test_links_of_one_kind_open_nothing_of_another():
    delegation = make_called()
    delegate = make_delegate(delegation)
    tokens = {delegate_of: delegate_token(delegate), delegation_of: delegation_token(delegation)}
    tokens[called] = token_of_call(delegation)
    opened = {(of, made_for) for of in tokens for made_for, token in tokens.items() if of(token)}
    assert opened == {(of, of) for of in tokens}


def test_a_changed_link_opens_nothing():
    token = delegate_token(make_delegate())
    number, version, signature = token.split(".")
    assert delegate_of(f"{int(number) + 1}.{version}.{signature}") is None
    assert delegate_of(f"{number}.{int(version) + 1}.{signature}") is None
    assert delegate_of(token[:-1]) is None

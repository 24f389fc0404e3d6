"""The public desk: one page for all, forgiving of people, closed to programs."""

import pytest
from django.urls import reverse

from organizations.models import Enquiry, Message
from tests.factories import make_organization, make_user

pytestmark = pytest.mark.django_db

MESSAGE = {"name": "Vera", "email": "vera@example.net", "subject": "Joining", "text": "How do we join?", "confirm": ""}


def send(client, headers=None, **changes):
    return client.post(reverse("enquire"), {**MESSAGE, **changes}, headers=headers)


def test_everybody_gets_the_same_page(client):
    anonymous = client.get(reverse("enquire"))
    client.force_login(make_user(is_superuser=True))
    signed_in = client.get(reverse("enquire"))
    assert anonymous.content == signed_in.content
    assert "csrf" not in anonymous.text
    assert anonymous.headers["ETag"]
    assert not anonymous.cookies


def test_a_message_to_the_forum_leads_to_its_number_and_due_time(client):
    response = send(client)
    assert response.status_code == 303
    receipt = client.get(response.headers["Location"])
    enquiry = Enquiry.objects.get()
    assert f"#{enquiry.pk}" in receipt.text
    assert "Brussels time" in receipt.text
    assert "vera@example.net" not in receipt.text
    assert enquiry.organization is None


def test_a_message_can_go_to_one_member(client):
    organization = make_organization("IFMSA")
    former = make_organization("GONE", member=False)
    page = client.get(reverse("enquire"), {"to": "ifmsa"}).text
    assert '<option value="ifmsa" selected>' in page
    assert former.slug not in page
    send(client, to="ifmsa")
    assert Enquiry.objects.get().organization == organization


@pytest.mark.parametrize("to", ["nobody", "x" * 200, "\0", "<script>"])
def test_an_unknown_addressee_preselects_nothing_and_takes_no_message(client, to):
    page = client.get(reverse("enquire"), {"to": to})
    assert page.status_code == 200
    assert " selected" not in page.text.replace('<option value="" selected>', "")
    assert send(client, to=to).status_code == 422


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("email", "vera"),
        ("email", "a@b.example\nBcc: c@d.e"),
        ("subject", ""),
        ("text", "\0 \r\n"),
    ],
)
def test_a_fault_is_told_beside_its_field_and_nothing_typed_is_lost(client, field, value):
    response = send(client, **{field: value})
    assert response.status_code == 422
    assert f'id="id_{field}_error"' in response.text
    assert 'aria-invalid="true"' in response.text
    assert "autofocus" in response.text
    for other in {"name", "email", "subject", "text"} - {field}:
        assert MESSAGE[other] in response.text
    assert not Enquiry.objects.exists()


def test_what_cannot_be_seen_is_taken_out(client):
    send(client, subject="Join\r\nBcc: all@example.org", text="One\r\nTwo\0\x07\u202eThree", name="Ve\0ra")
    enquiry = Enquiry.objects.get()
    assert (enquiry.subject, enquiry.text) == ("Join Bcc: all@example.org", "One\nTwoThree")
    assert enquiry.name == "Vera"


def test_5000_characters_fit_however_lines_end(client):
    assert send(client, text="a" * 2499 + "\r\n" + "b" * 2500).status_code == 303
    assert send(client, text="a" * 5001).status_code == 422


def test_a_text_full_of_links_is_taken_for_advertising(client):
    three = "http://a.example https://b.example www.c.example"
    assert send(client, text=three).status_code == 303
    refused = send(client, text=f"{three} www.d.example")
    assert refused.status_code == 422
    assert "three links at most" in refused.text


def test_a_program_that_fills_in_everything_is_refused_but_a_person_may_try_again(client):
    refused = send(client, confirm="yes")
    assert refused.status_code == 422
    assert MESSAGE["text"] in refused.text
    assert 'value="yes"' not in refused.text
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}, 303),
        ({"Origin": "http://testserver"}, 303),
        ({}, 303),
    ],
)
def test_only_this_sites_own_form_is_taken(client, headers, status):
    response = send(client, headers)
    assert response.status_code == status
    assert Enquiry.objects.count() == (status == 303)
    assert status == 303 or MESSAGE["text"] in response.text


def test_too_many_messages_from_one_address_must_wait_and_lose_nothing(client):
    for number in range(5):
        assert send(client, text=f"Question {number}").status_code == 303
    refused = send(client, text="Question 5", email="VERA@example.net")
    assert refused.status_code == 429
    assert refused.headers["Retry-After"]
    assert "Question 5" in refused.text
    assert send(client, text="Question 6", email="walt@example.net").status_code == 303
    assert Enquiry.objects.count() == 6


def test_too_many_messages_from_one_place_must_wait(client):
    answers = [send(client, email=f"v{number}@example.net").status_code for number in range(11)]
    assert answers == [303] * 10 + [429]


def test_sending_twice_leads_to_the_same_receipt(client):
    assert send(client).headers["Location"] == send(client).headers["Location"]
    assert Enquiry.objects.count() == 1
    assert Message.objects.count() == 2


@pytest.mark.parametrize("number", ["1", "1.forged", "x", "1." + "a" * 300])
def test_receipts_cannot_be_guessed(client, number):
    send(client)
    assert client.get(reverse("enquiry_received", args=[number])).status_code == 404


def test_other_methods_are_refused(client):
    assert client.put(reverse("enquire")).status_code == 405
    assert client.post(reverse("enquiry_received", args=["1"])).status_code == 405

"""An enquiry gets a number and a due time, reaches those who answer, and is answered once."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import connection

from organizations.actions.enquiries import AlreadyClosedError, answer_enquiry, dismiss_enquiry, receive_enquiry
from organizations.models import Activity, ContentVersion, Enquiry, Holiday, Message
from tests.factories import make_enquiry, make_organization, make_user

FRIDAY = datetime(2026, 11, 20, 17, tzinfo=UTC)  # 18:00 in Brussels
MONDAY = FRIDAY + timedelta(days=3)


@pytest.fixture(autouse=True)
def office(settings):
    settings.BASE_URL = "https://registry.example.org"
    settings.ENQUIRIES_EMAIL = "enquiries@example.org"


def ask(organization=None, **changes):
    fields = {"name": "Vera", "email": "vera@example.net", "subject": "Joining", "text": "How do we join?", **changes}
    return receive_enquiry(organization=organization, **{"now": FRIDAY, **fields})


@pytest.fixture
def post(django_capture_on_commit_callbacks):
    """Runs a function and gives the mails that it caused, by addressee."""

    def run(function, **arguments):
        with django_capture_on_commit_callbacks(execute=True):
            function(**arguments)
        return {sent.to[0]: sent for sent in mail.outbox}

    return run


@pytest.mark.django_db
def test_the_clock_stops_over_the_weekend_and_on_holidays():
    assert ask().due_at == MONDAY
    Holiday.objects.create(day=MONDAY.date(), name="Bank holiday")
    assert ask(text="And now?").due_at == MONDAY + timedelta(days=1)


@pytest.mark.django_db
def test_the_sender_learns_number_and_due_time_and_reads_nothing_that_was_typed(post):
    sent = post(ask, subject="Cheap watches", text="Buy them at http://example.com")["vera@example.net"]
    assert f"#{Enquiry.objects.get().pk}" in sent.subject
    assert "Monday 23 November 2026, 18:00 (Brussels time, UTC+01:00)" in sent.body
    assert "https://registry.example.org/privacy/" in sent.body
    assert "watches" not in sent.subject + sent.body
    assert "example.com" not in sent.body


@pytest.mark.django_db
def test_a_question_to_the_forum_reaches_the_forum(post):
    sent = post(ask)
    assert set(sent) == {"vera@example.net", "enquiries@example.org"}
    arrived = sent["enquiries@example.org"]
    assert "How do we join?" in arrived.body
    assert "Vera <vera@example.net>" in arrived.body
    assert f"https://registry.example.org/office/enquiries/{Enquiry.objects.get().pk}/" in arrived.body


@pytest.mark.django_db
def test_a_question_to_an_organization_reaches_its_seat_with_a_copy_to_the_forum(post):
    organization = make_organization("ABC", role_email="external@abc.example")
    assert set(post(ask, organization=organization)) == {
        "vera@example.net",
        "external@abc.example",
        "enquiries@example.org",
    }


@pytest.mark.django_db
def test_a_seat_without_an_address_leaves_it_to_the_forum(post):
    assert set(post(ask, organization=make_organization())) == {"vera@example.net", "enquiries@example.org"}


@pytest.mark.django_db
def test_sending_twice_makes_one_enquiry_and_one_round_of_mail():
    organization = make_organization()
    first = ask()
    assert ask(email="Vera@Example.net", text="How do we  join?\n") == first
    assert Message.objects.count() == 2
    assert len({first.pk, ask(organization).pk, ask(text="Why?").pk, ask(now=MONDAY).pk}) == 4


def at_once(function):
    """What four threads get from `function`, called by all at the same moment; a refusal counts as None."""
    results, together = [], Barrier(4)

    def call():
        together.wait()
        try:
            results.append(function())
        except AlreadyClosedError:
            results.append(None)
        finally:
            connection.close()

    threads = [Thread(target=call) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4
    return results


@pytest.mark.django_db(transaction=True)
def test_of_those_who_send_it_at_once_all_get_one_enquiry():
    assert len({enquiry.pk for enquiry in at_once(ask)}) == 1
    assert Message.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_those_who_answer_at_once_one_is_heard():
    enquiry, dana = make_enquiry(), make_user()
    answers = at_once(lambda: answer_enquiry(enquiry=enquiry, text="Yes.", by=dana, now=MONDAY))
    assert answers.count(None) == 3
    assert Message.objects.count() == 1
    assert Activity.objects.filter(verb="answered").count() == 1


@pytest.mark.django_db
def test_an_answer_reaches_the_sender_and_stops_the_clock(post):
    dana = make_user(name="Dana")
    enquiry = make_enquiry(email="vera@example.net", text="How do we join?", subject="Joining", received_at=FRIDAY)
    sent = post(answer_enquiry, enquiry=enquiry, text="Write to us & come.", by=dana, now=MONDAY)["vera@example.net"]
    assert sent.subject == f"Re: Joining (enquiry #{enquiry.pk})"
    assert sent.reply_to == ["enquiries@example.org"]
    for words in ("Write to us & come.", "Dana", "How do we join?", "Friday 20 November 2026, 18:00 (Brussels time"):
        assert words in sent.body
    enquiry.refresh_from_db()
    assert (enquiry.answered_at, enquiry.answered_by) == (MONDAY, dana)
    assert not Enquiry.objects.overdue(MONDAY + timedelta(days=9)).exists()


@pytest.mark.django_db
def test_an_answer_never_shows_the_private_address_of_who_wrote_it(post):
    bob = make_user("bob.private@example.org", name="")
    organization = make_organization("ABC", name="Students of Abc", role_email="external@abc.example")
    enquiry = make_enquiry(email="vera@example.net", organization=organization)
    sent = post(answer_enquiry, enquiry=enquiry, text="Yes.", by=bob, now=MONDAY)["vera@example.net"]
    assert sent.reply_to == ["external@abc.example"]
    assert "Students of Abc" in sent.body
    assert "bob.private" not in sent.message().as_string()


@pytest.mark.django_db
@pytest.mark.parametrize("again", ["answer", "dismiss"])
def test_the_second_answer_is_refused_and_learns_the_first(again):
    dana, alice = make_user(), make_user()
    enquiry = make_enquiry()
    answer_enquiry(enquiry=enquiry, text="First.", by=dana, now=MONDAY)
    with pytest.raises(AlreadyClosedError) as refused:
        if again == "answer":
            answer_enquiry(enquiry=enquiry, text="Second.", by=alice, now=MONDAY)
        else:
            dismiss_enquiry(enquiry=enquiry, by=alice, now=MONDAY)
    assert refused.value.enquiry.answer == "First."
    assert refused.value.enquiry.answered_by == dana
    assert Message.objects.count() == 1


@pytest.mark.django_db
def test_dismissing_stops_the_clock_and_sends_nothing():
    enquiry = dismiss_enquiry(enquiry=make_enquiry(), by=make_user(), now=MONDAY)
    assert enquiry.answered_at == MONDAY
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_everything_is_on_record_and_no_public_page_is_made_anew():
    dana = make_user()
    before = ContentVersion.current()
    answer_enquiry(enquiry=ask(), text="Yes.", by=dana, now=MONDAY)
    dismiss_enquiry(enquiry=make_enquiry(), by=dana, now=MONDAY)
    done = Activity.objects.order_by("pk").values_list("verb", "actor")
    assert list(done) == [("received", None), ("answered", dana.pk), ("dismissed", dana.pk)]
    assert ContentVersion.current() == before

"""Mail to many: what leaves is what was shown, once, and costs as many queries for many as for few."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from organizations.actions.mail import retry_unsent
from organizations.actions.mailings import SHOWN_FOR, Letter, Mailing, NotAsShownError, Reader, send_all
from organizations.models import Message
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def templates(settings, tmp_path):
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "greeting.txt").write_text("Hello\n\nDear {{ name }}, {{ words }}\n")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]


def letter(number, words="come!"):
    return Letter(f"greeting-{number}", f"a{number}@example.org", "greeting", {"name": f"A{number}", "words": words})


def mailing(readers=2, words="come!"):
    return Mailing(
        letter(0, words), [Reader(f"a{number}@example.org", f"A{number}", "IAPS") for number in range(readers)]
    )


def test_a_mailing_shows_the_first_mail_and_whom_it_reaches():
    shown = mailing()
    assert (shown.subject, shown.text) == ("Hello", "Dear A0, come!\n")
    assert (shown.addresses, shown.parties) == (2, 1)


def test_its_seal_holds_for_the_same_words_readers_and_sender():
    ada, bob = make_user(), make_user()
    seal = mailing().seal(ada)
    mailing().check(seal, ada)
    for other, by in [(mailing(), bob), (mailing(readers=3), ada), (mailing(words="stay!"), ada)]:
        with pytest.raises(NotAsShownError):
            other.check(seal, by)


@pytest.mark.parametrize("forged", ["", "x", "1.2:3:4", "\0"])
def test_a_seal_cannot_be_made_up(forged):
    with pytest.raises(NotAsShownError):
        mailing().check(forged, make_user())


def test_what_was_shown_long_ago_is_shown_once_more(monkeypatch):
    ada = make_user()
    seal = mailing().seal(ada)
    late = timezone.now().timestamp() + SHOWN_FOR.total_seconds() + 1
    monkeypatch.setattr("django.core.signing.time.time", lambda: late)
    with pytest.raises(NotAsShownError):
        mailing().check(seal, ada)


@pytest.mark.django_db(transaction=True)
def test_all_of_them_leave_once():
    assert send_all(map(letter, range(60))) == 60
    assert send_all(map(letter, range(61))) == 1
    assert sorted(one.to[0] for one in mail.outbox) == sorted(f"a{number}@example.org" for number in range(61))
    assert not Message.objects.filter(sent_at=None).exists()
    assert mail.outbox[0].alternatives[0].content.count("Dear A0, come!") == 1


@pytest.mark.django_db(transaction=True)
def test_one_that_fails_keeps_nobody_else_from_theirs(monkeypatch):
    send = EmailBackend.send_messages

    def refuse_one(self, messages):
        if messages[0].to == ["a1@example.org"]:
            raise ConnectionRefusedError
        return send(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse_one)
    send_all(map(letter, range(3)))
    assert [one.to[0] for one in mail.outbox] == ["a0@example.org", "a2@example.org"]
    monkeypatch.undo()
    Message.objects.update(not_before=timezone.now() - timedelta(days=1))
    assert retry_unsent(now=timezone.now()) == 1
    assert len(mail.outbox) == 3


def test_many_cost_hardly_more_queries_than_few():
    def cost(numbers):
        with CaptureQueriesContext(connection) as queries:
            send_all(map(letter, numbers))
        return len(queries)

    assert cost(range(100, 300)) <= cost(range(5)) + 4

"""The outbox: one mail per event, written with the transaction, sent once, tried again with patience."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone

from organizations.actions.mail import retry_unsent, send, send_again
from organizations.models import Message
from organizations.tasks import PAUSES, claim, deliver
from tests.factories import make_user


@pytest.fixture(autouse=True)
def templates(settings, tmp_path):
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "greeting.txt").write_text("Dear {{ name }}\n\nSee {{ base_url }}/desk/ & smile.\n")
    settings.BASE_URL = "https://registry.example.org"
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}]
    return tmp_path


def greet(key="greeting-1", name="Ada", **more):
    return send(key=key, to="ada@example.org", template="greeting", context={"name": name}, **more)


@pytest.fixture
def broken(monkeypatch):
    def refuse(self, messages):
        raise ConnectionRefusedError("mail server away")

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "send_messages", refuse)
        yield patch


def pause_is_over(message):
    Message.objects.filter(pk=message.pk).update(not_before=timezone.now() - timedelta(seconds=1))


@pytest.mark.django_db
def test_a_mail_leaves_when_its_transaction_is_committed(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        message = greet(reply_to="office@example.org")
        assert mail.outbox == []
    [sent] = mail.outbox
    assert (sent.subject, sent.to, sent.reply_to) == ("Dear Ada", ["ada@example.org"], ["office@example.org"])
    assert sent.body == "See https://registry.example.org/desk/ & smile.\n"
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    message.refresh_from_db()
    assert message.sent_at
    assert message.attempts == 1


@pytest.mark.django_db
def test_what_it_says_is_kept_until_it_has_been_sent(broken):
    message = greet()
    deliver.call(message.pk)
    message.refresh_from_db()
    assert "/desk/" in message.text
    assert "/desk/" in message.html
    broken.undo()
    pause_is_over(message)
    assert deliver.call(message.pk)
    message.refresh_from_db()
    assert (message.subject, message.to, message.text, message.html) == ("Dear Ada", "ada@example.org", "", "")
    assert "/desk/" in mail.outbox[0].body


@pytest.mark.django_db
def test_the_html_part_says_the_same_with_links_and_escapes_what_people_typed(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        greet(name="<b>Ada</b>")
    html = mail.outbox[0].alternatives[0].content
    assert '<a href="https://registry.example.org/desk/"' in html
    assert "&amp; smile." in html
    assert "<title>Dear &lt;b&gt;Ada&lt;/b&gt;</title>" in html


@pytest.mark.django_db
def test_a_template_of_its_own_can_replace_the_html_part(templates):
    (templates / "mail" / "greeting.html").write_text(
        '{% extends "mail/base.html" %}{% block content %}<p>Hello {{ name }}</p>{% endblock %}'
    )
    assert "<p>Hello Ada</p>" in greet().html


@pytest.mark.django_db
def test_one_event_sends_one_mail(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = greet()
        second = greet(name="Grace")
    assert first == second
    assert [sent.subject for sent in mail.outbox] == ["Dear Ada"]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_never_sent():
    with transaction.atomic():
        greet()
        transaction.set_rollback(True)
    assert not Message.objects.exists()
    assert mail.outbox == []


@pytest.mark.django_db
def test_a_subject_is_one_line_whatever_people_typed():
    message = greet(name="Ada\r\nBcc: everybody@example.org")
    assert message.subject == "Dear Ada"
    assert "\n" not in message.subject


@pytest.mark.django_db
def test_a_message_belongs_to_the_worker_that_claimed_it():
    message = greet()
    assert claim(message.pk) == message
    assert claim(message.pk) is None
    assert deliver.call(message.pk) is False
    assert mail.outbox == []


@pytest.mark.django_db
def test_a_failure_is_kept_and_tried_again_after_a_pause(broken, caplog):
    message = greet()
    assert deliver.call(message.pk) is False
    message.refresh_from_db()
    assert message.error == "ConnectionRefusedError: mail server away"
    assert "ada@example.org" not in caplog.text
    broken.undo()
    assert retry_unsent(now=timezone.now()) == 0
    pause_is_over(message)
    assert retry_unsent(now=timezone.now()) == 1
    message.refresh_from_db()
    assert len(mail.outbox) == 1
    assert message.error == ""


@pytest.mark.django_db
def test_trying_ends(broken):
    message = greet()
    for _ in PAUSES:
        pause_is_over(message)
        deliver.call(message.pk)
    pause_is_over(message)
    assert claim(message.pk) is None
    assert retry_unsent(now=timezone.now()) == 0
    message.refresh_from_db()
    assert message.attempts == len(PAUSES)


@pytest.mark.django_db
def test_a_person_can_start_over_with_what_failed(broken, django_capture_on_commit_callbacks):
    message, admin = greet(), make_user()
    for _ in PAUSES:
        pause_is_over(message)
        deliver.call(message.pk)
    broken.undo()
    with django_capture_on_commit_callbacks(execute=True):
        assert send_again(message=message, by=admin, now=timezone.now())
    assert [sent.subject for sent in mail.outbox] == ["Dear Ada"]
    assert not send_again(message=message, by=admin, now=timezone.now())


@pytest.mark.django_db
def test_what_is_on_its_way_cannot_be_started_over(broken):
    message = greet()
    deliver.call(message.pk)
    pause_is_over(message)
    claim(message.pk)
    assert not send_again(message=message, by=make_user(), now=timezone.now())


@pytest.mark.django_db
def test_with_a_queue_the_worker_comes_back_by_itself(broken, settings):
    from django_tasks_db.models import DBTaskResult

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    message = greet()
    deliver.call(message.pk)
    message.refresh_from_db()
    again = DBTaskResult.objects.get()
    assert again.run_after == message.not_before
    assert again.args_kwargs["args"] == [message.pk]


@pytest.mark.django_db
def test_a_message_that_is_gone_is_nobodys_business():
    assert deliver.call(12345) is False

"""Behind the counter: who sees which enquiry, what is due, and what becomes of an answer."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from organizations.actions.enquiries import answer_enquiry, receive_enquiry
from organizations.models import Enquiry
from tests.factories import make_enquiry, make_liaison, make_management_term, make_organization, make_user

pytestmark = pytest.mark.django_db

YESTERDAY, TOMORROW = (date.today() + timedelta(days=days) for days in (-2, 2))  # noqa: DTZ011 - zones differ by a day


@pytest.fixture
def abc():
    return make_organization("ABC")


@pytest.fixture
def to_abc(abc):
    return make_enquiry(organization=abc, subject="A question to ABC")


@pytest.fixture
def to_forum():
    return make_enquiry(subject="A question to the forum")


def alice(abc):
    return make_liaison(organization=abc).user


def bob(abc):
    return make_liaison(organization=abc, kind="deputy").user


def former_liaison(abc):
    return make_liaison(organization=abc, until=YESTERDAY).user


def coming_liaison(abc):
    return make_liaison(organization=abc, since=TOMORROW).user


def charlie(abc):
    return make_liaison().user


def dana(abc):
    return make_management_term(make_user()).user


def former_dana(abc):
    return make_management_term(make_user(), until=YESTERDAY).user


def coming_dana(abc):
    return make_management_term(make_user(), since=TOMORROW).user


def superuser(abc):
    return make_user(is_superuser=True)


@pytest.mark.parametrize(
    ("persona", "desk", "of_abc", "of_forum"),
    [
        (alice, 200, 200, 404),
        (bob, 200, 200, 404),
        (charlie, 200, 404, 404),
        (dana, 200, 200, 200),
        (superuser, 200, 200, 200),
        (former_liaison, 403, 403, 403),
        (coming_liaison, 403, 403, 403),
        (former_dana, 403, 403, 403),
        (coming_dana, 403, 403, 403),
    ],
)
def test_who_sees_what(client, abc, to_abc, to_forum, persona, desk, of_abc, of_forum):
    client.force_login(persona(abc))
    page = client.get(reverse("office"))
    assert page.status_code == desk
    assert (to_abc.subject in page.text) == (of_abc == 200)
    assert (to_forum.subject in page.text) == (of_forum == 200)
    for enquiry, status in ((to_abc, of_abc), (to_forum, of_forum)):
        url = reverse("office_enquiry", args=[enquiry.pk])
        assert client.get(url).status_code == status
        answered = client.post(url, {"answer": "Yes."}).status_code
        assert answered == (302 if status == 200 else status)
    assert Enquiry.objects.waiting().count() == [of_abc, of_forum].count(404) + [of_abc, of_forum].count(403)


@pytest.mark.parametrize("url", ["/office/", "/office/enquiries/1/"])
def test_who_is_not_signed_in_is_asked_to(client, url):
    response = client.get(url)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("account_login"))


@pytest.fixture
def management(client):
    user = make_user(name="Dana")
    make_management_term(user)
    client.force_login(user)
    return client


def test_the_next_due_stands_on_top_with_its_clock_in_words(management):
    now = timezone.now()
    make_enquiry(subject="Later", received_at=now, due_at=now + timedelta(days=3, minutes=5))
    make_enquiry(subject="Late", received_at=now - timedelta(days=5), due_at=now - timedelta(days=2, minutes=5))
    page = management.get(reverse("office")).text
    assert page.index("Late") < page.index("Later")
    assert "2 days overdue" in page
    assert "due in 3 days" in page
    assert "Brussels time" in page


def test_waiting_and_closed_are_counted_and_kept_apart(management):
    user = make_user(name="Alice")
    for n in range(3):
        make_enquiry(subject=f"Old {n}")
    answer_enquiry(enquiry=Enquiry.objects.get(subject="Old 0"), text="Done.", by=user, now=timezone.now())
    waiting = management.get(reverse("office"))
    closed = management.get(reverse("office"), {"state": "answered"})
    assert waiting.context["counts"] == {"waiting": 2, "overdue": 2, "answered": 1}
    assert "Old 0" not in waiting.text
    assert "Old 1" not in closed.text
    assert "Answered by Alice" in closed.text


@pytest.mark.parametrize("query", [{"state": "x" * 5000}, {"page": "1e9"}, {"page": "\0"}, {"state": "\0"}])
def test_absurd_queries_get_the_page(management, query):
    assert management.get(reverse("office"), query).status_code == 200


def test_the_list_costs_the_same_for_1_and_for_50(management, django_assert_max_num_queries):
    make_enquiry()
    with django_assert_max_num_queries(12) as one:
        management.get(reverse("office"))
    for organization in [make_organization() for _ in range(5)]:
        for _ in range(10):
            make_enquiry(organization=organization)
    with django_assert_max_num_queries(len(one)):
        assert len(management.get(reverse("office")).context["rows"]) == 50


def test_an_answer_is_sent_and_shown_with_its_history(management, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        enquiry = receive_enquiry(
            organization=None, name="Vera", email="vera@example.net", subject="Hi", text="Why?", now=timezone.now()
        )
        url = reverse("office_enquiry", args=[enquiry.pk])
        response = management.post(url, {"answer": "Because."}, follow=True)
    assert mail.outbox[-1].to == ["vera@example.net"]
    assert "Because." in mail.outbox[-1].body
    for words in ("Your answer is on its way", "Because.", "Received", "Answered · Dana", "Mail to vera@example.net"):
        assert words in response.text


def test_an_empty_answer_is_refused(management, to_forum):
    response = management.post(reverse("office_enquiry", args=[to_forum.pk]), {"answer": "  "})
    assert response.status_code == 422
    assert 'id="id_answer_error"' in response.text


def test_who_is_second_sees_the_first_answer_and_keeps_the_own_words(management, to_forum):
    url = reverse("office_enquiry", args=[to_forum.pk])
    answer_enquiry(enquiry=to_forum, text="The first answer.", by=make_user(), now=timezone.now())
    response = management.post(url, {"answer": "My long answer."})
    assert response.status_code == 409
    for words in ("Somebody was faster", "The first answer.", "My long answer."):
        assert words in response.text


def test_advertising_is_closed_without_a_mail(management, to_forum, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = management.post(reverse("office_enquiry", args=[to_forum.pk]), {"dismiss": "1"}, follow=True)
    assert "nobody was written to" in page.text
    assert not Enquiry.objects.waiting().exists()
    assert mail.outbox == []


def test_what_strangers_wrote_is_shown_as_text(management):
    enquiry = make_enquiry(subject="<b>x</b>", text="<script>alert(1)</script> javascript:alert(1)", name="<i>V</i>")
    page = management.get(reverse("office_enquiry", args=[enquiry.pk])).text
    assert "<script>alert" not in page
    assert "<b>x</b>" not in page
    assert 'href="javascript' not in page

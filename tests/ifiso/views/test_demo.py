"""The demo's front door: one button a persona, everybody's mail, and nothing of it outside the demo."""

import pytest
from allauth.usersessions.models import UserSession
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.filebased import EmailBackend

from ifiso.personas import PERSONAS
from tests.factories import make_user


@pytest.fixture(autouse=True)
def mail_dir(settings, tmp_path):
    settings.DEMO = True
    settings.MAIL_DIR = tmp_path / "mail"
    return settings.MAIL_DIR


@pytest.fixture
def alice():
    return make_user("alice@demo.example", name="Alice")


def post(folder, subject, text="Words.", **fields):
    mail = EmailMultiAlternatives(subject, text, to=["ada@example.org"], **fields)
    mail.attach_alternative(f"<p>{text}</p>", "text/html")
    EmailBackend(file_path=folder).send_messages([mail])


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/demo/", "/demo/alice/"])
def test_outside_the_demo_there_is_no_such_page(client, settings, alice, path):
    settings.DEMO = False
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404
    assert client.get("/desk/").status_code == 302


def test_every_persona_of_the_brief_is_there_once():
    assert [persona.key for persona in PERSONAS] == ["alice", "bob", "charlie", "paul", "erin", "dana", "root"]


@pytest.mark.django_db
def test_it_lists_whom_the_scenario_has_planted(client, alice):
    page = client.get("/demo/").text
    assert "Sign in as Alice Arbor" in page
    assert "Sign in as Bob Birch" not in page


@pytest.mark.django_db
def test_before_the_scenario_is_loaded_it_says_how(client):
    assert "load_demo" in client.get("/demo/").text


@pytest.mark.django_db
def test_one_button_opens_a_session_that_is_not_asked_again_at_once(client, alice):
    response = client.post("/demo/alice/", follow=True)
    assert response.redirect_chain == [("/desk/", 302)]
    assert response.context["user"] == alice
    assert UserSession.objects.get().user == alice
    assert client.get("/accounts/2fa/webauthn/add/").status_code == 200


@pytest.mark.django_db
def test_another_button_makes_one_somebody_else(client, alice):
    bob = make_user("bob@demo.example")
    client.post("/demo/alice/")
    client.post("/demo/bob/")
    assert client.get("/desk/").context["user"] == bob


@pytest.mark.django_db
def test_only_a_button_signs_in_and_only_as_a_persona(client, alice):
    make_user("mallory@demo.example")
    assert client.get("/demo/alice/").status_code == 405
    assert client.post("/demo/mallory/").status_code == 404
    assert client.post("/demo/dana/").status_code == 404
    assert client.get("/desk/").status_code == 302


@pytest.mark.django_db
def test_mails_stand_newest_first_with_links_and_nothing_that_runs(client, mail_dir):
    post(mail_dir, "Older", headers={"Date": "Sat, 21 Nov 2026 08:00:00 -0000"})
    post(
        mail_dir,
        "Newer <b>",
        "See http://localhost/accounts/invitation/abc/ <script>alert(1)</script>",
        headers={"Date": "Sat, 21 Nov 2026 09:30:00 -0000"},
    )
    page = client.get("/demo/").text
    assert page.index("Newer &lt;b&gt;") < page.index("Older")
    assert 'href="http://localhost/accounts/invitation/abc/"' in page
    assert "<script>alert" not in page
    assert "to ada@example.org" in page
    assert "Saturday 21 November 2026, 10:30 (Brussels time, UTC+01:00)" in page


@pytest.mark.django_db
def test_files_that_are_no_mail_are_passed_over(client, mail_dir):
    post(mail_dir, "A mail")
    (mail_dir / "20261121-broken.log").write_bytes(b"\xff\xfe no mail\n" + b"-" * 79 + b"\n\x00")
    (mail_dir / "20261121-large.log").write_bytes(b"To: a@example.org\nSubject: Large\n\n" + b"x" * 1_000_001)
    (mail_dir / "20261121-odd.log").write_bytes(
        b"To: a@example.org\nSubject: Odd\nDate: never\nContent-Type: text/plain; charset=nothing\n\nx\n"
    )
    (mail_dir / "20261121-folder.log").mkdir()
    page = client.get("/demo/").text
    assert "A mail" in page
    assert "Odd" in page
    assert "Large" not in page

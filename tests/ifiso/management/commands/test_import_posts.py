from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.models import CharField, JSONField, TextField

from meetings.models import Report
from tests.factories import make_meeting, make_organization
from tests.support.pictures import picture
from tests.support.posts import CANARIES, JEKYLL, export, item

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    make_organization("AAA")
    make_meeting(season="autumn", year=2016, starts_on="2016-11-17", ends_on="2016-11-20", city="Lisbon", slug="lisbon")
    (tmp_path / "lisbon.md").write_text(JEKYLL)
    (tmp_path / "images" / "2016").mkdir(parents=True)
    (tmp_path / "images" / "2016" / "All-of-us.png").write_bytes(picture().read())
    (tmp_path / "images" / "2016" / "table.png").write_bytes(picture(colour="blue").read())
    return tmp_path


def run(*arguments, answers=(), monkeypatch=None):
    said, given = StringIO(), iter(answers)
    if monkeypatch:
        monkeypatch.setattr("builtins.input", lambda _prompt: next(given))
    call_command("import_posts", *map(str, arguments), stdout=said, stderr=StringIO())
    return said.getvalue()


def test_it_does_as_proposed_and_only_once(folder):
    said = run(folder / "lisbon.md", "--yes", "--publish")
    report = Report.objects.get()
    assert (report.meeting.slug, report.state, str(report.published_on)) == ("lisbon", "published", "2016-12-01")
    assert "1 taken over" in said
    assert "1 here already" in run(folder / "lisbon.md", "--yes")
    assert Report.objects.get() == report


def test_pictures_come_from_the_folder_by_whatever_name_they_are_shown(folder):
    (folder / "images" / "2016" / "All-of-us.png").rename(folder / "images" / "2016" / "All-of-us.jpg")
    said = run(folder / "lisbon.md", "--yes", "--images", folder / "images")
    assert "missing" not in said
    assert Report.objects.get().images.count() == 2


def test_a_link_out_of_the_folder_is_not_followed(folder):
    secret = folder / "secret.jpg"
    secret.write_bytes(picture().read())
    (folder / "images" / "all-of-us.jpg").symlink_to(secret)
    assert "all-of-us-1024x683.jpg is missing" in run(folder / "lisbon.md", "--yes", "--images", folder / "images")


def test_nothing_private_and_nothing_of_wordpress_reaches_the_database(folder):
    (folder / "blog.xml").write_bytes(export(item(body="By Quirin Zettelmeyer\n\nIFISO: press@example.com")))
    run(folder / "lisbon.md", folder / "blog.xml", "--yes", "--publish")
    assert Report.objects.count() == 2
    text = "\n".join(
        str(value)
        for model in apps.get_models()
        for field in model._meta.fields
        if isinstance(field, CharField | TextField | JSONField)
        for value in model._default_manager.values_list(field.name, flat=True)
    )
    assert "17th to 20th of November" in text
    assert [canary for canary in CANARIES if canary in text] == []


def test_somebody_at_the_terminal_decides(folder, monkeypatch):
    organization = make_organization("BBB")
    answers = ["m -", f"o {organization.slug}", "d 2017", "m nowhere", "p"]
    said = run(folder / "lisbon.md", answers=answers, monkeypatch=monkeypatch)
    report = Report.objects.get()
    assert (report.meeting, report.organization, str(report.published_on)) == (None, organization, "2017")
    assert (report.kind, report.state) == ("news", "published")
    assert "There is no meeting nowhere." in said


def test_somebody_may_leave_it_or_stop(folder, monkeypatch):
    assert "1 left alone" in run(folder / "lisbon.md", answers=["n"], monkeypatch=monkeypatch)
    with pytest.raises(SystemExit):
        run(folder / "lisbon.md", answers=["q"], monkeypatch=monkeypatch)
    assert not Report.objects.exists()


def test_a_dry_run_writes_nothing(folder):
    assert "nothing was written" in run(folder / "lisbon.md", "--yes", "--dry-run")
    assert not Report.objects.exists()


def test_options_decide_for_all(folder):
    (folder / "blog.xml").write_bytes(export(*(item(number) for number in range(120)), item(200, body="No forum.")))
    said = run(folder / "blog.xml", "--yes", "--organization", "aaa", "--meeting", "lisbon")
    assert "120 taken over" in said
    assert Report.objects.filter(organization__slug="aaa", meeting__slug="lisbon", state="draft").count() == 120


def test_what_cannot_be_read_is_told_and_the_rest_comes_in(folder):
    (folder / "broken.md").write_text("---\ntitle: [\n---\n")
    with pytest.raises(CommandError) as refused:
        run(folder / "broken.md", folder / "none.md", folder / "lisbon.md", "--yes")
    assert "broken.md, line 3: The head of this file is not valid YAML." in str(refused.value)
    assert "none.md: No such file or directory" in str(refused.value)
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--images", "/nowhere"], "There is no folder"),
        (["--meeting", "nowhere"], "There is no meeting nowhere."),
    ],
)
def test_options_that_make_no_sense_are_refused(folder, options, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(folder / "lisbon.md", "--yes", *options)

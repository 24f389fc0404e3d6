from dataclasses import replace
from io import BytesIO
from threading import Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections

from ifiso.management.commands.import_posts import decision_of
from meetings.actions.posts import take_over
from meetings.actions.reports import change_report
from meetings.models import Report
from meetings.posts import Picture, Proposal
from meetings.posts.fates import Fate, standings
from meetings.posts.pictures import NoAlbum
from tests.factories import make_organization, make_report, make_source
from tests.support.pictures import picture

NOTHING = NoAlbum().open
ORIGIN = "https://example.org/lisbon/"


def post(**values):
    told = {"title": "We were there", "summary": "We were.", "body": "All of it.", "digest": "1" * 32}
    return Proposal(**{**told, "published_on": "2016-12-01", "origin": ORIGIN, **values})


def take(proposal, *, publish=False, pictures=NOTHING, **values):
    decision = replace(decision_of(proposal, publish=publish), **values)
    return take_over(proposal=proposal, decision=decision, pictures=pictures, by=None)


@pytest.mark.django_db
def test_a_post_becomes_a_draft_or_is_published():
    organization = make_organization()
    taken = take(post(organization=organization.slug, topics=["Grants"]))
    report = Report.objects.get()
    assert (taken.fate, taken.report, report.state) == (Fate.NEW, report, "draft")
    assert (report.origin, str(report.published_on), report.organization) == (ORIGIN, "2016-12-01", organization)
    assert [topic.name for topic in report.topics.all()] == ["Grants"]
    assert take(post(origin="", digest="2" * 32), publish=True).report.state == "published"


@pytest.mark.django_db
@pytest.mark.parametrize("origin", [ORIGIN, ""])
def test_the_same_post_is_taken_over_once(origin):
    first = take(post(origin=origin))
    again = take(post(origin=origin))
    assert (again.fate, again.report) == (Fate.SAME, first.report)
    assert Report.objects.count() == 1


@pytest.mark.django_db
def test_a_changed_post_brings_its_report_up_to_date_and_nothing_else():
    report = take(post(), publish=True).report
    taken = take(post(digest="2" * 32, body="More of it.", kind="report"))
    report.refresh_from_db()
    assert (taken.fate, report.body, report.kind, report.state) == (Fate.CHANGED, "More of it.", "news", "published")
    assert take(post(digest="2" * 32, body="More of it.")).fate == Fate.SAME


@pytest.mark.django_db
def test_what_somebody_edited_here_stays():
    report = take(post()).report
    change_report(report=report, version=1, by=None, body="In our own words.")
    taken = take(post(digest="2" * 32, body="More of it."))
    report.refresh_from_db()
    assert (taken.fate, report.body) == (Fate.KEPT, "In our own words.")


@pytest.mark.django_db
def test_a_report_of_the_archive_with_the_same_address_is_recognized():
    known = make_report(origin=ORIGIN)
    assert (take(post()).fate, Report.objects.get()) == (Fate.KEPT, known)


@pytest.mark.django_db
def test_a_summary_that_rests_on_the_same_page_is_told():
    summary = make_report(source=make_source(url=ORIGIN))
    (found,) = standings([post()])
    assert (found.fate, found.similar, found.summarized) == (Fate.NEW, [summary], True)


@pytest.mark.django_db
def test_pictures_come_from_the_album_and_missing_ones_leave_their_words():
    body = "![Us](picture:0)\n\n![The table](picture:1)\n\n![](picture:2)"
    proposal = post(body=body, pictures=[Picture("us.jpg"), Picture("table.jpg"), Picture("x.svg")])
    files = {"us.jpg": picture(), "x.svg": BytesIO(b"<svg onload=alert(1)>")}
    taken = take(proposal, pictures=files.get, publish=True)
    (image,) = taken.report.images.all()
    taken.report.refresh_from_db()
    assert taken.report.body == f"![Us]({image.get_absolute_url()})\n\n*The table*"
    assert (image.alternative, list(taken.faults), taken.report.state) == ("Us", ["x.svg"], "published")


@pytest.mark.django_db
def test_a_report_whose_pictures_were_interrupted_is_completed():
    def interrupted(_name):
        raise KeyboardInterrupt

    proposal = post(body="![Us](picture:0)", pictures=[Picture("us.jpg")])
    with pytest.raises(KeyboardInterrupt):
        take(proposal, pictures=interrupted)
    assert Report.objects.get().state == "draft"
    taken = take(proposal, pictures=lambda _name: picture(), publish=True)
    report = Report.objects.get()
    assert (taken.fate, report.state, report.images.count()) == (Fate.NEW, "published", 1)


@pytest.mark.django_db
def test_values_that_do_not_fit_are_refused():
    with pytest.raises(ValidationError):
        take(post(title="x" * 201))
    assert not Report.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("origin", [ORIGIN, ""])
def test_two_who_take_it_over_at_once_make_one_report(origin):
    fates = []

    def run():
        fates.append(take(post(origin=origin)).fate)
        connections.close_all()

    if connection.vendor == "sqlite":
        pytest.skip("the test database in memory has one connection")
    crowd = [Thread(target=run) for _ in range(8)]
    [one.start() for one in crowd]
    [one.join() for one in crowd]
    assert sorted(fates) == [Fate.NEW, *[Fate.SAME] * 7]
    assert Report.objects.count() == 1

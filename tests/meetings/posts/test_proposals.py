from pathlib import Path

import pytest
from django.conf import settings

from meetings.posts import Proposal
from meetings.posts.proposals import Proposer, shortened
from meetings.posts.reading import read_file
from tests.factories import make_meeting, make_organization, make_topic
from tests.support.posts import JEKYLL, export, item

pytestmark = pytest.mark.django_db
SHARED = Path(settings.BASE_DIR).parent / "shared" / "data" / "sources"
LISBON = {"starts_on": "2016-11-17", "ends_on": "2016-11-20", "city": "Lisbon", "country": "PT"}


@pytest.fixture(autouse=True)
def lisbon():
    make_organization("IFMSA", name="International Federation of Medical Students")
    make_organization("IAPS", name="International Association of Physics Students", website="https://www.iaps.example/")
    make_organization("ESTIEM")
    make_meeting(season="autumn", year=2013, slug="autumn-2013")
    make_meeting(season="spring", year=2016, slug="spring-2016", city="Porto")
    make_meeting(kind="leadership_summer_school", season="", year=2008, slug="school-2008")
    return make_meeting(season="autumn", year=2016, slug="autumn-2016", **LISBON)


def proposed(text, name="post.md", **values):
    (post,) = read_file(name, text.encode())
    return Proposer().propose(post, **values)


def test_days_city_and_season_make_a_meeting_sure(lisbon):
    proposal = proposed(JEKYLL)
    assert (proposal.meeting, proposal.kind) == ("autumn-2016", "report")
    (guess,) = proposal.meetings
    why = "its days are those of the meeting; it names Lisbon; it tells of a meeting in Autumn"
    assert (guess.sureness, guess.reason) == ("sure", f"{why}; the post is dated soon after it")


@pytest.mark.parametrize(
    ("text", "meeting"),
    [
        ("date: 2016-12-01\n---\nThe Autumn 2016 IFISO was good.", "autumn-2016"),
        ("date: 2016-12-01\n---\nThe IFISO meeting of autumn in 2016.", "autumn-2016"),
        ("date: 2016-12-01\n---\nIFISO, fall 2016.", "autumn-2016"),
        ("date: 2016-05-01\n---\nSpring IFISO in Porto, April 2016.", "spring-2016"),
        ("date: 2023-12-01\n---\nIn Autumn 2016 we joined IFISO.", ""),
        ("date: 2016-12-01\n---\nIFISO is a forum.", ""),
        ("date: 2014-01-01\n---\nIFISO ![autumn 2013](autumn-2013.jpg)", ""),
        ("date: 2016-12-01\n---\nBetween the spring 2016 IFISO and the autumn 2016 IFISO.", ""),
    ],
)
def test_a_meeting_is_proposed_only_if_it_is_likely(text, meeting):
    assert proposed(f"---\ntitle: News\n{text}").meeting == meeting


@pytest.mark.parametrize(
    ("name", "text", "organization"),
    [
        ("post.md", "---\ntitle: IAPS is back\n---\nIFISO", "iaps"),
        ("iaps-post.md", "---\ntitle: Back\n---\nIAPS is in IFISO, ESTIEM too.", "iaps"),
        ("post.md", "---\ntitle: Back\norigin: https://iaps.example/p\n---\nIFISO and ESTIEM", "iaps"),
        ("post.md", "---\ntitle: Back\n---\nIFISO: ESTIEM and IAPS met.", ""),
        ("post.md", "---\ntitle: International Association of Physics Students in IFISO\n---\nx", "iaps"),
    ],
)
def test_whoever_wrote_it_is_told_by_site_title_and_file(name, text, organization):
    assert proposed(text, name).organization == organization


def test_an_export_belongs_to_its_site():
    posts = read_file("export.xml", export(item(body="IFISO: IFMSA, ESTIEM."), site="IAPS"))
    assert Proposer().propose(posts[0]).organization == "iaps"


def test_categories_become_topics_that_exist_and_the_others_are_told():
    make_topic("Training")
    make_topic("Fundraising ideas")
    proposal = proposed(JEKYLL.replace("ifiso, fundraising", "ifiso, Symposium, IAPS, fundraising"))
    assert (proposal.topics, proposal.labels) == (["Training", "Fundraising ideas"], ["Symposium"])


def test_a_text_without_date_has_the_year_of_its_meeting():
    proposal = proposed("On IFISO\n\nThe autumn IFISO was in Lisbon, 17-20 November 2016.", "ifmsa.txt")
    assert (proposal.published_on, proposal.organization) == ("2016", "")
    assert proposal.dated_by == "The file tells no date; this is the year of the meeting."


def test_an_address_is_one_however_it_was_copied():
    text = "---\ntitle: News\n---\nIFISO"
    assert (
        proposed(text, origin="https://x.example/p?utm_source=a&id=3&fbclid=b#top").origin == "https://x.example/p?id=3"
    )


def test_what_never_names_the_forum_is_marked():
    assert proposed("---\ntitle: Party\n---\nWe danced.").elsewhere
    assert not proposed(
        "---\ntitle: Party\n---\nAt the Informal Forum of International Student Organisations."
    ).elsewhere


def test_a_proposal_survives_being_kept():
    proposal = proposed(JEKYLL)
    assert Proposal.from_json(proposal.as_json()) == proposal


def test_a_summary_ends_with_a_sentence():
    assert shortened("One sentence. " + "Another one is long " * 20) == "One sentence."
    assert len(shortened("word " * 100)) <= 300


@pytest.mark.skipif(not SHARED.is_dir(), reason="the two documents lie beside the checkout")
def test_the_two_documents_are_what_they_are():
    found = {path.stem: proposed(path.read_text(), path.name) for path in SHARED.iterdir()}
    iaps, ifmsa = found["iaps-post-2014"], found["ifmsa-report-lisbon-2016"]
    assert (iaps.kind, iaps.organization, iaps.published_on, iaps.meeting) == ("news", "iaps", "2014-04-02", "")
    assert (ifmsa.kind, ifmsa.organization, ifmsa.published_on) == ("report", "ifmsa", "2016")
    assert ifmsa.meeting == "autumn-2016"
    assert "Enquire now" not in ifmsa.body
    assert not [word for word in ("bertu", "onnici", "_yoast", "_wpas") if word in str(iaps.as_json())]

"""The copy as a whole: nothing is broken, nothing is told that the registry does not tell everybody."""

import filecmp
import json
import re
import xml.etree.ElementTree as ET

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from ifiso.public import public_files, public_pages
from meetings.models import Delegate, Document, Meeting
from tests.factories import make_delegate, make_document, make_lead, make_meeting, make_report, make_session
from tests.personas import set_stage
from tests.support.canaries import found_in, set_aviary
from tests.support.crawling import Crawler, served
from tests.support.registry import Silence, fill

pytestmark = pytest.mark.django_db


def texts_of(folder):
    return {path: path.read_bytes().decode("utf-8", "ignore") for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_every_link_leads_somewhere(export):
    fill()
    folder = export()
    with served(folder) as base:
        crawler = Crawler(base).crawl()
    assert crawler.broken == set()
    assert crawler.outside == set(), "links leave the folder"
    assert len(crawler.pages) >= len(list(public_pages()))
    assert not [page for page in crawler.pages.values() if re.search(r'(?:href|src)="/', page)]
    own = {link for link in crawler.elsewhere if link.startswith(settings.BASE_URL)}
    assert all(re.search(r"/(desk|enquire|demo|agenda/mine|agenda/stars)/|/sources?/|#|/$", link) for link in own)


@pytest.mark.slow
def test_all_public_pages_and_files_are_there(export):
    fill()
    folder = export()
    sitemap = ET.parse(folder / "sitemap.xml")  # noqa: S314 - our own
    named = {element.text for element in sitemap.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    assert named >= {settings.BASE_URL + path for path in public_pages()}
    assert all((folder / path.strip("/") / "index.html").is_file() for path in public_pages())
    files = len(list(folder.rglob("*.ics"))) + len(list(folder.rglob("*.txt"))) + len(list(folder.rglob("*.xml")))
    assert files >= len([path for path in public_files() if not path.endswith(".json")])


@pytest.mark.slow
def test_the_same_registry_gives_the_same_bytes(export):
    fill()
    one, other = export("one"), export("other")
    assert differing(one, other) == []


def differing(one, other):
    names = sorted({path.relative_to(top) for top in (one, other) for path in top.rglob("*") if path.is_file()})
    _same, different, missing = filecmp.cmpfiles(one, other, map(str, names), shallow=False)
    return different + missing


def test_no_canary_sings(export):
    set_aviary()
    for path, text in texts_of(export()).items():
        assert found_in(text) == set(), path


def test_nobody_is_named_even_with_consent(export):
    stage = set_stage()
    delegation = stage.a.delegations.get(meeting=stage.meeting)
    now = timezone.now()
    person = make_delegate(delegation, name="Wilma Withdraws", listed_publicly_since=now, state="confirmed")
    make_lead(make_session(stage.meeting, title="Alliances"), organization=stage.a, delegate=person)
    assert Delegate.objects.get(pk=person.pk).is_named
    texts = texts_of(export())
    assert not [path for path, text in texts.items() if "Wilma" in text]
    assert [path for path, text in texts.items() if "Alliances" in text]


def test_what_is_not_public_stays(export):
    draft = make_meeting(year=2031, state=Meeting.State.DRAFT, city="Hushville")
    make_session(draft, title="Hushed session")
    make_session(make_meeting(year=2030), title="Hushed draft", state="draft")
    make_report(title="Hushed report", state="in_review")
    make_report(title="About the quiet", meeting=draft, state="published")
    for visibility in (Document.Visibility.MEMBERS, Document.Visibility.MANAGEMENT):
        make_document(title=f"Hushed {visibility}", place="A shelf", visibility=visibility)
    texts = texts_of(export())
    assert not [path for path, text in texts.items() if "Hushed" in text or "Hushville" in text]
    assert [path for path, text in texts.items() if "About the quiet" in text]


@pytest.mark.slow
def test_pages_of_a_copy_say_so_and_ask_nothing(export):
    fill()
    folder = export()
    enquire = (folder / "enquire" / "index.html").read_text()
    assert "<form" not in enquire
    assert f'href="{settings.BASE_URL}/enquire/"' in enquire
    for page in folder.rglob("index.html"):
        text = page.read_text()
        assert "A copy of the registry, made on" in text
        assert "Content-Security-Policy" in text
        assert "frame-ancestors" not in text
        assert 'method="post"' not in text


def test_an_address_of_its_own(export):
    make_meeting(year=2030)
    folder = export(address="https://copy.example.org/ifiso")
    assert "<loc>https://copy.example.org/ifiso/members/</loc>" in (folder / "sitemap.xml").read_text()
    assert 'href="https://copy.example.org/ifiso/meetings/index.html"' in (folder / "404.html").read_text()


def test_who_asks_a_copy_without_an_address_for_what_is_missing_is_led_to_the_registry(export):
    missing = (export() / "404.html").read_text()
    assert f'href="{settings.BASE_URL}/meetings/"' in missing
    assert 'href="#content"' in missing


def test_feeds_keep_the_addresses_of_the_registry(export):
    make_report(state="published", slug="we-met", published_on="2026-01-02")
    assert f"{settings.BASE_URL}/reports/we-met/" in (export() / "reports" / "feed.xml").read_text()


def test_data_alone_without_the_demo(export):
    make_meeting(year=2030, is_demo=True, city="Inventia")
    folder = export(without_demo=True, only_data=True)
    assert sorted(path.name for path in folder.iterdir()) == ["copy.json", "data"]
    assert json.loads((folder / "data" / "meetings.json").read_text()) == []


def test_refusals(tmp_path, export):
    with pytest.raises(CommandError, match="only-data"):
        export(without_demo=True)
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(CommandError, match="something else"):
        call_command("export", str(tmp_path), processes=1, stdout=Silence())
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_it_says_when_the_registry_was_edited_meanwhile(tmp_path, capsys, monkeypatch):
    from ifiso.management.commands import export as command
    from organizations.actions.records import raise_content_version

    monkeypatch.setattr(command, "write_site", lambda *args: raise_content_version())
    call_command("export", str(tmp_path / "site"), processes=1)
    assert "edited meanwhile" in capsys.readouterr().out

"""What was exported comes back: into an empty registry, whose public pages are then the same."""

import json
import shutil
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone
from PIL import Image

from ifiso.copies import Copy, copying
from ifiso.export.site import copy_of_today
from ifiso.opendata.loading import is_open_data
from ifiso.public import public_files, public_pages
from meetings.models import Delegation, Document, Meeting, Outcome, Photo, Report, Session
from organizations.clock import today
from organizations.models import Organization
from tests.factories import (
    make_delegate,
    make_endorsement,
    make_evidence,
    make_meeting,
    make_outcome,
    make_outcomeupdate,
    make_photo,
    make_reportimage,
)
from tests.support.registry import Silence, fill

pytestmark = pytest.mark.django_db


def write_data(folder):
    call_command("export", str(folder), only_data=True, processes=1, stdout=Silence())
    return folder / "data"


def load(data, **options):
    call_command("load_archive", data=data, skip_checks=True, stdout=Silence(), **options)


def pages(client):
    """Every public page and file as copies have them: nobody is named, for people are not handed on."""
    copy = copy_of_today(today())
    return {path: page(client, copy, path) for path in (*public_pages(), *public_files())}


def page(client, copy: Copy, path):
    with copying(copy):
        response = client.get(path)
    assert response.status_code == 200, path
    return response.content


def empty():
    """Nothing stays, files included."""
    shutil.rmtree(settings.MEDIA_ROOT)
    call_command("flush", interactive=False, verbosity=0)


def picture(form="WEBP"):
    file = BytesIO()
    Image.new("RGB", (8, 6), "navy").save(file, form)
    return ContentFile(file.getvalue())


def remember_more():
    """What the scenario has not: files, accepted evidence, supporters and news of an outcome."""
    meeting = Meeting.objects.published().first()
    organization = Organization.objects.first()
    outcome = Outcome.objects.public().first()
    photo = make_photo(meeting, published_at=timezone.now(), width=8, height=6)
    for size in ("large", "medium", "small"):
        getattr(photo, size).save(f"{size}.webp", picture())
    image = make_reportimage(Report.objects.published().first(), file="")
    image.file.save("0123-8x6.webp", picture())
    organization.logo.save("logo.png", picture("PNG"))
    paper = Document(meeting=meeting, title="=Minutes", visibility=Document.Visibility.PUBLIC, kind="minutes")
    paper.file.save("minutes.txt", ContentFile(b"We met. We agreed."))
    make_outcomeupdate(outcome, organization=organization)
    make_endorsement(outcome, organization)
    make_evidence(Session.objects.public().first(), state="accepted")


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_registry_comes_back_with_equal_pages_and_data(client, tmp_path, media):
    fill()
    remember_more()
    before, data = pages(client), write_data(tmp_path / "one")
    empty()
    load(data)
    assert pages(client) == before
    again = write_data(tmp_path / "two")
    for file in (path.relative_to(data) for path in data.rglob("*") if path.is_file()):
        assert (again / file).read_bytes() == (data / file).read_bytes(), file
    assert all(photo.large.read() for photo in Photo.objects.all())
    # New rows get numbers of their own.
    assert make_outcome(make_meeting(year=2040)).pk


def test_only_an_empty_registry_takes_it(tmp_path):
    data = write_data(tmp_path / "one")
    make_meeting(year=2030)
    with pytest.raises(CommandError, match="holds meetings already"):
        load(data)


def test_a_dry_run_writes_nothing(tmp_path):
    make_meeting(year=2030)
    data = write_data(tmp_path / "one")
    Meeting.objects.all().delete()
    load(data, dry_run=True)
    assert not Meeting.objects.exists()


def test_all_faults_are_told_and_nothing_is_written(tmp_path):
    make_delegate(Delegation.objects.create(meeting=make_meeting(year=2030), partner=None, organization=org()))
    data = write_data(tmp_path / "one")
    Meeting.objects.all().delete()
    Organization.objects.all().delete()
    table = data / "meetings.csv"
    table.write_text(table.read_text().replace("forum", "party").replace(",2030,", ",soon,"))
    (data / "hosts.csv").unlink()
    (data / "topics.csv").write_text("id,name\n")
    with pytest.raises(CommandError) as refused:
        load(data)
    text = str(refused.value)
    assert "meetings.csv:2" in text
    assert "hosts.csv:1" in text
    assert "missing column “slug”" in text
    assert not Organization.objects.exists()


def org():
    return Organization.objects.create(slug="esn", acronym="ESN", name="Erasmus Student Network")


@pytest.mark.parametrize(
    "path", ["../secret.txt", "/etc/passwd", "files/../../secret.txt", "files/logos/../secret.txt", "files/logos/x.png"]
)
def test_files_come_from_beside_the_tables_alone(tmp_path, media, path):
    organization = org()
    organization.logo.save("logo.png", picture("PNG"))
    data = write_data(tmp_path / "one")
    (tmp_path / "secret.txt").write_text("secret")
    organization.delete()
    table = data / "organizations.csv"
    table.write_text(
        table.read_text().replace(next(iter(json.loads((data / "organizations.json").read_text())))["logo"], path)
    )
    with pytest.raises(CommandError, match="no file"):
        load(data)


def test_files_are_checked_as_if_somebody_uploaded_them(tmp_path, media):
    organization = org()
    organization.logo.save("logo.png", picture("PNG"))
    paper = Document(title="Minutes", visibility=Document.Visibility.PUBLIC)
    paper.file.save("minutes.txt", ContentFile(b"We met."))
    data = write_data(tmp_path / "one")
    organization.delete()
    paper.delete()
    next(data.glob("files/logos/*")).write_text("<script>alert(1)</script>")
    next(data.glob("files/documents/*")).write_bytes(b"MZ\x90\x00\x03\x00\x00\x00\x04\x00")
    with pytest.raises(CommandError, match="2 faults"):
        load(data)


def test_what_is_read_as_open_data(tmp_path):
    assert not is_open_data(tmp_path)
    assert is_open_data(write_data(tmp_path / "one"))

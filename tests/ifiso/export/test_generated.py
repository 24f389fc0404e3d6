"""A generated registry of any size goes out, holds together, and comes back."""

import shutil
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command

from ifiso.copies import copying
from ifiso.export.links import addresses_in
from ifiso.export.site import copy_of_today
from ifiso.public import public_files, public_pages
from meetings.models import Photo
from organizations.clock import today
from tests.generated import Sizes, generate
from tests.support.registry import Silence

SMALL = Sizes(organizations=65, meetings=12, sessions=80, reports=70)
LARGE = Sizes(organizations=150, meetings=50, sessions=1000, reports=400)
COMPARED = 400


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("sizes", [SMALL, pytest.param(LARGE, marks=pytest.mark.once)], ids=["small", "large"])
def test_it_is_whole_and_comes_back(sizes, export, client, tmp_path):
    generate(sizes, today=today())
    # Nobody made the files that these name, and without its files a photo is left out of the data.
    Photo.objects.all().delete()
    folder = export()
    assert broken_links(folder) == []
    before = some_pages(client)
    call_command("flush", interactive=False, verbosity=0)
    call_command("load_archive", data=folder / "data", skip_checks=True, stdout=Silence())
    assert some_pages(client) == before
    again = export("again", only_data=True) / "data"
    for file in again.glob("*.csv"):
        assert file.read_bytes() == (folder / "data" / file.name).read_bytes(), file.name
    shutil.rmtree(tmp_path)


def broken_links(folder):
    """Links to files that are not there, read from the disk, which is faster than asking a server for each."""
    broken = []
    for page in folder.rglob("*.html"):
        for link in set(addresses_in(page.read_text(encoding="utf-8"))):
            parts = urlsplit(urldefrag(link).url)
            if not parts.scheme and not parts.netloc and not (page.parent / unquote(parts.path)).exists():
                broken.append((page.relative_to(folder), link))
    return broken


def some_pages(client):
    """Evenly taken from all public addresses, as copies have them."""
    paths = [*public_pages(), *public_files()]
    copy = copy_of_today(today())
    shown = {}
    for path in paths[:: len(paths) // COMPARED + 1]:
        with copying(copy):
            shown[path] = client.get(path).content
    assert settings.BASE_URL.encode() in shown["/"]
    return shown

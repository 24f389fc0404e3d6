"""Styles, scripts, fonts and drawings that pages name, and those that styles name in turn."""

import posixpath
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

from ifiso.export.links import addresses_in_style

STATIC = "static"


class MissingAssetError(Exception):
    """A page names a file that is not there: collectstatic has not run since it came."""


def write_assets(paths: Iterable[str], folder: Path) -> int:
    """Write what stands at `paths` (/static/css/base.css) below `folder`/static; how many files that made."""
    ahead = {path.removeprefix(f"/{STATIC}/") for path in paths}
    written: set[str] = set()
    while names := ahead - written:
        for name in sorted(names):
            content = read_asset(name)
            target = folder / STATIC / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            if name.endswith(".css"):
                ahead |= named_in(content.decode("utf-8"), name)
        written |= names
    return len(written)


def named_in(style: str, name: str) -> set[str]:
    """The names of the files that the style `name` wants."""
    links = (urlsplit(link) for link in addresses_in_style(style))
    paths = [unquote(link.path) for link in links if not link.scheme and link.path]
    return {posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) for path in paths}


def read_asset(name: str) -> bytes:
    """The bytes of a collected file, or of one that need not be collected."""
    if ".." in name.split("/"):
        raise MissingAssetError(name)
    if staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as file:
            return file.read()
    found = finders.find(name)
    if not isinstance(found, str):
        raise MissingAssetError(f"{settings.STATIC_URL}{name} is not there: run collectstatic.")
    return Path(found).read_bytes()

"""`manage.py export DIR`: the whole public registry as a site of files, and as open data."""

import os
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import URLValidator

from ifiso.bootstrap import progress
from ifiso.export.assets import MissingAssetError
from ifiso.export.folder import NoCopyError, replaced, size_of
from ifiso.export.gathering import Workers, workers
from ifiso.export.site import copy_of_today, write_site
from ifiso.opendata.writing import write_data
from organizations.clock import today
from organizations.models import ContentVersion

MOST_PROCESSES = 4


class Command(BaseCommand):
    help = "Write everything public into DIR: pages for any file server, and in DIR/data the tables with their schemas."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="DIR", help="new, empty, or an earlier export, then replaced")
        parser.add_argument("--address", default="", metavar="URL", help="where DIR will be served, for its sitemap")
        parser.add_argument("--without-demo", action="store_true", help="leave out of the data what is invented")
        parser.add_argument("--only-data", action="store_true", help="no pages, only the tables")
        parser.add_argument("--processes", type=int, default=min(os.cpu_count() or 1, MOST_PROCESSES))

    def handle(self, *, folder, address, without_demo, only_data, processes, **options):
        if address:
            URLValidator(schemes=["http", "https"])(address)
            address = address.rstrip("/") + "/"
        if without_demo and not only_data:
            raise CommandError("Pages show all that the registry shows: --without-demo goes together with --only-data.")
        before = ContentVersion.current()
        try:
            with replaced(folder) as new:
                if only_data:
                    with progress("Data") as tell:
                        write_data(new / "data", today(), tell=tell, with_demo=not without_demo)
                else:
                    with workers(max(processes, 1)) as crowd:
                        write_all(new, address, crowd)
                files, size = size_of(new)
        except (NoCopyError, MissingAssetError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{files:,} files, {size / 1e6:,.1f} MB in {folder}: {settings.BASE_URL} on {today()}")
        if ContentVersion.current() != before:
            self.stdout.write("The registry was edited meanwhile: for a copy of one moment, run this again.")


def write_all(folder: Path, address: str, crowd: Workers) -> None:
    day = today()
    # One piece of work, for which nobody else should have to wait: it is begun before the pages.
    data = crowd.imap(partial(write_data, day=day), [folder / "data"])
    with progress("Pages") as tell:
        write_site(folder, copy_of_today(day), address, crowd, tell)
    with progress("Data"):
        list(data)

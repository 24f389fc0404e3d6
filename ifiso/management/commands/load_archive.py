"""`manage.py load_archive`: the forum's researched past into the registry, as often as one likes.

With the data of `manage.py export` it fills an empty registry with all that was public.
"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from ifiso.archive import DATA
from ifiso.archive.checking import read_archive
from ifiso.archive.faults import FaultyArchive
from ifiso.archive.merging import Tally, load
from ifiso.opendata.loading import NotEmptyError, is_open_data, load_data

COLUMNS = ["added", "adopted", "updated", "kept", "left out"]


class Command(BaseCommand):
    help = "Load the archive's files; what people have edited or deleted since the last time stays as they left it."

    def add_arguments(self, parser):
        parser.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="another folder of such files")
        parser.add_argument("--dry-run", action="store_true", help="tell what would be done and write nothing")

    def handle(self, *, data, dry_run, verbosity, **options):
        if is_open_data(data):
            self.load_open_data(data, dry_run=dry_run)
            return
        tallies = load(read(data), dry_run=dry_run)
        if verbosity:
            self.stdout.write(written(tallies))
            if dry_run:
                self.stdout.write("This was a dry run: nothing was written.")
        if verbosity > 1:
            self.stdout.writelines(note for tally in tallies for note in tally.notes)

    def load_open_data(self, folder, *, dry_run):
        try:
            counts = load_data(folder, dry_run=dry_run)
        except NotEmptyError as error:
            raise CommandError(str(error)) from error
        except FaultyArchive as error:
            raise CommandError(refusal(error)) from None
        except IntegrityError as error:
            raise CommandError(f"Two rows contradict one another, so nothing was written: {error}") from error
        self.stdout.write("\n".join(f"{name:15}{count:>10,}" for name, count in counts.items() if count))


def read(folder):
    if not folder.is_dir():
        raise CommandError(f"There is no folder {folder}.")
    try:
        return read_archive(folder)
    except FaultyArchive as error:
        raise CommandError(refusal(error)) from None


def refusal(error):
    return f"The archive has {len(error.faults)} faults, so nothing was written:\n{error}"


def written(tallies: list[Tally]) -> str:
    """The tallies as a table of text, its last line the sums; tables of which there is nothing to say are left out."""
    telling = [tally for tally in tallies if tally.counts.total()]
    total = Tally("in all")
    for tally in telling:
        total.counts.update(tally.counts)
    lines = [f"{'':15}" + "".join(f"{name:>10}" for name in COLUMNS)]
    for tally in [*telling, total]:
        lines.append(f"{tally.table:15}" + "".join(f"{tally.counts[name] or '·':>10}" for name in COLUMNS))
    table = "\n".join(lines) if telling else ""
    news = "" if any(tally.is_news for tally in telling) else "Nothing new."
    return "\n".join(filter(None, [table, news]))

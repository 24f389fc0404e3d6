"""`manage.py load_archive`: the forum's researched past into the registry, as often as one likes."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from ifiso.archive import DATA
from ifiso.archive.checking import read_archive
from ifiso.archive.faults import FaultyArchive
from ifiso.archive.merging import Tally, load

COLUMNS = ["added", "adopted", "updated", "kept", "left out"]


class Command(BaseCommand):
    help = "Load the archive's files; what people have edited or deleted since the last time stays as they left it."

    def add_arguments(self, parser):
        parser.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="another folder of such files")
        parser.add_argument("--dry-run", action="store_true", help="tell what would be done and write nothing")

    def handle(self, *, data, dry_run, verbosity, **options):
        tallies = load(read(data), dry_run=dry_run)
        if verbosity:
            self.stdout.write(written(tallies))
            if dry_run:
                self.stdout.write("This was a dry run: nothing was written.")
        if verbosity > 1:
            self.stdout.writelines(note for tally in tallies for note in tally.notes)


def read(folder):
    if not folder.is_dir():
        raise CommandError(f"There is no folder {folder}.")
    try:
        return read_archive(folder)
    except FaultyArchive as error:
        count = len(error.faults)
        raise CommandError(f"The archive has {count} faults, so nothing was written:\n{error}") from None


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

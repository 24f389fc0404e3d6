"""`manage.py import_posts`: what members published about the forum elsewhere becomes reports, one by one."""

from argparse import ArgumentParser
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db.transaction import atomic

from ifiso.dates import PartialDate
from meetings.actions.posts import Decision, take_over
from meetings.imports import UnreadableError
from meetings.models import Meeting, Report
from meetings.posts import LARGEST_FILE, Proposal, Written
from meetings.posts.fates import Fate, Standing, standings
from meetings.posts.pictures import Folder, NoAlbum
from meetings.posts.proposals import Proposer
from meetings.posts.reading import read_file
from meetings.posts.telling import proposal_in_lines
from organizations.models import Organization

STEP = 100
HELP = "y: a draft, p: published, n: leave it, m SLUG or m -: its meeting, o SLUG or o -: by whom, d DATE, q: stop"


class Command(BaseCommand):
    help = "Read posts (Markdown or HTML with front matter, exports of WordPress, plain text) and make reports of them."

    def add_arguments(self, parser: ArgumentParser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--images", type=Path, metavar="DIR", help="where the pictures lie; none is ever fetched")
        parser.add_argument("--origin", default="", metavar="URL", help="the address of a single post that tells none")
        parser.add_argument("--meeting", metavar="SLUG", help="the meeting of all of them, or - for none")
        parser.add_argument("--organization", metavar="SLUG", help="who published all of them, or - for nobody")
        parser.add_argument("--publish", action="store_true", help="publish them; otherwise they become drafts")
        parser.add_argument("--yes", action="store_true", help="do as proposed without asking")
        parser.add_argument("--all", action="store_true", help="also posts that never name the forum")
        parser.add_argument("--beside", action="store_true", help="with --yes, also what the archive has a summary of")
        parser.add_argument("--dry-run", action="store_true", help="tell what is proposed and write nothing")

    def handle(self, *, files: list[Path], images: Path | None, **options):
        if images and not images.is_dir():
            raise CommandError(f"There is no folder {images}.")
        self.options, self.album = options, Folder(images) if images else NoAlbum()
        self.faults: list[str] = []
        self.counts = dict.fromkeys(["taken over", "brought up to date", "here already", "left alone"], 0)
        posts = [post for path in files for post in self.read(path)]
        if options["origin"] and len(posts) != 1:
            raise CommandError(f"--origin is the address of one post; here are {len(posts)}.")
        found = self.proposed(posts)
        todo = list(zip(found, standings(found), strict=True))
        for start in range(0, len(todo), STEP):
            # Written together, because a disk takes as long for a hundred reports as for one.
            with atomic() if options["yes"] and not images else nullcontext():
                for proposal, standing in todo[start : start + STEP]:
                    self.treat(proposal, standing)
            if len(todo) > STEP:
                self.stderr.write(f"{min(start + STEP, len(todo))} of {len(todo)} posts")
        self.conclude()

    def read(self, path: Path) -> list[Written]:
        try:
            if path.stat().st_size > LARGEST_FILE:
                raise UnreadableError(f"This file is larger than {LARGEST_FILE // 1024**2} MB.")
            return read_file(path.name, path.read_bytes())
        except OSError as error:
            self.faults.append(f"{path}: {error.strerror}")
        except UnreadableError as fault:
            self.faults.append(
                f"{path}, line {fault.line}: {fault.sentence}" if fault.line else f"{path}: {fault.sentence}"
            )
        return []

    def proposed(self, posts: list[Written]) -> list[Proposal]:
        proposer, found = Proposer(), []
        wishes = {name: self.slug_of(model, name) for name, model in MODELS.items() if self.options[name] is not None}
        for number, post in enumerate(posts, start=1):
            try:
                proposal = proposer.propose(post, origin=self.options["origin"])
            except UnreadableError as fault:
                self.faults.append(f"{post.file}, line {post.line}: {fault.sentence}")
                continue
            found.append(replace(proposal, **wishes))
            if number % STEP == 0:
                self.stderr.write(f"{number} of {len(posts)} posts are read")
        return found

    def slug_of(self, model, name: str) -> str:
        slug = "" if self.options[name] == "-" else self.options[name]
        if slug and not model.objects.filter(slug=slug).exists():
            raise CommandError(f"There is no {name} {slug}.")
        return slug

    def treat(self, proposal: Proposal, standing: Standing) -> None:
        if proposal.refused or (proposal.elsewhere and not self.options["all"]):
            why = proposal.refused or "It never names the forum (--all takes it all the same)."
            self.stdout.write(f"Left alone: {proposal.title} ({proposal.file}, line {proposal.line}). {why}")
            self.counts["left alone"] += 1
            return
        self.stdout.write("\n".join(["", *proposal_in_lines(proposal, standing, self.album)]))
        if standing.fate in {Fate.SAME, Fate.KEPT}:
            self.counts["here already"] += 1
        elif self.options["dry_run"] or not self.decided(proposal, standing):
            self.counts["left alone"] += 1

    def decided(self, proposal: Proposal, standing: Standing) -> bool:
        if not self.options["yes"]:
            return self.asked(proposal)
        if standing.summarized and not self.options["beside"]:
            self.stdout.write("The archive tells of this very page already; --beside puts the text beside that.")
            return False
        return self.write(proposal, publish=self.options["publish"])

    def asked(self, proposal: Proposal) -> bool:
        """Whether it was taken over, after as many answers as somebody likes to give."""
        while True:
            try:
                answer = input(f"[{HELP}] ").split(maxsplit=1)
            except EOFError:
                raise CommandError("Nobody answers. Say --yes to do as proposed.") from None
            key, value = answer[0] if answer else "", answer[1].strip() if len(answer) > 1 else ""
            if key == "q":
                self.conclude()
                raise SystemExit(0)
            if key == "n":
                return False
            if key in {"y", "p"}:
                return self.write(proposal, publish=key == "p" or self.options["publish"])
            self.change(proposal, key, "" if value == "-" else value)

    def change(self, proposal: Proposal, key: str, value: str) -> None:
        if key in {"m", "o"}:
            name = {"m": "meeting", "o": "organization"}[key]
            if value and not MODELS[name].objects.filter(slug=value).exists():
                self.stdout.write(f"There is no {name} {value}.")
                return
            setattr(proposal, name, value)
            if key == "m":
                proposal.kind = Report.Kind.REPORT if value else Report.Kind.NEWS
        elif key == "d":
            try:
                proposal.published_on = str(PartialDate(value)) if value else ""
            except ValueError as fault:
                self.stdout.write(str(fault))
        self.stdout.write("\n".join(proposal_in_lines(proposal, Standing(), self.album)[:4]))

    def write(self, proposal: Proposal, *, publish: bool) -> bool:
        try:
            decision = decision_of(proposal, publish=publish)
            taken = take_over(proposal=proposal, decision=decision, pictures=self.album.open, by=None)
        except ValidationError as fault:
            self.faults.append(f"{proposal.file}, line {proposal.line}: {' '.join(fault.messages)}")
            return False
        for name, fault in taken.faults.items():
            self.stdout.write(f"Left out: {name}. {fault}")
        done = {Fate.NEW: "taken over", Fate.CHANGED: "brought up to date"}.get(taken.fate, "here already")
        self.counts[done] += 1
        self.stdout.write(f"{done.capitalize()}: {taken.report.get_absolute_url()}")
        return True

    def conclude(self) -> None:
        self.stdout.write("\n" + ", ".join(f"{number} {what}" for what, number in self.counts.items()) + ".")
        if self.options["dry_run"]:
            self.stdout.write("This was a dry run: nothing was written.")
        if self.faults:
            raise CommandError("\n".join(["Not everything could be read:", *self.faults]))


MODELS = {"meeting": Meeting, "organization": Organization}


def decision_of(proposal: Proposal, *, publish: bool) -> Decision:
    """As it is proposed."""
    return Decision(
        kind=proposal.kind,
        title=proposal.title,
        summary=proposal.summary,
        body=proposal.body,
        published_on=PartialDate(proposal.published_on) if proposal.published_on else None,
        meeting=Meeting.objects.filter(slug=proposal.meeting).first() if proposal.meeting else None,
        organization=Organization.objects.filter(slug=proposal.organization).first() if proposal.organization else None,
        origin=proposal.origin,
        topics=tuple(proposal.topics),
        publish=publish,
    )

"""Posts that were sent to the office: kept with their pictures until somebody decides on each, then forgotten."""

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from secrets import token_hex
from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet

from ifiso.images import Drawing
from ifiso.uploads.storing import let_files_go_with, stored
from meetings.actions.posts import Decision, Taken, take_over
from meetings.models import ImportedPicture, ImportedPost, PostImport
from meetings.posts import Proposal
from meetings.posts.pictures import key_of, keys_of
from organizations.actions.records import record
from organizations.models import User

STORAGE = ImportedPicture._meta.get_field("file").storage
State = ImportedPost.State
KEPT = timedelta(days=30)


class StagedAlbum:
    """The pictures that came along with the posts of an import."""

    def __init__(self, post_import: PostImport):
        self.pictures = {key_of(picture.name): picture for picture in post_import.pictures.all()}

    def find(self, name: str) -> ImportedPicture | None:
        return next((self.pictures[key] for key in keys_of(name) if key in self.pictures), None)

    def open(self, name: str) -> IO[bytes] | None:
        picture = self.find(name)
        try:
            return picture.file.open() if picture else None
        except FileNotFoundError:
            return None


def keep_posts(*, proposals: Iterable[Proposal], drawings: Sequence[tuple[str, Drawing]], by: User) -> PostImport:
    """Keep what was read; `drawings` are pictures drawn anew, by the names of their files."""
    pictures = []
    with ExitStack() as files:
        for name, drawing in {key_of(name): (name, drawing) for name, drawing in drawings}.values():
            content = ContentFile(drawing.content)
            file = files.enter_context(stored(f"imports/{token_hex(16)}.webp", content, storage=STORAGE))
            pictures.append(ImportedPicture(name=name[:200], file=file))
        return write(proposals, pictures, by)


@transaction.atomic
def write(proposals: Iterable[Proposal], pictures: Sequence[ImportedPicture], by: User) -> PostImport:
    kept = PostImport.objects.create(created_by=by)
    ImportedPost.objects.bulk_create(ImportedPost(post_import=kept, proposal=one.as_json()) for one in proposals)
    for picture in pictures:
        picture.post_import = kept
    ImportedPicture.objects.bulk_create(pictures)
    record("read", kept, by=by, changes_pages=False)
    return kept


def confirm_post(*, post: ImportedPost, decision: Decision, by: User) -> Taken:
    """Take the post over as decided; ValidationError where a value does not fit."""
    proposal = Proposal.from_json(post.proposal)
    taken = take_over(proposal=proposal, decision=decision, pictures=StagedAlbum(post.post_import).open, by=by)
    ImportedPost.objects.filter(pk=post.pk).update(state=State.TAKEN, report=taken.report)
    return taken


@transaction.atomic
def leave_posts(*, posts: QuerySet[ImportedPost], by: User) -> int:
    """Leave out those that are still to be looked at; how many those were."""
    first = posts.select_related("post_import").first()
    number = posts.filter(state=State.WAITING).update(state=State.LEFT)
    if first and number:
        record("left out", first.post_import, by=by, changes_pages=False, posts=number)
    return number


@transaction.atomic
def look_again(*, post: ImportedPost, by: User) -> None:
    """Put a post that was left out among those to be looked at."""
    if ImportedPost.objects.filter(pk=post.pk, state=State.LEFT).update(state=State.WAITING):
        record("looks again at", post.post_import, by=by, changes_pages=False)


@transaction.atomic
def forget_import(*, post_import: PostImport, by: User | None) -> None:
    """Forget the posts and their pictures; the reports that they became stay."""
    let_files_go_with(PostImport.objects.filter(pk=post_import.pk))
    record("forgot", post_import, by=by, changes_pages=False)
    post_import.delete()


def old_post_imports(now: datetime) -> QuerySet[PostImport]:
    return PostImport.objects.filter(created_at__lt=now - KEPT)


def forget_old_post_imports(*, now: datetime) -> None:
    for post_import in old_post_imports(now):
        forget_import(post_import=post_import, by=None)

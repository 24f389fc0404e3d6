"""What a meeting leaves on paper and in files: added, corrected, replaced, removed."""

from contextlib import nullcontext
from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ifiso.uploads import Checked
from ifiso.uploads.storing import delete_on_commit, let_files_go_with, stored, unguessable
from meetings.models import Document, Meeting
from meetings.stamps import stamp_of
from meetings.tasks import read_document
from organizations.actions.records import record
from organizations.models import User

FOLDER = "documents"
STORAGE = Document._meta.get_field("file").storage
# What people say of one; a link has its `url` besides, a paper its `place`, `custodian` and `contact_role`.
SAID = ("title", "kind", "session", "dated", "note", "visibility", "url", "place", "custodian", "contact_role")


class StaleDocumentError(Exception):
    """Somebody changed it first; `document` is what stands there now."""

    def __init__(self, document: Document):
        super().__init__(str(document))
        self.document = document


def facts_of(document: Document) -> dict[str, Any]:
    """What people say of it, by name; a session and an organization by their keys."""
    plain = {name: getattr(document, name) for name in SAID if name not in {"session", "custodian", "dated"}}
    pointers = {"session": document.session_id, "custodian": document.custodian_id}
    return {**plain, **pointers, "dated": str(document.dated or "")}


def stamp(document: Document) -> str:
    """By which a form knows that what it shows still stands, the file included."""
    return stamp_of({**facts_of(document), "checksum": document.checksum})


def add_document(
    *, meeting: Meeting, values: dict[str, Any], upload: Checked | None = None, by: User, now: datetime
) -> Document:
    """A file, `upload`, or else a link or a pointer to paper, by SAID names in `values`, for `meeting` or a session.

    The words of a file are read for searching afterwards. ValidationError, by field, for what does not fit.
    """
    document = Document(meeting=meeting, added_by=by, added_at=now, **values)
    with keep(upload) as name, transaction.atomic():
        take_file(document, upload, name)
        refuse_misfits(document)
        document.save()
        record("added", document, by=by, visibility=document.visibility)
        read_later(document, upload)
    return document


def change_document(
    *, document: Document, stamp_seen: str, values: dict[str, Any], upload: Checked | None = None, by: User
) -> bool:
    """Say something else of it, and replace its file where there is an `upload`; whether anything changed.

    StaleDocumentError where `stamp_seen` is not its stamp any more; ValidationError, by field, for what does not fit.
    """
    with keep(upload) as name, transaction.atomic():
        present = Document.objects.select_for_update().get(pk=document.pk)
        if stamp(present) != stamp_seen:
            raise StaleDocumentError(present)
        before, old_name = stamp(present), present.file.name
        for field, value in values.items():
            setattr(present, field, value)
        if upload:
            take_file(present, upload, name)
            delete_on_commit(old_name or "", storage=STORAGE)
        refuse_misfits(present)
        if not upload and stamp(present) == before:
            return False
        present.save()
        record("changed", present, by=by, visibility=present.visibility, file=bool(upload))
        read_later(present, upload)
    return True


@transaction.atomic
def remove_document(*, document: Document, by: User) -> None:
    """Forget it; its file goes with it."""
    present = Document.objects.select_for_update().get(pk=document.pk)
    let_files_go_with(Document.objects.filter(pk=present.pk))
    record("removed", present, by=by, kind=present.kind, visibility=present.visibility)
    present.delete()


def keep(upload: Checked | None):
    if upload is None:
        return nullcontext("")
    return stored(f"{FOLDER}/{unguessable(upload)}", upload.content, storage=STORAGE)


def take_file(document: Document, upload: Checked | None, name: str) -> None:
    if upload:
        document.file = name
        take_facts(document, upload)


def take_facts(document: Document, upload: Checked | None) -> None:
    """What is known of the file besides its name; its words are read afterwards."""
    if upload:
        document.size, document.media_type = upload.size, upload.kind.media_type
        document.checksum, document.text = upload.checksum, ""


def refuse_misfits(document: Document) -> None:
    if document.session and document.session.meeting_id != document.meeting_id:
        raise ValidationError({"session": _("That session belongs to another meeting.")})
    document.full_clean()


def read_later(document: Document, upload: Checked | None) -> None:
    if upload:
        transaction.on_commit(partial(read_document.enqueue, document.pk), robust=True)

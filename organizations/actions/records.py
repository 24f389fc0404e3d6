"""The last step of every action: what was done is written down, and the public pages learn that they changed."""

from django.db.models import F, Model

from organizations.models import Activity, ContentVersion, User


def record(verb: str, target: Model, *, by: User | None, changes_pages: bool = True, **detail) -> Activity:
    """Note that `by` (None: the system) did `verb` to `target`. Call it inside the action's transaction, at its end.

    `changes_pages=False` is for what no public page shows, so that it leaves the finished pages standing.
    """
    activity = Activity.objects.create(
        actor=by,
        verb=verb,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        target_label=str(target)[:250],
        detail=detail,
    )
    if changes_pages:
        raise_content_version()
    return activity


def credit(row: Model, by: User | None) -> None:
    """Let the history of registry facts name `by` for what is saved or deleted of `row` next."""
    row._history_user = by  # type: ignore[attr-defined]


def raise_content_version() -> None:
    """From this transaction's commit on, every worker makes its public pages anew."""
    row = ContentVersion.objects.filter(pk=ContentVersion.ROW)
    if not row.update(number=F("number") + 1):
        ContentVersion.objects.bulk_create([ContentVersion(pk=ContentVersion.ROW)], ignore_conflicts=True)
        row.update(number=F("number") + 1)

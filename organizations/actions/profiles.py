"""What an organization says of itself, changed by those who speak for it."""

from hashlib import blake2b
from typing import IO, Any, Literal

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.text import slugify

from ifiso.dates import PartialDate
from ifiso.images import redrawn
from organizations.actions.records import credit, record
from organizations.models import Figure, Organization, Source, User

LOGO_SIDE = 512


class StaleProfileError(Exception):
    """Somebody saved the profile meanwhile; `organization` is what they saved."""

    def __init__(self, organization: Organization):
        super().__init__(str(organization))
        self.organization = organization


def version_of(organization: Organization) -> int:
    """Which version of the profile this is: the number of its latest entry in the history, 0 before the first."""
    return organization.history.order_by("-history_id").values_list("history_id", flat=True).first() or 0


@transaction.atomic
def update_profile(*, organization: Organization, version: int, by: User, **changes: Any) -> bool:
    """Save `changes`, fields of Organization by name, if the profile still is at `version`; whether any differed.

    `logo` is an uploaded file, which is drawn anew, or False to take the logo away. StaleProfileError where somebody
    saved in between, ValidationError where a value does not fit.
    """
    present = Organization.objects.select_for_update().get(pk=organization.pk)
    if version_of(present) != version:
        raise StaleProfileError(present)
    fields = changes.pop("fields", None)
    logo = changes.pop("logo", None)
    changed = [name for name, value in changes.items() if getattr(present, name) != value]
    if fields is not None and {*fields} != {*present.fields.all()}:
        changed.append("fields")
    if logo is not None:
        changed.append("logo")
    if not changed:
        return False
    for name, value in changes.items():
        setattr(present, name, value)
    present.full_clean()
    if logo is not None:
        keep_logo(present, logo)
    credit(present, by)
    present.save()
    if "fields" in changed:
        present.fields.set(fields)
    record("changed the profile", present, by=by, fields=changed)
    return True


def keep_logo(organization: Organization, logo: IO[bytes] | Literal[False]) -> None:
    """The file's name is made from its content, so that browsers may keep it for good."""
    if logo is False:
        organization.logo = ""
        return
    drawn = redrawn(logo, side=LOGO_SIDE)
    digest = blake2b(drawn.getvalue(), digest_size=8).hexdigest()
    organization.logo.save(f"{organization.slug}-{digest}.png", ContentFile(drawn.getvalue()), save=False)


@transaction.atomic
def add_figure(
    *,
    organization: Organization,
    kind: str,
    value: int,
    as_of: PartialDate,
    as_worded: str,
    source_title: str,
    source_url: str,
    by: User,
) -> Figure:
    """One more dated figure beside the others, with its source. ValidationError where this very one is there."""
    source = source_for(organization, title=source_title, url=source_url, as_of=as_of)
    figure = Figure(organization=organization, kind=kind, value=value, as_of=as_of, as_worded=as_worded, source=source)
    figure.full_clean()
    credit(figure, by)
    figure.save()
    record("added a figure", organization, by=by, kind=kind, value=value)
    return figure


@transaction.atomic
def withdraw_figure(*, figure: Figure, by: User) -> None:
    """Take a figure back; the history keeps it. Only figures that the organization itself added can be."""
    organization = figure.organization
    if organization is None or not figure.source.code.startswith(own_prefix(organization)):
        raise ValidationError("This figure rests on a source of the archive.")
    record("withdrew a figure", organization, by=by, kind=figure.kind, value=figure.value)
    credit(figure, by)
    figure.delete()


def own_prefix(organization: Organization) -> str:
    """How the codes of sources begin that the organization itself named."""
    return f"own-{organization.slug}-"


def source_for(organization: Organization, *, title: str, url: str, as_of: PartialDate) -> Source:
    """The source of this address or title that the organization named before, else a new one."""
    prefix = own_prefix(organization)
    known = Source.objects.filter(code__startswith=prefix, title=title, url=url).first()
    if known:
        return known
    code = f"{prefix}{slugify(title)[:20]}-{blake2b(f'{title}{url}'.encode(), digest_size=4).hexdigest()}"
    source = Source(code=code[:50], title=title, url=url, dated=as_of)
    source.full_clean()
    source.save()
    return source

"""Pictures in reports: each is drawn anew, and kept once per report."""

from hashlib import sha256
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from ifiso.images import Drawing, digest_of, drawn
from meetings.models import Report, ReportImage
from organizations.actions.records import record
from organizations.models import User

SIDE = 1600  # pixels
LARGEST_IMAGE = 10 * 1024 * 1024
MOST_IMAGES = 100


def add_image(*, report: Report, file: IO[bytes], alternative: str, by: User | None) -> ReportImage:
    """The picture in `file`, at most 1600 pixels each way; the row that there is for a file that was added before.

    ValidationError, in a sentence, for what is no picture, too large, or one too many.
    """
    checksum = digest_of(file)
    known = report.images.filter(checksum=checksum).first()
    if known:
        return known
    # Drawn before the transaction, because that takes longer than others should wait for a lock.
    (drawing,) = drawn(file, sides=[SIDE], most_bytes=LARGEST_IMAGE)
    return keep(report, drawing, checksum, alternative, by)


@transaction.atomic
def keep(report: Report, drawing: Drawing, checksum: str, alternative: str, by: User | None) -> ReportImage:
    """The file's name is made from its content, so that browsers may keep it for good, and tells its size."""
    Report.objects.select_for_update().get(pk=report.pk)
    known = report.images.filter(checksum=checksum).first()
    if known:
        return known
    if report.images.count() >= MOST_IMAGES:
        raise ValidationError(_("A report has at most %(most)d pictures.") % {"most": MOST_IMAGES})
    image = ReportImage(report=report, checksum=checksum, alternative=alternative, added_by=by)
    image.width, image.height = drawing.width, drawing.height
    digest = sha256(drawing.content).hexdigest()[:16]
    name = f"{digest}-{drawing.width}x{drawing.height}.webp"
    image.file.save(name, ContentFile(drawing.content), save=False)
    image.save()
    record("added a picture", report, by=by, changes_pages=False)
    return image

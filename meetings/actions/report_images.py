"""Pictures in reports: each is drawn anew, and kept once per report."""

from hashlib import sha256
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from ifiso.images import Drawing, digest_of, drawn
from ifiso.uploads.storing import stored
from meetings.models import Report, ReportImage
from organizations.actions.records import record
from organizations.models import User

STORAGE = ReportImage._meta.get_field("file").storage
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
    # Drawn and stored before the transaction, because that takes longer than others should wait for a lock.
    (drawing,) = drawn(file, sides=[SIDE], most_bytes=LARGEST_IMAGE)
    image = ReportImage(report=report, checksum=checksum, alternative=alternative, added_by=by)
    image.width, image.height = drawing.width, drawing.height
    with stored(f"reports/{file_name(drawing)}", ContentFile(drawing.content), storage=STORAGE) as name:
        image.file = name
        kept = keep(image, by)
    if kept != image:
        STORAGE.delete(name)
    return kept


def file_name(drawing: Drawing) -> str:
    """Made from the content, so that browsers may keep it for good; it tells the picture's size, too."""
    return f"{sha256(drawing.content).hexdigest()[:16]}-{drawing.width}x{drawing.height}.webp"


@transaction.atomic
def keep(image: ReportImage, by: User | None) -> ReportImage:
    """It, or the row of the same picture that somebody else added in the same moment."""
    report = image.report
    Report.objects.select_for_update().get(pk=report.pk)
    known = report.images.filter(checksum=image.checksum).first()
    if known:
        return known
    if report.images.count() >= MOST_IMAGES:
        raise ValidationError(_("A report has at most %(most)d pictures.") % {"most": MOST_IMAGES})
    image.save()
    record("added a picture", report, by=by, changes_pages=False)
    return image

"""How much the reading of one file may take, whatever the file says of itself."""

import time

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
MOST_UNFOLDED = 150 * MEGABYTE
SECONDS = 1.5


class Budget:
    """Bytes that may unfold from a file and seconds of work that this may take; ValidationError when either is used up.

    The work of this thread alone counts, so that a busy machine refuses no honest file.
    """

    def __init__(self, unfolded: int = MOST_UNFOLDED, seconds: float = SECONDS):
        self.left = unfolded
        self.until = time.thread_time() + seconds

    def spend(self, unfolded: int = 0) -> None:
        self.left -= unfolded
        if self.left < 0:
            raise bomb()
        if time.thread_time() > self.until:
            raise ValidationError(
                _("This file is too complicated to be checked. Save it as a PDF in its simplest form and try again.")
            )


def bomb() -> ValidationError:
    return ValidationError(
        _("This file unfolds to far more than a document holds. Save it anew, with smaller pictures, and try again.")
    )

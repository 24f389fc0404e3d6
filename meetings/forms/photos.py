"""What a host says of photos: many on one page, and each saved only where something was typed."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ifiso.cleaning import Line
from meetings.actions.photos import StalePhotoError, describe_photo, words_of
from meetings.forms.host import Stamp
from meetings.models import Photo
from meetings.stamps import stamp_of
from organizations.models import User


class PhotoForm(forms.Form):
    """The words of one photo among others."""

    stamp = Stamp()
    caption = Line(label=gettext_lazy("Caption"), required=False, max_length=300)
    alternative = Line(
        label=gettext_lazy("Alternative text"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("What is to be seen, for those who cannot."),
    )
    credit = Line(label=gettext_lazy("Credit"), required=False, max_length=150)

    def __init__(self, data=None, *, photo: Photo):
        self.photo = photo
        words = words_of(photo)
        super().__init__(data, prefix=f"p{photo.pk}", initial={**words, "stamp": stamp_of(words)})

    @property
    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("caption", "alternative", "credit")}

    def was_touched(self) -> bool:
        """Whether somebody typed here since the page was opened, as far as can be told."""
        return self.is_bound and (not self.is_valid() or stamp_of(self.words) != self.cleaned_data["stamp"])


class Sheet:
    """The forms of several photos. `is_stale` after `save`, where somebody else had written meanwhile."""

    def __init__(self, photos: Iterable[Photo], data=None):
        self.forms = [
            PhotoForm(data if data and f"p{photo.pk}-stamp" in data else None, photo=photo) for photo in photos
        ]
        self.is_stale = False

    def save(self, by: User) -> int:
        """Save what was typed, and say beside each photo what could not be; how many were changed."""
        return sum(self.keep(form, by) for form in self.forms if form.was_touched() and form.is_valid())

    def keep(self, form: PhotoForm, by: User) -> bool:
        try:
            return describe_photo(photo=form.photo, stamp=form.cleaned_data["stamp"], **form.words, by=by)
        except StalePhotoError as stale:
            self.is_stale = True
            self.show_both(form, stale.photo)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        return False

    @staticmethod
    def show_both(form: PhotoForm, saved: Photo) -> None:
        """What was typed stays, and would now replace what the other wrote, which stands above it."""
        words = words_of(saved)
        form.data = form.data.copy()
        form.data[form.add_prefix("stamp")] = stamp_of(words)
        theirs = " · ".join(filter(None, words.values())) or _("nothing")
        form.add_error(None, _("Somebody else saved this meanwhile: %(theirs)s") % {"theirs": theirs})

    @property
    def faults(self) -> int:
        return sum(bool(form.errors) for form in self.forms)


class RemovalForm(forms.Form):
    """`cleaned_data` fits `remove_photo`."""

    on_request = forms.BooleanField(
        label=gettext_lazy("A person in the photo asked for this"),
        required=False,
        help_text=gettext_lazy("Then it cannot be added again."),
    )
    reason = Line(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("It stays in the record of what was done. Please name nobody."),
    )

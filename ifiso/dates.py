"""Dates as precise as their source: a year, a month or a day (ISO 8601 reduced precision, such as `2014-04`)."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Left, Length
from django.db.models.lookups import LessThanOrEqual
from django.db.models.query_utils import DeferredAttribute
from django.utils.dates import MONTHS
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PATTERN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
INVALID = gettext_lazy("Write a date as 2014, 2014-04 or 2014-04-17.")


@dataclass(frozen=True, order=True)
class PartialDate:
    """A year, a month of a year, or a day. `str()` gives ISO 8601, `display()` what a person would write."""

    iso: str

    def __post_init__(self):
        match = PATTERN.fullmatch(self.iso)
        try:
            year, month, day = (int(part) if part else 1 for part in (match.groups() if match else ()))
            date(year, month, day)
        except ValueError:
            raise ValueError(f"{self.iso!r} is not a date such as 2014, 2014-04 or 2014-04-17") from None

    def __str__(self) -> str:
        return self.iso

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """The partial date that is exactly `day`."""
        return cls(day.isoformat())

    @property
    def parts(self) -> tuple[int, ...]:
        """One, two or three numbers: year, month, day."""
        return tuple(int(part) for part in self.iso.split("-"))

    @property
    def year(self) -> int:
        return self.parts[0]

    @property
    def is_day(self) -> bool:
        return len(self.iso) == 10

    @property
    def earliest(self) -> date:
        """The first day that it may mean."""
        year, month, day = (*self.parts, 1, 1)[:3]
        return date(year, month, day)

    @property
    def latest(self) -> date:
        """The last day that it may mean."""
        year, month = (*self.parts, 12)[:2]
        return self.earliest if self.is_day else date(year, month, calendar.monthrange(year, month)[1])

    def display(self) -> str:
        """`2014`, `April 2014` or `17 April 2014`."""
        return displayed(self, get_language())


def display_span(start: PartialDate | None, end: PartialDate | None) -> str:
    """`17–20 November 2016`, `29 May – 1 June 2014`, `March 2011`; empty where neither end is known."""
    return displayed_span(start, end, get_language())


@lru_cache(maxsize=4096)
def displayed(day: PartialDate, language: str | None) -> str:
    """`day` in words, kept by language: lists say the same days again and again."""
    match day.parts:
        case (year, month, date_of_month):
            return _("%(day)d %(month)s %(year)d") % {"day": date_of_month, "month": MONTHS[month], "year": year}
        case (year, month):
            return _("%(month)s %(year)d") % {"month": MONTHS[month], "year": year}
        case _:
            return str(day.year)


@lru_cache(maxsize=4096)
def displayed_span(start: PartialDate | None, end: PartialDate | None, language: str | None) -> str:
    """Two ends in words, kept by language."""
    if start is None or end is None or start == end:
        known = start or end
        return known.display() if known else ""
    if not (start.is_day and end.is_day) or start.year != end.year:
        return _("%(start)s – %(end)s") % {"start": start.display(), "end": end.display()}
    (year, month, first), (_year, last_month, last) = start.parts, end.parts
    words = {"first": first, "last": last, "month": MONTHS[month], "last_month": MONTHS[last_month], "year": year}
    if month == last_month:
        return _("%(first)d–%(last)d %(month)s %(year)d") % words
    return _("%(first)d %(month)s – %(last)d %(last_month)s %(year)d") % words


class PartialDateFormField(forms.CharField):
    """A text box that accepts `2014`, `2014-04` or `2014-04-17`, and lets other writing stand until it is corrected."""

    def __init__(self, **kwargs):
        help_text = kwargs.get("help_text") or gettext_lazy("As precise as known: 2014, 2014-04 or 2014-04-17.")
        super().__init__(**{**kwargs, "help_text": help_text, "max_length": 40})

    def to_python(self, value):
        return to_partial_date(super().to_python(value))

    def run_validators(self, value):
        super().run_validators(str(value) if value else "")


class PartialDateAttribute(DeferredAttribute):
    """Turns what is assigned, such as the text `2014-04`, into a PartialDate."""

    def __set__(self, instance, value):
        instance.__dict__[self.field.attname] = to_partial_date(value)


class PartialDateField(models.CharField):
    """A column of ISO 8601 text, so that comparing texts compares dates. None (stored as "") means unknown."""

    descriptor_class = PartialDateAttribute
    # What django-stubs takes for the attribute's type.
    _pyi_private_set_type: PartialDate | str | None  # type: ignore[assignment]
    _pyi_private_get_type: PartialDate | None  # type: ignore[assignment]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "max_length": 10, "blank": True, "default": None})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "blank", "default"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs

    def from_db_value(self, value, expression, connection):
        return PartialDate(value) if value else None

    def to_python(self, value):
        return to_partial_date(value)

    def get_prep_value(self, value):
        return str(value) if value else ""

    def run_validators(self, value):
        super().run_validators(self.get_prep_value(value))

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PartialDateFormField, **kwargs})


def to_partial_date(value: object) -> PartialDate | None:
    """`value` as a PartialDate, None for nothing; ValidationError where it is not a date."""
    if not value:
        return None
    if isinstance(value, PartialDate):
        return value
    try:
        return PartialDate.of(value) if isinstance(value, date) else PartialDate(str(value).strip())
    except ValueError:
        raise ValidationError(INVALID, code="invalid") from None


def in_order(start: str, end: str, *, name: str, message: "StrOrPromise") -> models.CheckConstraint:
    """The constraint that `end` is not before `start`, compared at the precision that both have."""
    starts = LessThanOrEqual(Left(start, Length(end)), models.F(end))
    return models.CheckConstraint(
        condition=models.Q(**{end: ""}) | models.Q(starts), name=name, violation_error_message=message
    )


def not_before(field: str, day: date) -> models.Q:
    """Rows whose partial date `field` is, or may be, on or after `day`."""
    iso = day.isoformat()
    return models.Q(**{f"{field}__gte": iso}) | models.Q(**{f"{field}__in": [iso[:4], iso[:7]]})

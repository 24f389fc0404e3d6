"""How a cell of a file becomes a field of a model, and back.

In between stands a plain value that JSON can hold (text, number, true or false, null; for references the keys of the
lines referred to), so that what a line says, what it said last time and what the registry holds can be compared.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from ifiso.archive.catalogue import Catalogue

SEPARATOR = ";"
WORDS = {"yes": True, "no": False}


class Column:
    """A column whose cells hold the value itself."""

    many = False

    def __init__(self, name: str, field: Any):
        self.name = name
        self.field = field

    def parse(self, text: str) -> Any:
        """The plain value of a cell; ValidationError where it says nothing that the field understands."""
        if isinstance(self.field, models.BooleanField):
            return self._parse_word(text)
        if not text and not self.field.empty_strings_allowed:
            return None
        return self._plain(self.field.to_python(text))

    def _parse_word(self, text: str) -> bool | None:
        if not text and self.field.null:
            return None
        if text not in WORDS:
            raise ValidationError("write yes or no")
        return WORDS[text]

    def _plain(self, value: Any) -> Any:
        prepared = self.field.get_prep_value(value)
        return f"{prepared.normalize():f}" if isinstance(prepared, Decimal) else prepared

    def unset(self) -> Any:
        """The plain value of a new object that was told nothing."""
        return self._plain(self.field.get_default())

    def read(self, instance: models.Model, catalogue: Catalogue) -> Any:
        """The plain value that `instance` holds now."""
        return self._plain(self.field.value_from_object(instance))

    def write(self, instance: models.Model, value: Any, catalogue: Catalogue) -> None:
        setattr(instance, self.field.attname, value)


class Reference(Column):
    """A column whose cells hold the key of one line of another file, or nothing."""

    @property
    def is_required(self) -> bool:
        return not (self.many or self.field.null)

    def parse(self, text: str) -> str:
        if not text and self.is_required:
            raise ValidationError("must not be empty")
        return text

    def keys(self, value: str) -> Iterable[str]:
        """The keys in a plain value."""
        return [value] if value else []

    def unset(self) -> str:
        return ""

    def read(self, instance: models.Model, catalogue: Catalogue) -> str:
        return catalogue.key(self.field.related_model, getattr(instance, self.field.attname))

    def write(self, instance: models.Model, value: str, catalogue: Catalogue) -> None:
        setattr(instance, self.field.attname, catalogue.id(self.field.related_model, value) if value else None)


class References(Reference):
    """A column whose cells hold keys of lines of another file, separated by semicolons."""

    many = True

    def parse(self, text: str) -> list[str]:  # type: ignore[override]
        keys = [key.strip() for key in text.split(SEPARATOR)] if text else []
        if "" in keys or len(set(keys)) < len(keys):
            raise ValidationError("a key is empty or stands twice")
        return sorted(keys)

    def keys(self, value: list[str]) -> Iterable[str]:  # type: ignore[override]
        return value

    def unset(self) -> list[str]:  # type: ignore[override]
        return []

    def read(self, instance: models.Model, catalogue: Catalogue) -> list[str]:  # type: ignore[override]
        related = getattr(instance, self.field.name).all()
        return sorted(catalogue.key(self.field.related_model, one.pk) for one in related)

    def write(self, instance: models.Model, value: list[str], catalogue: Catalogue) -> None:  # type: ignore[override]
        """Only on a saved `instance`. What people have deleted is left out."""
        ids = (catalogue.id(self.field.related_model, key) for key in value)
        getattr(instance, self.field.name).set([one for one in ids if one is not None])


def column(name: str, field: Any) -> Column:
    """The column `name` that fills the model field `field`."""
    if field.many_to_many:
        return References(name, field)
    return Reference(name, field) if field.is_relation else Column(name, field)

"""How a field becomes a value of JSON and a cell of CSV, and comes back from either.

A reference is the key of the row that it names: its slug or code where it has one, else its number.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

SEPARATOR = ";"
BOOLEANS = {"true": True, "false": False}
# What a spreadsheet would work out gets one more apostrophe in front, and loses it when it is read.
FORMULA = re.compile(r"'*[=+\-@\t\r]")
FILES = "files/"
Keys = Mapping[int, str | int]  # of each row's number the key by which others name it
Numbers = Mapping[str | int, int]  # the reverse


def key_field(model: type[models.Model]) -> str:
    """The field by which other tables name a row."""
    names = {field.name for field in model._meta.concrete_fields}
    return next((name for name in ("slug", "code") if name in names), "id")


class Column:
    """A field whose values are texts."""

    kind = "string"
    is_reference = many = False

    def __init__(self, field: Any):
        self.field = field
        self.name: str = field.name

    def plain(self, value: Any) -> Any:
        """The value for JSON of what the database holds."""
        prepared = self.field.get_prep_value(value)
        return None if prepared is None else str(prepared)

    def cell(self, plain: Any) -> str:
        text = "" if plain is None else str(plain)
        return f"'{text}" if FORMULA.match(text) else text

    def parse(self, cell: str) -> Any:
        """The value for JSON of a cell; ValidationError for what is none."""
        text = cell[1:] if cell.startswith("'") and FORMULA.match(cell[1:]) else cell
        return text or (None if self.field.null or not self.field.empty_strings_allowed else "")

    def value(self, plain: Any) -> Any:
        """What the model's attribute is set to; ValidationError for what it does not take."""
        return self.field.to_python(plain)


class Boolean(Column):
    kind = "boolean"

    def plain(self, value: bool | None) -> bool | None:
        return value

    def cell(self, plain: bool | None) -> str:
        return "" if plain is None else "true" if plain else "false"

    def parse(self, cell: str) -> bool | None:
        if cell not in BOOLEANS and (cell or not self.field.null):
            raise ValidationError("write true or false")
        return BOOLEANS.get(cell)


class Integer(Column):
    kind = "integer"

    def plain(self, value: int | None) -> int | None:
        return value

    def cell(self, plain: int | None) -> str:
        return "" if plain is None else str(plain)

    def parse(self, cell: str) -> int | None:
        return None if not cell and self.field.null else self.field.to_python(cell)


class Number(Column):
    kind = "number"

    def plain(self, value: Decimal | None) -> float | None:
        return None if value is None else float(value)

    def cell(self, plain: float | None) -> str:
        return "" if plain is None else str(plain)

    def parse(self, cell: str) -> float | None:
        try:
            return float(cell) if cell else None
        except ValueError:
            raise ValidationError("write a number") from None

    def value(self, plain: float | None) -> Decimal | None:
        return None if plain is None else Decimal(str(plain)).quantize(Decimal(1).scaleb(-self.field.decimal_places))


class Moment(Column):
    kind = "datetime"

    def plain(self, value: datetime | None) -> str | None:
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z") if value else None


class Day(Column):
    kind = "date"

    def plain(self, value: date | None) -> str | None:
        return value.isoformat() if value else None


class Structure(Column):
    kind = "array"

    def plain(self, value: Any) -> Any:
        return value

    def cell(self, plain: Any) -> str:
        return json.dumps(plain, ensure_ascii=False)

    def parse(self, cell: str) -> Any:
        try:
            return json.loads(cell)
        except ValueError:
            raise ValidationError("is not JSON") from None


class File(Column):
    """The file lies beside the tables, under the path that stands in the cell."""

    def plain(self, value: Any) -> str:
        return f"{FILES}{value}" if value else ""


class Reference(Column):
    is_reference = True

    @property
    def model(self) -> type[models.Model]:
        return self.field.related_model

    @property
    def names_numbers(self) -> bool:
        return key_field(self.model) == "id"

    @property
    def kind(self) -> str:  # type: ignore[override]
        return "integer" if self.names_numbers else "string"

    def keys(self, plain: Any) -> Iterable[str | int]:
        return [] if plain is None else [plain]

    def cell(self, plain: Any) -> str:
        return "" if plain is None else str(plain)

    def parse(self, cell: str) -> Any:
        if not cell:
            return None
        if not self.names_numbers:
            return cell
        if not cell.isdecimal():
            raise ValidationError("write a number")
        return int(cell)


class References(Reference):
    many = True

    def keys(self, plain: list[str | int]) -> Iterable[str | int]:
        return plain

    @property
    def kind(self) -> str:  # type: ignore[override]
        return "list"

    def cell(self, plain: list[str | int]) -> str:
        return SEPARATOR.join(map(str, plain))

    def parse(self, cell: str) -> list[str | int]:
        return [Reference.parse(self, part) for part in cell.split(SEPARATOR)] if cell else []


KINDS: list[tuple[Any, type[Column]]] = [
    (models.BooleanField, Boolean),
    (models.DecimalField, Number),
    (models.IntegerField, Integer),
    (models.DateTimeField, Moment),
    (models.DateField, Day),
    (models.JSONField, Structure),
    (models.FileField, File),
]


def column(field: Any) -> Column:
    """The column of a model's field."""
    if field.many_to_many:
        return References(field)
    if field.is_relation:
        return Reference(field)
    return next((made for kind, made in KINDS if isinstance(field, kind)), Column)(field)

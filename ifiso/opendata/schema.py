"""What the tables hold, in the words of others: Data Package and Table Schema (datapackage.org), JSON Schema."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.conf import settings

from ifiso.opendata.columns import SEPARATOR, Column, Reference, key_field

PACKAGE = "https://datapackage.org/profiles/2.0/datapackage.json"
TABLE = "https://datapackage.org/profiles/2.0/tableschema.json"
JSON = "https://json-schema.org/draft/2020-12/schema"
LICENCES = [
    {
        "name": "CC-BY-4.0",
        "title": "Creative Commons Attribution 4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
    }
]
JSON_TYPES = {"list": "array", "datetime": "string", "date": "string"}


def package(resources: Iterable[dict], day: date) -> dict[str, Any]:
    """The descriptor of the whole folder, whose tables are `resources`."""
    return {
        "$schema": PACKAGE,
        "name": "ifiso-registry",
        "title": "Registry of the Informal Forum of International Student Organizations",
        "homepage": f"{settings.BASE_URL}/",
        "created": f"{day.isoformat()}T00:00:00Z",
        "licenses": LICENCES,
        "resources": list(resources),
    }


def resource(name: str, about: str, columns: Sequence[Column], names: dict[type, str]) -> dict[str, Any]:
    """The descriptor of one table; `names` are the tables' names by model."""
    return {
        "name": name,
        "path": f"{name}.csv",
        "title": about,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": table_schema(columns, names),
    }


def table_schema(columns: Sequence[Column], names: dict[type, str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"$schema": TABLE, "fields": [described(one) for one in columns], "missingValues": [""]}
    if columns[0].name == "id":
        schema["primaryKey"] = ["id"]
    # A list of keys is no key: of such columns only the type tells.
    keys = [one for one in columns if isinstance(one, Reference) and not one.many]
    if keys:
        schema["foreignKeys"] = [
            {"fields": [one.name], "reference": {"resource": names[one.model], "fields": [key_field(one.model)]}}
            for one in keys
        ]
    return schema


def described(one: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": one.name, "type": one.kind, "title": title_of(one)}
    if one.kind == "list":
        field |= {"delimiter": SEPARATOR, "itemType": "string"}
    if one.kind == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    constraints: dict[str, Any] = {}
    if is_required(one):
        constraints["required"] = True
    if one.field.unique:
        constraints["unique"] = True
    if values := choices_of(one):
        constraints["enum"] = values
    return field | ({"constraints": constraints} if constraints else {})


def is_required(one: Column) -> bool:
    """Whether the cell is never empty; a text of no letters is an empty cell."""
    return not (one.many or one.field.null or (one.kind == "string" and one.field.blank))


def title_of(one: Column) -> str:
    return str(one.field.verbose_name or one.name.replace("_", " "))


def choices_of(one: Column) -> list[str]:
    """The values that a text may have; none where it is free, or one of all countries."""
    if one.kind != "string" or one.name == "country" or not one.field.choices:
        return []
    return [value for value, _label in one.field.choices if value]


def json_schema(name: str, about: str, columns: Sequence[Column]) -> dict[str, Any]:
    """That of the JSON file: an array with an object for each row."""
    return {
        "$schema": JSON,
        "title": name,
        "description": about,
        "type": "array",
        "items": {
            "type": "object",
            "properties": {one.name: json_type(one) for one in columns},
            "required": [one.name for one in columns],
            "additionalProperties": False,
        },
    }


def json_type(one: Column) -> dict[str, Any]:
    kind = JSON_TYPES.get(one.kind, one.kind)
    nullable = one.field.null and not one.many
    described: dict[str, Any] = {"type": [kind, "null"] if nullable else kind, "title": title_of(one)}
    if one.kind in {"date", "datetime"}:
        described["format"] = {"date": "date", "datetime": "date-time"}[one.kind]
    if one.kind == "list":
        described["items"] = {"type": ["string", "integer"]}
    return described


def as_json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"

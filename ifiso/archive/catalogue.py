"""Which line of the archive is which row of the registry."""

from django.db.models import Model


class Catalogue:
    """Keys of lines and ids of rows, by model. A line whose row people have deleted has the id None."""

    def __init__(self) -> None:
        self._ids: dict[type[Model], dict[str, int | None]] = {}
        self._keys: dict[type[Model], dict[int, str]] = {}

    def enter(self, model: type[Model], key: str, row_id: int | None) -> None:
        self._ids.setdefault(model, {})[key] = row_id
        if row_id is not None:
            self._keys.setdefault(model, {})[row_id] = key

    def knows(self, model: type[Model], key: str) -> bool:
        return key in self._ids.get(model, {})

    def id(self, model: type[Model], key: str) -> int | None:
        return self._ids.get(model, {}).get(key)

    def key(self, model: type[Model], row_id: int | None) -> str:
        """The key of the line; `#12` for a row that is not the archive's, and nothing for None."""
        if row_id is None:
            return ""
        return self._keys.get(model, {}).get(row_id, f"#{row_id}")

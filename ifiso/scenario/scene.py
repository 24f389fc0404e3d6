"""The scenario's files, and who and what is on the stage while it is planted."""

import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from meetings.models import Meeting
from organizations.models import Organization, Partner, Source, User

FOLDER = Path(__file__).parent / "data"


def read(name: str) -> dict[str, Any]:
    """What the file `data/<name>.toml` says."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass
class Scene:
    """Organizations by acronym, partners by slug, people by persona key or name, meetings by `running` and the like."""

    day: date
    now: datetime
    source: Source
    organizations: dict[str, Organization] = field(default_factory=dict)
    partners: dict[str, Partner] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)

    def party(self, name: str) -> dict[str, Organization | Partner]:
        """The organization or the partner of this name, as the field that points to it."""
        if name in self.organizations:
            return {"organization": self.organizations[name]}
        return {"partner": self.partners[name]}

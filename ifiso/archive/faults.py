"""What is wrong with the archive's files, and where."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class FaultyArchive(Exception):  # noqa: N818 - what it is, not that it is an error
    """The files cannot be loaded; `faults` holds all that is wrong with them, in the order of the files."""

    def __init__(self, faults: list[Fault]):
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults

"""ZIP files, in which office documents come: read without believing what they say of themselves."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ifiso.uploads.budget import MEGABYTE, MOST_UNFOLDED, Budget, bomb

END, LOCAL = struct.Struct("<4s4H2LH"), struct.Struct("<4s5H3L2H")
MOST_ENTRIES, LONGEST_DIRECTORY = 5_000, MEGABYTE
# Pictures and fonts hardly shrink, text shrinks to a tenth, emptiness to a thousandth.
HARMLESS, HIGHEST_RATIO = 10 * MEGABYTE, 100
PIECE = 64 * 1024
ENCRYPTED = 1


def damaged() -> ValidationError:
    return ValidationError(_("This file is damaged. Open it in your office program, save it anew and try again."))


class Archive:
    """The entries of a ZIP file by name. ValidationError, in a sentence, for damage, passwords, bombs and tricks."""

    def __init__(self, file: IO[bytes], budget: Budget):
        self.file, self.budget = file, budget
        refuse_odd_ends(file)
        try:
            with zipfile.ZipFile(file) as opened:
                entries = opened.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error, UnicodeError):
            raise damaged() from None
        self.entries = {entry.filename: entry for entry in entries}
        if len(self.entries) < len(entries) or any(is_tricky(entry) for entry in entries):
            raise damaged()
        if any(entry.flag_bits & ENCRYPTED for entry in entries):
            raise ValidationError(_("This file is protected by a password. Save it without one and try again."))
        refuse_bombs(file, entries)

    def pieces(self, name: str) -> Iterator[bytes]:
        """What unfolds from the entry `name`, at most PIECE bytes at once; ValidationError where it lied."""
        entry = self.entries[name]
        self.file.seek(entry.header_offset)
        head = self.file.read(LOCAL.size)
        if len(head) < LOCAL.size:
            raise damaged()
        signature, _version, _flags, method, *_rest, name_length, extra_length = LOCAL.unpack(head)
        if signature != b"PK\3\4" or method != entry.compress_type:
            raise damaged()
        self.file.seek(name_length + extra_length, 1)
        count, checksum = 0, 0
        for piece in self.unpacked(entry):
            count += len(piece)
            self.budget.spend(len(piece))
            if count > entry.file_size:
                raise bomb()
            checksum = zlib.crc32(piece, checksum)
            yield piece
        if (count, checksum) != (entry.file_size, entry.CRC):
            raise damaged()

    def unpacked(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        if entry.compress_type == zipfile.ZIP_STORED:
            yield from self.packed(entry)
            return
        inflate = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for packed in self.packed(entry):
                yield from inflated(inflate, packed)
        except zlib.error:
            raise damaged() from None
        if not inflate.eof:
            raise damaged()

    def packed(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        left = entry.compress_size
        while left:
            piece = self.file.read(min(PIECE, left))
            if not piece:
                raise damaged()
            left -= len(piece)
            yield piece

    def whole(self, name: str, most: int = 2 * MEGABYTE) -> bytes:
        """A small entry at once; ValidationError where it is larger than `most` bytes."""
        if self.entries[name].file_size > most:
            raise bomb()
        return b"".join(self.pieces(name))


def inflated(inflate: "zlib._Decompress", packed: bytes) -> Iterator[bytes]:
    """What `packed` adds, in pieces, so that a little of it cannot fill the memory."""
    while True:
        piece = inflate.decompress(packed, PIECE)
        packed = inflate.unconsumed_tail
        if piece:
            yield piece
        if not packed and len(piece) < PIECE:
            return


def refuse_odd_ends(file: IO[bytes]) -> None:
    """The directory must end the file and the entries must begin it: nothing is hidden before, between or behind."""
    size = file.seek(0, 2)
    if size < END.size:
        raise damaged()
    file.seek(-END.size, 2)
    signature, disk, first_disk, _here, count, length, offset, comment = END.unpack(file.read(END.size))
    if signature != b"PK\5\6" or disk or first_disk or comment or offset + length + END.size != size:
        raise damaged()
    if count > MOST_ENTRIES or length > LONGEST_DIRECTORY:
        raise bomb()


def refuse_bombs(file: IO[bytes], entries: list[zipfile.ZipInfo]) -> None:
    unfolded = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unfolded > MOST_UNFOLDED:
        raise bomb()
    if unfolded > HARMLESS and unfolded > HIGHEST_RATIO * file.seek(0, 2):
        raise bomb()
    free = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < free:
            raise bomb()
        free = entry.header_offset + LOCAL.size + entry.compress_size


def is_tricky(entry: zipfile.ZipInfo) -> bool:
    """Whether it would unfold outside its folder, or in a way that office programs do not use."""
    name = entry.orig_filename
    outside = name.startswith("/") or ".." in name.split("/") or any(letter in name for letter in "\\:\0")
    return outside or entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}

"""Files that somebody might upload: honest ones, and those that pretend to be."""

import io
import struct
import zipfile
import zlib

from PIL import Image

XML = '<?xml version="1.0" encoding="UTF-8"?>'
TYPES = "application/vnd.openxmlformats-officedocument."
MAIN = {
    "docx": ("word/document.xml", TYPES + "wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", TYPES + "spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", TYPES + "presentationml.presentation.main+xml"),
}
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
OPEN = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PAGE = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
)
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pdf(
    *further: bytes, words: str = "Minutes of Lisbon", contents: bytes | None = None, trailer: bytes = b""
) -> bytes:
    """One page with `words`; `further` objects are numbered from 6 on."""
    drawn = contents or stream(f"BT /F1 24 Tf 72 700 Td ({words}) Tj ET".encode())
    return assembled([*PAGE, drawn, FONT, *further], trailer)


def assembled(objects: list[bytes], trailer: bytes = b"") -> bytes:
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, trailer, start)
    return bytes(out)


def stream(content: bytes, about: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), about, content)


def packed(content: bytes, about: bytes = b"/Type /ObjStm /N 1 /First 5") -> bytes:
    """Objects packed into a stream."""
    return stream(zlib.compress(content), about + b" /Filter /FlateDecode")


def zipped(entries: dict[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def office(kind: str = "docx", *, main: str | None = None, words: str = "Minutes of Lisbon", **parts) -> bytes:
    """An Office document; `parts` by path, with __ for / and _dot_ for a dot, or in a dictionary `more`."""
    path, media_type = MAIN[kind]
    types = f'<Types><Override PartName="/{path}" ContentType="{main or media_type}"/></Types>'
    text = f'{XML}<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>'
    entries = {"[Content_Types].xml": XML + types, path: text, "_rels/.rels": relations()}
    return zipped({**entries, **parts.pop("more", {})}, **parts)


def relations(target: str = "word/document.xml", kind: str = "officeDocument", mode: str = "Internal") -> str:
    return (
        f'{XML}<Relationships><Relationship Id="a" Type="{RELATION}{kind}" Target="{target}" TargetMode="{mode}"/>'
        "</Relationships>"
    )


def open_document(kind: str = "odt", *, body: str = "<text:p>Minutes of Lisbon</text:p>", more=None) -> bytes:
    text = f'{XML}<o:document-content xmlns:o="o" xmlns:text="t" xmlns:draw="d" xmlns:xlink="x">{body}'
    entries = {
        "mimetype": f"application/vnd.oasis.opendocument.{OPEN[kind]}",
        "content.xml": f"{text}</o:document-content>",
        "META-INF/manifest.xml": f'{XML}<m:manifest xmlns:m="m"/>',
    }
    return zipped({**entries, **(more or {})})


def lying(kind: str = "docx") -> bytes:
    """An office document whose largest part says that it is small."""
    made = bytearray(office(kind, more={"word/media/image1.png": b"\0" * 2_000_000}))
    for size in (struct.pack("<L", 2_000_000),):
        while (at := made.find(size)) >= 0:
            made[at : at + 4] = struct.pack("<L", 2_000)
    return bytes(made)


def picture(form: str = "PNG", size=(60, 40), **options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, form, **options)
    return out.getvalue()


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))


def png_bomb(side: int = 50_000) -> bytes:
    squeeze = zlib.compressobj(1)
    row = b"\0" * (side // 8 + 1)
    rows = b"".join(squeeze.compress(row * 500) for _ in range(side // 500)) + squeeze.flush()
    head = struct.pack(">LLBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def many_entries(number: int = 60_000) -> bytes:
    return zipped({f"{one:x}": b"" for one in range(number)}, method=zipfile.ZIP_STORED)


HONEST = {
    "minutes.pdf": pdf,
    "packed.pdf": lambda: pdf(packed(b"9 0 << /Type /Outlines >>")),
    "large.pdf": lambda: pdf(contents=stream(b"q Q\n" * 6_000_000)),
    "minutes.docx": office,
    "budget.xlsx": lambda: office("xlsx"),
    "slides.pptx": lambda: office("pptx"),
    "chart.docx": lambda: office(more={"word/embeddings/sheet1.xlsx": office("xlsx")}),
    "link.docx": lambda: office(
        more={"word/_rels/document.xml.rels": relations("https://example.org/", "hyperlink", "External")}
    ),
    "minutes.odt": open_document,
    "budget.ods": lambda: open_document("ods"),
    "slides.odp": lambda: open_document("odp"),
    "link.odt": lambda: open_document(body='<text:a xlink:href="https://example.org/">there</text:a>'),
    "scan.png": picture,
    "scan.jpg": lambda: picture("JPEG"),
    "scan.webp": lambda: picture("WEBP"),
    "minutes.txt": lambda: "Grüße aus Århus\n".encode(),
    "windows.txt": lambda: "Grüße aus Århus\r\n".encode("cp1252"),
    "wide.txt": lambda: "Grüße aus Århus\n".encode("utf-16"),
    "minutes.md": lambda: b"# Minutes\n\n- 1 < 2, see <https://example.org/>\n",
}

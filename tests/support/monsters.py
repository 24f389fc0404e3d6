"""Files that do harm, or would like to, each with a word of the sentence by which it is refused."""

import io
import zipfile

from pypdf import PdfWriter

from ifiso.uploads.kinds import EICAR
from tests.support.zoo import (
    OLE,
    lying,
    many_entries,
    office,
    open_document,
    packed,
    pdf,
    picture,
    png_bomb,
    relations,
    stream,
    zipped,
)

SCRIPT = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
LAUGHS = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>'
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def locked_pdf() -> bytes:
    writer, out = PdfWriter(clone_from=io.BytesIO(pdf())), io.BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def locked_office() -> bytes:
    made = bytearray(office())
    for signature, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = made.find(signature)
        made[at + place] |= 1
    return bytes(made)


def part(path: str, content: str | bytes):
    return lambda: office(more={path: content})


def external(kind: str):
    return part("word/_rels/settings.xml.rels", relations("https://evil.example/x.dotm", kind, "External"))


def drawn(body: str):
    return lambda: open_document(body=body)


def nested() -> bytes:
    inner = office("xlsx", more={"xl/embeddings/sheet1.xlsx": office("xlsx")})
    return office(more={"word/embeddings/sheet1.xlsx": inner})


def hidden(about: bytes, content: bytes = b"9 0 " + SCRIPT):
    return lambda: pdf(packed(content, about))


PDFS = {
    "script.pdf": (lambda: pdf(SCRIPT), "script"),
    "opening.pdf": (lambda: pdf(trailer=b"/OpenAction << /S /JavaScript /JS (x) >>"), "script"),
    "escaped.pdf": (lambda: pdf(b"<< /S /J#61va#53cript /J#53 (x) >>"), "script"),
    "launch.pdf": (lambda: pdf(b"<< /S /Launch /F (cmd.exe) >>"), "script"),
    "form.pdf": (lambda: pdf(b"<< /XFA 9 0 R >>"), "script"),
    "packed.pdf": (hidden(b"/Type /ObjStm /N 1 /First 5"), "script"),
    "untyped.pdf": (hidden(b"/N 1 /First 5"), "script"),
    "spelt.pdf": (hidden(b"/Type /Obj#53tm /N 1 /F#69rst 5"), "script"),
    "string.pdf": (hidden(b"/First 5 /A (1 0 obj << endobj) /N 1"), "script"),
    "comment.pdf": (hidden(b"/First 5 % endobj\n /N 1"), "script"),
    "stream.pdf": (hidden(b"/First 5 /A (stream\n) /N 1"), "script"),
    "odd.pdf": (lambda: pdf(stream(b"39203020>", b"/Type /ObjStm /First 5 /Filter /ASCIIHexDecode")), "unusual"),
    "shuffled.pdf": (hidden(b"/Type /ObjStm /First 5 /DecodeParms << /Predictor 12 >>"), "unusual"),
    "broken.pdf": (lambda: pdf(stream(b"xxx", b"/Type /ObjStm /First 5 /Filter /FlateDecode")), "unusual"),
    "bomb.pdf": (hidden(b"/Type /ObjStm /N 1 /First 5", b" " * 200_000_000), "unfolds"),
    "attached.pdf": (lambda: pdf(b"<< /Type /EmbeddedFile >>"), "carries other files"),
    "locked.pdf": (locked_pdf, "password"),
    "half.pdf": (lambda: pdf()[:-60], "incomplete"),
    "html.pdf": (lambda: pdf().replace(b"%PDF-1.7\n", b"%PDF-1.7\n%" + HTML + b"\n"), "something else"),
    "tail.pdf": (lambda: pdf() + HTML, "something else"),
    "zip.pdf": (lambda: pdf() + zipped({"a.class": b"x"}), "incomplete|something else"),
    "before.pdf": (lambda: HTML + pdf(), "not taken"),
}

OFFICE = {
    "bomb.docx": (part("word/media/image1.png", b"\0" * 300_000_000), "unfolds"),
    "ratio.docx": (part("word/media/image1.png", b"\0" * 60_000_000), "unfolds"),
    "lying.docx": (lying, "unfolds"),
    "many.docx": (many_entries, "unfolds"),
    "nested.docx": (nested, "carries another file"),
    "zip.docx": (part("word/embeddings/x.bin", zipped({"a": b"x"})), "carries another file"),
    "program.docx": (part("word/media/image1.png", b"MZ\x90\0"), "another program"),
    "stranger.docx": (part("word/evil.exe", b"x"), "carries another file"),
    "macro.docx": (part("word/vbaProject.bin", OLE), "macros"),
    "macro.docm": (lambda: office(main=MACROS), "macros"),
    "sheet.xlsx": (lambda: office("xlsx", more={"xl/macrosheets/sheet1.xml": "<x/>"}), "macros"),
    "object.docx": (part("word/embeddings/oleObject1.bin", OLE), "another program"),
    "template.docx": (external("attachedTemplate"), "elsewhere"),
    "picture.docx": (external("image"), "elsewhere"),
    "chunk.docx": (part("word/_rels/document.xml.rels", relations("a.html", "aFChunk")), "carries another file"),
    "html.docx": (part("word/afchunk.html", HTML), "carries another file"),
    "field.docx": (part("word/footer1.xml", "<w:p><w:instrText>DDEAUTO c:\\x</w:instrText></w:p>"), "elsewhere"),
    "laughs.docx": (part("word/footer1.xml", LAUGHS), "XML"),
    "utf16.docx": (part("word/footer1.xml", LAUGHS.encode("utf-16")), "damaged"),
    "ebcdic.docx": (part("word/footer1.xml", '<?xml version="1.0" encoding="cp037"?><a/>'), "damaged"),
    "infected.docx": (part("word/media/image1.png", EICAR), "virus"),
    "slip.docx": (part("../../evil.xml", "<x/>"), "damaged"),
    "backslash.docx": (part("..\\evil.xml", "<x/>"), "damaged"),
    "locked.docx": (locked_office, "password"),
    "old.doc": (lambda: OLE + b"\0" * 1000, "old Office format"),
    "half.docx": (lambda: office()[:-30], "damaged"),
    "before.docx": (lambda: b"PK\3\4" + HTML + office(), "damaged"),
    "behind.docx": (lambda: office() + HTML, "damaged"),
    "lzma.docx": (lambda: office(method=zipfile.ZIP_LZMA), "damaged"),
    "plain.zip": (lambda: zipped({"minutes.txt": b"x"}), "not taken"),
    "basic.odt": (lambda: open_document(more={"Basic/Standard/Module1.xml": "<x/>"}), "macros"),
    "python.odt": (lambda: open_document(more={"Scripts/python/x.py": "x"}), "macros"),
    "event.odt": (drawn('<a xlink:href="vnd.sun.star.script:x.y?language=Basic"/>'), "macros"),
    "section.odt": (drawn('<text:section-source xlink:href="https://evil.example/"/>'), "elsewhere"),
    "picture.odt": (drawn('<draw:image xlink:href="//evil.example/a.png"/>'), "elsewhere"),
    "locked.odt": (
        lambda: open_document(
            more={"META-INF/manifest.xml": '<m:manifest xmlns:m="m"><m:encryption-data/></m:manifest>'}
        ),
        "password",
    ),
}

OTHERS = {
    "eicar.txt": (lambda: EICAR, "virus"),
    "page.txt": (lambda: HTML, "HTML"),
    "middle.txt": (lambda: b"Minutes\n" * 100_000 + b"<sCrIpT src=x>", "HTML"),
    "wide.txt": (lambda: HTML.decode().encode("utf-16"), "HTML"),
    "drawing.md": (lambda: SVG, "HTML"),
    "drawing.svg": (lambda: SVG, "not taken"),
    "page.html": (lambda: HTML, "not taken"),
    "script.js": (lambda: b"alert(1)", "not taken"),
    "minutes.txt.exe": (lambda: b"Minutes", "not taken"),
    "shell.txt": (lambda: b"#!/bin/sh\nrm -rf /\n", "not taken"),
    "binary.txt": (lambda: bytes(range(256)), "not taken"),
    "program.pdf": (lambda: b"MZ\x90\0" * 100, "not taken"),
    "letter.docx": (lambda: rb"{\rtf1\ansi Hello}", "not taken"),
    "moving.gif": (lambda: b"GIF89a/*" + picture("GIF")[8:] + b"*/=1;alert(1)", "not taken"),
    "html.jpg": (lambda: HTML + picture("JPEG"), "not taken"),
    "bomb.png": (png_bomb, "pixels"),
    "broken.png": (lambda: picture()[:60], "no PNG"),
    "riff.webp": (lambda: b"RIFF\0\0\0\0WAVEfmt ", "no PNG"),
    "huge.pdf": (lambda: b"%PDF-1.7\n" + b"\0" * (25 * 1024 * 1024), "larger than 25 MB"),
}

MONSTERS = PDFS | OFFICE | OTHERS

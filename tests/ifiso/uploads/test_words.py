"""The words of a document are found, and no PDF keeps its reader for ever."""

import io
import time

import pytest

from ifiso.uploads import text_of, words
from ifiso.uploads.kinds import DOCX, ODT, PDF, PICTURE, PPTX, TEXT, XLSX
from tests.support.zoo import assembled, office, open_document, packed, pdf, picture, stream, zipped

pytestmark = pytest.mark.once

SLIDE = '<a:p xmlns:a="a"><a:r><a:t>%s</a:t></a:r></a:p>'


def found(content, kind):
    return text_of(io.BytesIO(content), kind.media_type)


def test_each_kind_gives_its_words():
    assert found(pdf(words="Minutes of Lisbon"), PDF) == "Minutes of Lisbon"
    assert found(office(words="Minutes of Lisbon"), DOCX) == "Minutes of Lisbon"
    assert found(
        office("xlsx", more={"xl/sharedStrings.xml": "<s><si><t>Fees</t></si><si><t>none</t></si></s>"}), XLSX
    ) == ("Fees\nnone")
    assert found(open_document(body="<text:h>Lisbon</text:h><text:p>Day 1</text:p>"), ODT) == "Lisbon\nDay 1"
    assert found("Grüße\r\n\r\n\0aus  Århus".encode(), TEXT) == "Grüße\naus Århus"
    assert found(picture(), PICTURE) == ""


def test_slides_come_in_their_order():
    slides = {f"ppt/slides/slide{number}.xml": SLIDE % number for number in (10, 2, 1)}
    assert found(office("pptx", more=slides), PPTX).split() == ["1", "2", "10"]


def test_a_field_of_a_document_is_not_text():
    body = '<w:p xmlns:w="w"><w:instrText>PAGE</w:instrText><w:t>seven</w:t></w:p>'
    assert found(zipped({"word/document.xml": body}), DOCX) == "seven"


def test_what_is_too_long_is_cut(monkeypatch):
    monkeypatch.setattr(words, "LONGEST", 100)
    assert len(found(b"word " * 1000, TEXT)) == 100
    assert len(found(office(words="word " * 1000), DOCX)) == 100


def loop_of_pages():
    return assembled([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 99999 >>"])


def deep_pages():
    kids = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % number for number in range(3, 5000)]
    return assembled([b"<< /Type /Catalog /Pages 2 0 R >>", *kids])


def endless_text():
    return pdf(contents=packed(b"BT /F1 9 Tf " + b"(a) Tj " * 3_000_000 + b"ET", b""))


def endless_emptiness():
    return pdf(contents=packed(b" " * 500_000_000, b""))


def filters_in_filters():
    return pdf(contents=stream(b"x", b"/Filter [" + b"/FlateDecode " * 100_000 + b"]"))


def nothing_but_objects():
    return b"%PDF-1.7\n" + b"1 0 obj << /A [ " * 200_000 + b"startxref\n0\n%%EOF"


@pytest.mark.parametrize(
    "make", [loop_of_pages, deep_pages, endless_text, endless_emptiness, filters_in_filters, nothing_but_objects]
)
def test_a_malformed_pdf_is_given_up(monkeypatch, make):
    monkeypatch.setattr(words, "SECONDS", 2)
    content, began = make(), time.monotonic()
    assert len(found(content, PDF)) <= words.LONGEST
    assert time.monotonic() - began < 12

"""Markdown of people's reports: what it may become, and what it never becomes."""

import re
from html import escape
from html.parser import HTMLParser

import pytest

from ifiso.markdown import ATTRIBUTES, TAGS, image_mark, plain, render

pytestmark = pytest.mark.once


class Outline(HTMLParser):
    """Collects what a browser would see: tags, attributes, and the text between them."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.words = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_data(self, data):
        self.words.append(data)


def ids(html):
    return re.findall(r' id="([^"]*)"', html)


ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="x" onclick="alert(1)">x</a>',
    "<style>body{display:none}</style>",
    "<iframe src=//evil.example></iframe>",
    "<svg onload=alert(1)>",
    "<form action=//evil.example><input name=a></form>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](vbscript:msgbox)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    '![x](/a.png "" onerror=alert(1) x="")',
    '# <b id="content" onmouseover=alert(1)>x</b>',
    "```<script>alert(1)</script>\n```",
    "a\0<script>alert(1)</script>",
]


@pytest.mark.parametrize("text", ATTACKS)
def test_nothing_of_an_attack_runs(text):
    seen = Outline(render(text))

    assert set(seen.tags) <= TAGS
    for tag, name, value in seen.attributes:
        assert name in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()) | {"rel"}
        if name in {"href", "src"}:
            assert re.match(r"https?:|mailto:|/|#", value), value


def test_what_looks_like_html_is_read_as_text():
    assert "<b>bold</b>" in "".join(Outline(render("<b>bold</b>")).words)


@pytest.mark.parametrize("title", ["Content", "Sources", "source-1", "__proto__", 'x" id="content'])
def test_no_heading_takes_an_id_of_the_page(title):
    found = ids(render(f"## {title}"))

    assert found
    assert all(found_id.startswith("text-") for found_id in found)


def test_headings_begin_below_the_title_of_the_page():
    assert Outline(render("# One\n\n## Two\n\n### Three")).tags == ["h2", "h2", "h3"]


def test_headings_of_the_same_words_have_different_ids():
    found = ids(render("## Day 1\n\n## Day 1"))

    assert len(found) == len(set(found)) == 2


def test_a_footnote_leads_there_and_back():
    html = render("Agreed.[^1]\n\n[^1]: In Lisbon.")

    assert 'href="#text-fn1"' in html
    assert 'href="#text-fnref1"' in html
    assert {"text-fn1", "text-fnref1"} <= set(ids(html))


def test_only_the_classes_of_footnotes_survive():
    assert re.findall(r'class="([^"]*)"', render("```panel btn\nx\n```")) == []


def test_a_column_of_numbers_is_aligned_without_a_style():
    seen = Outline(render("| a | b |\n|:-:|--:|\n| 1 | 2 |"))

    assert seen.attributes == [("th", "class", "num"), ("td", "class", "num")]


def test_typographic_signs():
    assert "“So” – here…" in render('"So" -- here...')


def test_a_link_tells_the_other_site_nothing():
    assert 'rel="noopener nofollow"' in render("[x](https://example.org/)")


def test_an_image_of_its_own_is_a_figure_with_its_title_below():
    html = render('![Group](/media/group.jpg "The group in *Lisbon*")')

    assert html.strip() == (
        '<figure><img src="/media/group.jpg" alt="Group"><figcaption>The group in *Lisbon*</figcaption></figure>'
    )


def test_an_image_within_a_sentence_stays_there():
    assert Outline(render('See ![a](/a.png "b") here.')).tags == ["p", "img"]


@pytest.mark.parametrize("address", ["https://evil.example/x.png", "//evil.example/x.png", "http:x.png", "x.png"])
def test_an_image_from_elsewhere_is_a_link(address):
    seen = Outline(render(f"![Group]({address})"))

    assert seen.tags == ["p", "a"]
    assert seen.words[0] == "Group"


def test_an_image_whose_address_is_no_address_is_its_text():
    assert Outline(render("![Group](javascript:alert)")).tags == ["p"]


@pytest.mark.parametrize(
    "text",
    ["[" * 20_000, "*a " * 20_000, "> " * 5_000, "`" * 20_000 + "x", "- " * 5_000, "[a](" * 10_000, "|a" * 10_000,
     "a\n" * 50_000, "![" * 10_000, "[^1]" * 5_000 + "\n\n[^1]: x", "<" * 50_000],
    ids=["brackets", "stars", "quotes", "backticks", "lists", "links", "pipes", "lines", "images", "footnotes", "less"],
)  # fmt: skip
def test_huge_and_tangled_input_is_answered(text):
    assert isinstance(render(text), str)


def test_nothing_becomes_nothing():
    assert render("") == ""


def test_an_own_picture_keeps_its_place_before_it_comes():
    for name in ("ab-60x40.webp", "ab-60x40_Xy1.webp"):
        assert 'width="60" height="40"' in render(f"![Forty people](/reports/images/1/{name})")
    assert "width" not in render("![Forty people](/static/x.png)")


@pytest.mark.parametrize(
    "words", ["Plain", "An [open] hall", "a*b*c_d_ `e` <b>", 'said "so"', "end\\", "![x](/y)", "&amp;"]
)
def test_the_mark_of_a_picture_holds_any_words(words):
    page = render(image_mark("/x.png", words, words))
    shown = escape(words, quote=False)
    assert f'alt="{escape(words)}"' in page or f'alt="{shown}"' in page.replace("&quot;", '"')
    assert f"<figcaption>{shown}</figcaption>" in page


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# Notes\n\nWe *agreed*.", "Notes We agreed."),
        ("[IAPS](https://example.org/), the `host`,\nand others", "IAPS, the host, and others"),
        ("- one\n- two\n\n![A hall](/x.png)", "one two"),
        ("```\ncode\n```", "code"),
        ("", ""),
    ],
)
def test_the_words_alone(text, words):
    assert plain(text) == words

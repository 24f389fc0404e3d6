import time
from contextlib import suppress

import pytest

from ifiso.markdown import render
from meetings.imports import UnreadableError
from meetings.posts import Markup, Written
from meetings.posts.bodies import body_of
from meetings.posts.reading import read_file
from tests.support.posts import CANARIES, JEKYLL


def converted(text, markup=Markup.HTML, **values):
    return body_of(Written("post.html", 1, markup, text, **values))


def test_the_whole_of_a_post_from_jekyll():
    (post,) = read_file("lisbon.md", JEKYLL.encode())
    body = body_of(post)
    assert body.text.split("\n\n") == [
        "## Autumn IFISO in Lisbon",
        "From the 17th to 20th of November 2016 we met in Lisbon. [name removed], our External Officer, went there.",
        "![All of us](picture:0)",
        '![A table](picture:1 "The table of the last evening")',
        "### What comes next",
        "Write to the team or to [address removed], or call [number removed].",
    ]
    assert [picture.name for picture in body.pictures] == ["all-of-us-1024x683.jpg", "table.png"]
    assert body.notes == [
        "A gallery numbers 3 pictures of which this file does not tell the names.",
        "Who wrote it was left out.",
        "The name of 1 person was taken out: the public archive names people only where they agreed.",
        "2 addresses or telephone numbers were taken out.",
    ]
    assert not [canary for canary in CANARIES if canary in body.text]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h3>A</h3><p>x</p><h4>B</h4><p>y</p>", "## A\n\nx\n\n### B\n\ny"),
        ("<h2>A</h2><p>x</p><h5>B</h5><p>y</p><h1>C</h1><p>z</p>", "## A\n\nx\n\n### B\n\ny\n\n## C\n\nz"),
        ("<p>x</p><h2>Nothing below</h2>", "x"),
        ('<p><a href="/a">x</a></p>', "x"),
        ('<p><a href="javascript:alert(1)">x</a></p>', "x"),
        ('<p><img src="data:image/png;base64,xx" alt="x">y</p>', "y"),
        ('<p>y<img src="/p.gif" width="1" height="1"></p>', "y"),
        ("<p>x {% include a.html %}{{ page.x }}</p>", "x"),
        ("<p>x [contact-form-7 id=1] [1] y</p>", "x [1] y"),
        ("<p>a [see](b=1) [not=a code]</p>", "a [see](b=1) [not=a code]"),
        ("<p>Real.</p><h3>Related posts</h3><ul><li>Other</li></ul>", "Real."),
        ("<div><div>a</div><div>b</div></div>", "a\n\nb"),
    ],
)
def test_what_becomes_of_html(html, text):
    assert converted(html).text == text


def test_links_of_the_same_site_are_completed_by_its_address():
    body = converted('<p><a href="/more">x</a></p>', origin="https://example.org/2016/post/")
    assert body.text == "[x](https://example.org/more)"


def test_markdown_stays_what_it_is():
    text = "## A\n\n- one\n- **two**\n\n> said\n\n| a | b |\n| --- | --- |\n| 1 | 2 |"
    assert converted(text, Markup.MARKDOWN).text == text


def test_wordpress_begins_paragraphs_with_empty_lines():
    body = converted("<!-- wp:paragraph -->One\ntwo\n\n<strong>Three</strong>", Markup.WORDPRESS)
    assert render(body.text) == "<p>One<br>\ntwo</p>\n<p><strong>Three</strong></p>\n"


def test_plain_text_is_no_markdown():
    body = converted("*no* <b>html</b>\n\n1. one\n\n# two\n\nin 2016. Yes", Markup.PLAIN)
    assert render(body.text).count("<p>") == 4
    assert "in 2016. Yes" in body.text


def test_a_gallery_shows_the_pictures_that_the_file_knows():
    body = converted('[gallery ids="7,8"]', Markup.WORDPRESS, files={"7": "https://x.example/a/group.jpg"})
    assert [picture.name for picture in body.pictures] == ["group.jpg"]
    assert body.notes == ["A gallery numbers 1 picture of which this file does not tell the name."]


@pytest.mark.parametrize("people", [["Quirin Zettelmeyer", "qzett"]])
@pytest.mark.parametrize(
    "line",
    [
        "By Quirin Zettelmeyer",
        "Quirin Zettelmeyer, External Officer",
        "written by Somebody Else on 2 April 2014",
        "Author: Somebody van Else",
        "<em>Posted by qzett</em>",
    ],
)
def test_whoever_wrote_it_is_left_out(line, people):
    assert converted(f"<p>One.</p><p>{line}</p>", people=people).text == "One."


def test_a_sentence_that_begins_with_by_is_none_about_the_author():
    assert converted("<p>By Sunday everybody was tired.</p>").text == "By Sunday everybody was tired."


@pytest.mark.parametrize(
    "html",
    [
        "<p>x" + "<em>" * 100_000,
        "<blockquote>" * 20_000 + "x",
        "[caption " * 50_000,
        "{{" * 100_000,
        "[a b=" * 100_000,
        '[embed]http://x"' * 20_000,
        "a@" * 200_000,
        "By A" + " B" * 100_000,
        "+1 " + "2 " * 100_000,
        "<!--" * 100_000,
        "A" * 300_000 + ", our officer",
        "Ab " * 100_000,
    ],
)
def test_a_hostile_text_takes_no_time(html):
    began = time.process_time()
    with suppress(UnreadableError):
        converted(html, Markup.WORDPRESS)
    assert time.process_time() - began < 5

import time

import pytest

from meetings.imports import UnreadableError
from meetings.posts import Markup
from meetings.posts.reading import read_file
from tests.support.posts import JEKYLL, attachment, export, item


def one(name, text):
    (post,) = read_file(name, text.encode() if isinstance(text, str) else text)
    return post


def fault(name, data):
    with pytest.raises(UnreadableError) as caught:
        read_file(name, data)
    return caught.value.line, caught.value.sentence


def test_a_head_tells_what_the_post_is_and_nothing_of_wordpress():
    post = one("lisbon.md", JEKYLL)
    assert (post.title, post.published_on) == ("We were in Lisbon: four days with the others", "2016-12-01")
    assert post.origin == "https://www.example.org/2016/12/lisbon/"
    assert post.labels == ["Event", "Training", "ifiso", "fundraising ideas"]
    assert "Quirin Zettelmeyer" in post.people
    assert post.notes == ["Not taken over from the file's head: meta, author."]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("date: 2014-04-02", "2014-04-02"),
        ("date: 2014-04-02T23:30:00Z", "2014-04-02"),
        ("date: April 2, 2014", "2014-04-02"),
        ("date: 2014-04", "2014-04"),
        ("date: 2014-99-99", ""),
        ("title: x", ""),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(head, day):
    assert one("post.md", f"---\n{head}\n---\nText").published_on == day


def test_the_name_of_a_file_tells_date_and_title_where_the_head_does_not():
    post = one("2014-04-02-back-in-the-forum.md", "---\nlayout: post\n---\nText")
    assert (post.published_on, post.title) == ("2014-04-02", "Back in the forum")


@pytest.mark.parametrize("head", ["published: false", "draft: true", "status: draft", "status: private"])
def test_what_was_not_published_there_is_not_for_us(head):
    assert one("post.md", f"---\n{head}\n---\nText").refused == "It was never published there."


def test_a_plain_text_begins_with_its_title():
    post = one("report.txt", "On the meeting\n\nIt was good.\n")
    assert (post.title, post.text.strip(), post.markup) == ("On the meeting", "It was good.", Markup.PLAIN)


def test_a_saved_page_tells_by_its_head():
    page = (
        '<!DOCTYPE html><html><head><title>Site | Post</title><meta property="og:title" content="Our meeting">'
        '<meta property="article:published_time" content="2016-12-01T10:00:00+01:00"><meta name="author" '
        'content="Quirin Zettelmeyer"><link rel="canonical" href="https://example.org/p/"></head>'
        "<body><nav>Menu</nav><p>IFISO met.</p></body></html>"
    )
    post = one("page.html", page)
    assert (post.title, post.published_on, post.origin) == ("Our meeting", "2016-12-01", "https://example.org/p/")
    assert post.people == ["Quirin Zettelmeyer"]


def test_an_export_gives_its_posts_and_passes_pages_and_attachments_by():
    data = export(attachment(7, "https://blog.example/a/group.jpg"), item(1), item(2, kind="page"), item(3), site="AAA")
    posts = read_file("export.xml", data)
    assert [post.origin for post in posts] == ["https://blog.example/1/", "https://blog.example/3/"]
    assert {(post.published_on, post.site) for post in posts} == {("2016-12-01", "AAA")}
    assert posts[0].files == {"7": "https://blog.example/a/group.jpg"}
    assert posts[1].line > posts[0].line > 1


def test_drafts_and_posts_behind_a_password_are_read_and_refused():
    posts = read_file("export.xml", export(item(1, status="draft"), item(2, password="x"), item(3)))
    assert [bool(post.refused) for post in posts] == [True, True, False]


@pytest.mark.parametrize(
    ("name", "data", "line", "sentence"),
    [
        ("a.docx", b"PK", 0, "Only Markdown, HTML, plain text and exports of WordPress (XML) are read."),
        ("a.md", b"PK\x03\x04", 0, "This is no text that can be read. Save it as UTF-8."),
        ("a.md", b"\xff\xfe\x00\xd8", 1, "This is no text that can be read. Save it as UTF-8."),
        ("a.txt", b"  \n ", 0, "This file is empty."),
        ("a.md", b"---\ntitle: x\n", 1, "The head of this file, which begins with ---, never ends."),
        ("a.md", b"---\ntitle: x\nb: [\n---\n", 3, "The head of this file is not valid YAML."),
        ("a.md", b"---\njust words\n---\n", 2, "The head of this file has no lines such as \u201ctitle: \u2026\u201d."),
        ("a.xml", b"<?xml version='1.0'?>\n<x/>", 1, "This XML is no export of WordPress: its outermost element is not <rss>."),  # noqa: E501
        ("a.xml", b"<?xml version='1.0'?>\n<rss><channel>", 2, "This is no valid XML: no element found."),
        ("a.xml", b"<rss></rss>", 0, "This export holds no posts."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_gets_a_sentence_and_a_line(name, data, line, sentence):
    where, told = fault(name, data)
    assert told == sentence
    assert where == line or (line == 1 and where >= 1) or (line in {2, 3} and where in {3, 4})


BOMB = b'<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
ALIASES = b"a: &a [x]\n" + b"".join(b"b%d: &b%d [*a,*a]\n" % (n, n) for n in range(40))


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.xml", b"<?xml version='1.0'?>" + BOMB + b"<rss>&b;</rss>", "DOCTYPE"),
        ("a.xml", b"<rss>" + b"<a>" * 200_000, "nested"),
        ("a.xml", b"<?xml version='1.0' encoding='x-none'?><rss/>", "encoding"),
        ("a.xml", b"<rss><channel><item><title>" + b"x" * 1_100_000, "million"),
        ("a.md", b"---\n" + ALIASES + b"---\n", "aliases"),
        ("a.md", b"---\na: " + b"[" * 100_000 + b"\n---\n", "nested"),
        ("a.md", b"---\na: !!python/object/apply:os.system ['true']\n---\n", ""),
        ("a.md", b"---\na: " + b"9" * 150_000 + b"\n---\n", ""),
        ("a.md", b"---\n" + b"a: b\n" * 50_000 + b"---\n", "longer"),
        ("a.txt", b"x" * 1_100_000, "million"),
        ("a.txt", b"x" * (50 * 1024 * 1024), "larger than 32 MB"),
    ],
)
def test_bombs_are_put_aside_quickly(name, data, word):
    began = time.process_time()
    if word:
        assert word in fault(name, data)[1]
    else:
        read_file(name, data)
    assert time.process_time() - began < 2

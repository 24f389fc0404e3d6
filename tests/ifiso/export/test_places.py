import pytest

from ifiso.export.places import Address, own_address, place_of, public_address, way


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/members/", ("/members/", "", "")),
        ("?page=2#top", ("/reports/", "page=2", "top")),
        ("#top", ("/reports/", "", "top")),
        ("https://registry.example.org/members/", None),
        ("../topics/", ("/topics", "", "")),
        ("/caf%C3%A9/", ("/café/", "", "")),
        ("//evil.example/", None),
        ("mailto:a@example.org", None),
        ("webcal://registry.example.org/meetings.ics", None),
        ("http://[", None),
    ],
)
def test_links_into_the_registry(link, expected):
    assert own_address(link, "/reports/?kind=news") == expected


@pytest.mark.parametrize(
    ("path", "query", "expected"),
    [
        ("/reports/", "", "/reports/"),
        ("/reports/", "kind=news&page=1", "/reports/?kind=news"),
        ("/reports/", "page=2&kind=news", "/reports/?kind=news&page=2"),
        ("/reports/", "kind=&year=2016", "/reports/?year=2016"),
        ("/meetings/autumn-2016/agenda/", "topic=alumni", "/meetings/autumn-2016/agenda/"),
        ("/search/", "q=x", "/search/"),
        ("/documents/12/", "", "/documents/12/"),
    ],
)
def test_what_the_copy_keeps(path, query, expected):
    assert str(public_address(path, query)) == expected


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/reports/", "kind=news&year=2016"),
        ("/reports/", "other=1"),
        ("/enquire/", "to=ifmsa"),
        ("/enquire/received/1:abc/", ""),
        ("/desk/", ""),
        ("/demo/", ""),
        ("/accounts/login/", ""),
        ("/admin/", ""),
        ("/meetings/autumn-2016/registration/abc/", ""),
        ("/calendar/abc.ics", ""),
        ("/meetings/autumn-2016/host/", ""),
        ("/service-worker.js", ""),
        ("/nowhere/at/all", ""),
    ],
)
def test_what_it_leaves_to_the_registry(path, query):
    assert public_address(path, query) is None


@pytest.mark.parametrize(
    ("address", "content_type", "filename", "place"),
    [
        (Address("/"), "text/html; charset=utf-8", "", "index.html"),
        (Address("/reports/", "kind=news&page=2"), "text/html", "", "reports/kind=news/page=2/index.html"),
        (Address("/reports/feed/"), "application/atom+xml; charset=utf-8", "", "reports/feed.xml"),
        (Address("/meetings/a/agenda/agenda.ics"), "text/calendar", "", "meetings/a/agenda/agenda.ics"),
        (Address("/documents/12/"), "application/pdf", "minutes.pdf", "documents/12/minutes.pdf"),
        (Address("/documents/12/"), "text/plain", f"{'x' * 80}.docx", f"documents/12/{'x' * 80}.docx"),
        (Address("/photos/12/"), "image/webp", "", "photos/12.webp"),
    ],
)
def test_places(address, content_type, filename, place):
    assert place_of(address, content_type, filename) == place


def test_what_no_file_system_likes_gets_a_name_of_its_own():
    names = {place_of(Address("/members/", f"country={value}"), "text/html") for value in ("..%2F..", "A%2FB", "%00")}
    assert len(names) == 3
    assert all(name.count("/") == 2 and ".." not in name for name in names)


def test_the_way_from_one_file_to_another():
    assert way("meetings/a/index.html", "members/x/index.html") == "../../members/x/index.html"
    assert way("index.html", "reports/kind=news/index.html") == "reports/kind=news/index.html"

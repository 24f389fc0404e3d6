import pytest

from ifiso.export.links import addresses_in, addresses_in_style, with_addresses


def shouted(link):
    return link.upper()


def test_every_address_of_a_tag_is_read():
    page = '<a class="x" href="/a/?b=1&amp;c=2">href="/no/"</a><img src="/i.webp" srcset="/s.webp 480w, /l.webp 2x">'
    assert list(addresses_in(page)) == ["/a/?b=1&c=2", "/i.webp", "/s.webp", "/l.webp"]


def test_addresses_are_replaced_and_nothing_else():
    page = '<a title="a > b" href="/a/?b&amp;c">src="/t/"</a>\n<img alt="" srcset="/s.webp 1x,/l.webp 2x"><br>'
    made = '<a title="a > b" href="/A/?B&amp;C">src="/t/"</a>\n<img alt="" srcset="/S.WEBP 1x, /L.WEBP 2x"><br>'
    assert with_addresses(page, shouted) == made


@pytest.mark.parametrize("page", ["", "<", '<a href="/a/', "a < b and b > c", '<p title="', "<!-- <a> -->"])
def test_what_is_no_tag_stays(page):
    assert with_addresses(page, shouted) == page


def test_attributes_that_only_end_like_one_stay():
    assert with_addresses('<a data-href="/a/" data-stars="/s/">', shouted) == '<a data-href="/a/" data-stars="/S/">'


def test_addresses_in_a_style():
    assert list(addresses_in_style("a { b: url(x.svg) } c { d: url( '../e.woff2' ) }")) == ["x.svg", "../e.woff2"]

"""The page helpers find what they are there to find; without these controls a silent helper would pass everything."""

import pytest

from tests.support.pages import assert_accessible, assert_fits, every_look, html_faults

GOOD = '<!doctype html><html lang="en"><head><title>Page</title></head><body><main><h1>Page</h1></main></body></html>'
BAD = GOOD.replace("</main>", '<img src="/x"></main>')


@pytest.mark.once
def test_the_html_checker_names_the_page_and_the_fault():
    faults = html_faults({"good": GOOD, "bad": BAD})
    assert len(faults) == 1
    assert faults[0].startswith("  bad, line 1: An “img” element must have an “alt” attribute")


def test_axe_finds_a_picture_without_text(page, console):
    page.set_content(BAD)
    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(page)
    console.clear()


def test_a_page_wider_than_its_window_is_found(page):
    page.set_content(GOOD)
    assert [look for look in every_look(page) if not assert_fits(page)] == [
        ("light", 375),
        ("light", 1280),
        ("dark", 375),
        ("dark", 1280),
    ]
    page.evaluate("document.querySelector('main').style.width = '2000px'")
    with pytest.raises(AssertionError, match="px wide in a window of 1280 px"):
        assert_fits(page)


def test_the_console_is_watched(page, console):
    page.evaluate("console.warn('look here')")
    page.evaluate("setTimeout(() => { throw new Error('uncaught one') })")
    page.wait_for_timeout(100)
    assert "look here" in console[0]
    assert "uncaught one" in console[1]
    console.clear()

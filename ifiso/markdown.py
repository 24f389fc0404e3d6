"""Markdown to HTML that is safe to show, whoever wrote it."""

import nh3
from markdown_it import MarkdownIt
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.footnote import footnote_plugin

# Ids from people's text get a prefix, so that none can stand in for one of the page's own.
ID_PREFIX = "text-"
TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "em", "strong", "s", "sup", "sub", "a", "code", "pre"),
    *("blockquote", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "section", "img"),
}
ATTRIBUTES = {
    "*": {"id", "class"},
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
}
CLASSES = {"footnotes", "footnotes-list", "footnote-item", "footnote-ref", "footnote-backref"}

_parser = MarkdownIt("commonmark", {"typographer": True, "html": False}).enable(
    ["table", "strikethrough", "replacements", "smartquotes"]
)
_parser.use(footnote_plugin).use(anchors_plugin, min_level=2, max_level=3)


def _clean(tag: str, attribute: str, value: str) -> str | None:
    if attribute == "id":
        return ID_PREFIX + value
    if attribute == "class":
        return " ".join(set(value.split()) & CLASSES) or None
    if attribute == "href" and value.startswith("#"):
        return f"#{ID_PREFIX}{value[1:]}"
    return value


def render(text: str) -> str:
    """Sanitised HTML of a Markdown `text`; headings begin at the second level, because the page has the first."""
    return nh3.clean(
        _parser.render(text).replace("<h1", "<h2").replace("</h1>", "</h2>"),
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_clean,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow",
    )

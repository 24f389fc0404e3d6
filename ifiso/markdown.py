"""Markdown to HTML that is safe to show, whoever wrote it."""

import re

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.anchors import anchors_plugin
from mdit_py_plugins.footnote import footnote_plugin

# Ids from people's text get a prefix, so that none can stand in for one of the page's own.
ID_PREFIX = "text-"
TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "em", "strong", "s", "sup", "sub", "a", "code", "pre"),
    *("blockquote", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "section", "img"),
    *("figure", "figcaption"),
}
ATTRIBUTES = {
    "*": {"id", "class"},
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
}
# The registry's own pictures tell in their names how large they are, so that a page does not jump when they come.
MEASURED = re.compile(r"-([0-9]{1,5})x([0-9]{1,5})(?:_[0-9A-Za-z]+)?\.webp$")
CLASSES = {"num", "footnotes", "footnotes-list", "footnote-item", "footnote-ref", "footnote-backref"}

_parser = MarkdownIt("commonmark", {"typographer": True, "html": False}).enable(
    ["table", "strikethrough", "replacements", "smartquotes"]
)
_parser.use(footnote_plugin).use(anchors_plugin, min_level=2, max_level=3)


def _link_foreign_images(state: StateCore) -> None:
    """Show images of this site only: another one would learn who reads the page, and the CSP keeps it out anyway."""
    for token in state.tokens:
        if token.children:
            token.children = [part for child in token.children for part in _shown(child)]


def _shown(token: Token) -> list[Token]:
    address = str(token.attrs.get("src", "")) if token.type == "image" else "/"
    if address.startswith("/") and not address.startswith("//"):
        if measured := MEASURED.search(address):
            token.attrs["width"], token.attrs["height"] = measured.groups()
        return [token]
    text = Token("text", "", 0, content=token.content or address)
    return [Token("link_open", "a", 1, attrs={"href": address}), text, Token("link_close", "a", -1)]


def _make_figures(state: StateCore) -> None:
    """Make an image that is a paragraph of its own a figure, and its title the caption."""
    for opening, inline, closing in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        children = inline.children or []
        alone = [child.type for child in children] == ["image"]
        if opening.type == "paragraph_open" and not opening.hidden and alone:
            opening.tag = closing.tag = "figure"
            if caption := str(children[0].attrs.pop("title", "")):
                children.append(Token("figcaption_open", "figcaption", 1))
                children.append(Token("text", "", 0, content=caption))
                children.append(Token("figcaption_close", "figcaption", -1))


def _align_numbers(state: StateCore) -> None:
    """Cells of a column aligned to the right hold numbers; the class says so, because the CSP forbids inline styles."""
    for token in state.tokens:
        if token.attrs.pop("style", "") == "text-align:right":
            token.attrs["class"] = "num"


_parser.core.ruler.push("align_numbers", _align_numbers)
_parser.core.ruler.push("link_foreign_images", _link_foreign_images)
_parser.core.ruler.push("make_figures", _make_figures)


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


def image_mark(address: str, alternative: str, caption: str = "") -> str:
    """The Markdown that shows the picture at `address`, whatever its words hold."""
    words = re.sub(r"([\\\[\]`*_<&])", r"\\\1", alternative)
    title = re.sub(r'([\\"&])', r"\\\1", caption)
    return f'![{words}]({address} "{title}")' if caption else f"![{words}]({address})"


def _words_of(part: Token) -> str:
    if part.type in {"softbreak", "hardbreak"}:
        return " "
    return part.content if part.type in {"text", "code_inline"} else ""


def plain(text: str) -> str:
    """The words of a Markdown `text` in one line, without its marks and its addresses."""
    blocks = _parser.parse(text)
    inline = ["".join(map(_words_of, block.children)) for block in blocks if block.children]
    code = [block.content for block in blocks if block.type in {"fence", "code_block"}]
    return " ".join(" ".join([*inline, *code]).split())

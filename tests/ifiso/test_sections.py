"""Putting something under a heading of a Markdown text, whatever people write into either."""

import html
import re

import pytest

from ifiso.markdown import render
from ifiso.sections import below, escaped, sections, with_parts

WILD = [
    "*a* _b_ [x](y) <b> `c`",
    "# head",
    "1. list",
    "2) list",
    "- dash",
    "+ plus",
    "= = =",
    "a...b ---- c ???? ,,,,",
    "(c) (TM) +- 5",
    "~~~ ``` ~~gone~~",
    "![x](/y) [^1] ^[note]",
    "a & b &amp; &#42;",
    "AT&T | cells | <script>alert(1)</script>",
    "back\\slash \\*",
    "...",
    "two\nlines\n\n# and more",
]
AROUND = ["{}", "# {}", "- **{}**", "*{}*", "**{}** (well, {})", "said {}", "> {}"]


def shown(markdown):
    return html.unescape(re.sub("<[^>]+>", "", render(markdown))).strip()


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("words", WILD)
def test_escaped_words_show_as_they_are(words, around):
    line = " ".join(words.split())
    plain = re.sub(r"^(# |- |> )|(?<!\w)\*+|\*+(?=$| \()", "", around)
    assert shown(around.replace("{}", escaped(words))) == plain.replace("{}", line)


TEXT = """Before all.

## One

*Only said when.*

### Two

Something.

```
# no heading
```

Three
-----

- a list
  # in it

# Four"""


def test_sections_end_at_the_next_heading_that_is_not_below_theirs():
    assert [(one.words, one.level, one.is_empty) for one in sections(TEXT)] == [
        ("One", 2, False),
        ("Two", 3, False),
        ("Three", 2, False),
        ("Four", 1, True),
    ]


def test_a_text_without_headings_has_no_sections():
    assert sections("") == sections("Only words.") == []


@pytest.mark.parametrize("typed", ["*a* b", "*a* *b*", "a", "---", "- a", "*a*\n\n*b*", "![x](/y)", "    code"])
def test_what_somebody_typed_is_not_nothing(typed):
    assert not sections(f"## Here\n\n{typed}\n")[0].is_empty


def test_parts_come_last_in_their_sections_and_nothing_else_moves():
    found = {section.words: section for section in sections(TEXT)}
    text = with_parts(TEXT, {found["One"]: "First.\n\nMore.", found["Two"]: "Second.", found["Four"]: "Last."})
    assert text == TEXT.replace("```\n\nThree", "```\n\nSecond.\n\nFirst.\n\nMore.\n\nThree") + "\n\nLast."
    assert [one.words for one in sections(text)] == ["One", "Two", "Three", "Four"]


def test_headings_of_a_part_go_below_that_of_its_section():
    part = "# Mine\n\ntext\n\nOther\n=====\n\n###### Deep"
    assert below(part, 3) == "#### Mine\n\ntext\n\n#### Other\n\n\n###### Deep"


@pytest.mark.parametrize("part", ["```\ncode", "~~~~ py\ncode\n~~~", "```"])
def test_code_that_is_never_closed_ends_with_its_part(part):
    text = with_parts("# One\n\n# Two", {sections("# One\n\n# Two")[0]: below(part, 1)})
    assert [section.words for section in sections(text)] == ["One", "Two"]


@pytest.mark.parametrize("part", ["```\ncode\n```", "no code", "", "~~~\n~~~~"])
def test_what_is_closed_stays_as_it_is(part):
    assert below(part, 3) == part

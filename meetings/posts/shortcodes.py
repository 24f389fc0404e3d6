"""What stands in a text for the program that showed it: WordPress's [shortcodes] and the {{ marks }} of Liquid."""

import html
import re
from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# The address of its own site stands before a path; it is the one mark of which something is left.
OWN_SITE = re.compile(
    r"\{\{-?\s*(?:site\.(?:baseurl|url)|[\"'][^\"'{}]{0,300}[\"']\s*\|\s*(?:relative|absolute)_url)\s*-?\}\}"
)
QUOTED = re.compile(r"[\"']([^\"']*)[\"']")
LIQUID = re.compile(r"\{\{[^{}]{0,500}\}\}|\{%[^{}]{0,500}%\}")
CAPTION = re.compile(r"\[caption\b([^\]]{0,500})\](.{0,5000}?)\[/caption\]", re.DOTALL)
CAPTIONED = re.compile(r"\s*((?:<a\b[^>]{0,2000}>\s*)?<img\b[^>]{0,2000}>(?:\s*</a>)?)\s*(.*)", re.DOTALL)
GALLERY = re.compile(r"\[gallery\b([^\]]{0,5000})\]")
IDS = re.compile(r"\bids=[\"']?([\d,\s]{1,5000})")
EMBED = re.compile(r"\[embed\b[^\]]{0,500}\]\s*(https?://[^\s\[\]]{1,1000})\s*\[/embed\]")
# Any other: known by its name, or by what only a shortcode has.
KNOWN = (
    r"audio|video|playlist|contact-form(?:-7)?|contact-field|youtube|vimeo|googlemaps|googleapps|more|subscribe2"
    r"|wp_caption|caption|embed|polldaddy|slideshow|tweet|twitter-timeline|facebook|instagram|slideshare|scribd"
    r"|soundcloud|vc_\w{1,40}|et_pb_\w{1,40}"
)
VALUE = r"(?:\"[^\"\]]{0,500}\"|'[^'\]]{0,500}'|[^\s\]\"'(]{1,200})"
OTHER = re.compile(
    rf"\[/?(?:(?:{KNOWN})\b[^\]\[]{{0,2000}}|[a-z][\w-]{{1,40}}(?:\s+[\w-]{{1,40}}={VALUE}){{1,30}}\s*/?)\](?!\()"
)


def mark_was_left_out(number: int) -> str:
    return ngettext(
        "%(number)d mark of the program that made the page was left out.",
        "%(number)d marks of the program that made the page were left out.",
        number,
    )


def code_was_left_out(number: int) -> str:
    return ngettext("%(number)d shortcode was left out.", "%(number)d shortcodes were left out.", number)


def without_codes(text: str, files: Mapping[str, str], notes: list[str]) -> str:
    """`text` as HTML or Markdown alone; notes what was left out. `files` are the pictures that galleries number."""
    text = OWN_SITE.sub(lambda mark: quoted[1] if (quoted := QUOTED.search(mark[0])) else "", text)
    text = left_out(LIQUID, text, notes, mark_was_left_out)
    text = CAPTION.sub(lambda match: figure(match[2]), text)
    text = GALLERY.sub(lambda match: gallery(match[1], files, notes), text)
    text = EMBED.sub(lambda match: f'<p><a href="{html.escape(match[1])}">{html.escape(match[1])}</a></p>', text)
    return left_out(OTHER, text, notes, code_was_left_out)


def left_out(pattern: re.Pattern, text: str, notes: list[str], sentence: Callable[[int], str]) -> str:
    text, number = pattern.subn("", text)
    if number:
        notes.append(sentence(number) % {"number": number})
    return text


def figure(inside: str) -> str:
    if match := CAPTIONED.fullmatch(inside):
        return f"<figure>{match[1]}<figcaption>{match[2].strip()}</figcaption></figure>"
    return inside


def gallery(attributes: str, files: Mapping[str, str], notes: list[str]) -> str:
    """Its pictures, where the file knows their names; it numbers them only."""
    match = IDS.search(attributes)
    numbers = [number.strip() for number in match[1].split(",") if number.strip()] if match else []
    known = [files[number] for number in numbers if number in files]
    if missing := len(numbers) - len(known):
        notes.append(
            ngettext(
                "A gallery numbers %(number)d picture of which this file does not tell the name.",
                "A gallery numbers %(number)d pictures of which this file does not tell the names.",
                missing,
            )
            % {"number": missing}
        )
    elif not numbers:
        notes.append(_("A gallery was left out; which pictures it showed is not told."))
    return "".join(f'<p><img src="{html.escape(address)}" alt=""></p>' for address in known)

"""The few tags that every template may use."""

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from ifiso import markdown as md
from ifiso.dates import PartialDate, display_span

register = template.Library()


@register.simple_tag
def icon(name: str) -> str:
    """A line icon from the sprite; decorative, so the text beside it must say the same."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("icons.svg"),
        name,
    )


@register.filter
def markdown(text: str) -> str:
    """Markdown as sanitised HTML."""
    return mark_safe(md.render(text))  # noqa: S308 - nh3 has cleaned it


@register.filter
def written(date: PartialDate | None) -> str:
    """A partial date as a person would write it; empty for None."""
    return date.display() if date else ""


@register.simple_tag
def span(start: PartialDate | None, end: PartialDate | None) -> str:
    """Two partial dates as one: `17–20 November 2016`."""
    return display_span(start, end)


@register.simple_tag
def webcal(path: str) -> str:
    """The address by which a calendar program is asked to subscribe to the calendar at `path`."""
    return f"webcal://{settings.BASE_URL.partition('://')[2]}{path}"


@register.simple_tag(takes_context=True)
def cite(context: dict, source) -> str:
    """A footnote mark that leads to the source in the page's list of sources; nothing where there is no source."""
    return mark_of(context, source) if source else ""


@register.simple_tag(takes_context=True)
def also(context: dict, row, pk: int | None = None) -> str:
    """What further sources say about the statement that `row` makes: their marks, after their words if they differ.

    Where there is no row, its model's label and its key do.
    """
    if not row:
        return ""
    label, key = (row, pk) if pk else (row._meta.label_lower, row.pk)
    further = context["further_sources"].of(label, key)
    return format_html_join("", "{}{}", ((otherwise(one), mark_of(context, one.source)) for one in further))


def otherwise(evidence) -> str:
    if evidence.stance == "supports":
        return ""
    return format_html(' <span class="otherwise">{}</span>', _("another source: “%(said)s”") % {"said": evidence.said})


def mark_of(context: dict, source) -> str:
    number = context["citations"].number(source)
    label = _("Source %(number)d: %(title)s") % {"number": number, "title": source.title}
    return format_html('<sup class="cite"><a href="#source-{}" aria-label="{}">{}</a></sup>', number, label, number)

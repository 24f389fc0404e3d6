"""What a host fills in to begin an agenda: which meeting to follow, or a table or file to read."""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ifiso.cleaning import printable
from meetings.imports import Reading, UnreadableError
from meetings.imports.schedule_json import read_json
from meetings.imports.schedule_xml import read_xml
from meetings.imports.tables import read_table
from meetings.imports.texts import decoded
from meetings.models import Meeting
from meetings.skeletons import Titles

TEMPLATE = "template"
# A file that cannot be used is shown in the box for correction, if it is no longer than what one corrects by hand.
LONGEST_SHOWN = 100_000


class Pasted(forms.CharField):
    """Text as it was copied: its tabs and empty first cells tell the columns."""

    def __init__(self, **options):
        super().__init__(strip=False, **options)

    def to_python(self, value):
        return printable(super().to_python(value))


class ImportForm(forms.Form):
    """After `is_valid`, `reading` is what was read."""

    text = Pasted(
        label=_("Table"),
        required=False,
        help_text=_("Copy the cells in your spreadsheet, with the names of the columns, and paste them here."),
        widget=forms.Textarea({"rows": 12, "spellcheck": "false", "class": "pasted"}),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        allow_empty_file=True,
        help_text=_("CSV, schedule.json or schedule.xml, up to 5 MB."),
        widget=forms.FileInput({"accept": ".csv,.tsv,.txt,.json,.xml"}),
    )
    moved = forms.BooleanField(
        label=_("Its dates are those of another meeting: let its first day be the first day of this one"),
        required=False,
    )

    reading: Reading
    encoding = ""

    def clean(self):
        text, file = self.cleaned_data.get("text") or "", self.cleaned_data.get("file")
        if text.strip() and file:
            raise ValidationError(_("Paste a table or choose a file, not both."))
        if not text.strip() and not file:
            raise ValidationError(_("Paste a table, or choose a file."))
        try:
            self.reading = self.read_file(file.read()) if file else read(text)
        except UnreadableError as fault:
            self.add_error("file" if file else "text", in_words(fault))
        return self.cleaned_data

    @property
    def notices(self) -> list[str]:
        """What to know of how it was read."""
        guessed = self.encoding == "Windows-1252"
        sentence = _now("The file was read as Windows-1252. Look whether letters with accents are right.")
        return [*self.reading.notices, *([sentence] if guessed else [])]

    def read_file(self, data: bytes) -> Reading:
        if data.lstrip().startswith(b"<"):
            return read_xml(data)
        text, self.encoding = decoded(data)
        if len(text) <= LONGEST_SHOWN:
            self.data = self.data.copy()
            self.data["text"] = printable(text)
        return read(text)


def read(text: str) -> Reading:
    """A table, or a schedule, as its first character tells."""
    first = text.removeprefix("\ufeff").lstrip()[:1]
    if first == "<":
        return read_xml(text)
    return read_json(text) if first == "{" else read_table(text)


def in_words(fault: UnreadableError) -> str:
    if not fault.line:
        return fault.sentence
    return _now("Line %(line)d: %(fault)s") % {"line": fault.line, "fault": fault.sentence}


class SourceForm(forms.Form):
    """Whose skeleton to look at: the slug of a meeting, or `template`."""

    source = forms.ChoiceField(label=_("Begin with"))
    titles = forms.ChoiceField(label=_("Titles that come along"), choices=Titles, required=False)

    def __init__(self, data=None, *, sources: Sequence[Meeting]):
        super().__init__(data, initial={"titles": Titles.NONE})
        self.sources = {source.slug: source for source in sources}
        self.fields["source"].choices = [
            *((slug, source_in_words(source)) for slug, source in self.sources.items()),
            (TEMPLATE, _("The template for a meeting of the forum")),
        ]

    @property
    def chosen(self) -> Meeting | None:
        """The meeting whose skeleton it is; None for the template."""
        return self.sources.get(self.cleaned_data["source"])


def source_in_words(source: Meeting) -> str:
    return _now("%(meeting)s (%(place)s)") % {"meeting": source.name, "place": source.when_and_where}


class FillForm(SourceForm):
    """The same, decided. `seen` is the agenda's last step when the page was made."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    beside = forms.BooleanField(label=_("Put these beside the entries that the agenda has already"), required=False)

    def __init__(self, data=None, *, sources: Sequence[Meeting], entries: int):
        super().__init__(data, sources=sources)
        self.entries = entries

    def clean_beside(self):
        if self.entries and not self.cleaned_data["beside"]:
            raise ValidationError(_("The agenda is not empty. Tick this if these entries are to come beside those."))
        return self.cleaned_data["beside"]

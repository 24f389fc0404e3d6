"""What people say of a document: of a file, a link, or a paper on a shelf."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from ifiso.cleaning import Line, LongSelect
from ifiso.dates import PartialDateFormField
from ifiso.uploads import ACCEPTED, LARGEST, Checked, checked
from ifiso.uploads.budget import MEGABYTE
from meetings.actions.documents import facts_of, stamp
from meetings.forms.host import Stamp
from meetings.models import Document, Meeting, Session
from meetings.reads.documents import lacks_minutes
from organizations.models import Organization

# Beside the file the form itself takes a little.
LARGEST_REQUEST = LARGEST + MEGABYTE
TOO_LARGE = _("Files of up to 25 MB are taken. Save it smaller, or split it, and try again.")
Kind, Visibility = Document.Kind, Document.Visibility
VISIBLE_TO = {
    Visibility.PUBLIC: _("everybody, on the meeting's page"),
    Visibility.MEMBERS: _("everybody who speaks for a member, and the management team"),
    Visibility.MANAGEMENT: _("the host and the management team"),
}


class DocumentForm(forms.Form):
    """`values` and `upload` fit the actions. Those who lead a session add to `session` and to nothing else."""

    title = Line(label=_("Title"), max_length=200, help_text=_("Such as: Minutes of the closing plenary."))
    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind, kind.label) for kind in Kind if kind != Kind.PHOTO])
    visibility = forms.ChoiceField(
        label=_("Visible to"), choices=list(VISIBLE_TO.items()), initial=Visibility.MEMBERS, widget=forms.RadioSelect
    )
    dated = PartialDateFormField(label=_("Date"), required=False)
    note = Line(label=_("Note"), required=False, max_length=300, help_text=_("What somebody should know of it."))

    own: tuple[str, ...] = ()  # the fields of this way of keeping it, which come after the title

    def __init__(self, data=None, files=None, *, meeting: Meeting, session: Session | None = None, **kwargs):
        super().__init__(data, files, **kwargs)
        self.led = session
        if session:
            self.fields["kind"].initial = Kind.OTHER
            self.fields["visibility"].choices = [(key, VISIBLE_TO[key]) for key in VISIBLE_TO if key != "management"]
        else:
            self.fields["session"] = session_of(meeting)
            self.fields["kind"].initial = Kind.MINUTES if lacks_minutes(meeting) else Kind.OTHER
        self.order_fields(["title", *self.own, "kind", "session", "visibility", "dated", "note"])

    @property
    def values(self) -> dict[str, Any]:
        left_out = {"file", "stamp", *({"session"} if self.led else ())}
        values = {name: value for name, value in self.cleaned_data.items() if name not in left_out}
        return {**values, "session": self.led} if self.led else values

    @property
    def upload(self) -> Checked | None:
        return self.cleaned_data.get("file")


def session_of(meeting: Meeting) -> forms.ModelChoiceField:
    sessions = meeting.sessions.public().in_order()
    field = forms.ModelChoiceField(
        queryset=sessions, required=False, label=_("Belongs to"), empty_label=_("the meeting as a whole")
    )
    field.widget = LongSelect(choices=field.choices)
    return field


class FileForm(DocumentForm):
    own = ("file",)
    most, too_large = LARGEST, TOO_LARGE  # what a browser may say before it sends anything
    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, docx, xlsx, pptx, odt, ods, odp, PNG, JPEG, WebP, plain text or Markdown, up to 25 MB."),
        widget=forms.FileInput({"accept": ACCEPTED}),
        error_messages={"required": _("Choose a file."), "missing": _("Choose a file.")},
    )

    def clean_file(self) -> Checked | None:
        file = self.cleaned_data["file"]
        return checked(file) if file else None


class LinkForm(DocumentForm):
    own = ("url",)
    url = forms.URLField(
        label=_("Address"),
        max_length=500,
        assume_scheme="https",
        help_text=_("Where it lies on the web. Addresses die; a file here does not."),
    )

    def clean_url(self) -> str:
        url = self.cleaned_data["url"]
        URLValidator(schemes=["http", "https"])(url)
        if "@" in url.partition("//")[2].partition("/")[0]:
            raise ValidationError(_("There is a user name or a password in this address. Leave it out."))
        return url


class PaperForm(DocumentForm):
    own = ("place", "custodian", "contact_role")
    place = Line(
        label=_("Archive and shelf"),
        max_length=300,
        help_text=_("So that somebody who has never been there finds it: the archive, the room, the shelf, the box."),
    )
    custodian = forms.ModelChoiceField(
        queryset=Organization.objects.order_by("acronym"),
        required=False,
        label=_("Kept by"),
        empty_label=_("no member organization"),
    )
    contact_role = Line(
        label=_("Whom to ask"),
        required=False,
        max_length=150,
        help_text=_("A role, not a person: secretary of the archive."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["custodian"].widget = LongSelect(choices=self.fields["custodian"].choices)

    def clean_contact_role(self) -> str:
        role = self.cleaned_data["contact_role"]
        if "@" in role:
            raise ValidationError(_("Name a role. Addresses change, and everybody could read this one."))
        return role


WAYS = {"file": FileForm, "link": LinkForm, "paper": PaperForm}


def way_of(document: Document) -> str:
    return "file" if document.file else "link" if document.url else "paper"


def change_form(document: Document, data=None, files=None, *, session: Session | None = None) -> DocumentForm:
    """The form of `document`, with what is said of it so far, and its stamp. A file is replaced by choosing one."""
    meeting = document.meeting
    assert meeting is not None  # noqa: S101 - those of no meeting are changed in the back office
    initial = {**facts_of(document), "stamp": stamp(document)}
    form = WAYS[way_of(document)](data, files, meeting=meeting, session=session, initial=initial)
    form.fields["stamp"] = Stamp()
    if document.kind == Kind.PHOTO:
        form.fields["kind"].choices = Kind.choices
    if "file" in form.fields:
        form.fields["file"].required = False
        form.fields["file"].label = _("Another file in its place")
    return form

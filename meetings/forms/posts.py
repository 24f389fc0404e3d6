"""What the office sends in to have posts taken over, and what it decides on each."""

from collections.abc import Sequence
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ifiso.cleaning import Line, LongSelect, Paragraphs
from ifiso.dates import PartialDateFormField
from ifiso.images import Drawing, drawn
from meetings.actions.posts import Decision
from meetings.actions.report_images import LARGEST_IMAGE, SIDE
from meetings.imports import UnreadableError
from meetings.models import Meeting, Report
from meetings.posts import Proposal, Written
from meetings.posts.private import without_addresses
from meetings.posts.proposals import Proposer, speaks_of_the_forum
from meetings.posts.reading import read_file
from organizations.models import Organization

MOST_POSTS = 200


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class Files(forms.FileField):
    """A list of files."""

    def __init__(self, *, accept: str, **options):
        super().__init__(**options, widget=ManyFiles({"accept": accept, "multiple": True}), allow_empty_file=True)

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data] if data else []
        if not files:
            super().clean(None, initial)
        return [super(Files, self).clean(file, initial) for file in files]


class PostsForm(forms.Form):
    """After `is_valid`, `proposals` and `drawings` fit `keep_posts`; `notices` say what is not among them."""

    files = Files(
        label=_("Posts"),
        accept=".md,.markdown,.html,.htm,.txt,.xml",
        help_text=_("Markdown or HTML, with or without front matter, plain text, or an export of WordPress (XML)."),
    )
    pictures = Files(
        label=_("Their pictures"),
        accept="image/png,image/jpeg,image/webp",
        required=False,
        help_text=_("PNG, JPEG or WebP, by the names that the posts use. Nothing is fetched from elsewhere."),
    )
    organization = forms.ModelChoiceField(
        label=_("All of them are by"),
        queryset=Organization.objects.order_by("acronym"),
        to_field_name="slug",
        required=False,
        empty_label=_("tell from each text"),
    )
    origin = forms.URLField(
        label=_("Address"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Where a single post was published, if its file does not say."),
    )
    elsewhere = forms.BooleanField(label=_("Also posts that never name the forum"), required=False)

    def clean(self):
        self.notices: list[str] = []
        posts = [post for file in self.cleaned_data.get("files", ()) for post in self.read(file)]
        if self.cleaned_data.get("origin") and len(posts) > 1:
            self.add_error("origin", _("This is the address of one post; here are several."))
        chosen = self.about_the_forum(posts)
        if len(chosen) > MOST_POSTS:
            words = {"number": len(chosen), "most": MOST_POSTS}
            raise ValidationError(
                _("These are %(number)d posts. Send up to %(most)d; more are read by manage.py import_posts."),
                params=words,
            )
        self.proposals = self.proposed(chosen) if not self.errors else []
        self.drawings = [one for file in self.cleaned_data.get("pictures", ()) for one in self.draw(file)]
        return self.cleaned_data

    def read(self, file) -> Sequence[Written]:
        try:
            return read_file(file.name, file.read())
        except UnreadableError as fault:
            self.add_error("files", in_words(file.name, fault))
            return ()

    def about_the_forum(self, posts: list[Written]) -> list[Written]:
        if self.cleaned_data.get("elsewhere"):
            return posts
        found = [post for post in posts if speaks_of_the_forum(post.title, post.text, post.file)]
        if posts and not found:
            self.add_error("files", _("None of these posts names the forum. Tick the box below if they are meant."))
        elif passed_over := len(posts) - len(found):
            sentence = ngettext(
                "%(number)d post never names the forum and was passed over.",
                "%(number)d posts never name the forum and were passed over.",
                passed_over,
            )
            self.notices.append(sentence % {"number": passed_over})
        return found

    def proposed(self, posts: list[Written]) -> list[Proposal]:
        proposer, found = Proposer(), []
        organization = self.cleaned_data.get("organization")
        for post in posts:
            try:
                proposal = proposer.propose(post, origin=self.cleaned_data.get("origin", ""))
            except UnreadableError as fault:
                self.add_error("files", in_words(post.file, fault))
                continue
            proposal.organization = organization.slug if organization else proposal.organization
            found.append(proposal)
        return found

    def draw(self, file) -> Sequence[tuple[str, Drawing]]:
        try:
            (drawing,) = drawn(file, sides=[SIDE], most_bytes=LARGEST_IMAGE)
        except ValidationError as fault:
            self.notices.append(_now("%(file)s: %(fault)s") % {"file": file.name, "fault": " ".join(fault.messages)})
            return ()
        return [(file.name, drawing)]


def in_words(file: str, fault: UnreadableError) -> str:
    words = {"file": file, "line": fault.line, "fault": fault.sentence}
    if fault.line:
        return _now("%(file)s, line %(line)d: %(fault)s") % words
    return _now("%(file)s: %(fault)s") % words


class DecisionForm(forms.Form):
    """What becomes of one post; begins as it is proposed."""

    title = Line(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=Report.Kind)
    published_on = PartialDateFormField(label=_("Published"), required=False)
    organization = forms.ModelChoiceField(
        label=_("By"),
        queryset=Organization.objects.order_by("acronym"),
        to_field_name="slug",
        required=False,
        empty_label=_("no organization"),
        widget=LongSelect,
    )
    meeting = forms.ModelChoiceField(
        label=_("About"),
        queryset=Meeting.objects.published(),
        to_field_name="slug",
        required=False,
        empty_label=_("no meeting"),
        widget=LongSelect,
    )
    topics = Line(
        label=_("Topics"),
        required=False,
        max_length=500,
        help_text=_("With commas between them. A topic that nobody has named yet is made."),
    )
    origin = forms.URLField(
        label=_("First published at"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("By its address a post is known when it comes again."),
    )
    summary = Paragraphs(label=_("Summary"), max_length=400, widget=forms.Textarea({"rows": 3}))
    body = Paragraphs(
        label=_("Text"),
        max_length=200_000,
        help_text=_("Markdown. picture:0 stands for the first picture."),
        widget=forms.Textarea({"rows": 18}),
    )

    def __init__(self, data=None, *, proposal: Proposal):
        values = {name: getattr(proposal, name) for name in self.base_fields if name != "topics"}
        super().__init__(data, initial={**values, "topics": ", ".join(proposal.topics)})

    def clean(self):
        """No address of a person comes back by way of what is typed here."""
        told = " ".join(str(self.cleaned_data.get(name) or "") for name in ("title", "summary", "body"))
        if without_addresses(told)[1]:
            raise ValidationError(_("Take the addresses and telephone numbers out of the text."))
        return self.cleaned_data

    @cached_property
    def topics_named(self) -> tuple[str, ...]:
        return tuple(name[:80] for part in self.cleaned_data["topics"].split(",") if (name := part.strip()))

    def decision(self, *, publish: bool) -> Decision:
        values = {name: value for name, value in self.cleaned_data.items() if name != "topics"}
        return Decision(**values, topics=self.topics_named, publish=publish)

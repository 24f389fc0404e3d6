"""What liaisons change of their organization."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from ifiso.cleaning import Line, Paragraphs
from ifiso.dates import PartialDateFormField
from ifiso.images import redrawn
from organizations.actions.profiles import LOGO_SIDE
from organizations.models import Field, Figure, Organization

PUBLIC = ("about", "fields", "founded", "city", "country", "website")


class ProfileForm(forms.Form):
    """`changes` fits `update_profile`. `version` is what the person began from."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    about = Paragraphs(
        label=_("About"),
        required=False,
        max_length=10_000,
        help_text=_("What you are and do, in your own words. Markdown: **bold**, [a link](https://…), - lists."),
        widget=forms.Textarea({"rows": 10}),
    )
    fields = forms.ModelMultipleChoiceField(
        label=_("Fields"), required=False, queryset=Field.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    founded = PartialDateFormField(label=_("Founded"), required=False)
    city = Line(label=_("City of the seat"), required=False, max_length=100)
    country = CountryField(blank=True, blank_label=_("Not said")).formfield(label=_("Country of the seat"))
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https", max_length=200)
    role_email = forms.EmailField(
        label=_("Role e-mail"),
        required=False,
        help_text=_("An address that outlives the person, such as external@…; never shown to the public."),
    )
    logo = forms.FileField(
        label=_("New logo"),
        required=False,
        help_text=_("PNG, JPEG or WebP, 2 MB at most. It is drawn anew, so nothing but the picture is kept."),
        widget=forms.FileInput({"accept": "image/png,image/jpeg,image/webp"}),
    )
    remove_logo = forms.BooleanField(label=_("Take the present logo away"), required=False)

    def __init__(self, *args, organization: Organization, version: int, **kwargs):
        known = {name: getattr(organization, name) for name in self.base_fields if hasattr(organization, name)}
        initial = {**known, "fields": organization.fields.all(), "logo": None, "version": version}
        super().__init__(*args, initial=initial, **kwargs)
        if not organization.logo:
            del self.fields["remove_logo"]

    def clean_logo(self):
        """Refuses here, beside its field, what the action could not draw."""
        logo = self.cleaned_data["logo"]
        if logo:
            redrawn(logo, side=LOGO_SIDE)
        return logo

    @property
    def changes(self) -> dict:
        changes = {name: value for name, value in self.cleaned_data.items() if name not in {"version", "remove_logo"}}
        if not changes["logo"]:
            changes["logo"] = False if self.cleaned_data.get("remove_logo") else None
        return changes


class FigureForm(forms.Form):
    """One dated figure with its source."""

    kind = forms.ChoiceField(
        label=_("What is counted"),
        choices=[(kind, kind.label) for kind in Figure.Kind if kind != Figure.Kind.MEMBER_ORGANIZATIONS],
    )
    value = forms.IntegerField(label=_("Number"), min_value=0, max_value=10**12)
    as_worded = Line(
        label=_("As the source words it"), required=False, max_length=200, help_text=_("“more than 130 local groups”")
    )
    as_of = PartialDateFormField(label=_("As of"))
    source_title = Line(label=_("Source"), max_length=300, help_text=_("Annual report 2026, page 4"))
    source_url = forms.URLField(label=_("Its address"), required=False, assume_scheme="https", max_length=500)

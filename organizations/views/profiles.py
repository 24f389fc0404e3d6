"""An organization's own page, kept up to date by its liaisons."""

from dataclasses import dataclass
from pathlib import PurePath
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ifiso.moments import in_words
from ifiso.uploads.serving import FOR_GOOD_BY_ALL, served
from organizations.access import organization_to_edit
from organizations.actions.profiles import (
    StaleProfileError,
    add_figure,
    own_prefix,
    update_profile,
    version_of,
    withdraw_figure,
)
from organizations.clock import today
from organizations.forms.profiles import FigureForm, ProfileForm
from organizations.models import Activity, Organization

SHOWN_DEEDS = 12


@dataclass(frozen=True)
class Difference:
    """A field that two people changed at once: what one typed, and what the other saved."""

    label: str
    yours: str
    theirs: str


@require_http_methods(["GET", "HEAD", "POST"])
def member_edit(request: HttpRequest, slug: str) -> HttpResponse:
    organization = organization_to_edit(request.user, slug, today(), to_act=request.method == "POST")
    if request.method != "POST":
        return show(request, organization, blank(organization))
    form = ProfileForm(request.POST, request.FILES, organization=organization, version=version_of(organization))
    if not form.is_valid():
        return show(request, organization, form, status=422)
    if "preview" in request.POST:
        return show(request, organization, form, preview=form.cleaned_data)
    try:
        saved = update_profile(
            organization=organization, version=form.cleaned_data["version"], by=request.user, **form.changes
        )
    except StaleProfileError as stale:
        return show_both(request, stale.organization, form)
    messages.success(request, _("Saved. The public page shows it now.") if saved else _("Nothing had changed."))
    return redirect("member_edit", slug=slug)


@require_POST
def member_figure(request: HttpRequest, slug: str) -> HttpResponse:
    """Adds a figure, or takes an own one back."""
    organization = organization_to_edit(request.user, slug, today())
    if "withdraw" in request.POST:
        own = organization.figures.filter(source__code__startswith=own_prefix(organization))
        pk = request.POST["withdraw"]
        figure = get_object_or_404(own.select_related("source", "organization"), pk=pk if pk.isdecimal() else 0)
        withdraw_figure(figure=figure, by=request.user)
        messages.success(request, _("The figure is withdrawn."))
        return redirect("member_edit", slug=slug)
    form = FigureForm(request.POST)
    if form.is_valid():
        try:
            add_figure(organization=organization, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("The figure is on the public page, beside the others."))
            return redirect("member_edit", slug=slug)
    return show(request, organization, blank(organization), figure_form=form, status=422)


@login_not_required
@require_safe
def member_logo(request: HttpRequest, slug: str, name: str) -> FileResponse:
    """Logos belong to a public page; their names follow from their content, so that a browser may keep them."""
    organization = get_object_or_404(Organization.objects.exclude(logo=""), slug=slug)
    if PurePath(organization.logo.name).name != name:
        raise Http404
    return served(organization.logo, "image/png", kept=FOR_GOOD_BY_ALL)


def blank(organization: Organization) -> ProfileForm:
    return ProfileForm(organization=organization, version=version_of(organization))


def show_both(request: HttpRequest, saved: Organization, form: ProfileForm) -> HttpResponse:
    """Both versions side by side; what was typed stays in the form, which now knows of the other version."""
    theirs = blank(saved)
    differences = [
        Difference(field.label, text_of(form[field.name]), text_of(theirs[field.name]))
        for field in theirs.visible_fields()
        if field.name not in {"logo", "remove_logo"} and text_of(form[field.name]) != text_of(theirs[field.name])
    ]
    form.data = form.data.copy()
    form.data["version"] = str(version_of(saved))
    return show(request, saved, form, differences=differences, status=409)


def as_shown(organization: Organization) -> dict:
    """What everybody sees now, under the names of the form's fields."""
    shown = {name: getattr(organization, name) for name in ("about", "founded", "city", "website")}
    return {**shown, "fields": organization.fields.all()}


def text_of(field) -> str:
    """What a field holds, as a person would read it."""
    value = field.value()
    if field.name == "fields":
        chosen = {str(getattr(one, "pk", one)) for one in value or []}
        return ", ".join(row.name for row in field.field.queryset if str(row.pk) in chosen)
    return str(value or "").replace("\r\n", "\n").strip()


def show(
    request: HttpRequest,
    organization: Organization,
    form: ProfileForm,
    *,
    figure_form: FigureForm | None = None,
    preview: dict | None = None,
    differences: list[Difference] | None = None,
    status: int = 200,
) -> HttpResponse:
    zone = ZoneInfo(settings.TEAM_TIME_ZONE)
    deeds = Activity.objects.filter(target_type="organizations.organization", target_id=str(organization.pk))
    context = {
        "organization": organization,
        "form": form,
        "figure_form": figure_form or FigureForm(),
        "figures": organization.figures.select_related("source").order_by("kind", "-as_of"),
        "own_prefix": own_prefix(organization),
        "shown": preview or as_shown(organization),
        "is_preview": preview is not None,
        "differences": differences,
        "deeds": [(deed, in_words(deed.at, zone)) for deed in deeds.select_related("actor")[:SHOWN_DEEDS]],
    }
    template = "organizations/member_edit.html"
    return render(request, f"{template}#preview" if request.htmx and preview else template, context, status=status)

"""What the forms behind a delegate's link have in common: nothing typed is lost, whoever saves first."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ifiso.differences import side_by_side
from meetings.actions.own_data import StaleError
from meetings.actions.registrations import RegistrationError
from meetings.links import delegate_token
from meetings.models import Delegate


def page_of(delegate: Delegate) -> str:
    return reverse("registration", args=[delegate.meeting.slug, delegate_token(delegate)])


def ended(request: HttpRequest, delegate: Delegate) -> HttpResponse:
    """For a registration that has ended there is nothing to change."""
    messages.warning(request, _("This registration has ended, so nothing about it can be changed."))
    return redirect(page_of(delegate))


def not_yet(request: HttpRequest, delegate: Delegate) -> HttpResponse | None:
    """Where to go before anything is told to the host: a confirmation and the privacy notice come first."""
    if delegate.state not in Delegate.ACTIVE:
        return ended(request, delegate)
    if delegate.state != Delegate.State.CONFIRMED:
        messages.warning(request, _("The host asks for this once you have a place."))
        return redirect(page_of(delegate))
    if delegate.privacy_accepted_at is None:
        messages.warning(request, _("Please read the privacy notice first, and see whether your data is right."))
        return redirect("registration_data", slug=delegate.meeting.slug, token=delegate_token(delegate))
    return None


def saved_or_shown(
    request: HttpRequest,
    delegate: Delegate,
    form: forms.BaseForm,
    *,
    save: Callable[[], Any],
    template: str,
    again: Callable[[Delegate], forms.BaseForm] | None = None,
    thanks: str = "",
    **context: Any,
) -> HttpResponse:
    """The form's page (200), with what is wrong (422), beside the version that somebody else saved (409), or on to the
    delegate's page.

    `again` makes the form of what is stored now, where the form has a `version`.
    """
    context |= {"delegate": delegate, "meeting": delegate.meeting, "form": form, "token": delegate_token(delegate)}
    if not form.is_bound:
        return render(request, template, context)
    if not form.is_valid():
        return render(request, template, context, status=422)
    try:
        save()
    except RegistrationError as refused:
        form.add_error(None, refused.messages)
        return render(request, template, context, status=422)
    except StaleError:
        stored = again(Delegate.objects.select_related("meeting").get(pk=delegate.pk))
        context["differences"] = side_by_side(form, stored)
        return render(request, template, context, status=409)
    messages.success(request, thanks or _("Saved."))
    return redirect(page_of(delegate))

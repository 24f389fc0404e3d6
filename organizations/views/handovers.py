"""Naming who follows. What the successor finds is a page that knows of meetings as well: `ifiso.views.hand_over`."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from organizations.access import mandate_for
from organizations.actions.handovers import name_successor as name
from organizations.clock import today
from organizations.forms.handovers import SuccessorForm
from organizations.periods import lasts
from organizations.rules import Standing


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def name_successor(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    day = today()
    mandate = mandate_for(request.user, slug, pk, day)
    if not Standing(request.user, mandate.organization, day).may_pass_on(mandate):
        raise PermissionDenied
    form = SuccessorForm(
        request.POST if request.method == "POST" else None, mandate=mandate, own=mandate.user == request.user
    )
    if request.method == "POST" and form.is_valid():
        try:
            hand_over = name(hand_over=form.instance, by=request.user, now=timezone.now(), day=day)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": hand_over.email})
            return redirect("hand_over", slug, hand_over.pk)
    context = {
        "form": form,
        "mandate": mandate,
        "organization": mandate.organization,
        "lasts": lasts(mandate, day),
        "open": mandate.hand_overs_given.open().select_related("successor__user").first(),
    }
    return render(request, "organizations/name_successor.html", context, status=422 if form.is_bound else 200)

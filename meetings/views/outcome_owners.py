"""Who looks after an outcome: owners hand it back, its host or the management team names others."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from meetings.actions.outcome_owners import LastOwnerError, leave_outcome, name_owner
from meetings.forms.outcome_owners import LeaveForm, NameForm
from meetings.models import Outcome
from meetings.stewards import may_name_owners, owners_spoken_for
from organizations.clock import today


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def outcome_owners(request: HttpRequest, pk: int) -> HttpResponse:
    outcome = get_object_or_404(Outcome.objects.public().select_related("meeting"), pk=pk)
    forms = forms_for(request, outcome)
    if not forms:
        raise PermissionDenied
    if request.method != "POST":
        return show(request, outcome, forms)
    asked = "name" if request.POST.get("what") == "name" else "leave"
    if asked not in forms:
        raise PermissionDenied
    form = forms[asked]
    if form.is_valid() and done(request, outcome, form):
        return redirect(outcome)
    return show(request, outcome, forms, status=422)


def forms_for(request: HttpRequest, outcome: Outcome) -> dict[str, Form]:
    """What is this person's to do; what was sent is bound to the form that sent it."""
    day, asked = today(), request.POST.get("what", "leave")
    data = {name: request.POST if request.method == "POST" and asked == name else None for name in ("leave", "name")}
    found: dict[str, Form] = {}
    if mine := owners_spoken_for(request.user, outcome, day):
        found["leave"] = LeaveForm(data["leave"], outcome=outcome, organizations=mine)
    if may_name_owners(request.user, outcome, day):
        found["name"] = NameForm(data["name"], outcome=outcome)
    return found


def done(request: HttpRequest, outcome: Outcome, form: Form) -> bool:
    """Whether it was carried out; what is refused stands in the form."""
    said, who = form.cleaned_data, {"outcome": outcome, "by": request.user, "now": timezone.now()}
    try:
        if isinstance(form, LeaveForm):
            leave_outcome(organization=form.organization, reason=said["reason"], alone=said.get("alone", False), **who)
            messages.success(request, _("Handed back. The reason stands in the story of the outcome."))
        else:
            name_owner(organization=said["owner"], note=said["note"], **who)
            messages.success(request, _("Named. It is on the desk of everybody who speaks for the organization."))
    except ValidationError as refused:
        if isinstance(refused, LastOwnerError):
            form.ask_whether_alone()
        form.add_error(None, refused)
        return False
    return True


def show(request: HttpRequest, outcome: Outcome, forms: dict[str, Form], *, status: int = 200) -> HttpResponse:
    context = {"outcome": outcome, "owners": outcome.owners.all(), **forms}
    return render(request, "meetings/outcome_owners.html", context, status=status)

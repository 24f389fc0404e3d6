"""The sessions that are offered to a host: which wait for an answer, and the answer to each."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from meetings.access import meeting_for_planner
from meetings.actions.offers import accept, ask_back, decline, take_up_again
from meetings.forms.offers import WordsForm
from meetings.models import Meeting, Offer
from meetings.offering import RELATED
from meetings.reads.host_pages import frame
from meetings.reads.offers import narrowed, offered, story, why_closed
from meetings.views.offer_steps import TAKEN, attempt
from organizations.clock import today

# What a host can say, whether words are needed, how they are asked for, and what the host reads then.
STEPS = {
    "accept": (accept, False, _("Message (optional)"), _("Accepted: it lies among the sessions without a time.")),
    "ask": (ask_back, True, _("Your question"), _("Your question is on its way.")),
    "decline": (decline, True, _("Why not this time"), _("Declined; the mail is on its way.")),
    "reopen": (take_up_again, False, _("Message (optional)"), _("The offer waits for your answer again.")),
}


@never_cache
@require_safe
def host_offers(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = meeting_for_planner(request.user, slug, today())
    found = narrowed(offered(meeting), request.GET)
    context = {
        **frame(request, meeting),
        "found": found,
        "menus": found.useful_menus,
        "page": found.page(request.GET.get("page")),
        "closed": why_closed(meeting, timezone.now()),
    }
    return render(request, "meetings/host_offers.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def host_offer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Several forms, told apart by their button: accept, ask back, decline, and take up again what was declined."""
    acts = request.method == "POST"
    meeting = meeting_for_planner(request.user, slug, today(), to_act=acts)
    offer = get_object_or_404(related(meeting), pk=pk)
    if not acts:
        return show(request, offer)
    do = request.POST.get("do", "")
    return say(request, offer, do) if do in STEPS else show(request, offer, status=422)


def related(meeting: Meeting):
    return meeting.offers.select_related(*RELATED, "plan").prefetch_related("organizations", "topics")


def say(request: HttpRequest, offer: Offer, do: str) -> HttpResponse:
    step, _required, _label, thanks = STEPS[do]
    form = words_form(offer, do, request.POST)
    status = attempt(form, partial(step, offer=offer, by=request.user, now=timezone.now()))
    if status == TAKEN:
        messages.success(request, thanks)
        return redirect("host_offer", offer.meeting.slug, offer.pk)
    return show(request, related(offer.meeting).get(pk=offer.pk), do=do, form=form, status=status)


def words_form(offer: Offer, do: str, data=None) -> WordsForm:
    _step, required, label, _thanks = STEPS[do]
    return WordsForm(data, offer=offer, name=do, label=label, required=required)


def show(
    request: HttpRequest, offer: Offer, *, do: str = "", form: WordsForm | None = None, status: int = 200
) -> HttpResponse:
    """`form` is the one that was sent by the button `do`, and was not done."""
    context = frame(request, offer.meeting)
    closed = why_closed(offer.meeting, timezone.now())
    can = possible(offer) if context["may_plan"] and not closed else []
    context |= {
        "offer": offer,
        "steps": story(offer, for_host=True),
        "closed": closed,
        "forms": {name: form if name == do else words_form(offer, name) for name in can},
        "form": form,
        "late": status == 409,
        "kept": form["words"].value() if form and do not in can else "",
    }
    return render(request, "meetings/host_offer.html", context, status=status)


def possible(offer: Offer) -> list[str]:
    """What the host can say as the offer stands."""
    if offer.state in Offer.WAITING:
        return ["accept", "ask", "decline"]
    return ["reopen"] if offer.state == Offer.State.DECLINED else []

"""The enquiry desk as the public sees it."""

from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from allauth.core.ratelimit import consume
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ifiso.moments import deadline_in_words
from organizations.actions.enquiries import receive_enquiry
from organizations.clock import today
from organizations.forms.enquiries import EnquiryForm
from organizations.models import Enquiry
from organizations.pages import public_page

# The address of the receipt is signed, so that nobody can count through the enquiries.
numbers = Signer(salt="enquiry", sep=".")
AN_HOUR = 3600


class SeeOther(HttpResponseRedirect):
    status_code = 303


# Exempt, because the form uses nothing of the visitor's authority: whoever could forge it could as well send it
# themselves. So the page needs no token and is the same for everybody.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def enquire(request: HttpRequest) -> HttpResponse:
    return receive(request) if request.method == "POST" else empty_form(request)


@public_page
def empty_form(request: HttpRequest) -> HttpResponse:
    return show(request, EnquiryForm(today=today(), initial={"to": request.GET.get("to", "")}))


def receive(request: HttpRequest) -> HttpResponse:
    form = EnquiryForm(request.POST, today=today())
    if not form.is_valid():
        return show(request, form, status=422)
    if comes_from_elsewhere(request):
        form.add_error(None, _("This was sent from another site. Nothing is lost: please send it from here."))
        return show(request, form, status=403)
    if not consume(request, action="enquire", key=form.cleaned_data["email"].lower()):
        form.add_error(None, _("Too many messages came from you lately. Please keep this page and send it in an hour."))
        return show(request, form, status=429)
    enquiry = receive_enquiry(**form.cleaned_data, now=timezone.now())
    return SeeOther(reverse("enquiry_received", args=[numbers.sign(str(enquiry.pk))]))


def show(request: HttpRequest, form: EnquiryForm, *, status: int = 200) -> HttpResponse:
    response = render(request, "organizations/enquire.html", {"form": form}, status=status)
    if status == 429:
        response.headers["Retry-After"] = str(AN_HOUR)
    return response


def comes_from_elsewhere(request: HttpRequest) -> bool:
    """Whether the browser says that another site's page sent the form; programs without a browser say nothing."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in {"same-origin", "none"}
    origin = urlsplit(request.headers.get("Origin", ""))
    return bool(origin.geturl()) and origin.netloc not in {request.get_host(), urlsplit(settings.BASE_URL).netloc}


@public_page
def enquiry_received(request: HttpRequest, number: str) -> HttpResponse:
    try:
        pk = numbers.unsign(number)
    except BadSignature:
        raise Http404 from None
    enquiry = get_object_or_404(Enquiry.objects.select_related("organization"), pk=pk)
    due = deadline_in_words(enquiry.due_at, ZoneInfo(settings.TEAM_TIME_ZONE))
    return render(request, "organizations/enquiry_received.html", {"enquiry": enquiry, "due": due})

"""Posts from elsewhere in the office: sent in, looked at one by one, taken over as reports."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ifiso.cleaning import whole_number
from ifiso.uploads.budget import MEGABYTE
from ifiso.uploads.requests import takes_up_to
from ifiso.uploads.serving import NEVER, served
from meetings.actions.post_imports import KEPT, confirm_post, forget_import, keep_posts, leave_posts, look_again
from meetings.actions.posts import Taken
from meetings.forms.posts import DecisionForm, PostsForm
from meetings.models import ImportedPost, PostImport
from meetings.posts.fates import Fate
from meetings.reads.posts import OPEN, Batch, Line, batch_of, lines_of, names_of, shown
from organizations.clock import today
from organizations.rules import oversees

METHODS = ["GET", "HEAD", "POST"]
LARGEST_REQUEST = 64 * MEGABYTE
MOST_IN_FILES = LARGEST_REQUEST - MEGABYTE  # the rest is for what surrounds them
TOO_LARGE = gettext_lazy(
    "Send up to 64 MB. Larger exports, and many pictures, are read on the server by manage.py import_posts."
)
RECENT = 10


def allow(request: HttpRequest) -> None:
    if not oversees(request.user, today()):
        raise PermissionDenied


@takes_up_to(LARGEST_REQUEST, TOO_LARGE)
@never_cache
@require_http_methods(METHODS)
def office_import(request: HttpRequest) -> HttpResponse:
    """The form, and what was sent in lately; what is read is kept, and shown on a page of its own."""
    allow(request)
    if request.method != "POST":
        return show_form(request, PostsForm())
    form = PostsForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_form(request, form, status=422)
    kept = keep_posts(proposals=form.proposals, drawings=form.drawings, by=request.user)
    for notice in form.notices:
        messages.warning(request, notice)
    return redirect("office_imported", kept.pk)


def show_form(request: HttpRequest, form: PostsForm, *, status: int = 200) -> HttpResponse:
    recent = PostImport.objects.select_related("created_by").annotate(number=Count("posts"))[:RECENT]
    context = {"form": form, "recent": recent, "days": KEPT.days, "most": MOST_IN_FILES, "too_large": TOO_LARGE}
    return render(request, "meetings/office_import.html", context, status=status)


@never_cache
@require_http_methods(METHODS)
def office_imported(request: HttpRequest, pk: int) -> HttpResponse:
    """One row for each post; those that are ticked become drafts, or are left out."""
    allow(request)
    kept = get_object_or_404(PostImport, pk=pk)
    if request.method == "POST" and "forget" in request.POST:
        forget_import(post_import=kept, by=request.user)
        messages.success(request, _("The posts were forgotten. The reports that some of them became are still here."))
        return redirect("office_import")
    if request.method == "POST":
        decide_on_ticked(request, kept)
        return redirect("office_imported", pk)
    return show_batch(request, batch_of(kept))


def show_batch(request: HttpRequest, batch: Batch) -> HttpResponse:
    asked = request.GET.get("state", "")
    tab = asked if batch.counts[asked] or not batch.tabs else batch.tabs[0][0]
    lines = batch.of(tab)
    context = {"batch": batch, "tab": tab, "lines": lines, "names": names_of(lines), "days": KEPT.days}
    return render(request, "meetings/office_imported.html", context)


def decide_on_ticked(request: HttpRequest, kept: PostImport) -> None:
    numbers = [whole_number(number) for number in request.POST.getlist("post")]
    ticked = kept.posts.filter(pk__in=numbers, state=ImportedPost.State.WAITING)
    if not numbers:
        messages.warning(request, _("Tick the posts that you mean."))
    elif "leave" in request.POST:
        number = leave_posts(posts=ticked, by=request.user)
        words = ngettext("%(number)d post was left out.", "%(number)d posts were left out.", number)
        messages.success(request, words % {"number": number})
    else:
        lines = [line for line in lines_of(kept, list(ticked)) if line.tab == OPEN]
        number = sum(confirm_as_proposed(request, line) for line in lines)
        words = ngettext("%(number)d post became a draft.", "%(number)d posts became drafts.", number)
        messages.success(request, words % {"number": number})


def confirm_as_proposed(request: HttpRequest, line: Line) -> bool:
    """Whether it could be taken over; what is in the way is told."""
    form = DecisionForm(DecisionForm(proposal=line.proposal).initial, proposal=line.proposal)
    if not form.is_valid():
        messages.warning(request, _("%(title)s needs to be looked at by itself.") % {"title": line.proposal.title})
        return False
    confirm_post(post=line.post, decision=form.decision(publish=False), by=request.user)
    return True


@never_cache
@require_http_methods(METHODS)
def office_post(request: HttpRequest, pk: int, post: int) -> HttpResponse:
    """What is proposed for one post, and the text as its page would show it."""
    allow(request)
    kept = get_object_or_404(PostImport, pk=pk)
    line = lines_of(kept, [get_object_or_404(kept.posts.select_related("report"), pk=post)])[0]
    if request.method == "POST":
        return act_on(request, line)
    return show_post(request, line, DecisionForm(proposal=line.proposal))


def act_on(request: HttpRequest, line: Line) -> HttpResponse:
    one = line.post.post_import.posts.filter(pk=line.post.pk)
    if "leave" in request.POST:
        leave_posts(posts=one, by=request.user)
        return redirect("office_imported", line.post.post_import_id)
    if "again" in request.POST:
        look_again(post=line.post, by=request.user)
        return redirect("office_post", line.post.post_import_id, line.post.pk)
    form = DecisionForm(request.POST, proposal=line.proposal)
    if not form.is_valid() or "preview" in request.POST:
        return show_post(request, line, form, status=422 if form.errors else 200)
    try:
        taken = confirm_post(post=line.post, decision=form.decision(publish="publish" in request.POST), by=request.user)
    except ValidationError as fault:
        form.add_error(None, fault.messages)
        return show_post(request, line, form, status=422)
    tell(request, taken)
    return redirect("office_imported", line.post.post_import_id)


def tell(request: HttpRequest, taken: Taken) -> None:
    done = {
        Fate.NEW: _("“%(title)s” is taken over."),
        Fate.CHANGED: _("“%(title)s” is brought up to date."),
    }.get(taken.fate, _("“%(title)s” was here already; nothing was changed."))
    messages.success(request, done % {"title": taken.report.title})
    for name, fault in taken.faults.items():
        messages.warning(request, _("%(file)s: %(fault)s") % {"file": name, "fault": fault})


def show_post(request: HttpRequest, line: Line, form: DecisionForm, *, status: int = 200) -> HttpResponse:
    kept = line.post.post_import
    body = form["body"].value() or ""
    context = {"line": line, "kept": kept, "form": form, "text": shown(kept, line.proposal, body)}
    return render(request, "meetings/office_post.html", {**context, "tab": line.tab}, status=status)


@never_cache
@require_safe
def office_picture(request: HttpRequest, pk: int, picture: int) -> FileResponse:
    """A picture that came along with posts, for the preview."""
    allow(request)
    kept = get_object_or_404(PostImport, pk=pk)
    return served(get_object_or_404(kept.pictures, pk=picture).file, "image/webp", kept=NEVER)

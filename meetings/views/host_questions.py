"""What the host asks beyond the registry's own questions."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ifiso.cleaning import whole_number
from ifiso.differences import side_by_side
from meetings.access import meeting_for_host
from meetings.actions.questions import (
    AnswersWouldBeLostError,
    StaleQuestionError,
    add_question,
    change_question,
    delete_question,
    move_question,
)
from meetings.forms.host import QuestionForm
from meetings.models import Meeting, Question
from meetings.reads.host_pages import frame
from organizations.clock import today


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def host_questions(request: HttpRequest, slug: str) -> HttpResponse:
    """The list; POST with `up` or `down` moves the question that it names."""
    acts = request.method == "POST"
    meeting = meeting_for_host(request.user, slug, today(), to_act=acts)
    if acts:
        up = "up" in request.POST
        pk = request.POST.get("up" if up else "down", "")
        question = get_object_or_404(meeting.questions, pk=whole_number(pk))
        move_question(question=question, up=up, by=request.user)
        return redirect("host_questions", slug)
    questions = meeting.questions.annotate(given=Count("answers")).order_by(
        "position", "pk"
    )  # counting drops the order
    return render(request, "meetings/host_questions.html", {**frame(request, meeting), "questions": questions})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def host_add_question(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = meeting_for_host(request.user, slug, today(), to_act=True)
    question = Question(meeting=meeting)
    form = QuestionForm(request.POST if request.method == "POST" else None, question=question)
    if form.is_bound and form.is_valid():
        try:
            add_question(question=Question(meeting=meeting, **form.values), by=request.user)
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            messages.success(request, _("From now on everybody who has a place is asked this."))
            return redirect("host_questions", slug)
    context = {**frame(request, meeting), "form": form}
    return render(request, "meetings/host_add_question.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def host_question(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Two forms, told apart by their button: the question itself, and deleting it."""
    meeting = meeting_for_host(request.user, slug, today(), to_act=True)
    question = get_object_or_404(meeting.questions, pk=pk)
    if request.method != "POST":
        return show(request, meeting, question, QuestionForm(question=question))
    if "delete" in request.POST:
        return delete(request, meeting, question)
    form = QuestionForm(request.POST, question=question)
    if not form.is_valid():
        return show(request, meeting, question, form, status=422)
    try:
        change_question(question=question, stamp=form.cleaned_data["stamp"], values=form.values, by=request.user)
    except StaleQuestionError as stale:
        return show_both(request, meeting, stale.question, form)
    except ValidationError as refused:
        form.add_error(None, refused if hasattr(refused, "error_dict") else refused.messages)
        return show(request, meeting, question, form, status=422)
    messages.success(request, _("Saved."))
    return redirect("host_questions", slug)


def delete(request: HttpRequest, meeting: Meeting, question: Question) -> HttpResponse:
    """At once where nobody has answered, else only by the button that says how many answers are lost."""
    known = whole_number(request.POST.get("answers", ""))
    try:
        delete_question(question=question, with_answers=known, by=request.user)
    except AnswersWouldBeLostError as lost:
        return show(request, meeting, question, QuestionForm(question=question), lost=lost.count, status=409)
    messages.success(request, _("The question is deleted."))
    return redirect("host_questions", meeting.slug)


def show_both(request: HttpRequest, meeting: Meeting, saved: Question, typed: QuestionForm) -> HttpResponse:
    found = side_by_side(typed, QuestionForm(question=saved))
    return show(request, meeting, saved, typed, differences=found, status=409)


def show(
    request: HttpRequest, meeting: Meeting, question: Question, form, *, status: int = 200, **more
) -> HttpResponse:
    context = {**frame(request, meeting), "question": question, "form": form, **more}
    return render(request, "meetings/host_question.html", context, status=status)

"""Pictures in reports: put in by those who write, shown to whoever may read the report."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ifiso.markdown import image_mark
from ifiso.uploads.requests import takes_up_to
from ifiso.uploads.serving import FOR_GOOD, NEVER, served
from meetings.access import report_to_write
from meetings.actions.report_images import add_image
from meetings.forms.reports import LARGEST_REQUEST, TOO_LARGE, ImageForm, ReportForm
from meetings.models import Report, ReportImage
from meetings.rules import may_see_report
from organizations.clock import today


# Of a report in the making a stranger learns nothing, not even that one could sign in for its pictures.
@login_not_required
@require_safe
def report_image(request: HttpRequest, pk: int, name: str) -> FileResponse:
    """Names follow from the content, so that a browser may keep what everybody sees, until the report is withdrawn."""
    image = get_object_or_404(ReportImage.objects.select_related("report__meeting", "report__organization"), pk=pk)
    public = image.report.state in Report.PUBLIC
    if image.file_name != name or not (public or may_see_report(request.user, image.report, today())):
        raise Http404
    return served(image.file, "image/webp", kept=FOR_GOOD if public else NEVER)


@takes_up_to(LARGEST_REQUEST, TOO_LARGE)
@never_cache
@require_POST
def report_image_add(request: HttpRequest, slug: str) -> JsonResponse:
    """`{"markdown": ...}` for the caret's place in the text, or 422 with `{"errors": {field: [sentence]}}`."""
    report = report_to_write(request.user, slug, today())
    form = ImageForm(request.POST, request.FILES)
    mark = added(request, report, form)
    return JsonResponse({"markdown": mark} if mark else {"errors": form.errors}, status=200 if mark else 422)


def added(request: HttpRequest, report: Report, form: ImageForm) -> str:
    """The mark that shows the picture in a Markdown text; an empty one where the form or the picture is refused."""
    if not form.is_valid():
        return ""
    said = form.cleaned_data
    try:
        image = add_image(report=report, file=said["image"], alternative=said["alternative"], by=request.user)
    except ValidationError as refused:
        form.add_error("image", refused.messages)
        return ""
    return image_mark(image.get_absolute_url(), said["alternative"], said["caption"])


def add_to_text(request: HttpRequest, report: Report, typed: ReportForm) -> ImageForm:
    """Without a script nobody knows where the caret was, so the picture comes to the end of what is typed."""
    form = ImageForm(request.POST, request.FILES)
    mark = added(request, report, form)
    if not mark:
        return form
    typed.data = typed.data.copy()
    typed.data["body"] = f"{typed.data.get('body', '').rstrip()}\n\n{mark}\n".lstrip()
    messages.success(request, _("The picture stands at the end of the text. Nothing is saved yet."))
    return ImageForm()

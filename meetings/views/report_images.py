"""Pictures in reports, for whoever may read the report."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from meetings.models import Report, ReportImage
from meetings.rules import may_see_report
from organizations.clock import today

A_YEAR = 365 * 24 * 3600
NOTHING_RUNS = "default-src 'none'; sandbox"


# Of a report in the making a stranger learns nothing, not even that one could sign in for its pictures.
@login_not_required
@require_safe
def report_image(request: HttpRequest, pk: int, name: str) -> FileResponse:
    """Names follow from the content, so that a browser may keep what everybody sees."""
    image = get_object_or_404(ReportImage.objects.select_related("report__meeting", "report__organization"), pk=pk)
    public = image.report.state in Report.PUBLIC
    if image.file_name != name or not (public or may_see_report(request.user, image.report, today())):
        raise Http404
    try:
        file = image.file.open()
    except FileNotFoundError:
        raise Http404 from None
    kept = f"public, max-age={A_YEAR}, immutable" if public else "private, no-store"
    headers = {"Cache-Control": kept, "Content-Security-Policy": NOTHING_RUNS, "X-Content-Type-Options": "nosniff"}
    return FileResponse(file, content_type="image/webp", headers=headers)

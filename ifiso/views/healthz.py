"""For the load balancer: answers once the database does."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from organizations.models import ContentVersion


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        f"ok {ContentVersion.current()}\n", content_type="text/plain", headers={"Cache-Control": "no-store"}
    )

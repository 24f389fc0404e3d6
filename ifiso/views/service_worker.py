"""The worker that keeps agendas for times without a network; only from the site's root may it see their pages."""

from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    script = Path(finders.find("js/service-worker.js")).read_bytes()
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})

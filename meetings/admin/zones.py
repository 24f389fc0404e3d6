"""Times are typed and shown as the clocks at the meeting show them."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from meetings.models import Meeting
from organizations.admin.base import are_keys


class InMeetingZone(admin.ModelAdmin):
    """A form whose times are in the zone of its meeting. `meeting_path` leads from a row to the meeting's key."""

    meeting_path = "meeting_id"

    def changeform_view(self, request: HttpRequest, object_id=None, form_url="", extra_context=None) -> HttpResponse:
        with timezone.override(self.zone_name(request, object_id)):
            response = super().changeform_view(request, object_id, form_url, extra_context)
            # Templates are rendered after the view; by then the zone would be the site's again.
            return response.render() if hasattr(response, "render") else response

    def zone_name(self, request: HttpRequest, object_id: str | None) -> str:
        meeting = self.meeting_of(request, object_id)
        zones = Meeting.objects.filter(pk=meeting or 0).values_list("time_zone", flat=True)
        return zones.first() or timezone.get_default_timezone_name()

    def meeting_of(self, request: HttpRequest, object_id: str | None) -> int | None:
        """The meeting of the row, or the one that was chosen for a new row; None where there is none yet."""
        if object_id:
            rows = self.model.objects.filter(pk=object_id) if are_keys(object_id) else self.model.objects.none()
            return rows.values_list(self.meeting_path, flat=True).first()
        typed = request.POST.get("meeting") or request.GET.get("meeting") or ""
        return int(typed) if are_keys(typed) else None

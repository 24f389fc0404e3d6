"""Pages of meetings and of what came of them."""

from django.urls import include, path

from meetings.views import agenda, attendance, documents, meetings, outcomes, registrations, reports

registration = [
    path("", registrations.registration, name="registration"),
]

urlpatterns = [
    path(
        "meetings/",
        include(
            [
                path("", meetings.meetings, name="meetings"),
                path("<slug:slug>/", meetings.meeting, name="meeting"),
                path("<slug:slug>/agenda/", agenda.agenda, name="agenda"),
                path("<slug:slug>/participants/", attendance.participants, name="participants"),
                path("<slug:slug>/registration/", registrations.my_registration, name="my_registration"),
                path("<slug:slug>/registration/<str:token>/", include(registration)),
            ]
        ),
    ),
    path("attendance/", attendance.attendance, name="attendance"),
    path("reports/", reports.reports, name="reports"),
    path("reports/feed/", reports.reports_feed, name="reports_feed"),
    path("reports/<slug:slug>/", reports.report, name="report"),
    path("outcomes/", outcomes.outcomes, name="outcomes"),
    path("outcomes/<int:pk>/", outcomes.outcome, name="outcome"),
    path("documents/<int:pk>/", documents.document, name="document"),
]

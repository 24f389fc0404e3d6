"""Pages of meetings and of what came of them."""

from django.urls import include, path

from meetings.views import (
    agenda,
    attendance,
    calls,
    delegations,
    documents,
    host,
    host_delegates,
    host_details,
    host_helpers,
    host_lists,
    host_offers,
    host_questions,
    host_rooms,
    joining,
    letters,
    logistics,
    meetings,
    messages,
    offers,
    outcomes,
    registrations,
    reports,
)

delegation = [
    path("", delegations.delegation, name="delegation"),
    path("link/", delegations.delegation_link, name="delegation_link"),
    path("<int:pk>/rank/", delegations.delegation_rank, name="delegation_rank"),
    path("<int:pk>/mail/", delegations.delegation_mail, name="delegation_mail"),
    path("<int:pk>/replace/", delegations.delegation_replace, name="delegation_replace"),
    path("<int:pk>/withdraw/", delegations.delegation_withdraw, name="delegation_withdraw"),
]

registration = [
    path("", registrations.registration, name="registration"),
    path("data/", registrations.registration_data, name="registration_data"),
    path("consent/", registrations.registration_consent, name="registration_consent"),
    path("logistics/", logistics.registration_logistics, name="registration_logistics"),
    path("logistics/consent/", logistics.registration_erase_group, name="registration_erase_group"),
    path("questions/", logistics.registration_questions, name="registration_questions"),
    path("withdraw/", registrations.registration_withdraw, name="registration_withdraw"),
    path("erase/", registrations.registration_erase, name="registration_erase"),
    path("confirmation.pdf", letters.registration_confirmation, name="registration_confirmation"),
    path("invitation.pdf", letters.registration_invitation, name="registration_invitation"),
    path("meeting.ics", letters.registration_calendar, name="registration_calendar"),
    path("my-data.json", letters.registration_record, name="registration_record"),
    path("offers/", offers.registration_offers, name="registration_offers"),
    path("offers/add/", offers.registration_offer_add, name="registration_offer_add"),
    path("offers/<int:pk>/", offers.registration_offer, name="registration_offer"),
]

workspace = [
    path("", host.host, name="host"),
    path("settings/", host.host_settings, name="host_settings"),
    path("details/", host_details.host_details, name="host_details"),
    path("helpers/", host_helpers.host_helpers, name="host_helpers"),
    path("helpers/<int:pk>/", host_helpers.host_helper, name="host_helper"),
    path("rooms/", host_rooms.host_rooms, name="host_rooms"),
    path("rooms/<int:pk>/", host_rooms.host_room, name="host_room"),
    path("delegates/", host_delegates.host_delegates, name="host_delegates"),
    path("delegates/<int:pk>/", host_delegates.host_delegate, name="host_delegate"),
    path("waiting/", host_delegates.host_waiting, name="host_waiting"),
    path("places/<int:pk>/", host_delegates.host_quota, name="host_quota"),
    path("guests/", host_delegates.host_guest, name="host_guest"),
    path("questions/", host_questions.host_questions, name="host_questions"),
    path("questions/add/", host_questions.host_add_question, name="host_add_question"),
    path("questions/<int:pk>/", host_questions.host_question, name="host_question"),
    path("lists/", host_lists.host_lists, name="host_lists"),
    path("lists/<slug:name>/", host_lists.host_list, name="host_list"),
    path("lists/<slug:name>.<slug:extension>", host_lists.host_export, name="host_export"),
    path("offers/", host_offers.host_offers, name="host_offers"),
    path("offers/<int:pk>/", host_offers.host_offer, name="host_offer"),
]

urlpatterns = [
    path(
        "meetings/",
        include(
            [
                path("", meetings.meetings, name="meetings"),
                path("<slug:slug>/", meetings.meeting, name="meeting"),
                path("<slug:slug>/agenda/", agenda.agenda, name="agenda"),
                path("<slug:slug>/sessions/<int:pk>/", agenda.session, name="session"),
                path("<slug:slug>/participants/", attendance.participants, name="participants"),
                path("<slug:slug>/call/", calls.my_call, name="my_call"),
                path("<slug:slug>/call/<str:token>/", calls.call_answer, name="call_answer"),
                path("<slug:slug>/host/call/", calls.call, name="call"),
                path("<slug:slug>/host/call/open/", calls.call_open, name="call_open"),
                path("<slug:slug>/host/call/remind/", calls.call_remind, name="call_remind"),
                path("<slug:slug>/host/message/", messages.host_message, name="host_message"),
                path("<slug:slug>/host/", include(workspace)),
                path("<slug:slug>/delegation/", include(delegation)),
                path("<slug:slug>/offers/", offers.offers, name="offers"),
                path("<slug:slug>/offers/add/", offers.offer_add, name="offer_add"),
                path("<slug:slug>/offers/<int:pk>/", offers.offer, name="offer"),
                path("<slug:slug>/join/<str:token>/", joining.join, name="join"),
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

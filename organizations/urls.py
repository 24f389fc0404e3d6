"""Pages of organizations alone."""

from django.urls import path

from organizations.views import enquiries, handovers, invitations, liaisons, office, profiles

urlpatterns = [
    path("members/<slug:slug>/edit/", profiles.member_edit, name="member_edit"),
    path("members/<slug:slug>/edit/figures/", profiles.member_figure, name="member_figure"),
    path("members/<slug:slug>/logo/<str:name>", profiles.member_logo, name="member_logo"),
    path("members/<slug:slug>/liaisons/", liaisons.liaisons, name="liaisons"),
    path("members/<slug:slug>/liaisons/add/", liaisons.add_liaison, name="add_liaison"),
    path("members/<slug:slug>/liaisons/<int:pk>/", liaisons.mandate, name="mandate"),
    path("members/<slug:slug>/liaisons/<int:pk>/successor/", handovers.name_successor, name="name_successor"),
    path("enquire/", enquiries.enquire, name="enquire"),
    path("enquire/received/<str:number>/", enquiries.enquiry_received, name="enquiry_received"),
    path("office/", office.office, name="office"),
    path("office/enquiries/<int:pk>/", office.office_enquiry, name="office_enquiry"),
    path("accounts/invitation/<str:token>/", invitations.accept_invitation, name="accept_invitation"),
]

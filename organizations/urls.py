"""Pages of organizations alone."""

from django.urls import path

from organizations.views import enquiries, invitations, office

urlpatterns = [
    path("enquire/", enquiries.enquire, name="enquire"),
    path("enquire/received/<str:number>/", enquiries.enquiry_received, name="enquiry_received"),
    path("office/", office.office, name="office"),
    path("office/enquiries/<int:pk>/", office.office_enquiry, name="office_enquiry"),
    path("accounts/invitation/<str:token>/", invitations.accept_invitation, name="accept_invitation"),
]

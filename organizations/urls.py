"""Pages of organizations alone."""

from django.urls import path

from organizations.views import invitations

urlpatterns = [
    path("accounts/invitation/<str:token>/", invitations.accept_invitation, name="accept_invitation"),
]

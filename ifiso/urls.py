"""The sitemap. Organizations and meetings bring their own pages; this level composes both."""

from django.contrib import admin
from django.urls import include, path

from ifiso.views import healthz, history, home, members, privacy

urlpatterns = [
    path("", home.home, name="home"),
    path("members/", members.members, name="members"),
    path("members/<slug:slug>/", members.member, name="member"),
    path("history/", history.history, name="history"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("healthz", healthz.healthz, name="healthz"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("organizations.urls")),
    path("", include("meetings.urls")),
]

"""The sitemap. Organizations and meetings bring their own pages; this level composes both."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from ifiso.views import demo, desk, hand_over, healthz, history, home, members, partners, privacy, service_worker

urlpatterns = [
    path("", home.home, name="home"),
    path("members/", members.members, name="members"),
    path("members/<slug:slug>/", members.member, name="member"),
    path("members/<slug:slug>/liaisons/hand-overs/<int:pk>/", hand_over.hand_over, name="hand_over"),
    path("history/", history.history, name="history"),
    path("partners/", partners.partners, name="partners"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("service-worker.js", service_worker.service_worker, name="service_worker"),
    path("healthz", healthz.healthz, name="healthz"),
    path("desk/", desk.desk, name="desk"),
    path("demo/", demo.demo, name="demo"),
    path("demo/<slug:key>/", demo.demo_sign_in, name="demo_sign_in"),
    # Nobody has a password, and the sign-in page itself sends the code.
    re_path(r"^accounts/password/", RedirectView.as_view(pattern_name="mfa_index")),
    path(
        "accounts/login/code/",
        login_not_required(RedirectView.as_view(pattern_name="account_login", query_string=True)),
    ),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("organizations.urls")),
    path("", include("meetings.urls")),
]

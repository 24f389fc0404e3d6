"""The admin site: the superusers' tool, behind a second factor wherever real data may be."""

from allauth.account.adapter import get_adapter
from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from ifiso.accounts import used_second_factor

# Its stock pages carry style attributes; nowhere else may anybody.
RELAXED = {"style-src": [UNSAFE_INLINE]}


class RegistryAdminSite(AdminSite):
    site_title = _("IFISO registry")
    site_header = _("IFISO registry: back office")
    index_title = _("Everything on record")

    def has_permission(self, request: HttpRequest) -> bool:
        strong = not settings.ADMIN_REQUIRES_SECOND_FACTOR or used_second_factor(request)
        return super().has_permission(request) and strong

    def admin_view(self, view, cacheable=False):
        return csp_update(RELAXED)(super().admin_view(view, cacheable))

    @method_decorator(never_cache)
    @login_not_required
    def login(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        """There is one sign-in for the whole registry; staff who used no second factor learn how to."""
        target = next_page(request)
        if self.has_permission(request):
            return redirect(target)
        if request.user.is_anonymous:
            return redirect_to_login(target)
        if not request.user.is_staff:
            raise PermissionDenied
        query = urlencode({REDIRECT_FIELD_NAME: target})
        ways = [
            {"url": f"{method['url']}?{query}", "label": method["description"]}
            for method in get_adapter(request).get_reauthentication_methods(request.user)
        ]
        return render(request, "ifiso/second_factor.html", {"ways": ways}, status=403)


def next_page(request: HttpRequest) -> str:
    """Where the visitor wanted to go, if that is ours; else the admin's first page."""
    target = request.GET.get(REDIRECT_FIELD_NAME, "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe else reverse("admin:index")

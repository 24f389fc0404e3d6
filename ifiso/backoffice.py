"""The admin site: the superusers' tool, behind a second factor wherever real data may be."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class RegistryAdminSite(AdminSite):
    site_title = _("IFISO registry")
    site_header = _("IFISO registry: back office")
    index_title = _("Everything on record")

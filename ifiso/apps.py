from django.apps import AppConfig
from django.contrib.admin import apps as admin


class IfisoConfig(AppConfig):
    name = "ifiso"


class RegistryAdminConfig(admin.AdminConfig):
    default = False
    default_site = "ifiso.backoffice.RegistryAdminSite"

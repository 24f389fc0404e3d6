"""The settings of a server that a race is run against: a server's own, for a crowd from one address."""

from ifiso.settings import *  # noqa: F403
from ifiso.settings import STORAGES

# The whole crowd comes from this machine.
ACCOUNT_RATE_LIMITS = False
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

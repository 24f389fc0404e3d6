"""The settings of a benchmark: a server's own, with one more page to compare the others with."""

from ifiso.settings import *  # noqa: F403
from ifiso.settings import STORAGES

ROOT_URLCONF = "ifiso.benchmark.urls"
# Compressing the style sheets takes ten seconds, and no measurement asks for them.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}

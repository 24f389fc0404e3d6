"""The WSGI application that granian or gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import resolve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ifiso.settings")

application = get_wsgi_application()

# The first request would load all the views. What is loaded now lives as long as the process: without this, the
# collector walks through all of it again and again, for a tenth of a second in the middle of somebody's request.
resolve("/")
gc.collect()
gc.freeze()

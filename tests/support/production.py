"""The registry as on a server: its own process, with the environment of one and nothing of this test run's."""

import json
import os
import subprocess
import sys

from tests.support.sources import ROOT

SERVER = {
    "IFISO_BASE_URL": "https://registry.example.org",
    "IFISO_SECRET_KEY": "only-for-this-test-" + "k3" * 30,
    "EMAIL_URL": "smtp://localhost:25",
    "IFISO_NO_BOOTSTRAP": "1",
    "DJANGO_SETTINGS_MODULE": "ifiso.settings",
}
FOREIGN = ("IFISO_", "DATABASE_URL", "CACHE_URL", "EMAIL_URL", "SENTRY_DSN", "DJANGO_")

ASK = """
import json, sys
import django
django.setup()
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.test import Client
call_command("migrate", "organizations", verbosity=0)
# As collectstatic writes it, but with the names left as they are: compressing everything takes ten seconds.
names = [name for finder in get_finders() for name, _ in finder.list([])]
manifest = {"version": "1.1", "paths": dict(zip(names, names)), "hash": ""}
(settings.STATIC_ROOT / "staticfiles.json").write_text(json.dumps(manifest))
answers = []
for method, path, options in json.loads(sys.stdin.read()):
    client = Client(raise_request_exception=False)
    response = getattr(client, method)(path, **options)
    cookies = [cookie.OutputString() for cookie in response.cookies.values()]
    answers.append({"status": response.status_code, "headers": dict(response.headers), "cookies": cookies})
print(json.dumps(answers))
"""


def run(*arguments, data_dir, without=(), stdin=None, **variables):
    """Run Python with the server's environment, changed by `variables`; the finished process."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    environ |= SERVER | {"IFISO_DATA_DIR": str(data_dir)} | variables
    for name in without:
        del environ[name]
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=environ, input=stdin, capture_output=True, text=True, timeout=120, check=False
    )


def ask(requests, data_dir):
    """Status, headers and cookies of each (method, path, client options), on a fresh registry."""
    done = run("-c", ASK, data_dir=data_dir, stdin=json.dumps(requests))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)

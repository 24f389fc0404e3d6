"""Reads the environment that drives the settings, and explains what is missing.

Every variable is documented in the README's table. A missing or malformed one stops the start with one sentence that
names the variable and shows a value that would do.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
LOOPBACK = {"localhost", "127.0.0.1", "::1"}

env = environ.Env()


def required(name: str, *, example: str) -> str:
    """The text of the variable `name`; ImproperlyConfigured, with an example, where it is unset or empty."""
    value = env.str(name, default="").strip()
    if not value:
        raise ImproperlyConfigured(
            f"Set {name}, for example {name}={example}. "
            "To try the registry without any configuration run: python3 manage.py demo"
        )
    return value


def base_url() -> str:
    """The address that people type, without a trailing slash, such as `https://registry.example.org`."""
    url = required("IFISO_BASE_URL", example="https://registry.example.org").rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        raise ImproperlyConfigured(f"IFISO_BASE_URL must be like https://registry.example.org, not {url!r}.")
    return url


def is_loopback(url: str) -> bool:
    """Whether `url` points to this machine alone."""
    return urlsplit(url).hostname in LOOPBACK


def refuse_demo_on_a_server(url: str) -> None:
    """The demo signs everybody in with one click, so it must never answer anybody but its own machine."""
    if not is_loopback(url):
        raise ImproperlyConfigured(f"IFISO_DEMO is set, but IFISO_BASE_URL is {url}: the demo runs on localhost only.")
    for name in ("IFISO_SECRET_KEY", "DATABASE_URL", "EMAIL_URL"):
        if env.str(name, default=""):
            raise ImproperlyConfigured(
                f"IFISO_DEMO is set together with {name}: unset IFISO_DEMO on a server, or {name} in the demo."
            )


def stored_secret(folder: Path) -> str:
    """The demo's own signing key, made on the first start and kept in `folder`."""
    from django.core.management.utils import get_random_secret_key

    path = folder / "secret"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x") as file:
            file.write(get_random_secret_key())
        path.chmod(0o600)
    except FileExistsError:
        pass
    return path.read_text()

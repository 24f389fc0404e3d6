"""Reads the environment that drives the settings, and explains what is missing.

Every variable is documented in the README's table. A missing or malformed one stops the start with one sentence that
names the variable and shows a value that would do.
"""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
# What `check --deploy` wants of a key.
KEY_LENGTH, KEY_LETTERS = 50, 5

Value = TypeVar("Value")

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


def read(parse: Callable[[str], Value], name: str, *, default: str, example: str) -> Value:
    """What `parse` makes of the variable `name`, or of `default` where it is unset or empty.

    ImproperlyConfigured, with an example, where `parse` raises ValueError or the like; the value, which may hold a
    password, is not repeated.
    """
    text = env.str(name, default="").strip() or default
    try:
        return parse(text)
    except (LookupError, TypeError, ValueError):
        raise ImproperlyConfigured(f"{name} is malformed: it must be like {name}={example}.") from None


def secret_key() -> str:
    """The key that signs sessions and links."""
    example = '"$(openssl rand -base64 48)"'
    key = required("IFISO_SECRET_KEY", example=example)
    if len(key) < KEY_LENGTH or len(set(key)) < KEY_LETTERS:
        raise ImproperlyConfigured(
            f"IFISO_SECRET_KEY can be guessed: make one of {KEY_LENGTH} letters or more, as by {example}."
        )
    return key


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


def database(url: str) -> dict[str, Any]:
    """Django's settings of the database; ValueError unless it is a PostgreSQL or a file of SQLite."""
    if urlsplit(url).scheme not in {"postgres", "postgresql", "sqlite"}:
        raise ValueError
    config = env.db_url_config(url)
    if config["NAME"] in {"", ":memory:"}:
        raise ValueError
    return config


def cache(url: str) -> dict[str, Any]:
    """Django's settings of the cache; ValueError for an unknown kind."""
    try:
        config = env.cache_url_config(url)
    except ImproperlyConfigured:
        raise ValueError from None
    if config["BACKEND"].endswith(".RedisCache"):
        demand_package("redis", "CACHE_URL")
    return config


def mail(url: str) -> dict[str, Any]:
    """Django's mail settings: SMTP, or `anymail+SERVICE://?NAME=VALUE` for the interface of a mail service.

    The names are Anymail's settings for the service without its prefix, such as `anymail+postmark://?server_token=...`.
    ValueError for an unknown kind.
    """
    kind, _, service = urlsplit(url).scheme.replace("-", "_").partition("+")
    if kind == "anymail" and service:
        demand_package("anymail", "EMAIL_URL")
        options = {f"{service}_{name}".upper(): value for name, value in parse_qsl(urlsplit(url).query)}
        return {"EMAIL_BACKEND": f"anymail.backends.{service}.EmailBackend", "ANYMAIL": options}
    try:
        return env.email_url_config(url)
    except ImproperlyConfigured:
        raise ValueError from None


def count(text: str) -> int:
    """A whole number from 0 on."""
    if not text.isdecimal():
        raise ValueError
    return int(text)


def time_zone(name: str) -> str:
    """The name of a zone that this machine knows; LookupError or ValueError for another one."""
    return ZoneInfo(name).key


def demand_package(module: str, variable: str) -> None:
    """ImproperlyConfigured where `variable` asks for a library that only servers with that wish install."""
    if find_spec(module) is None:
        raise ImproperlyConfigured(
            f"{variable} needs a package that is not installed: pip install --require-hashes -r requirements-server.txt"
        )

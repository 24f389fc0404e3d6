"""The environment's variables: what each accepts, and the sentence that stops the start for each that is wrong.

What a whole server refuses is in tests/test_production.py.
"""

import pytest
from django.core.exceptions import ImproperlyConfigured

import ifiso.settings
from ifiso import env
from tests.support.production import run

pytestmark = pytest.mark.once

POSTGRES = "postgres://registry:p%23w@db.example.org:5433/registry"


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch):
    for name in ("IFISO_BASE_URL", "IFISO_SECRET_KEY", "DATABASE_URL", "CACHE_URL", "EMAIL_URL"):
        monkeypatch.delenv(name, raising=False)


def refused(function, *arguments, **named):
    """The sentence with which it is refused."""
    with pytest.raises(ImproperlyConfigured) as refusal:
        function(*arguments, **named)
    return str(refusal.value)


def test_a_missing_variable_is_named_with_an_example(monkeypatch):
    monkeypatch.setenv("IFISO_BASE_URL", "  ")
    sentence = refused(env.required, "IFISO_BASE_URL", example="https://registry.example.org")
    assert sentence.startswith("Set IFISO_BASE_URL, for example IFISO_BASE_URL=https://registry.example.org.")
    assert "python3 manage.py demo" in sentence


def test_a_malformed_variable_is_named_and_its_password_is_not_shown(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://registry:hush@host:port/registry")
    sentence = refused(env.read, env.database, "DATABASE_URL", default="", example=POSTGRES)
    assert sentence == f"DATABASE_URL is malformed: it must be like DATABASE_URL={POSTGRES}."


def test_an_empty_variable_counts_as_unset(monkeypatch):
    monkeypatch.setenv("CACHE_URL", " ")
    assert env.read(env.cache, "CACHE_URL", default="dbcache://kept", example="")["LOCATION"] == "kept"


@pytest.mark.parametrize(
    "url", ["https://registry.example.org/", "https://registry.example.org", "http://localhost:8000"]
)
def test_the_address_has_no_slash_at_its_end(url, monkeypatch):
    monkeypatch.setenv("IFISO_BASE_URL", url)
    assert env.base_url() == url.rstrip("/")


@pytest.mark.parametrize("url", ["registry.example.org", "ftp://registry.example.org", "https://", "https://a.org/sub"])
def test_an_address_is_an_origin(url, monkeypatch):
    monkeypatch.setenv("IFISO_BASE_URL", url)
    assert refused(env.base_url).startswith("IFISO_BASE_URL must be like https://registry.example.org, not ")


@pytest.mark.parametrize("key", ["changeme", "x" * 60, "short-but-mixed-2026"])
def test_a_key_that_can_be_guessed_is_refused_and_not_shown(key, monkeypatch):
    monkeypatch.setenv("IFISO_SECRET_KEY", key)
    sentence = refused(env.secret_key)
    assert sentence.startswith("IFISO_SECRET_KEY can be guessed: make one of 50 letters or more, as by ")
    assert key not in sentence


def test_a_key_is_taken_as_it_is(monkeypatch):
    monkeypatch.setenv("IFISO_SECRET_KEY", "k3/+=" * 12)
    assert env.secret_key() == "k3/+=" * 12


def test_a_database_is_postgresql_with_everything_that_its_url_says():
    config = env.database(POSTGRES)
    assert (config["ENGINE"], config["NAME"], config["HOST"], config["PORT"], config["PASSWORD"]) == (
        "django.db.backends.postgresql",
        "registry",
        "db.example.org",
        5433,
        "p#w",
    )
    assert env.database("postgres://registry@/registry?host=/run/postgresql")["OPTIONS"] == {"host": "/run/postgresql"}


def test_a_database_may_be_a_file_of_sqlite():
    assert env.database("sqlite:////srv/a%2Bb/registry.sqlite3")["NAME"] == "/srv/a+b/registry.sqlite3"


@pytest.mark.parametrize(
    "url", ["registry", "oracle", "mysql://u:p@h/d", "postgres://", "sqlite://", "sqlite://:memory:"]
)
def test_other_databases_and_those_in_memory_are_refused(url, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", url)
    assert "is malformed" in refused(env.read, env.database, "DATABASE_URL", default="", example="")


def test_a_cache_may_be_redis(monkeypatch):
    monkeypatch.setattr(env, "find_spec", lambda module: module == "redis")
    config = env.cache("redis://cache.example.org:6379/1")
    assert config == {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://cache.example.org:6379/1",
    }


def test_mail_goes_out_by_smtp_with_tls():
    config = env.mail("smtp+tls://user%40example.org:p@mail.example.org:587")
    assert config["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert (config["EMAIL_HOST"], config["EMAIL_PORT"], config["EMAIL_USE_TLS"]) == ("mail.example.org", 587, True)
    assert config["EMAIL_HOST_USER"] == "user@example.org"


def test_mail_may_go_out_by_the_interface_of_a_service(monkeypatch):
    monkeypatch.setattr(env, "find_spec", lambda module: module == "anymail")
    assert env.mail("anymail+mailgun://?api_key=k%2F1&sender_domain=example.org") == {
        "EMAIL_BACKEND": "anymail.backends.mailgun.EmailBackend",
        "ANYMAIL": {"MAILGUN_API_KEY": "k/1", "MAILGUN_SENDER_DOMAIN": "example.org"},
    }
    assert env.mail("anymail+amazon-ses://")["EMAIL_BACKEND"] == "anymail.backends.amazon_ses.EmailBackend"


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (env.cache, "nonsense"),
        (env.cache, "carrier-pigeon://loft"),
        (env.mail, "nonsense"),
        (env.mail, "anymail://"),
        (env.mail, "smtp://mail.example.org:port"),
        (env.count, "-1"),
        (env.count, "many"),
        (env.time_zone, "Europe/Atlantis"),
        (env.time_zone, "../etc/passwd"),
    ],
)
def test_what_cannot_be_read_is_refused(parse, text, monkeypatch):
    monkeypatch.setenv("IFISO_X", text)
    assert (
        refused(env.read, parse, "IFISO_X", default="", example="y")
        == "IFISO_X is malformed: it must be like IFISO_X=y."
    )


@pytest.mark.parametrize(
    ("parse", "url"), [(env.cache, "redis://localhost"), (env.mail, "anymail+postmark://?server_token=x")]
)
def test_a_variable_that_needs_another_package_says_how_to_install_it(parse, url, monkeypatch):
    monkeypatch.setattr(env, "find_spec", lambda module: None)
    assert refused(parse, url).endswith("pip install --require-hashes -r requirements-server.txt")


@pytest.mark.parametrize("url", ["https://registry.example.org", "http://192.0.2.1:8000"])
def test_the_demo_answers_nobody_but_its_own_machine(url):
    assert "the demo runs on localhost only" in refused(env.refuse_demo_on_a_server, url)


@pytest.mark.parametrize("name", ["IFISO_SECRET_KEY", "DATABASE_URL", "EMAIL_URL"])
def test_the_demo_touches_no_real_registry(name, monkeypatch):
    monkeypatch.setenv(name, "x")
    assert f"set together with {name}" in refused(env.refuse_demo_on_a_server, "http://localhost:8000")


def test_the_demo_keeps_its_key_to_itself(tmp_path):
    folder = tmp_path / "new"
    assert env.stored_secret(folder) == env.stored_secret(folder)
    assert (folder / "secret").stat().st_mode & 0o077 == 0


def test_sqlite_lets_writers_queue_and_loses_nothing():
    options = ifiso.settings.DATABASE["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == 20
    assert "synchronous=FULL" in options["init_command"]
    assert "foreign_keys=ON" in options["init_command"]
    assert "secure_delete=ON" in options["init_command"]


@pytest.mark.parametrize(
    ("variables", "hint"),
    [
        ({"EMAIL_URL": ""}, "Set EMAIL_URL, for example EMAIL_URL=smtp+tls://"),
        ({"EMAIL_URL": "pigeon://loft"}, "EMAIL_URL is malformed: it must be like EMAIL_URL=smtp+tls://"),
        ({"DATABASE_URL": "registry"}, "DATABASE_URL is malformed: it must be like DATABASE_URL=postgres://"),
        ({"CACHE_URL": "x"}, "CACHE_URL is malformed: it must be like CACHE_URL=redis://"),
        ({"IFISO_SECRET_KEY": "secret"}, "IFISO_SECRET_KEY can be guessed"),
        ({"IFISO_TEAM_TIME_ZONE": "CEST"}, "IFISO_TEAM_TIME_ZONE is malformed: it must be like"),
        ({"IFISO_PROXY_COUNT": "one"}, "IFISO_PROXY_COUNT is malformed: it must be like IFISO_PROXY_COUNT=1."),
        ({"IFISO_ENQUIRY_RETENTION_DAYS": "long"}, "IFISO_ENQUIRY_RETENTION_DAYS is malformed"),
    ],
)
def test_a_server_does_not_start_with_it(variables, hint, tmp_path):
    done = run("manage.py", "check", data_dir=tmp_path, **variables)
    assert done.returncode == 1
    assert done.stderr.startswith(hint)
    assert len(done.stderr.splitlines()) == 1

"""A server's settings: what they add to every answer, and what they refuse to start with."""

import pytest

from tests.support.production import ask, run

pytestmark = pytest.mark.once

PROXIED = {"headers": {"X-Forwarded-Proto": "https"}, "SERVER_NAME": "registry.example.org"}
PLAIN = {"SERVER_NAME": "registry.example.org"}


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """Answers to one request each, from one process: starting it costs more than asking."""
    folder = tmp_path_factory.mktemp("server")
    (folder / "static").mkdir()
    (folder / "static" / "sheet.css").write_text("p{}")
    requests = {
        "plain": ("get", "/members/", PLAIN),
        "health": ("get", "/healthz", PLAIN),
        "sign-in": ("get", "/accounts/login/", PROXIED),
        "static": ("get", "/static/sheet.css", PROXIED),
        "demo": ("get", "/demo/", PROXIED),
        "other host": ("get", "/healthz", {"SERVER_NAME": "evil.example"}),
        "malformed host": ("get", "/healthz", {"headers": {"Host": "registry.example.org:x<y"}}),
    }
    return dict(zip(requests, ask(list(requests.values()), folder), strict=True))


def test_whoever_comes_by_plain_http_is_led_to_https(answers):
    assert answers["plain"]["status"] == 301
    assert answers["plain"]["headers"]["Location"] == "https://registry.example.org/members/"


def test_the_health_check_is_asked_from_inside(answers):
    assert answers["health"]["status"] == 200


def test_browsers_are_told_to_come_by_https_for_a_year(answers):
    for name in ("sign-in", "static"):
        assert answers[name]["headers"]["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


def test_cookies_belong_to_this_host_alone(answers):
    (cookie,) = answers["sign-in"]["cookies"]
    assert cookie.startswith("__Host-csrf=")
    attributes = {part.strip().partition("=")[0] for part in cookie.split(";")}
    assert {"Secure", "HttpOnly", "SameSite", "Path"} <= attributes
    assert "Domain" not in attributes


def test_static_files_are_guarded_like_pages(answers):
    assert answers["static"]["status"] == 200
    headers = answers["static"]["headers"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "camera=()" in headers["Permissions-Policy"]


def test_there_is_no_demo_on_a_server(answers):
    assert answers["demo"]["status"] == 404


def test_other_hosts_are_not_answered(answers):
    assert (answers["other host"]["status"], answers["malformed host"]["status"]) == (400, 400)


def test_djangos_own_checks_for_servers_find_nothing(tmp_path):
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", data_dir=tmp_path)
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n"), done.stderr


@pytest.mark.parametrize(
    ("variables", "without", "hint"),
    [
        ({}, ["IFISO_SECRET_KEY"], "Set IFISO_SECRET_KEY, for example"),
        ({}, ["IFISO_BASE_URL"], "Set IFISO_BASE_URL, for example IFISO_BASE_URL=https://registry.example.org"),
        ({"IFISO_BASE_URL": "http://registry.example.org"}, [], "must begin with https:// on a server"),
        ({"IFISO_BASE_URL": "registry.example.org"}, [], "must be like https://registry.example.org"),
        ({"IFISO_DEMO": "1"}, [], "the demo runs on localhost only"),
        ({"IFISO_DEMO": "1", "IFISO_BASE_URL": "http://localhost"}, [], "IFISO_DEMO is set together with"),
        (
            {"IFISO_DEMO": "1", "IFISO_BASE_URL": "http://localhost", "DATABASE_URL": "postgres://db/registry"},
            ["IFISO_SECRET_KEY"],
            "IFISO_DEMO is set together with DATABASE_URL: unset",
        ),
    ],
)
def test_it_refuses_to_start_and_says_why_in_a_sentence(tmp_path, variables, without, hint):
    done = run("manage.py", "check", data_dir=tmp_path, without=without, **variables)
    assert done.returncode == 1
    assert hint in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1

"""What every answer tells browsers to refuse, whichever page, file or error it is."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from tests.factories import make_document, make_user
from tests.personas import set_stage
from tests.support.accounts import sign_in
from tests.support.headers import policy

pytestmark = pytest.mark.django_db

OWN = {
    "default-src": {"'none'"},
    "script-src": {"'self'"},
    "style-src": {"'self'"},
    "img-src": {"'self'"},
    "font-src": {"'self'"},
    "connect-src": {"'self'"},
    "manifest-src": {"'self'"},
    "form-action": {"'self'"},
    "base-uri": {"'none'"},
    "frame-ancestors": {"'none'"},
}
ALWAYS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}
FORBIDDEN_DEVICES = {"camera", "microphone", "geolocation", "payment", "usb"}


def assert_guarded(response):
    assert {name: response.headers.get(name) for name in ALWAYS} == ALWAYS
    devices = dict(part.strip().split("=") for part in response.headers["Permissions-Policy"].split(","))
    assert {devices[name] for name in FORBIDDEN_DEVICES} == {"()"}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/", 200),
        ("get", "/members/", 200),
        ("get", "/reports/feed/", 200),
        ("get", "/healthz", 200),
        ("get", "/accounts/login/", 200),
        ("get", "/desk/", 302),
        ("get", "/nowhere/", 404),
        ("get", "/members/nobody/", 404),
        ("get", "/members", 301),
        ("post", "/members/", 405),
        ("post", "/enquire/", 422),
    ],
)
def test_pages_and_errors(client, method, path, status):
    response = getattr(client, method)(path)
    assert response.status_code == status
    assert policy(response) == OWN
    assert_guarded(response)


def test_private_pages_are_kept_by_no_cache():
    client = set_stage().client("dana")
    for path in ("/desk/", "/office/"):
        response = client.get(path)
        assert policy(response) == OWN
        assert_guarded(response)
        assert {"private", "no-store"} <= {part.strip() for part in response.headers["Cache-Control"].split(",")}


def test_a_forged_form_is_refused_with_the_same_headers(client):
    client.handler.enforce_csrf_checks = True
    response = client.post("/accounts/login/", {"login": "ada@example.org"})
    assert response.status_code == 403
    assert policy(response) == OWN
    assert_guarded(response)


def test_a_fault_of_ours_tells_nothing_and_loosens_nothing(client, monkeypatch):
    monkeypatch.setattr("ifiso.views.privacy.render", break_down)
    client.raise_request_exception = False
    response = client.get("/privacy/")
    assert response.status_code == 500
    assert b"went wrong on our side" in response.content
    assert b"secret detail" not in response.content
    assert policy(response) == OWN
    assert_guarded(response)


def break_down(*args, **kwargs):
    raise RuntimeError("secret detail")


def test_documents_run_nothing(client):
    document = make_document(file=ContentFile(b"<script>alert(1)</script>", name="minutes.html"), place="")
    response = client.get(reverse("document", args=[document.pk]))
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert policy(response)["default-src"] == {"'none'"}
    assert "script-src" not in policy(response)
    assert "sandbox" in policy(response)
    assert_guarded(response)


def test_the_back_office_may_colour_inline_and_nothing_else(client):
    sign_in(client, make_user(is_staff=True, is_superuser=True), method="mfa")
    for path in ("/admin/", "/admin/organizations/organization/add/"):
        response = client.get(path)
        assert policy(response) == OWN | {"style-src": {"'self'", "'unsafe-inline'"}}
        assert_guarded(response)

"""One settings file for demo, tests and servers, driven by the environment (see the README's table)."""

import sqlite3
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from ifiso.env import (
    BASE_DIR,
    base_url,
    cache,
    count,
    database,
    demand_package,
    env,
    is_loopback,
    mail,
    read,
    refuse_demo_on_a_server,
    required,
    secret_key,
    stored_secret,
    time_zone,
)

DEBUG = False
DEMO = env.bool("IFISO_DEMO", default=False)
BASE_URL = base_url()
SECURE = BASE_URL.startswith("https://")
DATA_DIR = Path(env.str("IFISO_DATA_DIR", default=str(BASE_DIR / "var"))).resolve()

if DEMO:
    refuse_demo_on_a_server(BASE_URL)
    SECRET_KEY = stored_secret(DATA_DIR)
else:
    SECRET_KEY = secret_key()
    if not SECURE and not is_loopback(BASE_URL):
        raise ImproperlyConfigured(f"IFISO_BASE_URL must begin with https:// on a server, not {BASE_URL!r}.")

ALLOWED_HOSTS = env.list("IFISO_ALLOWED_HOSTS", default=[urlsplit(BASE_URL).hostname])
CSRF_TRUSTED_ORIGINS = [BASE_URL]

# --- What it is made of -----------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "ifiso",
    "meetings",
    "organizations",
    "ifiso.apps.RegistryAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_countries",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "simple_history",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "ifiso.http.isolation_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ifiso.http.sign_in_from_fragments",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Of what is sent nothing is read before it is known who sends it, and that it is not too much.
    "ifiso.http.SignInExceptOnPublicPages",
    "ifiso.uploads.requests.RefuseTooLarge",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "ifiso.templatetags.registry"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ifiso.http.site",
                "organizations.footnotes.further_sources",
            ],
        },
    }
]

ROOT_URLCONF = "ifiso.urls"
WSGI_APPLICATION = "ifiso.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "organizations.User"

# --- Where things are kept --------------------------------------------------------------------------------------------

DATABASE = read(
    database,
    "DATABASE_URL",
    default=f"sqlite:///{quote(str(DATA_DIR / 'registry.sqlite3'))}",
    example="postgres://registry:password@localhost/registry",
)
DATABASES = {"default": DATABASE}
DATABASE["CONN_HEALTH_CHECKS"] = True
if DATABASE["ENGINE"].endswith("sqlite3"):
    Path(DATABASE["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    # WAL below 3.51.3 can corrupt a file that several connections write; IMMEDIATE makes writers queue, not fail.
    # What is erased must not linger in the file's free pages, so secure_delete overwrites it.
    journal = "WAL" if sqlite3.sqlite_version_info >= (3, 51, 3) else "DELETE"
    DATABASE.setdefault("OPTIONS", {}).update(
        transaction_mode="IMMEDIATE",
        timeout=20,
        init_command=f"PRAGMA journal_mode={journal}; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
        "PRAGMA secure_delete=ON;",
    )
    DATABASE["CONN_MAX_AGE"] = None
else:
    DATABASE["CONN_MAX_AGE"] = read(count, "IFISO_DB_MAX_AGE", default="600", example="600")

CACHES = {"default": read(cache, "CACHE_URL", default="dbcache://ifiso_cache", example="redis://localhost:6379/0")}
MEDIA_ROOT = DATA_DIR / "media"
STATIC_ROOT = DATA_DIR / "static"
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
        if DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
if bucket := env.str("IFISO_S3_BUCKET", default=""):
    demand_package("storages", "IFISO_S3_BUCKET")
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.str("IFISO_S3_ENDPOINT", default="") or None,
            "signature_version": "s3v4",
            "file_overwrite": False,
        },
    }

# The queue is the database; in the demo, which has no worker, tasks run when their transaction commits.
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend" if DEMO else "django_tasks_db.DatabaseBackend"
    }
}

# --- Mail -------------------------------------------------------------------------------------------------------------

MAIL_DIR = DATA_DIR / "mail"
if DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = MAIL_DIR
else:
    mail_example = "smtp+tls://user:password@mail.example.org:587"
    if SECURE:
        required("EMAIL_URL", example=mail_example)
    vars().update(read(mail, "EMAIL_URL", default="consolemail://", example=mail_example))
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env.str("IFISO_FROM_EMAIL", default=f"IFISO registry <registry@{urlsplit(BASE_URL).hostname}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
ENQUIRIES_EMAIL = env.str("IFISO_ENQUIRIES_EMAIL", default=f"enquiries@{urlsplit(BASE_URL).hostname}")

# --- Language and time ------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "UTC"
# Office hours, due times and "today" of the management team are counted in this zone.
TEAM_TIME_ZONE = read(time_zone, "IFISO_TEAM_TIME_ZONE", default="Europe/Brussels", example="Europe/Lisbon")
# Enquiries and their senders' addresses are erased this long after their answer.
ENQUIRY_RETENTION = timedelta(days=read(count, "IFISO_ENQUIRY_RETENTION_DAYS", default="365", example="365"))

# --- Signing in -------------------------------------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "ifiso.accounts.InvitationOnly"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# Mail may be slow; the code has eight letters and three attempts.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
# The library counts our own forms as well: by network address, and by the sender's address.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,3/m/key,10/h/key",
    "enquire": "10/h/ip,5/h/key",
    # People of one office join from one network address.
    "join": "30/h/ip,5/h/key",
}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[IFISO] "
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
MFA_ADAPTER = "ifiso.accounts.SecondFactors"
MFA_FORMS = {"add_webauthn": "ifiso.forms.AddPasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "IFISO registry"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
USERSESSIONS_TRACK_ACTIVITY = False
ALLAUTH_TRUSTED_PROXY_COUNT = read(count, "IFISO_PROXY_COUNT", default="0", example="1")
# The admin can rewrite history, so it asks for a second factor wherever real data may be.
ADMIN_REQUIRES_SECOND_FACTOR = not DEMO

# --- What browsers may do ---------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = int(timedelta(days=30).total_seconds())
if SECURE:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_NAME = "__Host-session"
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-csrf"
    CSRF_COOKIE_SECURE = True

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # A request for a page that does not exist is the visitor's business, not the log's.
    # Nor is it the log's how many hosts a scanner tries.
    "loggers": {
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
    },
}
if dsn := env.str("SENTRY_DSN", default=""):
    demand_package("sentry_sdk", "SENTRY_DSN")
    import sentry_sdk

    # Reports of faults leave the house: without what people typed, which also stands in the variables of functions.
    sentry_sdk.init(dsn=dsn, send_default_pii=False, max_request_body_size="never", include_local_variables=False)

"""Settings, read from the environment or `.env` (every variable: `.env.example`)."""

from pathlib import Path

import pgtrigger
from django.core.exceptions import ImproperlyConfigured
from environ import Env

from config import environment as env
from config.schedule import BEAT_SCHEDULE, READ_BOUNCES
from reporting.weeks import WeeklyTime

BASE_DIR = Path(__file__).resolve().parent.parent

Env.read_env(BASE_DIR / ".env")

DATA_DIR = Path(env.text("DATA_DIR") or BASE_DIR / "var").resolve()
DEBUG = env.yes_or_no("DEBUG", default=False)
SECRET_KEY = env.text("SECRET_KEY") or ("debug-only" if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is not set: set it in the environment or in .env (.env.example says how).")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", default="localhost,127.0.0.1,[::1]")
PORT = env.whole_number("PORT", default=8000, at_most=65535)
PUBLIC_URL = env.text(
    "PUBLIC_URL",
    default=f"http://localhost:{PORT}",
    check=env.like(r"https?://[^/\s]+/?", "the address without a path, like https://safe-return.example.gov.uk"),
).rstrip("/")

# The authority that this copy serves (docs/decisions/one-authority-a-copy.md)
AUTHORITY_NAME = env.text("AUTHORITY_NAME", default="Northcliffe Council")
AUTHORITY_DISTRICT_CODE = env.text(
    "AUTHORITY_DISTRICT_CODE",
    default="E08000031",
    check=env.like(r"[ENSW]\d{8}", "its nine characters, like E08000031"),
)
AUTHORITY_CITY_POSTCODE = env.text("AUTHORITY_CITY_POSTCODE", default="WV1 1AA")
AUTHORITY_HUB_FIRST_DAY = env.day("AUTHORITY_HUB_FIRST_DAY", default="2021-02-22")

INSTALLED_APPS = [
    "config.apps.ConfigConfig",
    "demo.apps.DemoConfig",
    "reporting.apps.ReportingConfig",
    "missing.apps.MissingConfig",
    "alerts.apps.AlertsConfig",
    "people.apps.PeopleConfig",
    "accounts.apps.AccountsConfig",
    "allauth",
    "allauth.account",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "drf_spectacular",
    "rest_framework",
    "csp",
    "pgtrigger",
    "pghistory",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "accounts.middleware.SlidingSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.ApiTokenMiddleware",
    "people.history.HistoryMiddleware",
    "accounts.middleware.DeclaredAccessMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "people.middleware.ReadLogMiddleware",
    "people.middleware.MergedRecordMiddleware",
    "people.middleware.ByReasonMiddleware",
    "accounts.again.AgainMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context_processors.page",
            ],
            "builtins": ["config.templatetags.plain_words"],
        },
    }
]
FORM_RENDERER = "config.form_renderer.GovukRenderer"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# manage.py and the launcher set DATABASE_URL before settings are read (config/local_database.py)
DATABASES = {"default": env.database("DATABASE_URL", default="postgres:///safe_return")}
DATABASES["default"]["CONN_MAX_AGE"] = env.whole_number("DATABASE_CONN_MAX_AGE", default=60, at_least=0, at_most=86_400)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# How alike a name must be to what was typed, to be found: at PostgreSQL's own 0.6 "Kaiden" does not find "Kayden".
# Nothing here runs so long that compiling it would pay.
AT_CONNECTING = {"pg_trgm.word_similarity_threshold": "0.5", "jit": "off"}
OPTIONS = DATABASES["default"].setdefault("OPTIONS", {})
OPTIONS["options"] = " ".join(
    [OPTIONS.get("options", ""), *(f"-c {name}={value}" for name, value in AT_CONNECTING.items())]
).strip()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# History: docs/decisions/history-by-triggers.md
PGHISTORY_APPEND_ONLY = True
PGHISTORY_LEVEL = pgtrigger.Statement
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.RolesBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "full_name"]},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "alerts.account_emails.OutboxAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to an address that is nobody's here
SESSION_COOKIE_AGE = env.whole_number("SESSION_IDLE_MINUTES", default=30) * 60
SESSION_COOKIE_NAME = env.text(
    "SESSION_COOKIE_NAME",
    default="safe_return_session",
    check=env.like(r"[\w-]+", "letters, digits, _ and - alone"),
)

# Behind TLS these harden; `make run` serves plain HTTP on this machine alone.
BEHIND_TLS = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = BEHIND_TLS
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if BEHIND_TLS else []
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {"camera": [], "geolocation": [], "microphone": [], "payment": [], "usb": []}

# The API (docs/api.md)
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.api.authentication.SignedIn"],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.api.permissions.Declared"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["accounts.api.parsing.ShallowJSON"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "accounts.api.parsing.JsonOrProblem",
    "URL_FORMAT_OVERRIDE": None,
    "DEFAULT_PAGINATION_CLASS": "accounts.api.pages.Pages",
    "DEFAULT_SCHEMA_CLASS": "accounts.api.schema.Described",
    "EXCEPTION_HANDLER": "accounts.api.problems.handle",
    "UNAUTHENTICATED_USER": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Safe Return",
    "VERSION": "1",
    "SERVERS": [{"url": PUBLIC_URL}],
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "COMPONENT_SPLIT_REQUEST": True,
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {
        "AttemptResult": "missing.codes.AttemptResult",
        "BookingState": "missing.codes.BookingState",
        "ContactMethod": "missing.codes.ContactMethod",
        "EndedHow": "missing.codes.EndedHow",
        "Independence": "missing.codes.Independence",
        "LogKind": "missing.codes.LogKind",
        "Method": "missing.codes.Method",
        "OfferMethod": "missing.codes.OfferMethod",
        "OfferResponse": "missing.codes.OfferResponse",
        "Outcome": "missing.codes.Outcome",
        "WhetherAsked": "missing.codes.ParentsAsked",
        "Route": "missing.codes.Route",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "accounts.api.schema.close_what_is_sent",
        "accounts.api.schema.declare_problems",
    ],
}

LANGUAGE_CODE = "en-gb"
USE_I18N = False
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = env.yes_or_no("STATIC_FROM_SOURCE", default=DEBUG)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if WHITENOISE_USE_FINDERS
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = DATA_DIR / "files"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
PHOTOGRAPH_MAX_MEGABYTES = env.whole_number("PHOTOGRAPH_MAX_MEGABYTES", default=8)

# Mail leaves through the outbox alone (alerts.outbox); unset, it lands in files under DATA_DIR.
EMAIL_TIMEOUT = 10
if env.text("EMAIL_URL"):
    vars().update(env.email("EMAIL_URL"))
    if vars()["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend":
        EMAIL_BACKEND = "alerts.smtp.EmailBackend"
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = env.text(
    "DEFAULT_FROM_EMAIL",
    default="Safe Return <safe-return@localhost>",
    check=env.like(r"\S.*@\S+", "an address, like Safe Return <safe-return@example.gov.uk>"),
)
MAIL_ALLOWED_DOMAINS = env.words("MAIL_ALLOWED_DOMAINS")
DUTY_MAILBOX = env.text("DUTY_MAILBOX")
BOUNCE_MAILBOX = env.text("BOUNCE_MAILBOX")

# What monitors may ask (docs/deployment.md)
HEALTH_TOKEN = env.text("HEALTH_TOKEN")
EMAIL_LATE_MINUTES = env.whole_number("EMAIL_LATE_MINUTES", default=15)

# Missed curfews in 30 days after which an interview opens by itself (missing/rules/curfews.py); 0 is never
CURFEWS_BEFORE_INTERVIEW = env.whole_number("CURFEWS_BEFORE_INTERVIEW", default=3, at_least=0)

# The weekly missing e-mail: London day and time of its cut-off, and of its sending by itself
WEEKLY_CUT_OFF = env.text("WEEKLY_CUT_OFF", default="Friday 08:00", check=WeeklyTime.read)
WEEKLY_SEND = env.text("WEEKLY_SEND", default="Friday 10:00", check=WeeklyTime.read)

# When a strategy discussion is due (docs/sources.md)
STRATEGY_MONTH_EPISODES = env.whole_number("STRATEGY_MONTH_EPISODES", default=3)
STRATEGY_MONTH_DAYS = env.whole_number("STRATEGY_MONTH_DAYS", default=30)
STRATEGY_QUARTER_EPISODES = env.whole_number("STRATEGY_QUARTER_EPISODES", default=3)
STRATEGY_QUARTER_DAYS = env.whole_number("STRATEGY_QUARTER_DAYS", default=90)
STRATEGY_MISSING_HOURS = env.whole_number("STRATEGY_MISSING_HOURS", default=24)
STRATEGY_AGAIN_AFTER_DAYS = env.whole_number("STRATEGY_AGAIN_AFTER_DAYS", default=14)
STRATEGY_DUE_WORKING_DAYS = env.whole_number("STRATEGY_DUE_WORKING_DAYS", default=3)
STRATEGY_MANAGER_AGAIN_HOURS = env.whole_number("STRATEGY_MANAGER_AGAIN_HOURS", default=24)
STRATEGY_SERVICE_MANAGER_HOURS = env.whole_number("STRATEGY_SERVICE_MANAGER_HOURS", default=48)
STRATEGY_DIRECTOR_HOURS = env.whole_number("STRATEGY_DIRECTOR_HOURS", default=72)

# For how many hours a reason opens somebody else's record to duty (people.actions.open_record_with_reason)
DUTY_OPENS_FOR_HOURS = env.whole_number("DUTY_OPENS_FOR_HOURS", default=12)

# Celery: no broker is trusted with anything (docs/decisions/work-is-a-row-first.md)
CELERY_BROKER_URL = env.broker("CELERY_BROKER_URL", default="filesystem://")
if CELERY_BROKER_URL == "filesystem://":
    CELERY_BROKER_TRANSPORT = "config.file_broker:Transport"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(DATA_DIR / "broker" / "queue"),
        "data_folder_out": str(DATA_DIR / "broker" / "queue"),
        "control_folder": str(DATA_DIR / "broker" / "control"),
        "store_processed": False,
        "polling_interval": 0.1,
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker outlives any outage of its broker
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_TIME_LIMIT = 15 * 60
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Europe/London"
CELERY_BEAT_SCHEDULE = BEAT_SCHEDULE | (READ_BOUNCES if BOUNCE_MAILBOX else {})

LOG_LEVEL = env.one_of("LOG_LEVEL", "DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL", default="INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {"django.request": {"level": "ERROR"}},
}

"""Django's settings, all derived from environment.py."""

import sys
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from pydantic import ValidationError

from gongjian.config.environment import DEFAULT_ADDRESS, Environment, wrong_variables
from gongjian.government.exchange.rules.number_schemes import read_schemes

try:
    ENVIRONMENT = Environment()
except ValidationError as error:
    raise ImproperlyConfigured(wrong_variables(error)) from error

HOME = ENVIRONMENT.home.resolve()
try:
    ENVIRONMENT.make_home()
    SECRET_KEY = ENVIRONMENT.kept_key("secret", ENVIRONMENT.secret_key)
    TRACKING_KEY = ENVIRONMENT.kept_key("tracking", ENVIRONMENT.tracking_key)
except OSError as error:
    raise ImproperlyConfigured(
        f"GONGJIAN_HOME: {error.filename or HOME} cannot be used: {error.strerror}.\n"
        "Name a folder in which this account may write."
    ) from error

DEBUG = ENVIRONMENT.debug
DEMO = ENVIRONMENT.demo
SECRET_KEY_FALLBACKS = ENVIRONMENT.secret_key_fallbacks
LEDGER_KEY_PATH = HOME / "keys" / "ledger.pem"
LEDGER_WITNESSES = ENVIRONMENT.ledger_witnesses
# Not the address of the hour: two processes that begin the ledger must name it alike.
LEDGER_HOST = urlsplit(ENVIRONMENT.public_url or DEFAULT_ADDRESS).netloc
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
CSRF_TRUSTED_ORIGINS = ENVIRONMENT.trusted_origins
PUBLIC_URL = ENVIRONMENT.address()
IS_PUBLIC_URL_SET = bool(ENVIRONMENT.public_url)
TOWN_NAME = ENVIRONMENT.town_name
OCID_PREFIX = ENVIRONMENT.ocid_prefix
COMPANY_SCHEME = ENVIRONMENT.company_scheme
TRUSTED_PROXIES = ENVIRONMENT.trusted_proxies

INSTALLED_APPS = [
    "gongjian.site.portal",
    "gongjian.site.openness",
    "gongjian.market.initiatives",
    "gongjian.market.procurement",
    "gongjian.market.open_contracting",
    "gongjian.public.deliberation",
    "gongjian.public.budgeting",
    "gongjian.government.services",
    "gongjian.government.exchange",
    "gongjian.government.cases",
    "gongjian.government.triage",
    "gongjian.government.duties",
    "gongjian.foundation.law",
    "gongjian.foundation.people",
    "gongjian.foundation.trail",
    "gongjian.foundation.ledger",
    "gongjian.foundation.kernel",
    "gongjian.config",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "csp",
    "ninja",
]

MIDDLEWARE = [
    "gongjian.foundation.kernel.request_ids.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gongjian.foundation.kernel.compression.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    # Before the CSRF check, which reads the body.
    "gongjian.site.portal.middleware.BodyLimitMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "gongjian.foundation.people.middleware.ActorMiddleware",
    "gongjian.site.portal.middleware.ProblemMiddleware",
    "gongjian.foundation.people.middleware.SecondFactorMiddleware",
    "gongjian.foundation.people.middleware.SignInServiceMiddleware",
]

ROOT_URLCONF = "gongjian.config.urls"
WSGI_APPLICATION = "gongjian.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- one database ---------------------------------------------------------------------------

_SQLITE = f"sqlite:///{HOME / 'gongjian.sqlite3'}"
DATABASES = {"default": dj_database_url.parse(ENVIRONMENT.database_url or _SQLITE)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            " PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
        ),
    }
    # Indexes carry a column more where that saves a look at the table; SQLite goes without it.
    SILENCED_SYSTEM_CHECKS = ["models.W040"]
    # A file, so that the threads of a live server in the tests see the same data.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
DATABASES["default"]["CONN_MAX_AGE"] = 300
# A database that was started again costs nobody an error page.
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kernel_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": [],
        "OPTIONS": {"id_function": "gongjian.foundation.kernel.ids.new_id"},
    }
}

# --- who signs in ---------------------------------------------------------------------------

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "gongjian.foundation.people.passwords.LengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_UNIQUE_EMAIL = True
# Before the first sign-in: only so can signing up tell nobody whose addresses have accounts.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
_FORMS = "gongjian.foundation.people.account_forms"
ACCOUNT_FORMS = {
    "login": f"{_FORMS}.LoginForm",
    "signup": f"{_FORMS}.SignupForm",
    "add_email": f"{_FORMS}.AddEmailForm",
    "change_password": f"{_FORMS}.ChangePasswordForm",
    "set_password": f"{_FORMS}.SetPasswordForm",
    "reset_password": f"{_FORMS}.ResetPasswordForm",
    "reset_password_from_key": f"{_FORMS}.ResetPasswordKeyForm",
    "confirm_email_verification_code": f"{_FORMS}.ConfirmEmailForm",
    "reauthenticate": f"{_FORMS}.ReauthenticateAccountForm",
}
MFA_FORMS = {
    "authenticate": f"{_FORMS}.AuthenticateForm",
    "reauthenticate": f"{_FORMS}.ReauthenticateForm",
    "activate_totp": f"{_FORMS}.ActivateTotpForm",
}
ACCOUNT_ADAPTER = "gongjian.foundation.people.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "gongjian.foundation.people.adapters.SocialAccountAdapter"
ACCOUNT_RATE_LIMITS = {"login_failed": "20/15m/ip,5/15m/key"}
STAFF_NEEDS_TOTP = (
    not DEMO if ENVIRONMENT.staff_needs_totp is None else ENVIRONMENT.staff_needs_totp
)
MFA_ADAPTER = "gongjian.foundation.people.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = TOWN_NAME
# Somebody whose address the town's own provider vouches for is whoever confirmed it here.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = {}
if ENVIRONMENT.oidc_issuer:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": ENVIRONMENT.oidc_name,
                "client_id": ENVIRONMENT.oidc_client_id,
                "secret": ENVIRONMENT.oidc_client_secret,
                "settings": {
                    "server_url": ENVIRONMENT.oidc_issuer,
                    "verified_email": ENVIRONMENT.oidc_trusts_email,
                },
            }
        ],
    }
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "first_screen"
LOGOUT_REDIRECT_URL = "home"

# --- pages ----------------------------------------------------------------------------------

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongjian.site.portal.context.town",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

LANGUAGE_CODE = ENVIRONMENT.language
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
FORMAT_MODULE_PATH = "gongjian.config.formats"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
USE_I18N = True
USE_TZ = True
TIME_ZONE = ENVIRONMENT.time_zone

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
# Collected by `gongjian serve`; until then, and in tests, files are served as they lie.
_collected = (STATIC_ROOT / "staticfiles.json").is_file()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "gongjian.config.static_files.CollectedFiles"
        if _collected
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not _collected
WHITENOISE_MAX_AGE = 3600
MEDIA_ROOT = HOME / "uploads"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = ["gongjian.foundation.kernel.upload_handlers.BoundedUploadHandler"]
UPLOAD_LIMIT_BYTES = ENVIRONMENT.upload_limit_mb * 1_000_000
UPLOAD_LIMIT_COUNT = ENVIRONMENT.upload_limit_count
# What people type; a view that takes files says how much more (kernel/body_limits.py).
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
API_RATE_PER_MINUTE = ENVIRONMENT.api_rate_per_minute
TILE_URL = ENVIRONMENT.tile_url
TILE_ATTRIBUTION = ENVIRONMENT.tile_attribution
PHONE_REGION = ENVIRONMENT.phone_region
CALENDAR_COUNTRY = ENVIRONMENT.calendar_country
DIGEST_MINUTES = ENVIRONMENT.digest_minutes

# --- data exchange --------------------------------------------------------------------------

EXCHANGE_KEYS = HOME / "keys" / "exchange"
EXCHANGE_NETWORKS = ENVIRONMENT.exchange_networks
NUMBER_SCHEMES = read_schemes(ENVIRONMENT.number_schemes)
OWN_NODES = dict(one.split("=", 1) for one in ENVIRONMENT.own_nodes)

# --- drafts by a language model -------------------------------------------------------------

DRAFTING_URL = ENVIRONMENT.drafting_url
DRAFTING_MODEL = ENVIRONMENT.drafting_model
DRAFTING_KEY = ENVIRONMENT.drafting_key
DRAFTING_TIMEOUT_SECONDS = ENVIRONMENT.drafting_timeout_seconds
DRAFTING_MOST_TOKENS = ENVIRONMENT.drafting_most_tokens
DRAFTING_PER_DAY = ENVIRONMENT.drafting_per_day
DRAFTING_PER_PERSON_HOUR = ENVIRONMENT.drafting_per_person_hour
DRAFTING_AT_ONCE = ENVIRONMENT.drafting_at_once

# --- mail -----------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.email_from
_mail = urlsplit(ENVIRONMENT.email_url)
IS_MAIL_PRINTED = _mail.scheme == "console"
LETTERS_PATH = HOME / "letters.txt"
if IS_MAIL_PRINTED:
    _printer = "FiledBackend" if DEMO else "ReadableBackend"
    EMAIL_BACKEND = f"gongjian.foundation.people.console_letters.{_printer}"
elif _mail.scheme in {"smtp", "smtps", "smtp+starttls"}:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail.hostname or "localhost"
    EMAIL_PORT = _mail.port or {"smtp": 25, "smtps": 465}.get(_mail.scheme, 587)
    EMAIL_HOST_USER = unquote(_mail.username or "")
    EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
    EMAIL_USE_SSL = _mail.scheme == "smtps"
    # Refuses to send where the server does not offer it: no password goes in the clear.
    EMAIL_USE_TLS = _mail.scheme == "smtp+starttls"
    EMAIL_TIMEOUT = 20
else:
    raise ImproperlyConfigured(
        "GONGJIAN_EMAIL_URL must begin with console:, smtp://, smtps:// or smtp+starttls://"
    )

# --- what a browser may do ------------------------------------------------------------------


def _origin(url: str) -> list[str]:
    return [f"{urlsplit(url).scheme}://{urlsplit(url).netloc}"] if url else []


_tiles = _origin(TILE_URL)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *_tiles],
        "object-src": [NONE],
        "base-uri": [NONE],
        # Browsers hold a form's redirects to this too, and sign-in is a form that goes there.
        "form-action": [SELF, *_origin(ENVIRONMENT.oidc_issuer)],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
if ENVIRONMENT.behind_tls_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "refusal": {"()": "gongjian.foundation.kernel.log_filters.RefusalFilter"},
        "request_id": {"()": "gongjian.foundation.kernel.request_ids.RequestIdFilter"},
    },
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s"}
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["request_id"],
        }
    },
    "root": {"handlers": ["stderr"], "level": ENVIRONMENT.log_level},
    "loggers": {
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
        "django.security.RequestDataTooBig": {"filters": ["refusal"]},
        "django.security.TooManyFieldsSent": {"filters": ["refusal"]},
        "django.security.TooManyFilesSent": {"filters": ["refusal"]},
    },
}

TESTING = "pytest" in sys.modules
if TESTING:
    # Tests of pages sign staff in without an app at hand; the tests of sign-in turn it on.
    STAFF_NEEDS_TOTP = False
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

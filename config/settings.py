"""Settings, in a fixed order. Every choice of a deployment comes from ``config/env.py``."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import env as environment

BASE_DIR = Path(__file__).resolve().parent.parent
ENV = environment.read()
VAR_DIR = ENV.var_dir

# Security -----------------------------------------------------------------------------------
SECRET_KEY = ENV.secret()
DEBUG = False
ALLOWED_HOSTS = ENV.hosts
BASE_URL = ENV.address
_SECURE = not ENV.embedded
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SESSION_COOKIE_NAME = "__Host-session" if _SECURE else "portal-session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_ENGINE = "liaison.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-csrf" if _SECURE else "portal-csrf"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_AGE = None  # gone with the browser, like the session
CSRF_FAILURE_VIEW = "desk.error_pages.csrf_failed"
SECURE_SSL_REDIRECT = _SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _SECURE else None
SECURE_HSTS_SECONDS = 63_072_000 if _SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _SECURE
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 1
# What is sent never touches a disk before it is sealed.
FILE_UPLOAD_HANDLERS = ["liaison.uploads.InMemory"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap draws its arrows and ticks from data: images
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb")
}

# Apps ---------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "accounts",
    "audit",
    "vault",
    "notifications",
    "liaison",
    "protocols",
    "visits",
    "incidents",
    "desk",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "bootstrap",
    "csp",
]

MIDDLEWARE = [
    "liaison.middleware.HeadMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.PersonLocaleMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "liaison.middleware.RequestMiddleware",
    "desk.error_pages.WordsMiddleware",
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
                "django.template.context_processors.i18n",
                "liaison.context.frame",
            ],
        },
    }
]

# Database and cache -------------------------------------------------------------------------
_DATABASE = dj_database_url.parse(ENV.database_url or f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")
if _DATABASE["ENGINE"].endswith("sqlite3"):
    _DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            "PRAGMA recursive_triggers=ON; PRAGMA secure_delete=ON;"
        ),
    }
else:
    _DATABASE["CONN_MAX_AGE"] = None
    _DATABASE["CONN_HEALTH_CHECKS"] = True
    _DATABASE["OPTIONS"] = {
        # What is asked on every page is planned once for each connection, not each time.
        "server_side_binding": True,
        "prepare_threshold": 5,
        # Our joins follow keys in the order in which they are written. Looking for a better order
        # among a dozen tables takes PostgreSQL ten times as long as the query itself.
        "options": "-c lock_timeout=10s -c statement_timeout=60s -c join_collapse_limit=4",
    }
DATABASES = {"default": _DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": ENV.redis_url,
    }
    if ENV.redis_url
    # Rate limits must hold across processes, so a cache in memory is not enough.
    else {
        "BACKEND": "accounts.shared_cache.CountingCache",
        "LOCATION": "portal_cache",
        # Beyond so many what is counted would be thrown away: nobody is to bring that about.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# People -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "add_email": "accounts.forms.AnotherAddressForm",
    "change_password": "accounts.forms.NewPasswordForm",
    "login": "accounts.forms.SignInForm",
    "reset_password": "liaison.forms.lost_password.LostPasswordForm",
    "reset_password_from_key": "accounts.forms.NewPasswordByLinkForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SESSION_REMEMBER = False  # desks are shared: nobody is remembered
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # who finds a desk unlocked does not take the account
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
# Rate limits count by visitor. Behind the proxy of production the visitor is the one it names;
# else everybody would share one limit, and one attacker could keep all of them out.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _SECURE else 0
ACCOUNT_DEFAULT_HTTP_PROTOCOL = BASE_URL.split(":", 1)[0]

# Languages and time -------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_NAME = "portal-language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"  # every page names the zone of the site it speaks of

# Files --------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        # Compressing takes a minute on a slow machine, and nothing travels far when embedded.
        "BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
        if ENV.embedded
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = VAR_DIR / "media"

# Mail ---------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.email_from
EMAIL_TIMEOUT = 10
if ENV.email_url and not ENV.email_url.startswith("file://"):
    _MAIL = urlsplit(ENV.email_url)
    EMAIL_USE_SSL = _MAIL.scheme == "smtps"
    EMAIL_HOST = _MAIL.hostname or "localhost"
    EMAIL_PORT = _MAIL.port or (465 if EMAIL_USE_SSL else 25)
    EMAIL_HOST_USER = unquote(_MAIL.username or "")
    EMAIL_HOST_PASSWORD = unquote(_MAIL.password or "")
    EMAIL_USE_TLS = bool(EMAIL_HOST_USER) and not EMAIL_USE_SSL
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = (ENV.email_url or "").removeprefix("file://") or str(VAR_DIR / "mail")

# Celery -------------------------------------------------------------------------------------
CELERY_BROKER_URL = ENV.redis_url
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 100
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 120}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat")

# Logging ------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {
        "without_paths": {"()": "config.log_lines.WithoutPaths"},
        "without_trace": {"()": "config.log_lines.WithoutTrace"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["without_paths", "without_trace"],
        }
    },
    "root": {"handlers": ["stderr"], "level": ENV.log_level},
    # A path may carry a token, so a line about a request names its route.
    # The clock strikes every two seconds; only what goes wrong is worth a line.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "celery": {"level": "WARNING"},
        # What a document is made of is nobody's business but its reader's.
        "pypdf": {"level": "CRITICAL"},
    },
}

# Our own ------------------------------------------------------------------------------------
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
EMBEDDED = ENV.embedded
SHOWS_DEMO = ENV.shows_demo
KEYS_DIR = ENV.keys
FILES_DIR = ENV.files
CLAMD = ENV.clamd
VAULT_DOMAINS = (
    "site",
    "police",
    "shared",
    "site_mediator",
    "police_mediator",
    "mediator",
    "system",
)
NOTICE_ACCESS = "desk.notice_access.still_visible"
NOTICE_NAMES = "incidents.noticed.names"
NOTICE_CALENDAR = "visits.calendars.invitations.part"

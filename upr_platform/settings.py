"""The only settings file. Everything that differs between machines is an
environment variable, read here and nowhere else; `.env.example` lists them."""

from pathlib import Path
from urllib.parse import urlsplit

from celery.schedules import crontab
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from upr_platform import environment

BASE_DIR = Path(__file__).resolve().parent.parent
env = environment.Environment()
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "var")))

# -- Where we are -----------------------------------------------------------------
MODE = env.mode
DEBUG = False  # tracebacks show names; errors go to the log
SITE_URL = env.required("SITE_URL", "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = [
    host.strip()
    for host in env.required("ALLOWED_HOSTS", "localhost,127.0.0.1,testserver").split(
        ","
    )
]
QUICK_EXIT_URL = env.text("QUICK_EXIT_URL", "https://www.bbc.com/weather")
IS_SECURE = urlsplit(SITE_URL).scheme == "https"

# -- Secrets ------------------------------------------------------------------------
SECRET_KEY = env.required("SECRET_KEY", "only for this machine, never in production")
SECRET_KEY_FALLBACKS = env.listed("SECRET_KEY_FALLBACKS")
# The first seals, all unseal (core.crypto). Never in the database, nor in its backups.
SEALING_KEYS = env.keys("SEALING_KEYS", "b25seSBmb3IgdGhpcyBtYWNoaW5lLCBub3Qgb3RoZXI=")

# -- Applications (lowest layer first; import-linter enforces the order) ---------------
INSTALLED_APPS = [
    "modeltranslation",  # before the admin and before any app that registers names
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "rules.apps.AutodiscoverRulesConfig",
    "core",
    "audit",
    "catalogue",
    "accounts",
    "notifications",
    "reviews",
    "recommendations",
    "groups",
    "comments",
    "evidence",
    "consultations",
    "proposals",
    "submissions",
    "factsheets",
    "workspace",
]
MIDDLEWARE = [
    "core.middleware.RequestLogMiddleware",
    "core.middleware.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "core.middleware.QuietSessionMiddleware",
    "core.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "core.middleware.AccessMiddleware",
]
ROOT_URLCONF = "upr_platform.urls"
WSGI_APPLICATION = "upr_platform.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context.page",
                "workspace.navigation.sections",
            ],
        },
    },
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

# -- Data ------------------------------------------------------------------------------
WEB_THREADS = env.number("WEB_THREADS", 0)  # set by the web process alone: it pools
DATABASES = {
    "default": environment.database(
        env.required("DATABASE_URL", "postgres:///upr"), pool_size=WEB_THREADS
    )
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        # Counters of `core.rates` lie there too: none may be dropped early.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
FILES_ROOT = DATA_DIR / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 5

# -- Jobs: rows are the truth, the broker is a doorbell -----------------------------------
REDIS_URL = env.required("REDIS_URL", "redis://127.0.0.1:6379/0")
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 1200,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 0.3,
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_DEFAULT_QUEUE = "short"
CELERY_TASK_CREATE_MISSING_QUEUES = True
CELERY_TASK_TIME_LIMIT = 900
CELERY_TASK_SOFT_TIME_LIMIT = 880
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
JOB_RING_AGAIN_AFTER = env.number("JOB_RING_AGAIN_AFTER", 30)  # seconds
CELERY_BEAT_SCHEDULE = {
    "ring-again": {"task": "core.tasks.sweep", "schedule": 10.0},
    "forget-files": {"task": "core.tasks.forget_unused", "schedule": 600.0},
    "keep-daily-versions": {"task": "submissions.keep_daily", "schedule": 3600.0},
    # By the clock: mornings begin at seven, also where it is a quarter past elsewhere.
    "remind-of-dates": {
        "task": "reviews.remind",
        "schedule": crontab(minute="*/15"),
    },
    "remind-of-steps": {"task": "groups.remind", "schedule": crontab(minute="*/15")},
    "tell-of-files": {"task": "notifications.tell_of_files", "schedule": 60.0},
    "gather-letters": {
        "task": "notifications.gather",
        "schedule": crontab(minute="*/15"),
    },
    "remind-of-feedback": {"task": "comments.remind", "schedule": 3600.0},
    "remind-of-materials": {"task": "consultations.remind", "schedule": 3600.0},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")

# -- People ------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "full_name")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace:start"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation went to that address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# allauth’s own would keep addresses in a table.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = (
    "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 -- a class
)
USERSESSIONS_TRACK_ACTIVITY = False  # no addresses, no trail of visits
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 0)

# Sessions: half an hour of silence or twelve hours end them.
SESSION_ENGINE = "core.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_QUIET_AFTER = 30 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_NAME = "__Host-session" if IS_SECURE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_SECURE else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "core.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# -- What the browser may do ------------------------------------------------------------------
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-src": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
}
SECURE_SSL_REDIRECT = IS_SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if IS_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_SECURE
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"

# -- Words -----------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ru", _("Russian")), ("ky", _("Kyrgyz"))]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SECURE = IS_SECURE
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_LANGUAGES = ("en", "ru", "ky")
# An empty Russian block must not print English.
MODELTRANSLATION_ENABLE_FALLBACKS = False
FORMAT_MODULE_PATH = ["upr_platform.formats"]  # a page for Geneva dates as Geneva does
TIME_ZONE = "UTC"
USE_TZ = True

# -- Mail --------------------------------------------------------------------------------------
SMTP_URL = env.required("SMTP_URL", "")
MAILERS = {"default": environment.mailer(SMTP_URL, folder=DATA_DIR / "mail")}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("MAIL_FROM", "Review <noreply@localhost>")

# -- Files the browser gets ----------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # unused
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# -- Logs: fields from an allow-list, never what people typed ---------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "core.logs.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
        "pikepdf": {"level": "WARNING"},
    },
}

"""What differs under test: faster hashing, plain static files, a broker in
memory. Tests in which a crash matters start a real broker and a real worker
with `upr_platform.settings`."""

import tempfile
from pathlib import Path

from upr_platform.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_BROKER_URL = "memory://"
FILES_ROOT = Path(tempfile.mkdtemp(prefix="upr-test-files-"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}

"""Several commands of Django in one process, one after another: starting one costs two
to four seconds. Each argument is a command with its options, split at spaces."""

import os
import sys

sys.path.insert(0, os.getcwd())  # noqa: PTH109 -- as manage.py, which lies there
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upr_platform.settings")

import django
from django.core.management import call_command

django.setup()
for line in sys.argv[1:]:
    call_command(*line.split(), skip_checks=False)

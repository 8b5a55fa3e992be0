"""The WSGI entry point: `gunicorn config.wsgi`."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# What a page fetches along a dozen foreign keys it fetches in the order written: to try every other takes PostgreSQL
# longer than the answer. Imports and sweeps, which join large tables, go on weighing them all.
settings.DATABASES["default"]["OPTIONS"]["options"] += " -c join_collapse_limit=4"

# What is loaded by now stays for good: collecting garbage need not look through it at every page.
gc.collect()
gc.freeze()
# A page makes thousands of short-lived objects; at Python's own 700 it would be looked through again and again.
gc.set_threshold(20_000, 20, 50)

"""A copy of the application with the demo council, served by gunicorn on loopback."""

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import django

from config.local_database import database_url
from launch import children, services
from launch.trouble import must
from tests.launch.copies import free_port


@contextmanager
def demo_copy(data_dir: Path, case_file: str = "") -> Iterator[str]:
    """Serve it, its data under `data_dir`, and yield its address; Django is set up here for the same database.

    A `case_file` is imported beside the demo council when the copy is made. The demo council lives in the present, so a
    copy made on another day is made anew. Whatever way it ends, what it started ends with it.
    """
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))
    made_on = data_dir / "made-on"
    if data_dir.exists() and not (made_on.exists() and made_on.read_text() == str(date.today())):  # noqa: DTZ011
        shutil.rmtree(data_dir)
    port = free_port()
    os.environ |= {
        "DATA_DIR": str(data_dir),
        "PORT": str(port),
        "DATABASE_URL": "",
        "SECRET_KEY": "",
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "EMAIL_URL": "",
        "CELERY_BROKER_URL": "filesystem://",
        "DEBUG": "off",
        "STATIC_FROM_SOURCE": "1",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    with database_url():
        (data_dir / "static").mkdir(exist_ok=True)
        must([sys.executable, "-m", "launch.prepare"], doing="Making the demo council", way_out="see what it says")
        if case_file and not made_on.exists():
            importing = [sys.executable, "manage.py", "import_case_file", case_file]
            must(importing, doing="Importing the case file", way_out="see what it says")
        made_on.write_text(str(date.today()))  # noqa: DTZ011
        django.setup()
        web = services.web(port=port, data_dir=data_dir)
        try:
            web.start()
            services.wait_until_it_answers(web, port)
            yield f"http://127.0.0.1:{port}"
        finally:
            children.end_children([web])

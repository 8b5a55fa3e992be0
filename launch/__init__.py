"""Install and run Safe Return on one machine: `python3 -m launch.setup`, then `.venv/bin/python -m launch.run`.

Nothing that installs needs a package that is not Python's own, so that it can speak before anything is installed. This
file is also plain enough for an old Python to read and be told. A council's servers use none of it
(docs/deployment.md).
"""

import sys
from pathlib import Path

PYTHON = (3, 11)
PROJECT = Path(__file__).resolve().parent.parent


def too_old(version):  # type: ignore[no-untyped-def]
    """The sentence for a Python that is too old, or an empty one.

    >>> too_old((3, 9, 2))
    'Safe Return: Python 3.11 or newer is needed and this is 3.9: try `make run PYTHON=python3.11`.'
    >>> too_old((3, 11, 7))
    ''
    """
    if version[:2] >= PYTHON:
        return ""
    have, need = ".".join(map(str, version[:2])), ".".join(map(str, PYTHON))
    return f"Safe Return: Python {need} or newer is needed and this is {have}: try `make run PYTHON=python{need}`."


if too_old(sys.version_info):
    sys.exit(too_old(sys.version_info))

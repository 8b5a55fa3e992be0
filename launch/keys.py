"""The SECRET_KEY of a local copy: made once, kept beside its data, readable to its owner alone."""

import os
import secrets
from pathlib import Path


def kept_secret_key(data_dir: Path) -> str:
    path = data_dir / "secret_key"
    key = path.read_text().strip() if path.exists() else ""
    if not key:
        key = secrets.token_urlsafe(50)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(key)
    return key

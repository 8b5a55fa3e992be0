"""`make pins`: resolve requirements/*.in together into the one constraints file, then hash each list against it.

No address of a package registry is written down: where packages come from is a setting of the machine.
"""

import os
import sys

from launch import PROJECT
from launch.installation import TO_DEVELOP
from launch.trouble import main, must, say

FOLDER = PROJECT / "requirements"


def command() -> None:
    sources = [f"{name}.in" for name in TO_DEVELOP]
    write("constraints.txt", *sources, "--upgrade", "--no-annotate")
    for name in TO_DEVELOP:
        write(f"{name}.txt", f"{name}.in", "--constraints=constraints.txt", "--generate-hashes")


def write(target: str, *how: str) -> None:
    uv = [sys.executable, "-m", "uv", "--quiet", "pip", "compile", "--python-version=3.11"]
    quiet = ["--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command=make pins"]
    way_out = "see which versions in requirements/*.in cannot go together"
    environ = {**os.environ, "UV_CUSTOM_COMPILE_COMMAND": "make pins"}
    must([*uv, *quiet, *how, f"--output-file={target}"], doing="Resolving", way_out=way_out, cwd=FOLDER, env=environ)
    say(f"wrote requirements/{target}")


if __name__ == "__main__":
    main(command)

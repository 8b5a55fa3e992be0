"""`python3 -m launch.setup`: install what running needs; with `--tests`, what the tests need as well."""

import argparse
import os
from pathlib import Path

from launch import PROJECT, checks, debian, installation
from launch.trouble import Trouble, main, say


def setup(*, with_tools: bool = False, with_tests: bool = False, project: Path = PROJECT) -> None:
    os.umask(0o022)  # what is installed must be readable to the database's user when root installs it
    say("Checking what is installed")
    checks.check(checks.look(project), project)
    with installation.one_at_a_time(project):
        if not installation.works(installation.environment_python(project)):
            require_venv()
        debian.provide(debian.TO_TEST if with_tests else debian.TO_RUN)
        installation.make_environment(project)
        installation.install_pins(installation.TO_DEVELOP if with_tools else installation.TO_RUN, project)
        installation.install_node_modules(project)
        installation.build_assets(project)


def require_venv() -> None:
    """Debian keeps the part of Python that makes environments in a package of its own."""
    for need in debian.provide([debian.VENV]):
        raise Trouble(debian.sentence(need))


def command() -> None:
    parser = argparse.ArgumentParser(prog="python3 -m launch.setup", description=__doc__)
    parser.add_argument("--tools", action="store_true", help="the linters and test libraries too")
    parser.add_argument("--tests", action="store_true", help="the same, and the browser and Redis that tests use")
    chosen = parser.parse_args()
    setup(with_tools=chosen.tools or chosen.tests, with_tests=chosen.tests)


if __name__ == "__main__":
    main(command)

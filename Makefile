PYTHON ?= python3
BIN = .venv/bin
# Rules and access: no branch of them goes untested.
WHOLLY_TESTED = "*/rules.py,*/rules/*.py,accounts/access.py,accounts/middleware.py"
TEST_DATA = $${DATA_DIR:-var}/test

.PHONY: help run setup tools test test-fast lint bench pictures assets pins clean
.NOTPARALLEL:

help: ## say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

run: setup ## install what is missing, then run it all until Ctrl-C
	@$(BIN)/python -m launch.run

setup: ## install what running needs, and no more
	@$(PYTHON) -m launch.setup

tools: ## install what linting and test-fast need as well
	@$(PYTHON) -m launch.setup --tools

test: ## every test; as root it installs the browser and Redis that they use
	@$(PYTHON) -m launch.setup --tests
	@EVERY_TEST=1 $(BIN)/python -m pytest -n 2 --dist loadfile --cov
	@$(BIN)/coverage report --include=$(WHOLLY_TESTED) --fail-under=100

test-fast: tools ## the tests without the browser and without starting whole copies
	@$(BIN)/python -m pytest -n 2 --dist loadfile -m "not e2e and not processes"

lint: tools ## style, types, templates, layers of rooms, missing migrations
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	DEBUG=1 $(BIN)/mypy
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/lint-imports
	DATA_DIR=$(TEST_DATA) $(BIN)/python manage.py makemigrations --check --dry-run

bench: tools ## p50 and p95 of each page on the demo data
	@$(BIN)/python -m tests.bench

pictures: ## take the pictures in docs/pictures again, from the demo data
	@$(PYTHON) -m launch.setup --tests
	@$(BIN)/python -m tests.e2e.pictures

assets: setup ## compile the stylesheet again
	@npm run --silent build -- --force

pins: tools ## take the newest versions that requirements/*.in allow
	@$(BIN)/python -m launch.pins

clean: ## remove what was installed and built, but not the data in var/
	rm -rf .venv node_modules static/build .coverage .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

# The front door. `make` alone lists what there is.

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
export UV_PYTHON_DOWNLOADS := never

.DEFAULT_GOAL := help
.PHONY: help run dev test test-fast bench bench-search lint services services-stop messages assets lock

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

# The interpreter is looked for once; any of 3.11, 3.12, 3.13 will do.
FOUND_PYTHON := $(shell for p in $(PYTHON) python3.11 python3.12 python3.13 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)

$(BIN)/python:
	@test -n "$(FOUND_PYTHON)" || { echo "Python 3.11 or newer is needed. Install it, then run make again."; exit 1; }
	@$(FOUND_PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing. On Debian: apt-get install python3-venv"; exit 1; }

$(VENV)/.runtime: requirements.txt | $(BIN)/python
	@echo "Installing what the product needs …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	@echo "Installing what the tests need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.txt
	@touch $@

# On this machine only, the logins of the demonstration work without a phone.
DEMO := STAFF_SECOND_FACTOR=$(or $(STAFF_SECOND_FACTOR),$(if $(filter-out http://127.0.0.1% http://localhost%,$(SITE_URL)),1,0))

run: $(VENV)/.runtime ## the product on 127.0.0.1, with demo content; stops on Ctrl-C
	@exec env $(DEMO) $(BIN)/python manage.py serve

dev: $(VENV)/.dev ## auto-reloading server with debug pages
	@$(DEMO) DJANGO_SETTINGS_MODULE=zaedno.settings.dev $(BIN)/python manage.py serve --reload

services: $(VENV)/.dev ## real PostgreSQL, Redis, Elasticsearch and a mail catcher
	@$(BIN)/python -m tests.services start

services-stop: ## stop them
	@$(BIN)/python -m tests.services stop

test: $(VENV)/.dev ## everything; ARGS="tests/search" for a part
	@$(BIN)/python -m tests.run $(ARGS)

test-fast: $(VENV)/.dev ## rules and services: no pages, no browser, on all cores
	@$(BIN)/python -m pytest -m "not pages and not slow and not browser and not elasticsearch and not postgresql" -n auto --maxprocesses 8 $(ARGS)

bench: $(VENV)/.dev ## what pages cost: queries and machine instructions, against the limits
	@$(BIN)/python -m tests.bench

bench-search: $(VENV)/.dev ## how fast search is; ARGS="--documents F --queries F" for how good
	@DJANGO_SETTINGS_MODULE=zaedno.settings.production PYTHONPATH=site:. $(BIN)/python -m tests.bench.search $(ARGS)

lint: $(VENV)/.dev ## style, types, layers, sizes, templates, migrations, catalogues
	@$(BIN)/python -m tests.lint

messages: $(VENV)/.dev ## collect and compile the translations
	@$(BIN)/python -m tests.messages

assets: ## build stylesheet, scripts and icons from assets/
	@npm ci --silent && npm run --silent build

lock: $(VENV)/.dev ## compile the locks from pyproject.toml
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -q pyproject.toml -o requirements.txt
	@$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -q pyproject.toml --group dev --constraint requirements.txt -o requirements-dev.txt

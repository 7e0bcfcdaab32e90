# Python 3.11 or newer with pip and venv is all that these commands expect of a machine.
#
#   make demo        a town that is alive, in .venv and var/  (ARGS="--language zh --port 9000")
#   make test        what tests need, then the whole suite on SQLite and, where one answers at
#                    GONGJIAN_TEST_DATABASE_URL, all of it that may differ there on PostgreSQL
#   make lint        style, types, layers, migrations, translations, documentation
#   make format      let ruff rewrite what it can
#   make messages    bring the message catalogues up to date with the code
#   make docs        the documentation as a site, in build/docs/
#   make lock        resolve the dependencies again
#   make wheel       what we ship, in dist/
#   make release     check, build and tag  (VERSION=1.2.3)
#   make clean       remove .venv and everything made, but not the towns under var/

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo install dev test system-packages lint style types layers migrations translations documentation docs format messages lock wheel release clean

VENV := .venv
BIN := $(VENV)/bin
DONE := $(VENV)/done
VENDOR := src/gongjian/site/portal/static/vendor
CATALOGUES := $(shell find src -name '*.po')
# Locks name every package, so pip need not resolve anything. Python compiles at first use what it
# imports, a fifth of what is installed.
PIP_INSTALL := $(BIN)/python -m pip install --disable-pip-version-check --no-deps --no-compile
# In front, so that node and npm of the lock are found where the machine has none.
export PATH := $(CURDIR)/$(BIN):$(PATH)

help:
	@sed -n "s/^#   //p" Makefile

# Packages of Python and of the front end are fetched beside each other.
demo:
	@$(MAKE) --no-print-directory --silent --jobs=2 install
	@GONGJIAN_STARTED_BY=make exec $(BIN)/gongjian demo $(ARGS)

# --- installing, each step once ------------------------------------------------------------

install: $(DONE)/package $(DONE)/messages $(VENDOR)/.collected

dev: install $(DONE)/dev frontend/dev/node_modules/.package-lock.json

$(BIN)/python:
	@found=$$(PYTHON="$(PYTHON)" sh tools/choose_python.sh); \
	if [ -z "$$found" ]; then \
	  echo "Gongjian needs Python 3.11 or newer with venv (Debian and Ubuntu: apt-get install python3-venv)" >&2; \
	  echo "and found none. Name one: make PYTHON=/path/to/python3" >&2; \
	  exit 1; \
	fi; \
	echo "Making $(VENV) with $$($$found --version), $$found"; \
	$$found -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(DONE)/runtime: requirements.lock | $(BIN)/python
	@echo "Installing the locked packages"
	@$(PIP_INSTALL) --require-hashes --progress-bar on -r $<
	@mkdir -p $(DONE) && touch $@

$(DONE)/dev: requirements-dev.lock | $(DONE)/runtime
	@echo "Installing the locked packages for tests and checks"
	@$(PIP_INSTALL) --require-hashes --progress-bar on -r $<
	@touch $@

$(DONE)/package: pyproject.toml hatch_build.py $(DONE)/runtime
	@$(PIP_INSTALL) --quiet --no-build-isolation --editable .
	@touch $@

$(DONE)/messages: $(CATALOGUES) tools/compile_messages.py $(DONE)/runtime
	@$(BIN)/python -m tools.compile_messages
	@touch $@

$(DONE)/node: requirements-node.lock | $(BIN)/python
	@command -v npm >/dev/null || { echo "Installing node and npm into $(VENV)"; \
	  $(PIP_INSTALL) --require-hashes --progress-bar on -r $<; }
	@mkdir -p $(DONE) && touch $@

$(VENDOR)/.collected: frontend/package-lock.json tools/collect_frontend.py | $(DONE)/node
	@echo "Collecting the front end"
	@$(BIN)/python -m tools.collect_frontend
	@touch $@

frontend/dev/node_modules/.package-lock.json: frontend/dev/package-lock.json | $(DONE)/node
	@echo "Installing the front-end packages of the tests"
	@$(BIN)/python -m tools.collect_frontend --dev
	@touch $@

# --- testing and checking --------------------------------------------------------------------

test: dev system-packages
	@$(BIN)/python -m tools.run_suite $(ARGS)

system-packages:
	@sh tools/install_system_packages.sh

# One run tells everything that is wrong.
lint: dev
	@$(MAKE) --no-print-directory --keep-going --jobs=2 --output-sync style types layers migrations translations documentation

style:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

layers:
	$(BIN)/lint-imports

migrations:
	$(BIN)/gongjian makemigrations --check --dry-run

translations:
	$(BIN)/python -m tools.messages check

# Any warning fails it: a link that leads nowhere, a docstring that cannot be read.
SPHINX := $(BIN)/python -m sphinx --quiet --fail-on-warning --keep-going

documentation:
	$(SPHINX) -b dummy docs build/docs-checked

docs: dev
	$(SPHINX) -b html docs build/docs
	@echo "Open build/docs/index.html"

# Settings make the home they are given; checks must not make one under var/.
types migrations: export GONGJIAN_HOME := $(CURDIR)/$(VENV)/lint-home

format: dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: dev
	$(BIN)/python -m tools.messages update

# --- releasing -------------------------------------------------------------------------------

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url $(ARGS)

# With a new version out:  make lock ARGS="--upgrade-package django"
lock: | $(BIN)/python
	@test -x $(BIN)/uv || $(BIN)/python -m pip install 'uv>=0.9'
	$(LOCK) pyproject.toml --group build -o requirements.lock
	$(LOCK) pyproject.toml --group build --group test --group lint --group docs -c requirements.lock -o requirements-dev.lock
	$(LOCK) --group node -o requirements-node.lock
	cd frontend && npm install --package-lock-only
	cd frontend/dev && npm install --package-lock-only

wheel: install
	$(BIN)/python -m pip wheel --no-deps --no-build-isolation --wheel-dir dist .

release: dev
	$(BIN)/python -m tools.release $(VERSION)

clean:
	rm -rf $(VENV) $(VENDOR) frontend/node_modules frontend/dev/node_modules dist build docs/reference/modules
	find src -name '*.mo' -delete

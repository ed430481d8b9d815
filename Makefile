# The verbs of this project. `make` alone lists them.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
ARGS ?=
TREE := bot adapters scheduler tests bench gates
PIP := .venv/bin/python -m pip install -qq --disable-pip-version-check --constraint constraints.txt

.PHONY: help setup run demo chat test lint types check clocks bench gates accept

help:
	@echo 'make VERB, where VERB is one of'
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-8s %s\n", $$1, $$2 }' Makefile

setup: .venv/.ready ## install everything into .venv, pinned; nothing outside the checkout changes
	@echo 'Ready: make demo, make run, make test.'

run: .venv/.runtime ## start the bot and the local room; Ctrl-C stops it
	@exec .venv/bin/mastermind run $(ARGS)

demo: .venv/.runtime ## play one whole meeting and show it; ARGS="--seed 7" plays another
	@exec .venv/bin/mastermind demo $(ARGS)

chat: .venv/.runtime ## the local room in this terminal
	@exec .venv/bin/mastermind chat $(ARGS)

test: .venv/.ready ## run the tests; ARGS="-k recap" runs some
	@.venv/bin/python -m pytest -n auto --dist worksteal $(ARGS)

lint: .venv/.ready ## format, style, import rules and the Dockerfile
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/lint-imports --no-logo --cache-dir var/cache/imports
	@.venv/bin/hadolint Dockerfile

types: .venv/.ready ## mypy, strict
	@.venv/bin/mypy --strict $(TREE)

check: ## all that must pass before a change is done: lint, types, tests, coverage of bot/
	@$(MAKE) --jobs=2 lint types
	@rm -rf var/coverage && mkdir -p var/coverage
	@.venv/bin/python -m pytest -n auto --dist worksteal --cov --cov-report=term --cov-report=xml \
		--junitxml=var/tests.xml $(ARGS)

clocks: .venv/.ready ## take the bot through both changes of the clock, by libfaketime, in four minutes
	@.venv/bin/python -m pytest -n 0 tests/clock_changes.py

bench: .venv/.ready ## measure speed and size, and write the tables of docs/performance.md
	@exec .venv/bin/python -m bench $(ARGS)

gates: .venv/.ready ## try at length what the bot promises, and write the table of docs/reliability.md
	@exec .venv/bin/python -m gates $(ARGS)

accept: ## play the acceptance run: a fresh clone, its demo and its tests
	@.ci/accept

# Two stamps, so that the first `make run` need not wait for the tools of the developers.

.venv/.runtime: pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo >&2 \
		'There is no $(PYTHON) here: install Python 3.11 or newer, or name one: make PYTHON=python3.12'; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo >&2 \
		"Mastermind needs Python 3.11 or newer and $(PYTHON) is older ($$($(PYTHON) -V 2>&1)):" \
		"install a newer one, or name it: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo >&2 \
		"$(PYTHON) comes without its venv module: install it (Debian, Ubuntu: apt install python3-venv)"; exit 1; }
	@echo 'Setting up .venv, once ...' >&2
	@$(PYTHON) -m venv .venv
	@$(PIP) setuptools
	@$(PIP) --no-build-isolation --editable '.[postgres]'
	@touch $@

.venv/.ready: .venv/.runtime
	@echo 'Adding the tools for development ...' >&2
	@$(PIP) --no-build-isolation --editable '.[postgres,slack,discord,otel,dev]'
	@touch $@

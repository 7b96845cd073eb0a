# `make` says what there is. Needs Python 3.11 and nothing else. Takes PORT=8001, HOST=0.0.0.0, PYTHON=python3.12.
PYTHON ?= python3
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
.PHONY: help run demo test check format messages install install-dev install-test ready style

help:
	@echo "make run       install what is missing and start Pilotage (PORT=8000 HOST=127.0.0.1)"
	@echo "make demo      throw the demonstration away and build it again"
	@echo "make test      everything: style, import ladder, types, translations, all tests"
	@echo "make check     the same without the browser, PostgreSQL and types"
	@echo "make format    format the code and mend what can be mended"
	@echo "make messages  bring the translation catalogues up to date with the source"

install:
	@$(PYTHON) scripts/setup.py

install-dev:
	@$(PYTHON) scripts/setup.py --dev

install-test:
	@$(PYTHON) scripts/setup.py --test

ready: install
	@$(BIN)/python scripts/messages.py compile
	@$(MANAGE) lay_tables --verbosity 0
	@$(MANAGE) createcachetable --verbosity 0

run: ready
	@$(MANAGE) demo --if-empty
	@$(BIN)/python scripts/serve.py

demo: ready
	@$(MANAGE) demo

style: install-dev
	@$(BIN)/python scripts/messages.py compile
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(MANAGE) makemigrations --check --dry-run
	$(BIN)/python scripts/messages.py check
	$(BIN)/python scripts/vendor.py --check

check: style
	$(BIN)/pytest -n 2 -m "not browser and not postgres"

test: install-test style
	$(BIN)/mypy
	$(BIN)/pytest -n 2 -m "not browser"
	$(BIN)/pytest -n 2 --dist worksteal -m browser

format: install-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: install-dev
	$(BIN)/python scripts/messages.py update

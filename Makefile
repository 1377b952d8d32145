# Run `make` alone to list the targets.
PYTHON ?= python3
ENGINE ?= docker
VENV := .venv
BIN := $(VENV)/bin
ENDURANCE := tests/crash tests/many tests/soak
.DEFAULT_GOAL := help
# Where it is set, as in many containers, each of the hundreds of processes that the tests start would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help setup run test endure check audit bench crash soak pictures format image lock

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## /  \1\t/' | expand -t 12

setup: $(VENV)/.run  ## make .venv from the hashed lock file

run: $(VENV)/.run  ## start the bot: with no tokens, on the sandbox
	@exec $(BIN)/python -m bot run

# Three times as many at a time as there are cores: most of them wait for a server, a process or a clock.
test: $(VENV)/.dev  ## the tests that need nothing but Python
	$(BIN)/python -m pytest -n 6 --dist loadfile -m "not browser and not container and not kill and not audit" $(ENDURANCE:%=--ignore=%)

endure: $(VENV)/.dev  ## the long ones: kills, soaks and several bots, which want a machine to themselves
	SEQUENCES=$(or $(SEQUENCES),2000) $(BIN)/python -m pytest $(ENDURANCE) tests/life
	$(BIN)/python -m pytest -n 4 --dist loadfile --hypothesis-profile=others tests/unit tests/search tests/editor

check: $(VENV)/.dev  ## everything CI asks: format, lint, types, contracts, tests, kills, browser, container
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) --no-print-directory test
	$(BIN)/python -m pytest -n 4 --dist loadfile -m kill tests/process tests/many
	$(BIN)/python -m pytest -m "browser or container or audit" $(ENDURANCE:%=--ignore=%)
	$(MAKE) --no-print-directory audit

audit: $(VENV)/.dev  ## ask whether a known vulnerability is among what the bot is made of
	@$(BIN)/python -m tests.audit

bench: $(VENV)/.dev  ## measure, beside the plain libraries (QUICK=1: in two minutes; ONLY="free paid": these rows)
	@$(BIN)/python -m benchmarks $(if $(QUICK),--quick) $(foreach row,$(ONLY),--only $(row))

crash: $(VENV)/.dev  ## kill bot and store hundreds of times, at every boundary (KILLS=200 SEED=1)
	@$(BIN)/python -m tests.crash --kills $(or $(KILLS),200) --seed $(or $(SEED),1)

soak: $(VENV)/.dev  ## run in bad weather, and look for leaks (MINUTES=10 SEED=1)
	@$(BIN)/python -m tests.soak --minutes $(or $(MINUTES),10) --seed $(or $(SEED),1)

pictures: $(VENV)/.dev  ## take the documents' pictures anew, of a real bot in a real browser (ONLY="readers": these sets)
	@$(BIN)/python -m tests.pictures $(ONLY)

format: $(VENV)/.dev  ## put the code into its one form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

image:  ## build the container image (ENGINE=podman builds it with Podman)
	$(ENGINE) build -t sokbo .

lock: $(VENV)/.dev  ## write the lock files anew from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --upgrade --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --upgrade --generate-hashes --no-emit-index-url --no-header pyproject.toml --group dev -o requirements-dev.lock

# Where Debian's python3-venv is not installed, venv fails and leaves half of one behind.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; $$($(PYTHON) --version) was found. Name another: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.run: requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ $(VENV)/.run

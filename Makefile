# Each target sets up all that it needs on a fresh Debian 12 machine with Python 3.11 or later, root or not, and can be
# run again. Servers for the demo and the tests are downloaded into a cache (/var/cache/nightlatch for root, else
# ~/.cache/nightlatch; NIGHTLATCH_CACHE names another) and run unprivileged; no service of the machine is touched.
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help demo test lint bench accuracy lab clean setup

PYTHON ?= python3
STORE ?= postgresql
PEOPLE ?= $(if $(filter postgresql,$(STORE)),100000,20000)
POINTS ?= $(if $(filter postgresql,$(STORE)),260000,52000)
ARGS ?=
DATA ?=
BIN := .venv/bin

help: ## Say what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

setup: .venv/.installed

.venv/.installed: pyproject.toml constraints.txt .ci/venv
	@.ci/venv $(PYTHON)

demo: setup ## Start a local open store with a synthetic leak and audit it (PEOPLE= POINTS= STORE=postgresql|mongodb|redis)
	@$(BIN)/nightlatch demo --people $(PEOPLE) --points $(POINTS) --store $(STORE) \
	    --html nightlatch-demo.html --json nightlatch-demo.json $(ARGS)

test: setup lint ## Fetch the servers and run all tests (ARGS= for pytest)
	@$(BIN)/python -m tests.lab fetch
	@$(BIN)/python -m tests $(ARGS)

lint: setup ## ruff and mypy --strict
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy --strict src

bench: setup ## Nightlatch beside the store's own driver: speed and memory (ARGS= for the benchmark)
	@$(BIN)/python -m tests.bench $(ARGS)

accuracy: setup ## How right Nightlatch and its peers are, side by side (DATA=folder of labelled data, ARGS="--only nightlatch")
	@$(BIN)/python -m tests.accuracy $(if $(DATA),--data $(DATA)) $(ARGS)

lab: setup ## A network of every kind of store on loopback until Ctrl-C (ARGS="list", "up redis mariadb": single servers)
	@$(BIN)/python -m tests.lab $(or $(ARGS),network)

clean: ## Remove the environment and all that was generated here (not the cache of servers)
	@rm -rf .venv build dist src/*.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis nightlatch-demo.*
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "the servers' cache stays: $${NIGHTLATCH_CACHE:-/var/cache/nightlatch or ~/.cache/nightlatch}"

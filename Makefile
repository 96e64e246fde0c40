# Every target works alone on a machine with Python 3.11 or newer: it makes .venv and installs what it needs, by hash, first.
# Another Python: make test PYTHON=python3.12

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
LOCKED := $(INSTALL) --require-hashes --only-binary :all: -r
PYTEST := $(BIN)/python -m pytest -n auto --dist loadfile

.PHONY: help demo test check types fast format eval bench fuzz sbom audit model large docs pictures lock clean

help:
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile

demo: .venv/ready ## set up and show the main job on the bundled reports
	@$(BIN)/enduse demo

test: .venv/ready-to-develop ## set up and run every test
	$(PYTEST)

check: .venv/ready-to-develop ## before each commit: format, lint, types, fast tests and the scored floors (< 2 minutes)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	@$(MAKE) --no-print-directory -j types fast eval EVALUATE=--quick

types: .venv/ready-to-develop ## check the types
	$(BIN)/mypy --strict src

fast: .venv/ready-to-develop ## run the fast tests
	$(PYTEST) -m "not slow"

format: .venv/ready-to-develop ## format the code and mend what the linter can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

eval: .venv/ready-to-develop ## score the readers on the gold sets against their floors
	$(BIN)/python -m evaluation $(EVALUATE)

bench: .venv/ready-to-develop ## measure speed: ratios within one run
	@for file in benchmarks/bench_*.py; do echo "== $$file"; $(BIN)/python "$$file" || exit 1; done

fuzz: .venv/ready-to-develop ## attack every parser of outside bytes: make fuzz FUZZ="page --seconds 60"
	$(BIN)/python -m tests.hostile.campaign $(FUZZ)

sbom: .venv/ready ## write the software bill of materials, sbom.cdx.json, from the lock
	$(BIN)/python scripts/write_sbom.py

audit: ## look for known holes in what is locked, where the database of advisories can be reached (needs pip-audit)
	pip-audit --disable-pip --require-hashes -r requirements.lock

model: .venv/ready-to-train ## train the network again: make model TREEBANK=folder of en_ewt-*.conllu and en_gum-*.conllu
	$(BIN)/python -m training $(if $(TREEBANK),--treebank $(TREEBANK))

large: .venv/ready ## add the large reader's network, for enduse read --reader large
	$(INSTALL) --no-deps --no-build-isolation ./large

docs: .venv/ready ## write docs/cli.md and the sample in README.md anew from the commands themselves
	$(BIN)/python scripts/write_cli_docs.py
	$(BIN)/python scripts/write_readme_sample.py

pictures: .venv/ready-to-develop ## write a picture of every page of the server into docs/pictures (needs chromium)
	$(BIN)/python -m scripts.take_pictures

lock: ## resolve the dependencies anew (needs uv; nobody else does)
	uv pip compile $(LOCK) --group build -o requirements.lock
	uv pip compile $(LOCK) --group build --extra dev -c requirements.lock -o requirements-dev.lock
	uv pip compile $(LOCK) --extra model -c requirements.lock -o requirements-model.lock

LOCK := pyproject.toml --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-annotate --custom-compile-command "make lock"

clean: ## remove the environment and what tools left behind
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "enduse needs Python 3.11 or newer; install it, or name it: make test PYTHON=/path/to/python3"; exit 2; }
	$(PYTHON) -m venv .venv

.venv/ready: requirements.lock pyproject.toml | $(BIN)/python
	$(LOCKED) requirements.lock
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

.venv/ready-to-develop: requirements-dev.lock pyproject.toml large/pyproject.toml | $(BIN)/python
	$(LOCKED) requirements-dev.lock
	$(INSTALL) --no-deps --no-build-isolation -e . -e ./large
	@touch $@

.venv/ready-to-train: requirements-model.lock .venv/ready
	$(LOCKED) requirements-model.lock
	@touch $@

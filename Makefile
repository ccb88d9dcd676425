# Two commands: `make serve` and `make test`. Each does all its own set-up in .venv/ and skips what is done.
PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
BIN := .venv/bin
# One process a core; what a file's tests share is made once in each.
SIDE_BY_SIDE := -n auto --dist loadfile
# Browser tests share what is dear with all of a process; whichever is idle takes some from the other.
SPREAD := -n auto --dist worksteal
# A browser under load now and then loses what no page can help. A test that fails is asked once more, and is named at the end either way.
ONCE_MORE := --reruns 1 -rR
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: serve test check lint types unit browser bench wheel clean help

serve: .venv/ready bundle ## Serve the directory on http://127.0.0.1:8000 (PORT=8123 for another)
	@exec $(BIN)/resource-directory serve --host $(HOST) --port $(PORT)

test: .venv/tested bundle lint types unit browser ## Run everything that must hold

check: .venv/ready ## Check the records
	@$(BIN)/resource-directory check

lint: .venv/tested
	@echo "lint"; $(BIN)/ruff check . && $(BIN)/ruff format --check .

types: .venv/tested bundle
	@echo "types"; $(BIN)/mypy && $(BIN)/python scripts/check_types.py

unit: .venv/tested bundle
	@$(BIN)/pytest -m "not browser" $(SIDE_BY_SIDE)

browser: .venv/tested .venv/chromium bundle
	@$(BIN)/pytest -m browser tests/bench $(SPREAD)
	@$(BIN)/pytest -m browser tests/browser $(SPREAD) $(ONCE_MORE)

bench: .venv/tested .venv/chromium bundle ## Measure, side by side with what we are compared to
	@$(BIN)/python -m pip --quiet install --require-hashes -r requirements/bench.txt
	@$(BIN)/python -m bench

wheel: .venv/ready bundle ## Build a wheel into dist/
	@$(BIN)/python -m hatchling build -t wheel

.PHONY: bundle
bundle: .venv/ready
	@$(BIN)/python scripts/bundle.py

.venv/python:
	@echo "making .venv"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "need Python 3.11 or newer; try make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/ready: .venv/python requirements/serve.txt requirements/build.txt requirements/node.txt pyproject.toml
	@echo "installing what serving needs"
	@$(PIP) install --require-hashes -r requirements/serve.txt -r requirements/build.txt
	@$(BIN)/python -c 'import sys; sys.path.insert(0, "scripts"); import node; node.find_node()' 2>/dev/null \
	  || { echo "no Node here: fetching one from PyPI"; $(PIP) install --require-hashes -r requirements/node.txt; }
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/tested: .venv/ready requirements/test.txt
	@echo "installing what the tests need"
	@$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

.venv/chromium: .venv/python
	@sh scripts/chromium.sh && touch $@

clean: ## Remove everything that was built or installed
	rm -rf .venv build dist search_index/generations search_index/current directory/site/static/* web/node_modules

help: ## Show this
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /	/'

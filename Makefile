PYTHON ?= python3
VENV := .venv
PORT ?= 8000
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Every dependency is pinned with its hashes, so that none is looked for; what is installed is unpacked and compiled on
# every core.
INSTALL := $(BIN)/python requirements/install.py
COMPILE := $(BIN)/python -m compileall -qq -j 0 -x '/(tests?|setuptools|mypyc?)/' $(VENV)/lib

.PHONY: help setup setup-test demo up test fuzz bench docs lint types check format rule-pages lock clean

help:
	@echo 'make demo    set up, run the main job end to end on the samples, stop'
	@echo 'make up      start everything and stay, at http://127.0.0.1:$(PORT)/; SAMPLES=1 begins with the samples on file'
	@echo 'make test    set up and run every test'
	@echo 'make docs    the documentation as a site, under site/'
	@echo 'make check   lint, types, import contracts, container files, tests'

setup: $(VENV)/.setup
setup-test: $(VENV)/.setup-test

# Compiled once: where no bytecode may be written, compiling is a third of a short command. Some of what others wrote is
# for another Python, and does not compile.
$(VENV)/.setup: requirements/base.txt requirements/build.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info < (3, 11) and sys.exit("Cotejo needs Python 3.11 or newer, not " + sys.version.split()[0])'
	@echo 'Setting up in $(VENV): a minute or two and 1 GB, once.'
	@$(PYTHON) -m venv $(VENV)
	@$(INSTALL) requirements/build.txt requirements/base.txt
	@$(PIP) install --no-deps --no-build-isolation --config-settings editable_mode=compat --editable .
	@$(COMPILE) cotejo services shared || :
	@touch $@

$(VENV)/.setup-test: $(VENV)/.setup requirements/test.txt
	@$(INSTALL) requirements/test.txt
	@PYTHONDONTWRITEBYTECODE= $(BIN)/pytest --collect-only -qq >/dev/null || :
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get install -yqq chromium >/dev/null; } \
	  || echo 'No Chromium here, and none could be installed: the tests of the page will be skipped.'
	@touch $@

demo: setup
	@$(BIN)/cotejo demo

# make up PORT=8001 for another port, make up SAMPLES=1 with the sample filings on file.
up: setup
	@$(BIN)/cotejo $(if $(SAMPLES),demo --stay,up) --port $(PORT)

# Two processes more than there are cores, since three begin with the tests that start the whole stack, which wait for it
# most of the time. The files with the fewest tests are the slowest, and must not come last.
test: setup-test
	$(BIN)/pytest --no-loadscope-reorder --numprocesses $$($(PYTHON) -c 'import os; print(min(6, os.cpu_count() + 2))')

# The readers on random and mutated bytes, for some minutes.
fuzz: setup-test
	COTEJO_HYPOTHESIS_PROFILE=fuzz $(BIN)/pytest tests/compute/reading/test_fuzz.py tests/compute/reading/test_pdf_fuzz.py tests/compute/reading/test_guards.py

# Format, lint, who may import whom, the container files.
lint: setup-test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/hadolint Dockerfile
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml

# From nothing the types take a core for a minute.
types: setup-test
	$(BIN)/mypy

check: lint types test

format: setup-test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Measures what is read beside the peers, on the material beside this folder where it is there. Slow.
bench: setup-test
	@$(INSTALL) requirements/bench.txt
	$(BIN)/python -m benchmarks.tables_from_pdf
	$(BIN)/python -m benchmarks.recognition
	$(BIN)/python -m benchmarks.round_trip
	$(BIN)/python -m benchmarks.scans
	$(BIN)/python -m benchmarks.aggregations
	$(BIN)/python -m benchmarks.anomalies
	$(BIN)/python -m benchmarks.planted_errors
	$(BIN)/python -m benchmarks.quarters
	$(BIN)/python -m benchmarks.large_filings

# The documentation as a site, under site/. Every link in it is checked.
docs: setup
	@$(INSTALL) requirements/docs.txt
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet
	@echo 'site/index.html'

rule-pages: setup
	$(BIN)/python -m services.compute.rule_pages docs/rules samples/reglas
	$(BIN)/python -m services.compute.ties.pages docs/ties.md

# Pins anew every dependency, for every platform and Python from 3.11 on; needs uv on the path.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet requirements/build.in -o requirements/build.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet pyproject.toml -o requirements/base.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --extra test -c requirements/base.txt pyproject.toml -o requirements/test.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --extra docs -c requirements/base.txt pyproject.toml -o requirements/docs.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --extra bench -c requirements/base.txt pyproject.toml -o requirements/bench.txt

clean:
	rm -rf $(VENV) build site *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis

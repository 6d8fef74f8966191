# `make help` lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SERVE ?= 1
CUSTOMERS ?= 50000
PORT ?= 8050
# := and not ?=, as gettext has a variable of this name in many surroundings.
LANGUAGE := ko
DECLINING_ko := 설치
DECLINING_en := Installation
ifndef DECLINING_$(LANGUAGE)
$(error LANGUAGE is ko or en)
endif

# Else every process of every test compiles all it imports.
unexport PYTHONDONTWRITEBYTECODE
# Threads of linear algebra get in each other's way when tests share the cores.
export OPENBLAS_NUM_THREADS = 1

.PHONY: help demo test test-thorough test-cluster test-slow coverage lint format bench browser servers clean

help: ## List the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-13s %s\n", $$1, $$2}'

demo: $(VENV)/demo.installed ## A sample company, loaded and shown (LANGUAGE=en: in English; SERVE=0: not shown)
	@# A warehouse in the other language would mix its names with these.
	@grep -qs '^language = "$(LANGUAGE)"' demo/touchpoints.toml || rm -rf demo/exports demo/warehouse
	@echo "[2/4] Writing the exports of a sample company into demo/ …"
	@$(BIN)/python -m sample_data demo --customers $(CUSTOMERS) --language $(LANGUAGE)
	@echo "[3/4] Loading them …"
	@$(BIN)/touchpoints ingest --config demo/touchpoints.toml
	@$(BIN)/touchpoints changes import demo/changes.csv --config demo/touchpoints.toml
	@$(BIN)/touchpoints benchmarks import demo/benchmarks.csv --config demo/touchpoints.toml
	@echo "[4/4] A first look: satisfaction by department and contact tier"
	@$(BIN)/touchpoints measure csat --by department,contact_tier --config demo/touchpoints.toml
	@echo "What to look at first: the sentence on top of Overview, then the dark cell of $(DECLINING_$(LANGUAGE)) in the high tier:"
	@echo "a click on it shows the contacts behind the number."
ifneq ($(SERVE),0)
	@$(BIN)/touchpoints serve --config demo/touchpoints.toml --port $(PORT)
endif

test: $(VENV)/dev.installed ## What most changes break, in minutes
	$(BIN)/python -m pytest -m "not thorough and not slow and not coverage and not cluster" -n 3 --dist loadfile

test-thorough: $(VENV)/dev.installed browser servers ## With browser, servers and processes, attacks, every snippet
	$(BIN)/python -m pytest -m "thorough and not slow and not coverage and not cluster" -n 3 --dist loadfile

test-cluster: $(VENV)/cluster.installed servers ## The fast tests on PostgreSQL and an S3 store; both killed; workers of Ray
	$(BIN)/python -m pytest --cluster -m "not thorough and not slow and not coverage and not cluster" -n 3 --dist loadfile
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest --cluster -m cluster

test-slow: $(VENV)/dev.installed browser servers ## The tests that take minutes
	$(BIN)/python -m pytest -m slow

coverage: $(VENV)/dev.installed ## Whether 95 % intervals hold the truth in 200 worlds; writes docs/coverage.md
	$(BIN)/python -m pytest -m coverage

lint: $(VENV)/dev.installed ## Style, formatting and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(VENV)/dev.installed ## Put the code in shape
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(VENV)/dev.installed ## What loading and measuring cost, at 10 million contacts
	$(BIN)/python -m benchmarks.ingest --rows 10000000
	$(BIN)/python -m benchmarks.many_files --files 2000 --rows 500
	$(BIN)/python -m benchmarks.measures --contacts 10000000
	$(BIN)/python -m benchmarks.sql

browser: # what the browser tests drive
	@command -v chromium > /dev/null && fc-list :lang=ko | grep -q . || { \
		echo "Installing Chromium and Korean fonts for the browser tests …"; \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fontconfig > /dev/null; \
	} || { echo "Install Chromium and a Korean font, then run this again."; exit 1; }

servers: # where some tests' warehouses and states are, and what stands before their servers
	@ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1 && test -x /usr/sbin/nginx || { \
		echo "Installing PostgreSQL and nginx for the tests of several hosts …"; \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql nginx-light > /dev/null; \
	} || { echo "Install PostgreSQL and nginx as Debian packages them, then run this again."; exit 1; }

$(VENV)/demo.installed: pyproject.toml constraints.txt
	@echo "[1/4] Installing into $(VENV) (about a minute) …"
	@$(MAKE) --no-print-directory $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/dev.installed: pyproject.toml constraints.txt
	@echo "Installing into $(VENV) …"
	@$(MAKE) --no-print-directory $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $@ $(VENV)/demo.installed

# Apart from the others, as Ray takes 220 MB.
$(VENV)/cluster.installed: pyproject.toml constraints.txt $(VENV)/dev.installed
	@echo "Installing what clusters need into $(VENV) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev,ray]"
	@touch $@

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, as PYTHON=…")'
	@$(PYTHON) -m venv $(VENV)

clean: ## Remove the environment and the demo
	rm -rf $(VENV) demo

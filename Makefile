# PYTHON may be set on the command line; the recipe sees it through the environment.
export PYTHON
# Everything happens in .venv and build; nothing else on the machine is touched.
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install

.DEFAULT_GOAL := help
.PHONY: help demo test bench fuzz corpus docs clean
.DELETE_ON_ERROR:

help:
	@echo "make demo    build a desk from the examples and write build/demo/brief.html"
	@echo "make test    format, lint, types, import contracts, knowledge, docs, floors and tests"
	@echo "make bench   measure speed and size, write docs/benchmarks.md"
	@echo "make fuzz    read damaged files of every format for ten minutes, note the run in docs/quality.md"
	@echo "make corpus  write the rows that templates make into build/training, count the corpus"
	@echo "make docs    build the documentation into build/site"
	@echo "make clean   remove build and caches ($(VENV) stays)"

demo: $(VENV)/installed
	@rm -rf build/demo
	@$(BIN)/python -m foreigndesk demo build/demo

test: $(VENV)/installed-dev
	@$(BIN)/python tools/check

bench: $(VENV)/installed-dev
	@$(BIN)/python tools/bench

fuzz: $(VENV)/installed-dev
	@$(BIN)/python tools/fuzz --record

corpus: $(VENV)/installed-dev
	@$(BIN)/python tools/corpus templates
	@$(BIN)/python tools/corpus count

docs: $(VENV)/installed-dev
	@$(BIN)/python tools/check docs
	@echo "open build/site/index.html"

clean:
	@rm -rf build dist site .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage .coverage.*
	@find src training tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

# What the gazetteer is compiled from: hatch_build.py makes it anew only where one of them has changed.
DATA := src/foreigndesk/knowledge/data
COMPILED := hatch_build.py $(DATA)/subdivisions.tsv $(DATA)/town_states.tsv

$(VENV)/installed: pyproject.toml $(COMPILED) | $(BIN)/python
	@echo "installing foreigndesk into $(VENV) (once, it takes some minutes)"
	@$(PIP) --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml $(COMPILED) | $(BIN)/python
	@echo "installing foreigndesk with its checks into $(VENV) (once, it takes some minutes)"
	@$(PIP) --editable ".[dev]"
	@touch $@ $(VENV)/installed

# A half-made environment is removed, so that the next call starts anew.
$(BIN)/python:
	@for name in "$$PYTHON" python3.13 python3.12 python3.11 python3 python; do \
		if test -n "$$name" && "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			found="$$name"; break; \
		fi; \
	done; \
	if test -z "$$found"; then \
		echo "make: needs Python 3.11 or newer, found none (tried python3.13, python3.12, python3.11, python3, python)." >&2; \
		echo "make: install it, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; \
		exit 1; \
	fi; \
	echo "making $(VENV) with $$("$$found" --version)"; \
	"$$found" -m venv $(VENV) || { \
		rm -rf $(VENV); \
		echo "make: $$found cannot make a virtual environment; on Debian and Ubuntu: apt install python3-venv" >&2; \
		exit 1; \
	}

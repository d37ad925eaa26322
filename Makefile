# All set-up is done here: a fresh Debian machine with Python 3.11+ needs nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test lint bench train clean postgres
.DELETE_ON_ERROR:

demo: $(STAMP)-web
	$(BIN)/ceasewire demo

test: $(STAMP)-dev lint postgres
	$(BIN)/python -m pytest

# the tests start a server of their own from Debian's programs, or use the one that CEASEWIRE_TEST_POSTGRES names
postgres:
	@test -n "$$CEASEWIRE_TEST_POSTGRES" || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || \
	  (test "$$(id -u)" = 0 && apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends postgresql) || \
	  (echo "the tests need PostgreSQL: apt-get install postgresql, or set CEASEWIRE_TEST_POSTGRES to a server's URL" >&2; exit 1)

lint: $(STAMP)-dev
	$(BIN)/ruff check ceasewire tests training benchmarks
	$(BIN)/mypy

bench: $(STAMP)-dev
	$(BIN)/python -m benchmarks

# memory is kept and compiled kernels are remembered between steps
train: export MALLOC_MMAP_THRESHOLD_ = 4294967296
train: export MALLOC_TRIM_THRESHOLD_ = 17179869184
train: export ONEDNN_PRIMITIVE_CACHE_CAPACITY = 8192
train: export OMP_WAIT_POLICY = passive
train: $(STAMP)-train
	$(BIN)/python -m training train runs/parse --without reports
	$(BIN)/python -m training train runs/model --start runs/parse/averaged.pt --epochs 0 --polish 10 --polish-rate 1 --encoder-rate 1.5e-4 --repeat 2
	$(BIN)/python -m training export runs/model
	$(BIN)/python -m benchmarks --only language --fp32 runs/model/fp32

$(BIN)/python:
	$(PYTHON) -m venv $(VENV) || (test "$$(id -u)" = 0 && apt-get update -q && apt-get install -yq python3-venv && $(PYTHON) -m venv $(VENV))
	$(BIN)/python -m pip install -q --disable-pip-version-check --upgrade pip

$(STAMP)-web: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install -q -e ".[web]"
	touch $@

$(STAMP)-dev: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install -q -e ".[web,postgres,dev]"
	touch $@ $(STAMP)-web

$(STAMP)-train: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install -q -e ".[web,dev,train]"
	touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

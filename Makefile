# Two commands for a newcomer: `make demo` and `make test`. Both set up .venv from requirements.lock.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

unexport PYTHONDONTWRITEBYTECODE # else every worker and every started command would compile all modules anew
# Tests commit to thousands of small databases: in memory, where there is room for them.
ROOM := $(shell df -k --output=avail /dev/shm 2>/dev/null | tail -n 1)
TESTS := $(if $(shell test "0$(strip $(ROOM))" -gt 4000000 && echo roomy),TMPDIR=/dev/shm) $(BIN)/pytest

.PHONY: demo test checks tests coverage torture pictures setup format lock bench clean

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Chaser needs Python 3.11: install it, or say make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@awk '/^[a-zA-Z]/ { wanted = /^uv==/ } wanted' requirements.lock >$(VENV)/uv.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r $(VENV)/uv.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock || $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock # uv is five times faster, and reads no pip.conf
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index --editable .
	@touch $@

demo: setup
	@$(BIN)/chaser demo --home demo-home $(if $(DEMO_ONCE),--once)

test: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	@$(MAKE) --no-print-directory --jobs=2 checks tests # each leaves a core idle now and then: the other takes it

checks:
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

tests: $(VENV)/.compiled
	$(TESTS) -n auto --dist worksteal -rs

# A new environment's modules and tests are compiled once: else each worker would do it for itself, half a minute each.
$(VENV)/.compiled: $(READY)
	@$(BIN)/pytest --collect-only >$@ || { tail -n 100 $@; rm $@; exit 1; }

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock:
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 --all-extras pyproject.toml --output-file requirements.lock

coverage: setup
	COVERAGE_FILE=$(VENV)/.coverage $(BIN)/coverage run --branch --source=scheduler.rules -m pytest -q tests/scheduler/rules --ignore=tests/scheduler/rules/test_properties.py --ignore=tests/scheduler/rules/test_lasting_properties.py
	COVERAGE_FILE=$(VENV)/.coverage $(BIN)/coverage report --fail-under=100 --show-missing --skip-covered

torture: coverage
	CHASER_TEST_PROFILE=torture $(BIN)/pytest -n auto tests/scheduler/rules tests/config tests/notifications tests/scheduler/rounds tests/scheduler/register tests/scheduler/reading

pictures: setup
	$(BIN)/python -m tests.browser.take_pictures

bench: setup
	for each in benchmarks/*.py; do case $$each in */__init__.py) ;; *) $(BIN)/python -m benchmarks.$$(basename $$each .py) --write || exit 1 ;; esac; done

clean:
	rm -rf $(VENV) demo-home

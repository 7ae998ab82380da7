# Two commands: `make report` builds everything, `make test` runs the tests.
# Both set up .venv on first use; needed are git, make and Python 3.11 or newer.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

# Tests and reports start many processes: what one has compiled, the others begin with.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: report docs release test lint bench fuzz kills audit lock clean

report: $(READY)
	$(BIN)/fazhi build
	$(BIN)/fazhi report
	@echo "Next: open reports/index.html, or start $(BIN)/jupyter lab notebooks/"

# One archive to publish, in dist/: tables in all forms, codebook, what moved, citations, hashes.
release: $(READY)
	$(BIN)/fazhi release --out dist --replace

# The documentation in both languages, offline: open docs/site/index.html. Its numbers are those of data/processed/.
docs: $(READY)
	$(BIN)/sphinx-build -q -W --keep-going -j 2 -b html docs/en docs/site/en
	$(BIN)/sphinx-build -q -W --keep-going -j 2 -b html docs/zh docs/site/zh
	cp docs/index.html docs/site/index.html

test: $(READY)
	$(BIN)/pytest --numprocesses auto --dist worksteal

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python benchmarks/stages.py
	$(BIN)/python benchmarks/growth.py

# As many kills of each command as wanted: make kills KILLS=1000 SEED=2
KILLS ?= 200
kills: $(READY)
	$(BIN)/python benchmarks/kills.py --kills $(KILLS) --seed $(SEED)

# As many inputs as wanted: make fuzz INPUTS=1000000 SEED=2
INPUTS ?= 100000
SEED ?= 1
fuzz: $(READY)
	$(BIN)/python tests/support/fuzzing.py --inputs $(INPUTS) --seed $(SEED)

# Known vulnerabilities of the pinned packages, asked of a database on the network.
audit:
	@echo "Needs the network: pip-audit and a database of vulnerabilities. Hashes are checked by every install without."
	$(PYTHON) -m venv $(VENV)/audit
	$(VENV)/audit/bin/python -m pip install --quiet pip-audit
	$(VENV)/audit/bin/pip-audit --strict --disable-pip --require-hashes --requirement requirements.txt

$(READY): requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $(READY)

# Renew the pinned, hashed requirements from pyproject.toml (needs uv).
lock:
	uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 \
	  --generate-hashes --no-header --quiet --output-file requirements.txt
	$(BIN)/python .ci/write_environment.py

clean:
	rm -rf $(VENV) docs/site

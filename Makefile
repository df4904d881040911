# Two commands do everything, set-up included: make report, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: setup report test fuzz lab bench lint notebooks model clean

setup: $(STAMP)

$(STAMP): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit("newskit needs Python 3.11 or newer; try: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	@echo "setup 1 of 3: creating the environment $(VENV) (once)"
	@$(PYTHON) -m venv $(VENV)
	@echo "setup 2 of 3: downloading and installing $$(grep -c '==' requirements.lock) packages of requirements.lock (once, some minutes)"
	@# The lock names all there is, so that pip need not look for more (and older ones warn of extras that they misspell).
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements.lock
	@echo "setup 3 of 3: installing newskit itself"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(STAMP)

report: setup
	@echo "report 1 of 2: one article"; \
	article=$$($(BIN)/newskit report article --source data/sample/hochwasser_werratal-bote.md) || exit 1; \
	echo "report 2 of 2: all sample articles"; \
	corpus=$$($(BIN)/newskit report corpus --source data/sample) || exit 1; \
	printf 'Both reports are made. Open them in a browser:\n  %s\n  %s\n' "$$article" "$$corpus"

# Two processes, a file of tests in one of them
test: setup lint
	$(BIN)/python -m pytest -q -n 2 --dist loadfile
	$(BIN)/python -m pytest -q -n 2 --dist loadfile --nbval --nbval-current-env --nbval-cell-timeout=300 notebooks -p no:cacheprovider

# Property tests with 20,000 random examples each, and 20,000 damaged files for the loaders (hours; SEED=2 for other files)
SEED ?= 1
fuzz: setup
	$(BIN)/python -m pytest -q -m hypothesis --hypothesis-profile=fuzz
	$(BIN)/python benchmarks/fuzz.py --count 20000 --seed $(SEED)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lab: setup
	$(BIN)/jupyter lab --notebook-dir=notebooks

# Run the notebooks again and keep the outputs that the tests compare (after a change that moves figures)
notebooks: setup
	$(BIN)/python -m newskit.run.refresh

bench: setup
	$(BIN)/python benchmarks/speed.py

# Retrain both pipelines, about four hours: make model DATA=folder (see training/README.md)
model: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r training/requirements.lock
	$(BIN)/python -m training.run "$(DATA)"

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

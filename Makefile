# Everything is run from here; `make site` and `make test` prepare what they need themselves.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
RUN := $(VENV)/bin
WORKERS ?= 2

.PHONY: site serve test check bench quality screenshots format clean

site: $(VENV)/site.installed  ## build the sample briefing into site/
	$(RUN)/briefing build

serve: $(VENV)/site.installed  ## live preview
	$(RUN)/briefing serve

test: $(VENV)/test.installed  ## every test, then the format, lint, type and import checks
	tests/browser/provide_chromium
	$(RUN)/python -m pytest -n $(WORKERS) --dist worksteal --cov --cov-report=term:skip-covered $(ARGS)
	$(MAKE) --no-print-directory check

check: $(VENV)/test.installed  ## format, lint, types, import contracts
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/mypy
	$(RUN)/lint-imports

screenshots: site $(VENV)/test.installed  ## every page kind, phone and desktop, light and dark, into screenshots/
	tests/browser/provide_chromium
	$(RUN)/python tools/screenshots.py site screenshots

bench: $(VENV)/test.installed  ## benchmarks, as ratios measured side by side
	$(RUN)/python -m benchmarks

quality: $(VENV)/test.installed  ## figures on gold of our own
	cd tests && ../$(RUN)/python -m quality.measure

format: $(VENV)/test.installed
	$(RUN)/ruff format .
	$(RUN)/ruff check --fix .

clean:
	rm -rf site .briefing screenshots

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "briefing needs Python 3.11, 3.12 or 3.13; none was found. Install one, then run make again." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/site.installed: pyproject.toml | $(VENV)/bin/python
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/test.installed: pyproject.toml | $(VENV)/bin/python
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test]"
	@touch $@ $(VENV)/site.installed

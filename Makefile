# `make serve` shows the exercise, `make test` tests everything. Each sets up what it needs.
# On Windows, run it in Git Bash: the recipes need its commands.

ifeq ($(OS),Windows_NT)
  PYTHON ?= python
  BIN := .venv/Scripts
else
  PYTHON ?= python3
  BIN := .venv/bin
endif
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
export NO_MKDOCS_2_WARNING := 1
export DENO_DIR := $(CURDIR)/.deno_cache
export DENO_NO_UPDATE_CHECK := 1

EXERCISE ?= exercise-01

.PHONY: serve preview build site portfolio check class lint quick test look pictures browser new-exercise lint-exercises schemas fuzz bench lock clean

serve: .venv/ready ## the exercise at http://127.0.0.1:8000, or AT=… where it is taken
	$(BIN)/mkdocs serve $(if $(AT),-a $(AT))

preview: .venv/ready ## what strangers will see, at http://127.0.0.1:8001
	$(BIN)/mkdocs serve -f portfolio.yml $(if $(AT),-a $(AT))

build: .venv/ready ## the exercise with your portfolio, in site/
	$(BIN)/mkdocs build

site: .venv/ready ## the exercise for readers, in site/
	REQUIRE_DELIVERABLES=false $(BIN)/mkdocs build --strict

portfolio: .venv/ready ## your public portfolio, in public/
	$(BIN)/mkdocs build -f portfolio.yml

check: .venv/ready ## what is left to do; or EXERCISE=exercise-02
	$(BIN)/python scripts/validate.py --exercise $(EXERCISE)

class: .venv/ready ## a whole class: make class FOLDER=path/to/class OUTPUT=report.html
	@$(BIN)/python scripts/validate.py --exercise $(EXERCISE) --class "$(or $(FOLDER),$(error Say which folder: make class FOLDER=path/to/class))" \
	  $(if $(OUTPUT),--output "$(OUTPUT)")

lint: .venv/ready-dev ## format, style and types of all that is written here
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/deno lint --quiet
	$(BIN)/deno check --quiet overrides/
	$(BIN)/python scripts/lint_exercises.py
	$(BIN)/python scripts/schemas.py --check
	$(BIN)/actionlint .github/workflows/*.yml
	$(BIN)/zizmor --quiet --offline --persona pedantic .github

quick: lint ## lint, types, and the tests that need neither a build nor a browser: a minute
	PYTHONWARNDEFAULTENCODING=1 $(BIN)/pytest -q -n 2 -m "not slow" tests/unit tests/cases

test: lint browser ## lint, types, and every test
	PYTHONWARNDEFAULTENCODING=1 $(BIN)/pytest -n 2 --dist loadfile

look: .venv/ready-dev browser ## screenshots of every page, side by side, in look/index.html, or PAGES=…
	PYTHONPATH=tests:tests/browser:hooks $(BIN)/python -m looking.album $(PAGES)

pictures: .venv/ready-dev browser ## the pictures in README.md, taken again
	PYTHONPATH=tests:tests/browser:hooks $(BIN)/python -m looking.pictures

browser: .venv/ready-dev # a Chromium for the tests: the system's, or Playwright's own
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	    apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } || \
	  $(BIN)/playwright install chromium

new-exercise: .venv/ready ## begin an exercise: make new-exercise ID=exercise-03 TITLE="Containers by hand"
	$(BIN)/python scripts/new_exercise.py "$(ID)" "$(TITLE)"

lint-exercises: .venv/ready ## what is wrong with the exercises themselves
	$(BIN)/python scripts/lint_exercises.py

schemas: .venv/ready ## what editors check front matter with, from the models, in docs/schemas/
	$(BIN)/python scripts/schemas.py

fuzz: .venv/ready-dev ## 100000 scrambled pages, 50000 private sections, or FUZZ=… of each
	FUZZ=$${FUZZ:-100000} FUZZ_BODIES=$${FUZZ:-50000} PYTHONWARNDEFAULTENCODING=1 \
	  $(BIN)/pytest -q tests/unit/test_fuzz.py tests/unit/test_sections.py

bench: .venv/ready-dev ## how long the checks take, as a ratio to what they are built on
	$(BIN)/python bench/ratios.py

lock: .venv/ready-dev ## renew the pinned requirements
	$(PIP) install uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --group dev pyproject.toml \
	  -c requirements.txt -o requirements-dev.txt

clean: ## everything that can be made again
	rm -rf .venv site public preview look .site-* .public-* .preview-* .*_cache

.venv/ready: requirements.txt
	$(PYTHON) -m venv .venv
	$(PIP) install --require-hashes -r requirements.txt
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.txt
	$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

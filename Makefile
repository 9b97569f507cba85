# Everything: `make serve` shows the course, `make test` checks everything.
# Needs git, make, and Python 3.11 to 3.13 with venv. Another Python: make PYTHON=python3.12 serve

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python

.PHONY: help serve build edition editions zip zips pdf room scorm workshop test messages notebooks facts links holidays language bench-live bench-models clean

help:
	@echo "make serve      build the course in both languages and show it in the browser"
	@echo "make test       check everything: style, types, imports, tests, notebooks, catalogues, pages in a real browser"
	@echo "make build      build the site into _build/site"
	@echo "make edition NAME=…"
	@echo "                build another edition, editions/NAME; make editions builds them all"
	@echo "make test EDITION=…"
	@echo "                check what every edition must hold, of another edition"
	@echo "make zip NAME=… LANGUAGE=…"
	@echo "                pack the finished course for any web host; without a name ours, without a language all;"
	@echo "                make zips packs every edition"
	@echo "make pdf NAME=… LANGUAGE=…"
	@echo "                print the finished course as a book, one PDF a language; it installs what the tests need"
	@echo "make workshop NAME=… LANGUAGE=…"
	@echo "                make what a workshop needs, from workshops/NAME.yml: run-sheet, slides, sheets, cards, forms;"
	@echo "                without a name it lists the workshops"
	@echo "make room NAME=…"
	@echo "                show the course to the phones of a room, say its address, and collect what they hand in"
	@echo "make scorm NAME=… LANGUAGE=… MASTERY=…"
	@echo "                pack the finished course for a learning platform (SCORM 1.2), a package a language"
	@echo "make messages   bring the catalogues up to date with the English text"
	@echo "make language CODE=pt"
	@echo "                begin another language: its rules, its catalogues, and what is left to do, page by page"
	@echo "make notebooks  run the notebooks and store their answers in them"
	@echo "make facts      list the tables of facts whose review date is past or within sixty days"
	@echo "make links      ask whether the links that lead out of the course still work, into _build/links.md"
	@echo "make holidays   take the public holidays of this year and the next three into their table"
	@echo "make bench-live measure how fast the exercises come alive, into live/BENCHMARK.md"
	@echo "make bench-models"
	@echo "                measure how fast the community simulator is beside other tools, into bench/BENCHMARK.md"
	@echo "make clean      delete what was built and cached, but not the virtual environment"

serve: $(VENV)/ready
	@$(PY) -m publish serve

room: $(VENV)/ready
	@$(PY) -m publish room $(if $(NAME),--edition "$(NAME)")

build: $(VENV)/ready
	@$(PY) -m publish build

edition: $(VENV)/ready
	@test -n "$(NAME)" || { echo "Say which one: make edition NAME=tertulia"; ls editions | grep -v '[.]'; exit 1; }
	@$(PY) -m publish build --edition "$(NAME)"

editions: $(VENV)/ready
	@$(PY) -m publish editions

zip: $(VENV)/ready
	@$(PY) -m publish zip $(if $(NAME),--edition "$(NAME)") $(if $(LANGUAGE),--language "$(LANGUAGE)")

zips: $(VENV)/ready
	@$(PY) -m publish zip --every

pdf: $(VENV)/ready-for-tests
	@$(PY) -m publish pdf $(if $(NAME),--edition "$(NAME)") $(if $(LANGUAGE),--language "$(LANGUAGE)")

workshop: $(VENV)/ready-for-tests
	@$(PY) -m publish workshop $(if $(NAME),"$(NAME)") $(if $(LANGUAGE),--language "$(LANGUAGE)")

scorm: $(VENV)/ready
	@$(PY) -m publish scorm $(if $(LANGUAGE),--language "$(LANGUAGE)") $(if $(NAME),--edition "$(NAME)") $(if $(MASTERY),--mastery "$(MASTERY)")

messages: $(VENV)/ready
	@$(PY) -m publish messages

language: $(VENV)/ready
	@test -n "$(CODE)" || { echo "Say which language, by its code of two letters: make language CODE=pt"; exit 1; }
	@$(PY) -m publish start-language $(CODE)

notebooks: $(VENV)/ready
	@$(PY) -m publish notebooks

facts: $(VENV)/ready
	@$(PY) -m publish facts

links: $(VENV)/ready
	@$(PY) -m publish links

holidays: $(VENV)/ready
	@$(PY) -m publish holidays

test: $(VENV)/ready-for-tests
	@$(PY) tests/run.py $(EDITION)

bench-live: $(VENV)/ready-for-tests
	@test -d _build/site/live || $(PY) -m publish build
	@$(PY) -m live.bench _build/site en/exercises/strategy/community_simulator.html \
		--number .tt-numbers --picture ".tt-fig svg" --slider 1 --also locale

bench-models: $(VENV)/ready
	@$(PY) -m bench

clean:
	rm -rf _build .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/ready: requirements.txt constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v <= (3, 13) else "Python %d.%d is not one this course runs on. Install Python 3.11, 3.12 or 3.13 and say, for example: make PYTHON=python3.12 serve" % v)'
	@test -x $(PY) || $(PYTHON) -m venv $(VENV) || { echo "Python has no venv module here. On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Installing what the course needs (a minute or two, once)"
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/ready-for-tests: $(VENV)/ready tests/requirements.txt
	@echo "Installing what the tests need"
	@$(PY) -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@

# Two commands set everything up: `make site` and `make test`.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
READY := $(VENV)/.ready

.PHONY: site test check serve lint types rules hosting lock clean webeditor editor

site: $(READY)
	$(BIN)/disclosure build

test: $(READY)
	$(BIN)/python -m pytest -n auto --dist worksteal

check: $(READY)
	$(BIN)/disclosure check

serve: $(READY)
	$(BIN)/disclosure serve

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/zizmor --offline --quiet --persona=pedantic .github .github/hosting/gitea.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml .github/hosting/gitea.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.gitlab-ci .github/hosting/gitlab-ci.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-issue-forms \
	    $(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))

types: $(READY)
	$(BIN)/mypy

# After a change of schemas or catalog files: snippets and help for editors are made from them.
editor: $(READY)
	$(BIN)/disclosure editor

# The form's program comes from npm; `disclosure webeditor` refuses any other bytes. FORM: for instance
# --backend gitlab --repository zwgk/catalog --server https://git.example
FORM ?= --backend test-repo
webeditor: $(READY)
	mkdir -p .cache
	npm pack --silent --pack-destination .cache @sveltia/cms@0.221.1
	$(BIN)/disclosure webeditor --output webeditor --package .cache/sveltia-cms-0.221.1.tgz $(FORM)

# After a change of rules: the reference pages are printed from the rules themselves.
rules: $(READY)
	$(BIN)/disclosure rules --lang zh > .github/rules.md
	$(BIN)/disclosure rules --lang en > .github/rules.en.md

# After a change of headers: the ready settings are printed by the program itself.
hosting: $(READY)
	$(BIN)/disclosure hosting nginx > .github/hosting/nginx.conf
	$(BIN)/disclosure hosting objects > .github/hosting/objects.json

# Hashes of every file of every pinned package are in the lock: pip refuses anything else.
$(READY): requirements.lock pyproject.toml
	@echo "正在安装运行环境，只需一次，可能要几分钟…… / Setting up the environment, once; this may take minutes."
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

# After a change of dependencies in pyproject.toml. --universal: one lock for Linux, macOS and Windows.
lock:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-emit-find-links --no-header --quiet --output-file requirements.lock

clean:
	rm -rf site .cache

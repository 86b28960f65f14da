# Every target installs what it lacks, so each works in a fresh clone. The work is done in scripts/.
.DEFAULT_GOAL := help
.PHONY: help serve build test lint test-native test-wasm test-e2e test-setup bench screens setup clean

help: ## Show this list
	@awk -F':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: ## Build the site and serve it on http://127.0.0.1:8080 (PORT=8081 for another port)
	@scripts/serve.sh

build: ## Build the static site into dist/ (relative URLs: works under any path)
	@scripts/build.sh

test: ## Run everything: lint, native tests, the site, tests in a real browser
	@scripts/test.sh

lint: ## Check formatting, and run clippy natively and for WebAssembly
	@scripts/lint.sh

test-native: ## Run the Rust tests alone (no browser)
	@scripts/test-native.sh

test-wasm: ## Test the engine alone in WebAssembly (no browser)
	@scripts/test-wasm.sh

test-e2e: ## Run the browser tests alone (ARGS="smoke" picks some)
	@scripts/test-e2e.sh $(ARGS)

test-setup: ## Test set-up itself: its refusals, and both offline ways to the WebAssembly target
	@scripts/setup/tests/refusals.sh
	@scripts/setup/tests/wasm-target.sh

bench: ## Measure the page (size, ready time, frames) and the engine
	@scripts/bench.sh

screens: ## Draw every screen in every size, theme and language into screens/
	@scripts/screens.sh

setup: ## Install what building needs, and nothing else
	@scripts/setup.sh

clean: ## Remove what was built (installed tools stay in the user's cache)
	@rm -rf dist target screens e2e/test-results

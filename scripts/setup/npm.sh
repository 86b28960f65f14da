#!/usr/bin/env bash
# Installs the browser tests' npm packages, as locked. Skipped while the lock file is the one last installed.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
check_node
cd "$ROOT/e2e"

installed="node_modules/.ackademy-lock"
if cmp -s package-lock.json "$installed"; then
  say "npm packages: there"
  exit 0
fi
say "Installing npm packages for the browser tests"
PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error ||
  fail "npm packages could not be installed (see above): check that npm reaches its registry, and run this again."
cp package-lock.json "$installed"

#!/usr/bin/env bash
# Everything that must hold, cheapest first: a slip shows in seconds, not after the browser tests.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
check_node
start=$SECONDS
"$ROOT/scripts/setup.sh"
"$SETUP/tests/refusals.sh"
# A minute, and it touches nothing but set-up: worth it where nobody waits.
[ -z "${CI:-}" ] || "$SETUP/tests/wasm-target.sh"
"$ROOT/scripts/lint.sh"
"$ROOT/scripts/test-native.sh"
"$ROOT/scripts/test-wasm.sh"
"$ROOT/scripts/test-e2e.sh"
say "All tests passed in $(((SECONDS - start) / 60)) min $(((SECONDS - start) % 60)) s"

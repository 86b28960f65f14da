#!/usr/bin/env bash
# The engine alone in WebAssembly: it imports nothing, and does what it does natively.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
check_node
"$ROOT/scripts/build-selftest.sh"
say "The engine in WebAssembly"
SELFTEST_WASM="$SELFTEST_WASM" node --test --test-reporter=spec "$ROOT/crates/selftest/wasm.test.mjs"

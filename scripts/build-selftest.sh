#!/usr/bin/env bash
# Builds the engine alone to WebAssembly, with the settings of the site. For its test and its bench.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
"$SETUP/wasm-target.sh"
cd "$ROOT"
use_wasm_rustc
say "Building the engine alone to WebAssembly"
cargo build --quiet --release --locked -p ackademy-selftest --target "$WASM_TARGET"

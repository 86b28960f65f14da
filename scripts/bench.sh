#!/usr/bin/env bash
# Measures the engine natively and in a browser, and the built page. Best on a quiet machine.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
"$ROOT/scripts/build.sh"
"$ROOT/scripts/build-selftest.sh"
source "$SETUP/chromium.sh"
"$SETUP/npm.sh"
cd "$ROOT"
cargo build --quiet --release --locked -p ackademy-engine --bin ackademy-bench
export SELFTEST_WASM BENCH_NATIVE="${CARGO_TARGET_DIR:-$ROOT/target}/release/ackademy-bench"

for bench in e2e/bench/*.bench.mjs; do
  say "Measuring: $(basename "$bench" .bench.mjs) (a minute or two)"
  node "$bench"
done

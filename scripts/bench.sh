#!/usr/bin/env bash
# Measures the engine natively and the built page in a browser. Best on a quiet machine.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
"$ROOT/scripts/build.sh"
source "$SETUP/chromium.sh"
"$SETUP/npm.sh"
cd "$ROOT"

if [ -e crates/engine/src/bin/ackademy-bench.rs ] || [ -d crates/engine/src/bin/ackademy-bench ]; then
  say "Engine, native"
  cargo run --quiet --release --locked -p ackademy-engine --bin ackademy-bench
fi
for bench in e2e/bench/*.bench.mjs; do
  say "Measuring: $(basename "$bench" .bench.mjs) (a minute or two)"
  node "$bench"
done

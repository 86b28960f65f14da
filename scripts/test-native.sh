#!/usr/bin/env bash
# Every Rust test. None of them needs a browser or WebAssembly.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"
say "Rust tests"
cargo test --workspace --locked "$@"
if [ $# -eq 0 ]; then
  say "The engine without its parts"
  cargo test --quiet -p ackademy-engine --locked --no-default-features --test parts
fi

#!/usr/bin/env bash
# Formatting and clippy. Clippy runs twice: browser code exists only for WebAssembly, and tests only natively.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"
"$SETUP/wasm-target.sh"

for component in fmt clippy; do
  cargo "$component" --version >/dev/null 2>&1 ||
    fail "cargo $component is missing: run 'rustup component add ${component/#fmt/rustfmt}' and try again."
done

say "Formatting"
cargo fmt --all --check || fail "some files are not formatted: run 'cargo fmt --all' and try again."

say "Clippy, native"
cargo clippy --workspace --all-targets --locked --quiet -- -D warnings

use_wasm_rustc
if [ -n "${RUSTC:-}" ]; then
  say "Clippy for WebAssembly: skipped, Debian's fallback compiler has none"
else
  say "Clippy for WebAssembly"
  cargo clippy --workspace --lib --bins --locked --quiet --target "$WASM_TARGET" -- -D warnings
  cargo clippy -p ackademy --bin first --no-default-features --locked --quiet --target "$WASM_TARGET" -- -D warnings
fi

#!/usr/bin/env bash
# Can this compiler make WebAssembly, with the settings of our release build? Use: probe.sh RUSTC [OUTPUT]
# A compile is the only sure sign: a target folder may be there, yet of another compiler or without the bitcode that LTO needs.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cat >"$folder/probe.rs" <<'RUST'
#[unsafe(no_mangle)]
pub extern "C" fn answer(n: u32) -> u32 { (0..n).map(|i| format!("{i}").len() as u32).sum() }
RUST
"$1" --edition 2024 --crate-type cdylib --target wasm32-unknown-unknown -C lto=fat -C panic=abort -C opt-level=1 \
  ${CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER:+-C "linker=$CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER"} \
  -o "${2:-$folder/probe.wasm}" "$folder/probe.rs" >"$folder/log" 2>&1 || {
    [ -z "${PROBE_VERBOSE:-}" ] || cat "$folder/log" >&2
    exit 1
  }

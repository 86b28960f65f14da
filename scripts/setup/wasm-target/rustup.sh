#!/usr/bin/env bash
# The normal way: rustup fetches the ready-made standard library. Bounded, since without its server rustup may hang.
source "$(dirname "${BASH_SOURCE[0]}")/../../lib.sh"

if ! command -v rustup >/dev/null; then
  say "No rustup here"
  exit 1
fi
# The tool chain is named in full: a bare `rustup target add` may belong to another one than the rustc that runs.
toolchain="$(basename "$(rustc --print sysroot)")"
limit="${RUSTUP_TIMEOUT:-90}"
say "Adding the WebAssembly target with rustup (at most $limit s)"
if ! timeout --kill-after=5 "$limit" rustup target add --toolchain "$toolchain" "$WASM_TARGET"; then
  say "rustup could not fetch it"
  exit 1
fi

#!/usr/bin/env bash
# Makes `rustc --target wasm32-unknown-unknown` work, by the first way that does.
# WASM_TARGET_WAYS picks and orders the ways; the tests use that to try each alone.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
lock_cache
export WASM_STD_STAMP=.built-by-ackademy

use_wasm_rustc
if "$SETUP/wasm-target/probe.sh" "${RUSTC:-rustc}"; then
  say "Rust $("${RUSTC:-rustc}" --version | cut -d' ' -f2) with the WebAssembly target: there"
  exit 0
fi

# What an older compiler's set-up left behind would stop rustup, and confuse cargo.
std="$(rustc --print sysroot)/lib/rustlib/$WASM_TARGET"
if [ -e "$std/$WASM_STD_STAMP" ]; then rm -rf "$std"; fi

for way in ${WASM_TARGET_WAYS:-rustup debian-src debian-rustc}; do
  if "$SETUP/wasm-target/$way.sh"; then
    use_wasm_rustc
    if "$SETUP/wasm-target/probe.sh" "${RUSTC:-rustc}"; then
      say "The WebAssembly target is in place (by way of $way)"
      exit 0
    fi
    say "The way of $way went through, but the compiler still cannot make WebAssembly"
  fi
done
fail "no way to the WebAssembly target worked: connect to the internet and run 'rustup target add $WASM_TARGET', then run this again."

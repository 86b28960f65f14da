#!/usr/bin/env bash
# Installs wasm-opt from the npm package binaryen, pinned by a lock file. Debian's is too old for what rustc writes.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
lock_cache

major="${BINARYEN_VERSION%%.*}"
if has_version wasm-opt "$major"; then
  say "wasm-opt $major: there"
  exit 0
fi
check_node
say "Installing wasm-opt $major"
mkdir -p "$BINARYEN_DIR"
cp "$SETUP/wasm-opt/package.json" "$SETUP/wasm-opt/package-lock.json" "$BINARYEN_DIR/"
npm ci --prefix "$BINARYEN_DIR" --no-audit --no-fund --loglevel=error ||
  fail "wasm-opt could not be installed (see above): put a wasm-opt $major on your PATH, or run this again."

#!/usr/bin/env bash
# Installs wasm-bindgen's command-line tool, of exactly the version in Cargo.lock: any other refuses our WebAssembly.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
lock_cache

if has_version wasm-bindgen "$WASM_BINDGEN_VERSION"; then
  say "wasm-bindgen $WASM_BINDGEN_VERSION: there"
  exit 0
fi
say "Building wasm-bindgen $WASM_BINDGEN_VERSION (once, about two minutes on two cores)"
build() {
  env -u RUSTFLAGS CARGO_TARGET_DIR="$CACHE/build" CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off \
    CARGO_PROFILE_RELEASE_CODEGEN_UNITS=256 CARGO_PROFILE_RELEASE_DEBUG=false CARGO_PROFILE_RELEASE_STRIP=true \
    cargo install wasm-bindgen-cli --version "$WASM_BINDGEN_VERSION" --no-track --root "$WASM_BINDGEN_DIR" "$@"
}

# A registry's mirror may lag a few days behind the dependencies that a new release was locked to; its own will do.
if ! build --locked; then
  say "Its locked dependencies are not all to be had here: taking the nearest ones"
  build || fail "wasm-bindgen could not be built (see above): put a wasm-bindgen $WASM_BINDGEN_VERSION on your PATH, or run this again."
fi
rm -rf "$CACHE/build"

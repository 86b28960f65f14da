#!/usr/bin/env bash
# Without rustup's server: Debian packages the sources of many Rust releases. Take those of exactly this compiler,
# build its standard library for WebAssembly once, and put it where rustup would have.
source "$(dirname "${BASH_SOURCE[0]}")/../../lib.sh"
source "$SETUP/wasm-target/debian.sh"

version="$(rustc --version | cut -d' ' -f2)"
destination="$(rustc --print sysroot)/lib/rustlib/$WASM_TARGET"
need_debian || exit 1
if ! [ -w "$(dirname "$destination")" ]; then
  say "Cannot write to the Rust tool chain in $(rustc --print sysroot)"
  exit 1
fi

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
say "Fetching the sources of Rust $version from Debian"
open_apt "$work/apt" "trixie-backports $(debian_mirror)" || exit 1
if ! (cd "$work" && apt-get "${APT[@]}" download "rust-src=$version+*" >"$work/log" 2>&1); then
  if grep -q 'was not found\|Unable to locate' "$work/log"; then not_offered "Debian has no sources of Rust $version" || exit 1; fi
  say "apt could not fetch the sources: $(tail -n 1 "$work/log")"
  exit 1
fi
library="$(unpack_library "$work"/rust-src_*.deb "$work")"
build_std rustc "$library" "$destination"

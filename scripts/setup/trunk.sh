#!/usr/bin/env bash
# Installs trunk, which turns the crate and index.html into the site. Built without optimising: that takes a third of the
# time, and trunk itself does little work.
source "$(dirname "${BASH_SOURCE[0]}")/../lib.sh"
lock_cache

if has_version trunk "$TRUNK_VERSION"; then
  say "trunk $TRUNK_VERSION: there"
  exit 0
fi
say "Building trunk $TRUNK_VERSION (once, about four minutes on two cores)"
env -u RUSTFLAGS CARGO_TARGET_DIR="$CACHE/build" CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_LTO=off \
  CARGO_PROFILE_RELEASE_CODEGEN_UNITS=256 CARGO_PROFILE_RELEASE_DEBUG=false CARGO_PROFILE_RELEASE_STRIP=true \
  cargo install trunk --version "$TRUNK_VERSION" --locked --no-default-features --no-track --root "$TRUNK_DIR" ||
  fail "trunk could not be built (see above): put a trunk $TRUNK_VERSION on your PATH, or run this again."
rm -rf "$CACHE/build"

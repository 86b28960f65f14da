# shellcheck shell=bash
# What every script here shares: words, places and the search path. Source it; it writes nothing but an empty cache folder.
set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
SETUP="$ROOT/scripts/setup"
WASM_TARGET=wasm32-unknown-unknown
# What scripts/build-selftest.sh builds.
SELFTEST_WASM="${CARGO_TARGET_DIR:-$ROOT/target}/$WASM_TARGET/release/ackademy_selftest.wasm"

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }

# One clear sentence that says what to do, then the end.
fail() {
  printf '\n\033[1mStopped:\033[0m %s\n' "$*" >&2
  exit 70
}

# A log keeps no bold type.
if ! [ -t 1 ]; then say() { printf '==> %s\n' "$*"; }; fi
if ! [ -t 2 ]; then
  fail() {
    printf '\nStopped: %s\n' "$*" >&2
    exit 70
  }
fi

# Nothing dies without a word, and nothing says it twice: 70 means that a script further down has spoken.
stopped() {
  local code="$1" line="$2"
  [ "$code" = 70 ] || printf '\nStopped: a step of %s failed (line %s); what it said is above.\n' "$(basename "$0")" "$line" >&2
  exit 70
}
trap 'stopped "$?" "$LINENO"' ERR

if [ -z "${ACKADEMY_CACHE:-}${XDG_CACHE_HOME:-}${HOME:-}" ]; then
  fail "neither HOME nor ACKADEMY_CACHE is set, so there is no place to keep tools: set one of them."
fi
CACHE="${ACKADEMY_CACHE:-${XDG_CACHE_HOME:-${HOME:-}/.cache}/ackademy}"
mkdir -p "$CACHE" 2>/dev/null || fail "cannot write to $CACHE: set ACKADEMY_CACHE to a folder of yours."

# The version of a crate in Cargo.lock, so that no version stands in two places.
locked_version() {
  awk -v name="\"$1\"" '$1 == "name" && $3 == name { getline; gsub(/"/, "", $3); print $3; exit }' "$ROOT/Cargo.lock"
}

# Newer trunks need a newer Rust than the one we ask for.
TRUNK_VERSION=0.21.14
WASM_BINDGEN_VERSION="$(locked_version wasm-bindgen)"
BINARYEN_VERSION="$(sed -n 's/.*"binaryen": "\([0-9.]*\)".*/\1/p' "$SETUP/wasm-opt/package.json")"

TRUNK_DIR="$CACHE/trunk-$TRUNK_VERSION"
WASM_BINDGEN_DIR="$CACHE/wasm-bindgen-$WASM_BINDGEN_VERSION"
BINARYEN_DIR="$CACHE/binaryen-$BINARYEN_VERSION"
export PATH="$TRUNK_DIR/bin:$WASM_BINDGEN_DIR/bin:$BINARYEN_DIR/node_modules/.bin:$PATH"

# has_version TOOL VERSION: is a TOOL of just this version on the search path?
has_version() {
  command -v "$1" >/dev/null || return 1
  "$1" --version 2>/dev/null | grep -qE "(^|[^0-9.])${2//./\\.}([^0-9.]|\$)"
}

# Two set-ups at once must not write one folder: the second waits for the first.
lock_cache() {
  command -v flock >/dev/null || return 0
  exec 9>"$CACHE/lock"
  if ! flock -n 9; then
    say "Another set-up is running; waiting for it"
    flock 9
  fi
}

# shellcheck source=scripts/setup/rust.sh
source "$SETUP/rust.sh"

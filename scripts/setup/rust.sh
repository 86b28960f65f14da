# shellcheck shell=bash
# Finds a Rust tool chain that runs and is new enough. Sourced by lib.sh, because what it finds must stay in the environment.

wanted_rust() { sed -n 's/^rust-version = "\(.*\)"/\1/p' "$ROOT/Cargo.toml" | head -n 1; }

# not_below VERSION MINIMUM
not_below() { [ "$(printf '%s\n' "$2" "${1%%-*}" | sort -V | head -n 1)" = "$2" ]; }

# Bounded, since rustup may first try to fetch the tool chain, and hang where its server cannot be reached.
rust_runs() { timeout --kill-after=5 "${RUSTUP_TIMEOUT:-300}" rustc --version >/dev/null 2>&1; }

# A tool chain named by its version serves as well as the one called stable.
use_numbered_toolchain() {
  local name
  for name in $(find "${RUSTUP_HOME:-${HOME:-}/.rustup}/toolchains" -maxdepth 1 -name '[1-9]*' -printf '%f\n' 2>/dev/null | sort -rV); do
    if not_below "${name%%-*}" "$(wanted_rust)" && RUSTUP_TOOLCHAIN="$name" rust_runs; then
      export RUSTUP_TOOLCHAIN="$name"
      return 0
    fi
  done
  return 1
}

# A borrowed HOME (a container, a test, a CI job) hides rustup's folders from rustup itself: look where they usually are.
find_rust() {
  rust_runs && return 0
  use_numbered_toolchain && return 0
  local account proxy home
  account="$(getent passwd "$(id -u)" 2>/dev/null | cut -d: -f6 || true)"
  proxy="$(command -v rustup || command -v rustc || true)"
  for home in "${proxy%/.cargo/bin/*}" "$account"; do
    [ -d "$home/.rustup/toolchains" ] || continue
    export PATH="$PATH:$home/.cargo/bin" RUSTUP_HOME="$home/.rustup"
    rust_runs && return 0
    use_numbered_toolchain && return 0
  done
  return 1
}

check_rust() {
  find_rust || fail "no working Rust tool chain: install one with rustup (see rustup.rs), or set RUSTUP_HOME to where yours is, and run this again."
  local have
  have="$(rustc --version | cut -d' ' -f2)"
  not_below "$have" "$(wanted_rust)" ||
    fail "Rust $have is too old: Ackademy needs $(wanted_rust) or newer; run 'rustup update stable' and try again."
  command -v cargo >/dev/null || fail "rustc is here but cargo is not: install the whole tool chain with rustup (see rustup.rs)."
}

check_node() {
  command -v node >/dev/null || fail "Node.js is missing: install Node.js 20 or newer with npm, and run this again."
  local major
  major="$(node -p 'process.versions.node.split(".")[0]')"
  [ "$major" -ge 20 ] || fail "Node.js $major is too old: install Node.js 20 or newer."
  command -v npm >/dev/null || fail "npm is missing: install it (it comes with Node.js), and run this again."
}

# Debian's own tool chain, when set-up had to fall back on it, is used for the page alone: nothing else needs the wasm target.
use_wasm_rustc() {
  local fallback="$CACHE/debian-rustc/bin/rustc"
  if [ -x "$fallback" ] && ! "$SETUP/wasm-target/probe.sh" rustc; then
    export RUSTC="$fallback"
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER="$(cat "$CACHE/debian-rustc/linker")"
    export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER
  fi
}

check_rust

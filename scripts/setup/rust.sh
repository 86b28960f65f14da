# shellcheck shell=bash
# Finds a Rust tool chain that runs and is new enough. Sourced by lib.sh, because what it finds must stay in the environment.

# A borrowed HOME (a container, a test, a CI job) hides rustup's folders from rustup itself: look where they usually are.
find_rust() {
  rustc --version >/dev/null 2>&1 && return 0
  local account proxy home
  account="$(getent passwd "$(id -u)" 2>/dev/null | cut -d: -f6 || true)"
  proxy="$(command -v rustup || command -v rustc || true)"
  for home in "${proxy%/.cargo/bin/*}" "$account"; do
    [ -d "$home/.rustup/toolchains" ] || continue
    if PATH="$PATH:$home/.cargo/bin" RUSTUP_HOME="$home/.rustup" rustc --version >/dev/null 2>&1; then
      export PATH="$PATH:$home/.cargo/bin" RUSTUP_HOME="$home/.rustup"
      return 0
    fi
  done
  return 1
}

check_rust() {
  find_rust || fail "no working Rust tool chain: install one with rustup (see rustup.rs), or set RUSTUP_HOME to where yours is, and run this again."
  local wanted have
  wanted="$(sed -n 's/^rust-version = "\(.*\)"/\1/p' "$ROOT/Cargo.toml" | head -n 1)"
  have="$(rustc --version | cut -d' ' -f2)"
  if [ "$(printf '%s\n' "$wanted" "${have%%-*}" | sort -V | head -n 1)" != "$wanted" ]; then
    fail "Rust $have is too old: Ackademy needs $wanted or newer; run 'rustup update stable' and try again."
  fi
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

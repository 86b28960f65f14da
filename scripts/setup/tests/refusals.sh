#!/usr/bin/env bash
# What set-up says when something is missing: one sentence with what to do, soon, and an exit code that stops make.
# Also: a borrowed HOME is no hindrance. Nothing is installed here.
source "$(dirname "${BASH_SOURCE[0]}")/../../lib.sh"

work="$(mktemp -d "${TMPDIR:-/tmp}/ackademy-test.XXXXXX")"
server=""
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
passed=0

# A search path with the everyday commands alone, and what a test plants in front of them.
mkdir -p "$work/plain" "$work/home"
for tool in bash awk sed grep cut head sort dirname basename mkdir id getent timeout ls find cat env; do
  ln -s "$(command -v "$tool")" "$work/plain/$tool"
done

plant() {
  mkdir -p "$work/$1"
  printf '#!/bin/sh\necho "%s"\n' "$3" >"$work/$1/$2"
  chmod +x "$work/$1/$2"
}

# refuses WHAT PATTERN COMMAND...: the command fails with exactly one sentence, and it matches.
refuses() {
  local what="$1" pattern="$2" said
  shift 2
  if said="$(timeout 20 "$@" 2>&1 </dev/null)"; then fail "test failed: $what: it went through"; fi
  [[ "$(grep '^Stopped: ' <<<"$said")" =~ $pattern ]] || fail "test failed: $what: it said: $said"
  [ "$(grep -c '^Stopped: ' <<<"$said")" = 1 ] || fail "test failed: $what: it said so twice: $said"
  passed=$((passed + 1))
  say "ok: $what"
}

accepts() {
  local what="$1"
  shift
  timeout 60 "$@" >"$work/log" 2>&1 </dev/null || fail "test failed: $what: $(cat "$work/log")"
  passed=$((passed + 1))
  say "ok: $what"
}

lib="source '$ROOT/scripts/lib.sh'"
plain=(env -i HOME="$work/home" ACKADEMY_CACHE="$work/cache")
rust="$(rustc --print sysroot)/bin"
# An account of nobody's, so that its real home is not found behind the borrowed one.
plant nobody getent "x:x:0:0::$work/home:"

plant old-rust rustc "rustc 1.80.0 (0000000 2024-07-25)"
plant old-node node 18
refuses "no Rust" "install one with rustup" "${plain[@]}" PATH="$work/nobody:$work/plain" bash -c "$lib"
refuses "an old Rust" "1.80.0 is too old.*rustup update" "${plain[@]}" PATH="$work/old-rust:$work/plain" bash -c "$lib"
refuses "no Node.js" "install Node.js 20 or newer" env PATH="$rust:$work/plain" bash -c "$lib; check_node"
refuses "an old Node.js" "18 is too old" env PATH="$work/old-node:$PATH" bash -c "$lib; check_node"
refuses "a cache that cannot be written" "set ACKADEMY_CACHE" env ACKADEMY_CACHE=/dev/null/x bash -c "$lib"
refuses "a CHROME_PATH that is no program" "CHROME_PATH names /nowhere" env CHROME_PATH=/nowhere bash -c "$lib; source '$SETUP/chromium.sh'"
refuses "no Chromium and no apt" "or set CHROME_PATH" env -u CHROME_PATH PATH="$rust:$work/plain" bash -c "$lib; source '$SETUP/chromium.sh'"

node -e 'require("net").createServer().listen(0, "127.0.0.1", function () { console.log(this.address().port) })' >"$work/port" &
server=$!
until [ -s "$work/port" ]; do sleep 0.1; done
refuses "a port that is taken" "port $(cat "$work/port") is taken.*make serve PORT=" env PORT="$(cat "$work/port")" "$ROOT/scripts/serve.sh"

accepts "a borrowed HOME and CARGO_HOME" env HOME="$work/home" CARGO_HOME="$work/cargo" ACKADEMY_CACHE="$work/cache" bash -c "$lib; cargo --version"
mkdir -p "$work/hung"
printf '#!/bin/sh\nexec sleep 60\n' >"$work/hung/rustup"
chmod +x "$work/hung/rustup"
accepts "a rustup that hangs" env PATH="$work/hung:$rust:$PATH" RUSTUP_TIMEOUT=2 bash -c "! '$SETUP/wasm-target/rustup.sh'"

if command -v rustup >/dev/null; then
  name="$(rustc --version | cut -d' ' -f2)-$(rustc -vV | sed -n 's/^host: //p')"
  mkdir -p "$work/rustup/toolchains"
  ln -s "$(rustc --print sysroot)" "$work/rustup/toolchains/$name"
  accepts "a tool chain that is not called stable" env RUSTUP_HOME="$work/rustup" RUSTUP_AUTO_INSTALL=0 bash -c "$lib; rustc --version"
fi
echo "$passed passed, 0 failed"

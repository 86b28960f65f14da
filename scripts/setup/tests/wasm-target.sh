#!/usr/bin/env bash
# Tries each offline way to the WebAssembly target on a copy of the tool chain, and runs what it compiles.
# The copy is made of hard links: the real tool chain stays as it is. A way that this machine does not offer (no Debian,
# or none of this compiler's sources in it) is skipped, and said so. Use: wasm-target.sh [WAY...]
source "$(dirname "${BASH_SOURCE[0]}")/../../lib.sh"
check_node

work="$(mktemp -d "${TMPDIR:-/tmp}/ackademy-test.XXXXXX")"
trap 'rm -rf "$work"' EXIT
passed=0

# A tool chain as rustup leaves it on a bare machine: no WebAssembly target.
bare_tool_chain() {
  local from="$1" to="$2" file
  mkdir -p "$to"
  for file in bin lib libexec; do
    [ ! -e "$from/$file" ] || cp -al "$from/$file" "$to/" 2>/dev/null || cp -a "$from/$file" "$to/"
  done
  rm -rf "$to/lib/rustlib/$WASM_TARGET"
}

expect() {
  local what="$1"
  shift
  "$@" || fail "test failed: $what"
  passed=$((passed + 1))
  say "ok: $what"
}

refuse() { ! "$@"; }

run_probe() {
  "$SETUP/wasm-target/probe.sh" "$1" "$work/probe.wasm"
  node -e 'WebAssembly.instantiate(require("fs").readFileSync(process.argv[1])).then(({ instance }) =>
    process.exit(instance.exports.answer(12) === 14 ? 0 : 1))' "$work/probe.wasm"
}

try_way() (
  local way="$1"
  tools="$work/$way/tool-chain"
  bare_tool_chain "$(rustc --print sysroot)" "$tools"
  export PATH="$tools/bin:$PATH" ACKADEMY_CACHE="$work/$way/cache" WASM_TARGET_WAYS="$way"
  unset RUSTC
  expect "a bare tool chain cannot make WebAssembly" refuse "$SETUP/wasm-target/probe.sh" rustc
  if ! "$SETUP/wasm-target.sh" 2>&1 | tee "$work/$way.log"; then
    grep -q '^==> Not offered here' "$work/$way.log" && return 0
    fail "test failed: $way does not set it up"
  fi
  CACHE="$ACKADEMY_CACHE"
  use_wasm_rustc
  expect "$way compiles a program that runs" run_probe "${RUSTC:-rustc}"
  expect "$way is skipped the second time" env WASM_TARGET_WAYS= "$SETUP/wasm-target.sh"
  echo "$passed" >"$work/$way.passed"
)

ways=("$@")
[ ${#ways[@]} -gt 0 ] || ways=(debian-src debian-rustc)
total=0
skipped=0
for way in "${ways[@]}"; do
  try_way "$way"
  if [ -e "$work/$way.passed" ]; then
    total=$((total + $(cat "$work/$way.passed")))
  else
    skipped=$((skipped + 1))
  fi
done
echo "$total passed, 0 failed, $skipped skipped"

#!/usr/bin/env bash
# The last way, for when neither rustup nor Debian has this compiler's standard library: Debian's own compiler for web
# browsers, unpacked into the cache (never installed), with its standard library built for WebAssembly.
source "$(dirname "${BASH_SOURCE[0]}")/../../lib.sh"
source "$SETUP/wasm-target/debian.sh"

need_debian || exit 1
# Debian's compiler ships no linker for WebAssembly; the one of rustup's tool chain does.
linker="$(find "$(rustc --print sysroot)/lib/rustlib" -name rust-lld -type f 2>/dev/null | head -n 1)"
[ -n "$linker" ] || linker="$(command -v wasm-ld || true)"
if [ -z "$linker" ]; then
  say "No rust-lld in the tool chain, and no wasm-ld"
  exit 1
fi

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
codename="$(. /etc/os-release && echo "${VERSION_CODENAME:-}")"
suites=("$codename $(debian_mirror)")
security="$(debian_mirror debian-security)"
[ -z "$security" ] || suites+=("$codename-security $security")
say "Fetching Debian's compiler for web browsers ($codename)"
open_apt "$work/apt" "${suites[@]}" || exit 1

# Only what this machine lacks, so that the C library and the like stay those of the system.
mapfile -t packages < <(apt-get "${APT[@]}" install --simulate --no-install-recommends rustc-web 2>/dev/null |
  awk '/^Inst / { print $2 }')
[ "${#packages[@]}" -gt 0 ] || { not_offered "Debian's $codename has no rustc-web" || exit 1; }
(cd "$work" && apt-get "${APT[@]}" download "${packages[@]}" rust-web-src >"$work/log" 2>&1) ||
  { say "apt could not fetch it: $(tail -n 1 "$work/log")"; exit 1; }

tree="$CACHE/debian-rustc"
rm -rf "$tree.new" "$tree"
mkdir -p "$tree.new/bin"
for package in "$work"/*.deb; do
  case "$package" in */rust-web-src_*) ;; *) dpkg-deb -x "$package" "$tree.new" ;; esac
done
echo "$linker" >"$tree.new/linker"
cat >"$tree.new/bin/rustc" <<'WRAPPER'
#!/bin/sh
# Debian's compiler from a folder of its own: it must find its libraries beside itself.
tree="$(dirname "$(dirname "$(readlink -f "$0")")")"
libraries="$(echo "$tree"/usr/lib/*-linux-gnu)"
LD_LIBRARY_PATH="$libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" exec "$tree/usr/bin/rustc" --sysroot "$tree/usr" "$@"
WRAPPER
chmod +x "$tree.new/bin/rustc"
"$tree.new/bin/rustc" --version || { say "Debian's compiler does not run here"; exit 1; }

library="$(unpack_library "$work"/rust-web-src_*.deb "$work")"
build_std "$tree.new/bin/rustc" "$library" "$tree.new/usr/lib/rustlib/$WASM_TARGET"
mv "$tree.new" "$tree"

# shellcheck shell=bash
# Debian packages without installing them: private apt folders, so the system's own sources and lists stay untouched.
# Sourced by the two offline ways, after lib.sh.

# not_offered WHY: this way does not exist here, which is no fault; the tests skip it then.
not_offered() {
  say "Not offered here: $*"
  return 1
}

# The mirrors this machine already uses, as text, so that no host is written here. Other vendors may stand there too.
debian_mirror() {
  local folder="${1:-debian}"
  { cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null || true; } |
    sed 's/#.*//' | tr '[:space:]' '\n' | grep -E "^[a-z+]+:/.*/$folder/?\$" | head -n 1
}

# open_apt FOLDER "SUITE URI"...: a private apt that knows these suites. Leaves its options in APT.
open_apt() {
  local folder="$1" line keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  shift
  [ -r "$keyring" ] || { not_offered "no keyring of Debian"; return 1; }
  mkdir -p "$folder"/{state/lists/partial,cache/archives/partial,etc/preferences.d}
  : >"$folder/etc/sources.list"
  for line in "$@"; do
    echo "deb [signed-by=$keyring] ${line#* } ${line%% *} main" >>"$folder/etc/sources.list"
  done
  APT=(-q -o Dir::State="$folder/state" -o Dir::Cache="$folder/cache" -o Dir::Etc="$folder/etc"
    -o Dir::State::status=/var/lib/dpkg/status -o Debug::NoLocking=1 -o APT::Sandbox::User=root
    -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 -o Acquire::Retries=1)
  apt-get "${APT[@]}" update >"$folder/log" 2>&1 || { say "apt could not fetch its lists: $(tail -n 1 "$folder/log")"; return 1; }
}

need_debian() {
  local tool
  for tool in apt-get dpkg-deb; do
    command -v "$tool" >/dev/null || { not_offered "no $tool"; return 1; }
  done
  [ -n "$(debian_mirror)" ] || { not_offered "no Debian mirror among this machine's apt sources"; return 1; }
}

# build_std RUSTC LIBRARY DESTINATION: compiles the standard library for WebAssembly from Debian's source package.
# As the compiler's own build does it; embed-bitcode because our release build links with LTO.
build_std() {
  local compiler="$1" library="$2" destination="$3" work
  work="$(dirname "$library")/target"
  say "Building the standard library for WebAssembly (once, about half a minute)"
  env -u CARGO_ENCODED_RUSTFLAGS -u RUSTC_WRAPPER RUSTC="$compiler" RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR="$work" \
    RUSTFLAGS="-Cembed-bitcode=yes -Zforce-unstable-if-unmarked" \
    cargo build --quiet --release --locked --manifest-path "$library/sysroot/Cargo.toml" \
    --target "$WASM_TARGET" --features panic-unwind 2>"$work.log" || { tail -n 20 "$work.log" >&2; return 1; }
  mkdir -p "$destination.new/lib"
  cp "$work/$WASM_TARGET/release/deps/"*.rlib "$destination.new/lib/"
  touch "$destination.new/$WASM_STD_STAMP"
  rm -rf "$destination"
  mv "$destination.new" "$destination"
}

# unpack_library PACKAGE FOLDER: only the library of a source package of 340 MB; prints where it is.
unpack_library() {
  dpkg-deb --fsys-tarfile "$1" | tar -x -C "$2" --wildcards './usr/src/rustc-*/library'
  echo "$2"/usr/src/rustc-*/library
}

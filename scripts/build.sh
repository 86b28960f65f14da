#!/usr/bin/env bash
# Builds the release site into dist/. Nothing is done when nothing changed since the last time.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
"$ROOT/scripts/setup.sh"
cd "$ROOT"
use_wasm_rustc
mkdir -p target
if command -v flock >/dev/null; then
  exec 8>target/.site-lock
  flock 8
fi

# What the site is made of, and by what.
fingerprint() {
  {
    echo "$TRUNK_VERSION $WASM_BINDGEN_VERSION $BINARYEN_VERSION"
    "${RUSTC:-rustc}" --version
    # Not every folder need exist, hence the "true".
    { find index.html Trunk.toml Cargo.toml Cargo.lock src styles assets crates scripts/build.sh docs/model.md scripts/cards.mjs scripts/embed-page.mjs scripts/model-page.mjs scripts/short-names.mjs scripts/site.mjs -type f -print0 2>/dev/null || true; } |
      LC_ALL=C sort -z | xargs -0 sha256sum
  } | sha256sum | cut -d' ' -f1
}

now="$(fingerprint)"
if [ -e dist/index.html ] && [ "$(cat target/.site-fingerprint 2>/dev/null)" = "$now" ]; then
  say "dist/ is up to date"
  exit 0
fi
rm -f target/.site-fingerprint
say "Building the site into dist/"
# NO_COLOR=1 is a common setting that trunk refuses to read.
# The compiler's own words suffice; a backtrace of trunk tells nothing more.
site=target/site
rm -rf "$site"
env -u NO_COLOR RUST_BACKTRACE=0 trunk --log warn build --release --dist "$site" || fail "the site could not be built (see above)."

# The full program, beside the first minute's that trunk has built.
full=target/full
cargo build --quiet --profile page --locked --target "$WASM_TARGET" --bin app || fail "the site could not be built (see above)."
wasm-bindgen --target web --no-typescript --remove-name-section --out-dir "$full" --out-name full \
  "${CARGO_TARGET_DIR:-target}/$WASM_TARGET/page/app.wasm"
wasm-opt -Oz "$full/full_bg.wasm" -o "$full/full_bg.wasm"
node scripts/site.mjs "$site" "$full"
cargo run -q --locked -p ackademy-lesson -- --write assets/lessons "$site/lessons" ||
  fail "the lessons could not be written (see above)."
node scripts/cards.mjs "$site"
node scripts/embed-page.mjs "$site"
node scripts/model-page.mjs "$site"
rm -rf dist
mv "$site" dist
echo "$now" >target/.site-fingerprint
say "dist/ is built: $(du -sh dist | cut -f1), works under any path of any static server"

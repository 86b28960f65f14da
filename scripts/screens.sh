#!/usr/bin/env bash
# Draws every screen into screens/, one picture per size, theme and language, and a sheet of them per screen.
# SCREENS="name,name" picks some.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
"$ROOT/scripts/build.sh"
source "$SETUP/chromium.sh"
"$SETUP/npm.sh"
[ -n "${SCREENS:-}" ] || rm -rf "$ROOT/screens"
cd "$ROOT/e2e"
say "Drawing screens"
node_modules/.bin/playwright test --project=screens
say "$(find "$ROOT/screens" -name '*.png' | wc -l) pictures are in screens/; start with sheet-*.png"

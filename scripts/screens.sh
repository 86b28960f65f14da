#!/usr/bin/env bash
# Draws every screen and every beat of every lesson into screens/, one picture per size, theme and language, and sheets of
# them. SCREENS="name,lesson-03" picks some.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
"$ROOT/scripts/build.sh"
source "$SETUP/chromium.sh"
"$SETUP/npm.sh"
"$ROOT/scripts/lesson-walks.sh"
[ -n "${SCREENS:-}" ] || rm -rf "$ROOT/screens"
cd "$ROOT/e2e"
say "Drawing screens"
node_modules/.bin/playwright test --project=screens
say "$(find "$ROOT/screens" -name '*.png' | wc -l) pictures are in screens/; start with sheet-*.png"

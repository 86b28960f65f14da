#!/usr/bin/env bash
# Tests of the built site in a real browser. Arguments go to Playwright (part of a file name picks some).
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
"$ROOT/scripts/build.sh"
source "$SETUP/chromium.sh"
"$SETUP/npm.sh"
"$ROOT/scripts/lesson-walks.sh"
cd "$ROOT/e2e"
say "Browser tests in $CHROME_PATH"
node_modules/.bin/tsc --noEmit
node_modules/.bin/playwright test --project=tests "$@"

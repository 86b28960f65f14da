#!/usr/bin/env bash
# Tests of the built site in a real browser. Arguments go to Playwright (part of a file name picks some).
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
"$ROOT/scripts/build.sh"
source "$SETUP/chromium.sh"
"$SETUP/npm.sh"
cd "$ROOT"
# What learners do in each lesson, from its own solution.
cargo run -q --locked --bin lesson_walks >target/lesson-walks.txt || fail "a lesson cannot be walked by hand (see above)."
cd "$ROOT/e2e"
say "Browser tests in $CHROME_PATH"
node_modules/.bin/tsc --noEmit
node_modules/.bin/playwright test --project=tests "$@"

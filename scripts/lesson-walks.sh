#!/usr/bin/env bash
# Writes down what learners do in each lesson, from its own solution: browser tests and pictures walk by it.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$ROOT"
cargo run -q --locked --bin lesson_walks >target/lesson-walks.txt || fail "a lesson cannot be walked by hand (see above)."

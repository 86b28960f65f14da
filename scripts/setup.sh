#!/usr/bin/env bash
# Everything the site needs to build; what is there is skipped.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
check_node
for step in wasm-target wasm-opt wasm-bindgen trunk; do
  "$SETUP/$step.sh"
done

#!/usr/bin/env bash
# Builds the site and serves it on this machine. PORT chooses the port.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
check_node
port="${PORT:-8080}"

# Asked first, so that nobody waits for a build to hear it.
node -e 'require("net").createServer().once("error", (e) => process.exit(e.code === "EADDRINUSE" ? 1 : 0))
  .listen(Number(process.argv[1]), "127.0.0.1", () => process.exit(0))' "$port" ||
  fail "port $port is taken by another program: end that one, or choose another port with 'make serve PORT=8081'."

"$ROOT/scripts/build.sh"
exec node "$ROOT/scripts/serve.mjs" "$ROOT/dist" "$port"

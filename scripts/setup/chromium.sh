# shellcheck shell=bash
# Finds a Chromium, or installs Debian's. Sourced, because it leaves its path in CHROME_PATH.
# The tests' own library would download one; that download is not possible everywhere, and a browser that is there will do.

find_chromium() {
  local name
  if [ -n "${CHROME_PATH:-}" ]; then
    [ -x "$CHROME_PATH" ] || fail "CHROME_PATH names $CHROME_PATH, which is no program: correct or unset it."
    return 0
  fi
  for name in chromium chromium-browser google-chrome google-chrome-stable chrome; do
    if CHROME_PATH="$(command -v "$name")"; then return 0; fi
  done
  CHROME_PATH=""
  return 1
}

install_chromium() {
  local as_root=() advice="install Chromium ('apt-get install chromium' as root), or set CHROME_PATH to a Chrome or Chromium, and run this again."
  command -v apt-get >/dev/null || fail "no Chrome or Chromium found, and no apt-get to install one: $advice"
  if [ "$(id -u)" -ne 0 ]; then
    # sudo may ask for a password, but only somebody who is there.
    if ! { command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; }; then
      fail "no Chrome or Chromium found, and only root can install one: $advice"
    fi
    as_root=(sudo)
  fi
  say "Installing Chromium with apt (once, about 100 MB)"
  "${as_root[@]}" apt-get update -q || say "apt could not refresh every list; going on with those it has"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium fonts-dejavu-core ||
    fail "apt could not install Chromium (see above): $advice"
}

if ! find_chromium; then
  install_chromium
  find_chromium || fail "Chromium was installed but is not on the PATH: set CHROME_PATH to it."
fi
export CHROME_PATH
say "Browser: $("$CHROME_PATH" --version 2>/dev/null | head -n 1)"

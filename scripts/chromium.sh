#!/bin/sh
# Makes sure a Chromium stands on this machine: the browser tests drive the system's own.
set -eu
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if ! command -v apt-get >/dev/null 2>&1; then
  echo "The browser tests need Chromium. Install it with your system's packages, then run make test again." >&2
  exit 1
fi
echo "no Chromium here: installing Debian's package 'chromium' with apt-get (browser tests need a real browser)"
sudo=""
[ "$(id -u)" = 0 ] || sudo="sudo"
DEBIAN_FRONTEND=noninteractive $sudo apt-get update -qq
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null

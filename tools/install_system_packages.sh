#!/bin/sh
# Install what tests use of the system, where it is missing and we may: a browser, and a font
# with Chinese characters for it. Without them the browser tests are skipped and say so; where CI
# is set nothing is skipped, and this fails.
set -eu

missing() {
    wanted=
    command -v chromium || command -v chromium-browser || command -v google-chrome || wanted=chromium
    fc-list :lang=zh-cn 2>/dev/null | grep -q . || wanted="$wanted fonts-noto-cjk"
}

give_up() {
    echo "$1"
    if [ -n "${CI:-}" ]; then exit 1; fi
    echo "Until it is there, the browser tests are skipped."
    exit 0
}

missing >/dev/null
[ -n "$wanted" ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    give_up "Missing: $wanted. Only root on Debian or Ubuntu can install it from here."
fi

echo "Installing $wanted"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
# shellcheck disable=SC2086
if ! { apt-get update && apt-get install --yes --no-install-recommends $wanted; } >"$log" 2>&1; then
    tail -n 5 "$log"
fi
rm -f "$log"
missing >/dev/null
if [ -n "$wanted" ]; then give_up "apt-get could not install: $wanted."; fi

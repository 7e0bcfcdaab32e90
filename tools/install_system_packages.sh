#!/bin/sh
# Install what tests use of the system, where it is missing and we may: a browser, and a font
# with Chinese characters for it. Without them the browser tests are skipped and say so.
set -eu

wanted=
for browser in chromium chromium-browser google-chrome; do
    if command -v "$browser" >/dev/null 2>&1; then found_browser=$browser; fi
done
[ -n "${found_browser:-}" ] || wanted="$wanted chromium"
if ! fc-list :lang=zh-cn 2>/dev/null | grep -q .; then wanted="$wanted fonts-noto-cjk"; fi
[ -n "$wanted" ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "Missing:$wanted. Only root on Debian or Ubuntu can install it from here;"
    echo "until somebody does, the browser tests are skipped."
    exit 0
fi

echo "Installing$wanted"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
# shellcheck disable=SC2086
if ! { apt-get update && apt-get install --yes --no-install-recommends $wanted; } >"$log" 2>&1; then
    tail -n 5 "$log"
    echo "apt-get could not install$wanted; the browser tests are skipped."
fi
rm -f "$log"

#!/bin/sh
# Install what tests use of the system, where it is missing and we may: a browser, and a font
# with Chinese characters for it. Without them the browser tests are skipped and say so; where CI
# is set nothing is skipped, and this fails.
set -eu

# The browser without windows needs three quarters of the processor time; Debian has it by itself.
SHELL_OF_BROWSER=chromium-headless-shell

missing() {
    wanted=
    command -v "$SHELL_OF_BROWSER" || command -v chromium || command -v chromium-browser ||
        command -v google-chrome || wanted=chromium
    fc-list :lang=zh-cn 2>/dev/null | grep -q . || wanted="$wanted fonts-noto-cjk"
}

may_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

# install PACKAGE...
install() {
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$@"
}

give_up() {
    echo "$1"
    if [ -n "${CI:-}" ]; then exit 1; fi
    echo "Until it is there, the browser tests are skipped."
    exit 0
}

missing >/dev/null
if [ -z "$wanted" ]; then
    # Whoever waits for all tests waits less with it; where it cannot be had, nothing is lost.
    if [ -n "${CI:-}" ] && ! command -v "$SHELL_OF_BROWSER" >/dev/null && may_install; then
        { apt-get update && install "$SHELL_OF_BROWSER"; } >/dev/null 2>&1 || true
    fi
    exit 0
fi

may_install || give_up "Missing: $wanted. Only root on Debian or Ubuntu can install it from here."

echo "Installing $wanted"
log=$(mktemp)
# shellcheck disable=SC2086
if ! { apt-get update && { install "$SHELL_OF_BROWSER" ${wanted#chromium} || install $wanted; }; } \
    >"$log" 2>&1; then
    tail -n 5 "$log"
fi
rm -f "$log"
missing >/dev/null
if [ -n "$wanted" ]; then give_up "apt-get could not install: $wanted."; fi

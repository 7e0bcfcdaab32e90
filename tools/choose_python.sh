#!/bin/sh
# Print the Python to make .venv with: the one in $PYTHON, else, of those on this machine that are
# new enough and can make one, the quickest. Two builds of one version differ by a quarter.
set -u

# Prints processor time (tenths of a millisecond) and where the interpreter lies; the least of three, for
# whoever else works on this machine.
trial='
import sys
if sys.version_info < (3, 11): sys.exit(1)
import ensurepip, time, venv
class Thing:
    value = 1
    def get(self): return self.value
def once():
    began, thing, kept = time.process_time(), Thing(), {}
    for at in range(60_000):
        kept[str(at % 1_000)] = kept.get(f"{at % 1_000}", 0) + thing.get()
    return time.process_time() - began
print(round(min(once() for _ in range(3)) * 10_000), sys.executable)
'

try() { "$1" -c "$trial" 2>/dev/null; }

if [ -n "${PYTHON:-}" ]; then
    try "$PYTHON" | cut -d " " -f 2-
else
    for candidate in python3 python3.13 python3.12 python3.11 /usr/bin/python3 /usr/local/bin/python3; do
        try "$candidate"
    done | sort -n | head -n 1 | cut -d " " -f 2-
fi

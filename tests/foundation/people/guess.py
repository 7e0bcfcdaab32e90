"""Guess a password some times: ``python -m tests.foundation.people.guess EMAIL TIMES``."""

from __future__ import annotations

import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402

from tests.foundation.people.accounts import sign_in  # noqa: E402

if __name__ == "__main__":
    settings.ALLOWED_HOSTS = ["testserver"]
    email, times = sys.argv[1:]
    for number in range(int(times)):
        sign_in(Client(), email, f"guess {number}")

"""Scripts that seal bids, named with their hashes: a browser runs no others in their place."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha384
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

PINNED = {
    "vendor/libsodium/libsodium.js": (
        "sha384-zbeL6Hn9JBT/r7icKJJrBFwNWscitGqTMvif4ceGIsY8g2ZamdXwNhVKnRW0OmFz"
    ),
    "vendor/libsodium/libsodium-wrappers.js": (
        "sha384-UnQ52YkE8p6gkzVM5Bersulk42t21gMp63lHREaSAoj8vYGcwdjIIzZsaXNJ4xiJ"
    ),
}
"""libsodium 1.0.22 as frontend/package-lock.json locks it: not what happens to lie on the disk."""


@register.simple_tag
def sealed_script(name: str) -> SafeString:
    """A script with its hash, run after the page is read and in order."""
    integrity = PINNED.get(name) or integrity_of(name)
    return format_html('<script src="{}" integrity="{}" defer></script>', static(name), integrity)


@cache
def integrity_of(name: str) -> str:
    """The hash of a static file as browsers compare it."""
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return "sha384-" + b64encode(sha384(Path(found).read_bytes()).digest()).decode()

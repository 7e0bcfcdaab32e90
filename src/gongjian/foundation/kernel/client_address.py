"""Whose request it is, for rate limits: the address no client can make up."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The client's address as the outermost of our own proxies saw it.

    With ``TRUSTED_PROXIES`` n, the n-th entry from the right of X-Forwarded-For; whatever stands
    left of it was written by the client and is not believed. With 0, the socket's address.
    """
    proxies = settings.TRUSTED_PROXIES
    entries = [
        e.strip() for e in request.headers.get("X-Forwarded-For", "").split(",") if e.strip()
    ]
    if proxies and len(entries) >= proxies:
        return _household(entries[-proxies][:64])
    return _household(request.META.get("REMOTE_ADDR", ""))


def _household(address: str) -> str:
    """An IPv6 address as its /64, all of which one household has; others as they are."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 6 and parsed.ipv4_mapped is None:
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return address

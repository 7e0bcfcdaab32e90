"""Where open contracting data stands: addresses that stay, for they are written into releases."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse


def town_url(path: str) -> str:
    """A path of the town as an address."""
    return settings.PUBLIC_URL + path


def record_url(ocid: str) -> str:
    return town_url(reverse("contracting_record", args=[ocid]))


def releases_url(ocid: str) -> str:
    return town_url(reverse("contracting_releases", args=[ocid]))


def release_url(ocid: str, number: int) -> str:
    return town_url(reverse("contracting_release", args=[ocid, number]))


def extension_url() -> str:
    return town_url(reverse("ocds_extension_file", args=["extension.json"]))


def policy_url() -> str:
    return town_url(reverse("open_contracting"))

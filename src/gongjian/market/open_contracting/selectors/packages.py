"""Release packages and record packages: releases and records with who publishes them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings

from gongjian.market.open_contracting.addresses import (
    extension_url,
    policy_url,
    release_url,
    releases_url,
)
from gongjian.market.open_contracting.models import ContractingProcess, Release
from gongjian.market.open_contracting.selectors.parties import moment
from gongjian.market.open_contracting.selectors.releases import body_of

LICENSE = "https://creativecommons.org/publicdomain/zero/1.0/"
Json = dict[str, Any]


def metadata(uri: str, published_at: datetime) -> Json:
    """What every package begins with."""
    return {
        "uri": uri,
        "version": "1.1",
        "publishedDate": moment(published_at),
        "publisher": {"name": settings.TOWN_NAME, "uri": settings.PUBLIC_URL},
        "license": LICENSE,
        "publicationPolicy": policy_url(),
        "extensions": [extension_url()],
    }


def release_package(uri: str, releases: Sequence[Release]) -> Json:
    """A package of releases, one at least; published when the newest of them was."""
    published_at = max(release.at for release in releases)
    return metadata(uri, published_at) | {"releases": [body_of(one) for one in releases]}


def record_package(uri: str, processes: Sequence[ContractingProcess]) -> Json:
    """A package of the records of processes, one at least. One query."""
    names = [process.ocid for process in processes]
    found: dict[str, list[tuple[int, datetime]]] = {name: [] for name in names}
    rows = Release.objects.filter(process__in=names).order_by("process", "number")
    for ocid, number, at in rows.values_list("process", "number", "at"):
        found[ocid].append((number, at))
    changed = max(at for of_one in found.values() for _number, at in of_one)
    records = [
        record(process.ocid, found[process.ocid], json.loads(process.compiled))
        for process in processes
    ]
    packages = [releases_url(name) for name in names]
    return metadata(uri, changed) | {"packages": packages, "records": records}


def record(ocid: str, releases: Iterable[tuple[int, datetime]], compiled: Json) -> Json:
    """A record with its releases by their addresses."""
    linked = [
        {"url": f"{release_url(ocid, number)}#{ocid}-{number}", "date": moment(at)}
        for number, at in releases
    ]
    return {"ocid": ocid, "releases": linked, "compiledRelease": compiled}

"""Open Contracting Data Standard 1.1: releases merged into what they come to, and the other way
round, what a release has to say so that they come to something.

A release says only what is new; merged one after another, the releases of a process give its
compiled release.

References
----------
Open Contracting Data Standard 1.1.5, *Merging*. Lists of objects merge by their ids, all other
lists are replaced whole, null removes. Deviation: an object without an id in a list makes that
list one that is replaced whole; we publish no such list where the standard merges by ids. An object
of which nothing is left is left out, where the reference leaves it empty.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Json = dict[str, Any]
WHOLE_LISTS = frozenset(
    {
        "additionalClassifications",
        "additionalIdentifiers",
        "additionalProcurementCategories",
        "changes",
        "outcomes",
        "privateRequests",
        "relationship",
        "requests",
        "roles",
        "submissionMethod",
    }
)
"""Lists that the standard's schema, or our extension, marks with ``wholeListMerge``, by name."""
KEPT = ("id", "awardID")
"""What names a thing, and is required of it however little else is said."""
OF_A_RELEASE = frozenset({"id", "date", "tag"})
PARTY_FIELDS = frozenset(
    {"author", "buyer", "payee", "payer", "procuringEntity", "suppliers", "tenderers"}
)
"""Fields that refer to an entry of ``parties``, or to several."""

_SAME: Any = object()


def write_json(value: object) -> bytes:
    """The bytes of a release, always the same: sorted keys, no spaces, UTF-8. Linear in the size.

    Amounts are whole numbers or have the shortest spelling that means the same, as in RFC 8785.
    """
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return text.encode()


def merge_release(compiled: Mapping[str, Any] | None, release: Mapping[str, Any]) -> Json:
    """What a process comes to after one more release. Linear in the size of both.

    Parameters
    ----------
    compiled : mapping or None
        What it came to before; None before the first. Never modified.
    release : mapping
        With ``ocid``, ``id``, ``date`` and ``tag``.

    Returns
    -------
    dict
        A compiled release, tagged as such.
    """
    said = {name: value for name, value in release.items() if name not in OF_A_RELEASE}
    merged = _merged_object(dict(compiled or {}), said)
    return merged | {
        "id": f"{release['ocid']}-{release['date']}",
        "date": release["date"],
        "tag": ["compiled"],
    }


def compile_releases(releases: Iterable[Mapping[str, Any]]) -> Json:
    """What releases of one process, the oldest first, come to.

    Raises
    ------
    ValueError
        There are none.
    """
    compiled: Json | None = None
    for release in releases:
        compiled = merge_release(compiled, release)
    if compiled is None:
        raise ValueError("no release")
    return compiled


def difference(compiled: Mapping[str, Any] | None, whole: Mapping[str, Any]) -> Json:
    """What has to be said after ``compiled`` so that it comes to ``whole``. Linear in both.

    Parties that anything said refers to are said again, so that a release can be read alone.

    Parameters
    ----------
    compiled : mapping or None
    whole : mapping
        All sections of a release, without ``id``, ``date``, ``tag``. Entries of lists that merge
        by ids are never taken back, for the standard has no way to say so.

    Returns
    -------
    dict
        Empty where nothing is new.
    """
    before = {name: value for name, value in (compiled or {}).items() if name not in OF_A_RELEASE}
    found = _difference(before, dict(whole), "")
    if found is _SAME:
        return {}
    named = set(_parties_in({name: part for name, part in found.items() if name != "parties"}))
    news = {party["id"] for party in found.pop("parties", [])}
    parties = [one for one in whole.get("parties", []) if one["id"] in named | news]
    return {**found, "parties": parties} if parties else found


def flat_rows(compiled: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """A compiled release as rows of tables, ``(table, row)``: one of "releases", and one for each
    object in a list, in the table of that list's path, such as "awards/suppliers".

    Columns are paths within the row; every row leads with the ``ocid`` and with the ids of the
    objects that it stands in. Lists of words are one cell, divided by semicolons.
    """
    yield from _rows("releases", dict(compiled), {"ocid": compiled["ocid"]})


def dangling(release: Mapping[str, Any]) -> list[str]:
    """References in a release, or in a compiled one, to what it does not contain: parties by id,
    and awards of contracts. Sorted; empty is right."""
    parties = {party["id"] for party in release.get("parties", [])}
    wrong = {f"party {one}" for one in _parties_in(release) if one not in parties}
    if "compiled" in release.get("tag", ()):
        awards = {award["id"] for award in release.get("awards", [])}
        wrong |= {
            f"award {contract['awardID']}"
            for contract in release.get("contracts", [])
            if contract["awardID"] not in awards
        }
    return sorted(wrong)


def _merged_object(old: Json, new: Mapping[str, Any]) -> Json:
    merged = dict(old)
    for name, value in new.items():
        found = _merged(merged.get(name), value, name)
        if found is None or found == {}:
            merged.pop(name, None)
        else:
            merged[name] = found
    return merged


def _merged(old: object, new: Any, name: str) -> Any:
    if isinstance(new, dict):
        return _merged_object(old if isinstance(old, dict) else {}, new)
    if not _merges_by_ids(new, name):
        return new
    entries = {one["id"]: one for one in old} if isinstance(old, list) else {}
    for one in new:
        entries[one["id"]] = _merged_object(entries.get(one["id"], {}), one)
    return list(entries.values())


def _merges_by_ids(value: object, name: str) -> bool:
    return (
        isinstance(value, list)
        and name not in WHOLE_LISTS
        and bool(value)
        and all(isinstance(one, dict) and "id" in one for one in value)
    )


def _difference(old: Any, new: Any, name: str) -> Any:
    if old == new:
        return _SAME
    if isinstance(old, dict) and isinstance(new, dict):
        return _object_difference(old, new)
    if not (_merges_by_ids(old, name) and _merges_by_ids(new, name)):
        return new
    known = {one["id"]: one for one in old}
    found = [_difference(known.get(one["id"]), one, "") for one in new]
    said = [one for one in found if one is not _SAME]
    return said or _SAME


def _object_difference(old: Json, new: Json) -> Any:
    gone = {name: _nothing(value, name) for name, value in old.items() if name not in new}
    gone = {name: value for name, value in gone.items() if value is not _SAME}
    if not any(isinstance(value, dict | list) for value in new.values()):
        # An amount without its currency, or a period without its end, would be hard to read.
        return {**new, **gone} if {**old, **new} != old or gone else _SAME
    parts = {name: _difference(old.get(name), value, name) for name, value in new.items()}
    said = {name: value for name, value in parts.items() if value is not _SAME}
    if not said and not gone:
        return _SAME
    return {name: new[name] for name in KEPT if name in new} | said | gone


def _nothing(value: object, name: str) -> Any:
    """How to say that something is no more; nothing can say it of what merges by ids."""
    if isinstance(value, dict) and "id" not in value:
        inner = {part: _nothing(one, part) for part, one in value.items()}
        return {part: one for part, one in inner.items() if one is not _SAME} or _SAME
    if isinstance(value, dict) or (isinstance(value, list) and name not in WHOLE_LISTS):
        return _SAME
    return None


def _parties_in(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _parties_in(one)
    if not isinstance(value, Mapping):
        return
    for name, part in value.items():
        if name in PARTY_FIELDS:
            yield from (one["id"] for one in (part if isinstance(part, list) else [part]))
        elif name != "parties":
            yield from _parties_in(part)


def _rows(table: str, value: Json, keys: Json) -> Iterator[tuple[str, dict[str, Any]]]:
    row: Json = dict(keys)
    lists: list[tuple[str, list[Json]]] = []
    _fill(value, "", row, lists)
    yield table, row
    inner = keys if table == "releases" else {**keys, f"{table}/id": value.get("id", "")}
    for path, entries in lists:
        name = path if table == "releases" else f"{table}/{path}"
        for one in entries:
            yield from _rows(name, one, inner)


def _fill(value: Json, path: str, row: Json, lists: list[tuple[str, list[Json]]]) -> None:
    for name, part in value.items():
        here = f"{path}{name}"
        if isinstance(part, dict):
            _fill(part, f"{here}/", row, lists)
        elif isinstance(part, list) and part and isinstance(part[0], dict):
            lists.append((here, part))
        elif isinstance(part, list):
            row[here] = ";".join(str(one) for one in part)
        else:
            row[here] = part

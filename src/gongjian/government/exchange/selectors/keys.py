"""Whose key is whose, and where nodes answer: small tables, kept a while by each process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from joserfc.jwk import OKPKey

from gongjian.foundation.kernel.kept import Kept
from gongjian.foundation.people import interface as people
from gongjian.government.exchange.key_folder import KeyFolder
from gongjian.government.exchange.models import DepartmentKey, Node
from gongjian.government.exchange.node.known_keys import MOST_SUCCESSIONS
from gongjian.government.exchange.rules.queries import KEY_GRACE
from gongjian.methods.exchange_messages import key_of_jwk, public_jwk

KEPT_SECONDS = 20


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A public key, whose it is, and when it was retired."""

    key: OKPKey
    kid: str
    department_id: UUID
    code: str
    is_hosted: bool
    retired_at: datetime | None

    def may_sign(self, now: datetime) -> bool:
        return self.retired_at is None or now <= self.retired_at + KEY_GRACE


def _read_keys() -> dict[str, KnownKey]:
    rows = DepartmentKey.objects.select_related("department").filter(department__is_active=True)
    return {
        row.kid: KnownKey(
            key_of_jwk(row.jwk),
            row.kid,
            row.department_id,
            row.department.code,
            row.is_hosted,
            row.retired_at,
        )
        for row in rows
    }


def _read_nodes() -> dict[UUID, str]:
    return dict(Node.objects.filter(is_active=True).values_list("department_id", "url"))


_keys: Kept[dict[str, KnownKey]] = Kept("exchange_keys", _read_keys, seconds=KEPT_SECONDS)
_nodes: Kept[dict[UUID, str]] = Kept("exchange_nodes", _read_nodes, seconds=KEPT_SECONDS)


def forget_keys() -> None:
    """Make this process read keys and nodes again; others see them within `KEPT_SECONDS`."""
    _keys.forget()
    _nodes.forget()


def known_key(kid: str) -> KnownKey | None:
    """The key of an id, retired or not."""
    return _keys.get().get(kid)


def current_key(department_id: UUID) -> KnownKey | None:
    """The key that a department signs with now."""
    for one in _keys.get().values():
        if one.department_id == department_id and one.retired_at is None:
            return one
    return None


def signing_key(department_id: UUID, kid: str, now: datetime) -> OKPKey | None:
    """The key of an id, if it is this department's and may sign now."""
    found = known_key(kid)
    if found is None or found.department_id != department_id or not found.may_sign(now):
        return None
    return found.key


def node_url(department_id: UUID) -> str:
    """Where the node of a department answers; "" where it has none."""
    return _nodes.get().get(department_id, "")


def hosted_folder(department_id: UUID) -> KeyFolder:
    """The private keys of a department that the town keeps."""
    return _folder(settings.EXCHANGE_KEYS / "departments" / str(department_id))


def gateway_key() -> OKPKey:
    """The key of this town's gateway; made at first use."""
    return _folder(settings.EXCHANGE_KEYS / "gateway").current()


def key_document() -> dict[str, object]:
    """Public keys of the gateway and of all departments, as a JWK Set with what they are for."""
    key = gateway_key()
    gateway = {**public_jwk(key), "kid": key.thumbprint(), "owner": "gateway"}
    rows = DepartmentKey.objects.select_related("department").order_by("-since", "kid")[:2_000]
    departments = [
        {
            **row.jwk,
            "kid": row.kid,
            "owner": row.department.code,
            "since": row.since.isoformat(),
            "retired_at": row.retired_at.isoformat() if row.retired_at else None,
        }
        for row in rows
    ]
    return {"keys": [gateway], "departments": departments}


def keys_of(department_id: UUID) -> list[DepartmentKey]:
    """All keys of a department, the newest first."""
    return list(DepartmentKey.objects.filter(department_id=department_id).order_by("-since"))


def successions_of(department_id: UUID) -> list[str]:
    """What the keys of a department signed about the keys after them, the oldest first."""
    rows = DepartmentKey.objects.filter(department_id=department_id).exclude(succession="")
    newest = rows.order_by("-since").values_list("succession", flat=True)[:MOST_SUCCESSIONS]
    return list(newest)[::-1]


def nodes_and_keys() -> list[tuple[people.Organisation, DepartmentKey | None, Node | None]]:
    """Every department with its key in use and its node; three queries."""
    keys = {row.department_id: row for row in DepartmentKey.objects.filter(retired_at=None)}
    nodes = {row.department_id: row for row in Node.objects.all()}
    bodies = people.public_bodies()
    return [(body, keys.get(body.pk), nodes.get(body.pk)) for body in bodies]


_folders: dict[Path, KeyFolder] = {}


def _folder(path: Path) -> KeyFolder:
    if path not in _folders:
        _folders[path] = KeyFolder(path)
    return _folders[path]

"""Keys of departments, and their nodes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from joserfc.jwk import OKPKey

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Conflict, Invalid
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.government.exchange import policies
from gongjian.government.exchange.models import DepartmentKey, Node
from gongjian.government.exchange.rules.addresses import OWN
from gongjian.government.exchange.selectors.keys import forget_keys, hosted_folder
from gongjian.methods.exchange_messages import (
    KEY_PROOF,
    WrongMessage,
    announce_next,
    key_id,
    key_of_jwk,
    public_jwk,
    read,
    read_succession,
)


def rotate_key(*, actor: Actor, department_id: UUID, now: datetime) -> DepartmentKey:
    """Make the town keep another key for a department; the one before is retired, and still proves
    what it signed.

    Raises
    ------
    NotAllowed
        The actor does not supervise this department, or acts by an API key.
    """
    people.require_in_person(actor)
    policies.require_can_answer_for(actor, department_id)
    people.get_public_body(department_id)
    # On the disk before it is in the database: a key nobody can sign with would be a dead end.
    key = hosted_folder(department_id).rotate()
    return _put_in_use(actor, department_id, key, is_hosted=True, now=now)


def register_key(
    *,
    actor: Actor,
    department_id: UUID,
    jwk: Mapping[str, object],
    proof: str,
    succession: str = "",
    now: datetime,
) -> DepartmentKey:
    """Put a key in use whose private half lies on the department's own node.

    Parameters
    ----------
    proof : str
        The code of the department and the id of the key, signed with the key: ``gongjian node key``
        prints it.
    succession : str, optional
        What the key in use signed about this one. Without it, and where the town has not the key
        in use, nodes of others take no query signed with this one until their operators say so.

    Raises
    ------
    NotAllowed
        The actor does not supervise this department, or acts by an API key.
    Invalid
        It is no Ed25519 key, or the proof or the succession is not of this key and department.
    Conflict
        The key was in use before.
    """
    people.require_in_person(actor)
    policies.require_can_answer_for(actor, department_id)
    body = people.get_public_body(department_id)
    try:
        key = key_of_jwk(jwk)
        claims = read(proof, KEY_PROOF, {key_id(key): key}.get)
    except WrongMessage as error:
        words = _("This is no Ed25519 key with the proof that its owner has it.")
        raise Invalid(fields={"key": [words]}) from error
    if claims != {"department": body.code, "key": key_id(key)}:
        raise Invalid(fields={"key": [_("The proof is of another key or department.")]})
    if succession and not _is_succession(succession, body.code, key):
        raise Invalid(fields={"key": [_("The proof is of another key or department.")]})
    return _put_in_use(actor, department_id, key, is_hosted=False, succession=succession, now=now)


def save_node(
    *, actor: Actor, department_id: UUID, url: str, is_active: bool, now: datetime
) -> Node:
    """Say where the node of a department answers: an address, or ``own:`` for one that runs beside
    the town, out of ``nodes/CODE`` of its home.

    Raises
    ------
    NotAllowed
        The actor is not an administrator of the town.
    """
    people.require_in_person(actor)
    policies.require_administrator(actor)
    body = people.get_public_body(department_id)
    # Never that of another department.
    url = f"{OWN}{body.code}" if url.startswith(OWN) else url.rstrip("/")
    with transaction.atomic():
        said = {"url": url, "is_active": is_active, "changed_at": now}
        node, _is_new = Node.objects.update_or_create(department_id=department_id, defaults=said)
        about = {"url": node.url, "is_active": is_active}
        ledger.record(actor, "exchange_node_saved", reference_of(node), now=now, data=about)
        forget_keys()
    return node


def _put_in_use(
    actor: Actor,
    department_id: UUID,
    key: OKPKey,
    *,
    is_hosted: bool,
    succession: str = "",
    now: datetime,
) -> DepartmentKey:
    with transaction.atomic():
        # Of two at once, the second waits here.
        before = DepartmentKey.objects.select_for_update(of=("self",)).filter(
            department_id=department_id, retired_at=None
        )
        if not succession:
            succession = _announced(list(before.select_related("department")), key)
        elif not before.filter(kid=key_id(read_succession(succession)[1])).exists():
            raise Invalid(fields={"key": [_("The proof is of another key or department.")]})
        before.update(retired_at=now)
        try:
            with transaction.atomic():
                row = DepartmentKey.objects.create(
                    department_id=department_id,
                    kid=key_id(key),
                    jwk=public_jwk(key),
                    is_hosted=is_hosted,
                    succession=succession,
                    since=now,
                )
        except IntegrityError as error:
            raise Conflict(
                _("This key was in use before, or another one is put in use.")
            ) from error
        about = {"department": str(department_id), "kid": row.kid}
        ledger.record(actor, "department_key_changed", reference_of(row), now=now, data=about)
        forget_keys()
    return row


def _announced(before: list[DepartmentKey], key: OKPKey) -> str:
    """What the key in use says of the next one, where the town has it."""
    for row in before:
        former = hosted_folder(row.department_id).find(row.kid) if row.is_hosted else None
        if former is not None:
            return announce_next(row.department.code, former, key)
    return ""


def _is_succession(token: str, department: str, key: OKPKey) -> bool:
    try:
        named, _former, following = read_succession(token)
    except WrongMessage:
        return False
    return named == department and key_id(following) == key_id(key)

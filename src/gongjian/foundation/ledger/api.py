"""The ledger by programme: where it stands, proofs, checking a receipt, and what witnesses sign.

Everything is for everybody: entries are salted commitments. Tiles and entries themselves are at
``/ledger/…`` (C2SP tlog-tiles).
"""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime
from typing import Annotated

from django.http import HttpRequest, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Path, Query, Router, Schema
from pydantic import AfterValidator, Field

from gongjian.foundation.kernel.api_fields import NO_NUL, StrictQuery, StrictSchema, wrong_input
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.ledger.actions.add_cosignatures import LARGEST_SIZE, add_cosignatures
from gongjian.foundation.ledger.actions.sign_statement import town_key
from gongjian.foundation.ledger.selectors.checkpoints import (
    WitnessState,
    checkpoint_at,
    checkpoint_text,
    latest_checkpoint,
    witness_states,
    witnesses,
)
from gongjian.foundation.ledger.selectors.proofs import consistency_proof, path_of
from gongjian.methods.receipt_check import check_receipt
from gongjian.methods.signed_note import COSIGNATURE, parse_verifier_key
from gongjian.methods.tlog_proof import MAX_LENGTH

router = Router()
Size = Annotated[int, Field(ge=0, le=LARGEST_SIZE)]
# Not stripped: a note ends in a newline.
Note = Annotated[str, Field(min_length=1, max_length=MAX_LENGTH, pattern=NO_NUL)]


class WitnessOut(Schema):
    name: str
    verifier_key: str
    size: int | None = Field(description="of the largest tree that it signed; null: none yet")
    signed_at: int | None = Field(description="by its clock, in seconds since 1970")


class LedgerOut(Schema):
    origin: str
    verifier_key: str
    size: int
    root: str | None = Field(description="Base64; null before the first entry")
    checkpoint: str | None = Field(description="C2SP tlog-checkpoint, with cosignatures")
    signed_at: datetime | None = Field(description="when something was added last")
    witnesses: list[WitnessOut]


class CheckpointOut(Schema):
    size: int
    checkpoint: str
    signed_at: datetime


class InclusionQuery(StrictQuery):
    leaf_index: Size = Field(description="from 0")
    tree_size: Size


class ConsistencyQuery(StrictQuery):
    old_size: Size
    new_size: Size


class LedgerProofOut(Schema):
    path: list[str] = Field(description="Base64, as RFC 9162 orders them")


def _witness_key(text: str) -> str:
    try:
        parse_verifier_key(text, COSIGNATURE)
    except ValueError as error:
        raise wrong_input(_("This is no verifier key of a witness.")) from error
    return text


WitnessKey = Annotated[str, Field(max_length=300), AfterValidator(_witness_key)]


class CheckIn(StrictSchema):
    receipt: Note = Field(description="the whole file")
    witness_keys: list[WitnessKey] = Field(
        default=[], max_length=32, description="those you trust; none: those the town names"
    )
    quorum: Annotated[int, Field(ge=0, le=32)] = Field(
        default=0, description="how many of them must have signed"
    )


class FindingOut(Schema):
    what: str
    verdict: str = Field(description="pass, fail or unproven")
    code: str
    words: str


class ReceiptCheckOut(Schema):
    is_right: bool
    findings: list[FindingOut]
    entry: str = Field(description='what was recorded; "" where that is not told or not proven')


class CosignatureIn(StrictSchema):
    checkpoint: Note = Field(description="one of ours, with the witness's line below")


class CosignatureOut(Schema):
    accepted: int


@router.get("/ledger", response=LedgerOut, operation_id="get_ledger")
def read_ledger(request: HttpRequest) -> JsonResponse:
    """Where the ledger stands: key, latest checkpoint, witnesses."""
    latest, key = latest_checkpoint(), town_key()
    shown = {
        "origin": key.partition("+")[0],
        "verifier_key": key,
        "size": latest.size if latest else 0,
        "root": b64encode(bytes(latest.root)).decode() if latest else None,
        "checkpoint": checkpoint_text(latest) if latest else None,
        "signed_at": latest.signed_at if latest else None,
        "witnesses": [_witness(state) for state in witness_states()],
    }
    return JsonResponse(shown)


@router.get(
    "/ledger/checkpoints/{tree_size}", response=CheckpointOut, operation_id="get_ledger_checkpoint"
)
def read_checkpoint(request: HttpRequest, tree_size: Path[Size]) -> JsonResponse:
    """The checkpoint that was signed for so many entries, if one was."""
    found = checkpoint_at(tree_size)
    if found is None:
        raise NotFound
    text = checkpoint_text(found)
    return JsonResponse({"size": tree_size, "checkpoint": text, "signed_at": found.signed_at})


@router.get(
    "/ledger/proofs/inclusion", response=LedgerProofOut, operation_id="get_ledger_inclusion_proof"
)
def prove_inclusion(request: HttpRequest, query: Query[InclusionQuery]) -> JsonResponse:
    """That an entry stands in the tree of a size (RFC 9162, 2.1.3)."""
    return _proof(path_of(query.leaf_index, query.tree_size))


@router.get(
    "/ledger/proofs/consistency",
    response=LedgerProofOut,
    operation_id="get_ledger_consistency_proof",
)
def prove_consistency(request: HttpRequest, query: Query[ConsistencyQuery]) -> JsonResponse:
    """That the tree of one size grew out of that of another (RFC 9162, 2.1.4)."""
    return _proof(consistency_proof(query.old_size, query.new_size))


@router.post("/ledger/check", response=ReceiptCheckOut, operation_id="check_ledger_receipt")
def check(request: HttpRequest, body: CheckIn) -> JsonResponse:
    """Check a receipt with the town's key. Who does not trust the town checks it offline."""
    keys = body.witness_keys or [witness.key for witness in witnesses()]
    found = check_receipt(body.receipt, town_key(), keys, body.quorum)
    language = "zh" if (get_language() or "").startswith("zh") else "en"
    findings = [
        {"what": one.what, "verdict": one.verdict, "code": one.code, "words": one.words(language)}
        for one in found.findings
    ]
    entry = found.entry if found.is_right else ""
    return JsonResponse({"is_right": found.is_right, "findings": findings, "entry": entry})


@router.post("/ledger/cosignatures", response=CosignatureOut, operation_id="add_ledger_cosignature")
def cosign(request: HttpRequest, body: CosignatureIn) -> JsonResponse:
    """Bring what a witness signed. Anybody may: only witnesses that the town names count."""
    return JsonResponse({"accepted": add_cosignatures(checkpoint=body.checkpoint, now=now())})


def _witness(state: WitnessState) -> dict[str, object]:
    return {
        "name": state.witness.name,
        "verifier_key": state.witness.key,
        "size": state.last.size if state.last else None,
        "signed_at": state.last.signed_at if state.last else None,
    }


def _proof(path: list[bytes]) -> JsonResponse:
    return JsonResponse({"path": [b64encode(one).decode() for one in path]})

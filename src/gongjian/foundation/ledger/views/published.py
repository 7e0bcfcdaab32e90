"""The ledger as other people's monitors and witnesses read it (C2SP tlog-tiles).

Everything here is for everybody: entries are salted commitments, which tell nothing of what they
stand for.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import public
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.ledger.models import Checkpoint
from gongjian.foundation.ledger.selectors.checkpoints import (
    checkpoint_text,
    latest_checkpoint,
    offered_checkpoint,
    verifier_key,
    witnessed_checkpoint,
)
from gongjian.foundation.ledger.selectors.tiles import bundle_bytes, tile_bytes
from gongjian.methods.tlog_tiles import Tile, read_place

TEXT = "text/plain; charset=utf-8"
FOR_EVER = "public, max-age=31536000, immutable"
FOR_A_SECOND = "public, max-age=1"
HIGHEST_LEVEL = 7
LARGEST_NUMBER = 2**55
"""Tiles beyond cannot exist: sizes are 64-bit integers."""


@public
@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """The latest signed root, with the lines of the witnesses that have signed it already."""
    return _note(latest_checkpoint())


@public
@require_safe
def witnessed(request: HttpRequest) -> HttpResponse:
    """The signed root that most witnesses have signed, too."""
    return _note(witnessed_checkpoint())


@public
@require_safe
def offered(request: HttpRequest) -> HttpResponse:
    """The signed root that witnesses are to sign in this minute, all of them the same."""
    return _note(offered_checkpoint(now()))


@public
@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """The verifier key, to compare with where it was published elsewhere."""
    text = verifier_key()
    if not text:
        raise NotFound
    return HttpResponse(f"{text}\n", content_type=TEXT)


@public
@require_safe
def tile(request: HttpRequest, level: int, place: str) -> HttpResponse:
    if level > HIGHEST_LEVEL:
        raise NotFound
    return _for_ever(tile_bytes(_tile(level, place)))


@public
@require_safe
def entries(request: HttpRequest, place: str) -> HttpResponse:
    return _for_ever(bundle_bytes(_tile(0, place)))


def _tile(level: int, place: str) -> Tile:
    try:
        number, width = read_place(place)
    except ValueError as error:
        raise NotFound from error
    if number > LARGEST_NUMBER:
        raise NotFound
    return Tile(level, number, width)


def _note(found: Checkpoint | None) -> HttpResponse:
    if found is None:
        raise NotFound
    answer = HttpResponse(checkpoint_text(found), content_type=TEXT)
    answer["Cache-Control"] = FOR_A_SECOND
    return answer


def _for_ever(content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Cache-Control"] = FOR_EVER
    answer["X-Content-Type-Options"] = "nosniff"
    return answer

"""Operations of the API that create: with an ``Idempotency-Key``, sent twice they act once.

Under ``@router.post(…)`` stands ``@creates(show)``. The operation makes the thing and returns what
names it; ``show`` writes the answer from that name, and does so again when the request is repeated.
So no answer lies about, the repeated one says how the thing stands now, and whoever may no longer
see it is told nothing.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Annotated, Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from ninja import Header
from pydantic import BaseModel

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.client_address import client_address
from gongjian.foundation.kernel.idempotency import fingerprint_of, once

REPLAYED = "Idempotency-Replayed"
# A NUL is no text to a database.
PRINTABLE = r"^[\x20-\x7e]*$"
IdempotencyKey = Annotated[
    str,
    Header(
        "",
        alias="Idempotency-Key",
        description="Of your making. The same key with the same content acts once.",
        max_length=120,
        pattern=PRINTABLE,
    ),
]
Show = Callable[[HttpRequest, Any], HttpResponse]


def creates(show: Show) -> Callable[[Callable[..., Any]], Callable[..., HttpResponse]]:
    """Let an operation take an ``Idempotency-Key`` and answer with ``show(request, made)``.

    What the operation returns is kept with the key: JSON, a reference or numbers, never what people
    wrote and never a secret. What it raises leaves the key free. It runs in a transaction then, so
    whatever takes long (opening a picture, reading a table) belongs before it: see `made_once`.
    """

    def decorate(operation: Callable[..., Any]) -> Callable[..., HttpResponse]:
        @wraps(operation)
        def answering(
            request: HttpRequest, *, idempotency_key: str = "", **given: Any
        ) -> HttpResponse:
            made, is_new = made_once(
                request, idempotency_key, given, lambda: operation(request, **given)
            )
            return replayed(show(request, made), is_new)

        # Read here, where the names in the annotations mean something, and with the header.
        signature = inspect.signature(operation, eval_str=True)
        header = inspect.Parameter(
            "idempotency_key",
            inspect.Parameter.KEYWORD_ONLY,
            default="",
            annotation=IdempotencyKey,
        )
        parameters = [*signature.parameters.values(), header]
        answering.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]  # PEP 362; mypy does not know it
        return answering

    return decorate


def made_once(
    request: HttpRequest, key: str, content: Mapping[str, Any], make: Callable[[], Any]
) -> tuple[Any, bool]:
    """What ``make`` makes, or made when this caller sent this very request before.

    For operations that `creates` does not fit: they take ``idempotency_key: IdempotencyKey = ""``.

    Parameters
    ----------
    key : str
        "": no key, so ``make`` is called without more ado.
    content : mapping
        What was sent, path and all: plain values, schemas, uploaded files.

    Returns
    -------
    made, is_new
        As from `idempotency.once`.

    Raises
    ------
    KeyReused
        The caller used the key before, for another operation or with another content.
    """
    if not key:
        return make(), True
    said = {name: _said(value) for name, value in content.items()}
    fingerprint = fingerprint_of([request.method, request.path, said])
    return once(scope=f"api:{caller_name(request)}", key=key, fingerprint=fingerprint, make=make)


def caller_name(request: HttpRequest) -> str:
    """In whose name keys are: the programme's, the person's, or those of one address."""
    actor = actor_of(request)
    if actor.api_key_id is not None:
        return f"key:{actor.api_key_id}"
    if actor.user_id is not None:
        return f"user:{actor.user_id}"
    return f"address:{client_address(request)}"


def replayed(response: HttpResponse, is_new: bool) -> HttpResponse:
    """Say in a header that the answer is to a repeated request."""
    if not is_new:
        response[REPLAYED] = "true"
    return response


def _said(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, UploadedFile):
        digest = hashlib.sha256()
        for chunk in value.chunks():
            digest.update(chunk)
        value.seek(0)
        return [value.name, digest.hexdigest()]
    if isinstance(value, list | tuple):
        return [_said(one) for one in value]
    return value

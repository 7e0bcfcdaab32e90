"""What may go wrong in the exchange."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import Conflict, GongjianError, WrongState


class AnotherSource(Conflict):
    """Of a concept there is one authoritative source, and this is not it."""

    code = "another_source"

    def __init__(self, concept: str, source: str) -> None:
        words = _(
            "“%(concept)s” has its authoritative source already: %(source)s. One field, one source."
        )
        super().__init__(words % {"concept": concept, "source": source})


class NoKey(WrongState):
    code = "no_department_key"
    message = _("This department has no key yet. Its supervisor makes one on the page of keys.")


class KeyElsewhere(WrongState):
    code = "key_elsewhere"
    message = _(
        "The private key of this department lies on its own node. Sign there with"
        " `gongjian node sign`, and bring the signature here."
    )


class NoNumber(WrongState):
    code = "no_verified_number"
    message = _(
        "No number by which the source finds you is known to be yours. An official of the"
        " department verifies it once, at a counter."
    )


class WrongSignature(GongjianError):
    code = "wrong_signature"
    status = 401
    message = _("This message is not signed with a key of a department that is known here.")


class Replayed(Conflict):
    code = "replayed"
    message = _("This very message was received before. Nothing was asked a second time.")


class _OfQuery(GongjianError):
    """Something about a query that has its row, a `models.DataQuery`."""

    def __init__(self, *, query: Any) -> None:
        super().__init__()
        self.query = query


class QueryRefused(_OfQuery):
    """The gateway refused; the row holds every check, and the signed decision."""

    code = "query_refused"
    status = 403
    message = _("The query was refused.")


class SourceFailed(_OfQuery):
    """The source did not give what it was asked for; the row's outcome says in which way."""

    code = "source_failed"
    status = 502
    message = _("The source did not answer as it should. Nothing was given.")

"""One family of errors: actions raise, edges translate (page, problem+json, exit code)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class GongjianError(Exception):
    """Base of every error a person or program may be told of.

    Parameters
    ----------
    message : str, optional
        What happened and what to do now, for a person.
    fields : mapping of str to messages, optional
        Which inputs are wrong.
    """

    code = "error"
    status = 400
    message: Text = _("This could not be done.")

    def __init__(
        self, message: Text | None = None, *, fields: Mapping[str, Sequence[Text]] | None = None
    ) -> None:
        self.message = message if message is not None else type(self).message
        self.fields = {name: list(texts) for name, texts in (fields or {}).items()}
        super().__init__(str(self.code))

    def __str__(self) -> str:
        return str(self.message)


class Unauthenticated(GongjianError):
    code = "unauthenticated"
    status = 401
    message = _("Please sign in first.")


class NotAllowed(GongjianError):
    code = "not_allowed"
    status = 403
    message = _("Your account may not do this.")


class NotForAccount(NotAllowed):
    """A page or operation as a whole, by the roles it needs; nothing of it was shown."""

    message = _(
        "Your account has no role for this. If you need it for your work, ask an administrator."
    )


class NotFound(GongjianError):
    """Missing or hidden: the two are told apart by nobody."""

    code = "not_found"
    status = 404
    message = _("There is nothing here, or you may not see it.")


class WrongState(GongjianError):
    code = "wrong_state"
    status = 409
    message = _("This is no longer possible: somebody or something has changed it meanwhile.")


class StepNotOpen(WrongState):
    """The step does not exist in the state the thing is in by now."""

    code = "step_not_open"
    message = _(
        "This has moved on: that is not possible any more in its present state. "
        "Look at it again, then decide."
    )


class StaleVersion(GongjianError):
    code = "stale_version"
    status = 409
    message = _("Somebody changed this while you were looking at it. Look again, then decide.")


class Conflict(GongjianError):
    code = "conflict"
    status = 409
    message = _("This was done already, or contradicts something that was.")


class KeyReused(Conflict):
    code = "idempotency_mismatch"
    message = _("This idempotency key was used before with another content.")


class Invalid(GongjianError):
    code = "invalid"
    status = 422
    message = _("Something in what you entered is not right.")


class TooLarge(GongjianError):
    code = "too_large"
    status = 413
    message = _("This is too large.")


class TooMany(GongjianError):
    """A rate limit; ``retry_after_seconds`` goes into the Retry-After header."""

    code = "too_many_requests"
    status = 429
    message = _("Too many requests. Please wait a moment.")

    def __init__(
        self,
        message: Text | None = None,
        *,
        fields: Mapping[str, Sequence[Text]] | None = None,
        retry_after_seconds: int = 60,
    ) -> None:
        super().__init__(message, fields=fields)
        self.retry_after_seconds = retry_after_seconds

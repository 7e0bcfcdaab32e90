from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import Conflict, NotAllowed, WrongState


class AccountTooNew(NotAllowed):
    code = "account_too_new"
    message = _("Your account is too new for this. Please come back a little later.")


class AnotherModerator(NotAllowed):
    """Nobody decides on an appeal against what they decided themselves."""

    code = "another_moderator"
    message = _("Another person has to decide this: it was you who decided before.")


class OwesTheAnswer(NotAllowed):
    """Whoever owes a proposal its answer does not hide it."""

    code = "owes_the_answer"
    message = _("You owe this its answer: somebody else decides whether to hide it.")


class AlreadyAppealed(Conflict):
    code = "already_appealed"
    message = _("An appeal against this decision was made before.")


class ConsultationNotOpen(WrongState):
    code = "consultation_not_open"
    message = _("This consultation is not open for that now.")


class NotEligible(NotAllowed):
    """Whoever may take part in a consultation, this person is not among them."""

    code = "not_eligible"
    message = _("This consultation is for other people.")


class RulesLocked(WrongState):
    code = "rules_locked"
    message = _("It has opened: people voted by its rules as they are, so these stay.")


class SaidAlready(Conflict):
    code = "said_already"
    message = _("Somebody has said this already.")


class NoMoreStatements(Conflict):
    code = "no_more_statements"
    message = _("No more statements can be added here.")

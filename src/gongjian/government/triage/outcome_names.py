"""What came of a training, in words."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from gongjian.government.triage.learning_rules import Outcome
from gongjian.government.triage.models import TrainingRun
from gongjian.government.triage.selectors.models import is_alive

NAMES = {
    Outcome.PROMOTED: _("A better model was made and is in use."),
    Outcome.REFUSED: _("The new model was not better by more than chance; the old one stays."),
    Outcome.TOO_FEW: _("There were too few examples to learn from."),
    Outcome.NO_NEWS: _("Too few new examples had come to judge a new model by."),
    Outcome.STOPPED: _("It was stopped before it ended."),
    Outcome.FAILED: _("It failed; the log of the worker says why."),
}
UNDER_WAY = _("A model is being trained.")


def outcome_name(run: TrainingRun, now: datetime) -> str:
    """What a run came to, or that it is under way."""
    if run.outcome:
        return str(NAMES[Outcome(run.outcome)])
    return str(UNDER_WAY if is_alive(run, now) else NAMES[Outcome.STOPPED])

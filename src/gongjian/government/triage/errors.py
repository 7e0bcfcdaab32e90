"""What can be wrong with hot issues, and with learning."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.errors import Conflict, Invalid


class NotOfIssue(Invalid):
    """Cases were named that are not, or no longer, in the hot issue."""

    code = "not_of_issue"
    message = _("Some of these cases are no longer in this hot issue. Look again, then decide.")


class TrainingUnderWay(Conflict):
    code = "training_under_way"
    message = _("A model is being trained already. Wait until that has ended.")


class ModelGone(Conflict):
    code = "model_gone"
    message = _("The weights of this model are no longer kept, so it cannot be used again.")

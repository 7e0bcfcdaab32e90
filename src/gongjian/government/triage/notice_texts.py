"""What is told about the models that sort cases, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.people.interface import Topic

MODELS = Topic(
    "models",
    _("The model that sorts cases"),
    _("Another model is in use, or the one in use has become less precise than you want."),
    is_for_staff=True,
)
TOPICS = [MODELS]

YOU_ADMINISTER = _("You administer this town.")
CHANGED_SUBJECT = _("Another model sorts cases from now on")
CHANGED_BODY = _(
    "Its card says what it learnt from and how good it is. You can go back to the last."
)
RETIRED_BODY = _(
    "No trained model is in use: categories are suggested by their names, and dispatchers choose."
)
DRIFT_SUBJECT = _("Sorting by the model has become less precise than you want")
DRIFT_BODY = _(
    "Of the last weeks’ cases that it dispatched by itself, or that were checked, fewer were right "
    "than you have set, and by more than chance. Its threshold was raised: it dispatches fewer "
    "cases by itself, or none, and dispatchers get the others. Look at its card: a new training, "
    "or going back to the last model, may help."
)

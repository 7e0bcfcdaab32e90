"""How a count treated what the name of its rule does not say, in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongjian.public.budgeting.models import (
    BudgetProject,
    BudgetRound,
    CompletionChoice,
    PartCount,
    RuleChoice,
)
from gongjian.public.budgeting.views.result_words import money_words


def told_treatment(
    round_: BudgetRound, count: PartCount, projects: Mapping[int, BudgetProject]
) -> list[tuple[str, str]]:
    """Term and words, as recorded with the count."""
    treatment = count.report["treatment"]
    told = [
        *_shares(round_, count),
        (_("Of two equally good"), _ties(treatment["ties"])),
        (_("Whether anything still fits"), _exhaustive(round_, count)),
        (_("Projects that cost nothing"), _("A supported one is funded first.")),
        (_("Projects that nobody supports"), _unsupported(treatment["unsupported"])),
        (_("Empty ballots"), _("They count as voters.")),
    ]
    withdrawn = [projects[int(number)] for number in treatment["withdrawn"]]
    if withdrawn:
        titles = "; ".join(f"{project.number}. {project.title}" for project in withdrawn)
        said = _("Votes for them are passed over, and their voters still are voters: %(titles)s.")
        told.append((_("Withdrawn projects"), said % {"titles": titles}))
    told.append((_("Arithmetic"), _("Exact, in fractions: nothing is rounded but what is shown.")))
    return told


def _shares(round_: BudgetRound, count: PartCount) -> list[tuple[str, str]]:
    if count.rule != RuleChoice.EQUAL_SHARES:
        said = _("What does not fit at its turn is passed over, and the next is looked at.")
        return [(_("What does not fit"), said)]
    each = money_words(round_, count.report["endowment"] or "0")
    said = _("Each voter began with %(each)s.") % {"each": each}
    added = count.report["added_units"]
    if added:
        said += " " + ngettext(
            "It was raised by one unit of money %(added)d time, for all.",
            "It was raised by one unit of money %(added)d times, for all.",
            added,
        ) % {"added": added}
    left = CompletionChoice(count.completion).label
    return [(_("The equal share"), said), (_("What equal shares leave"), str(left))]


def _ties(ties: str) -> str:
    seed = ties.removeprefix("lot:")
    if seed != ties:
        said = _(
            "A lot: the lowest SHA-256 of the seed, a line feed and the number of the project. The "
            "seed is made of all ballots: %(seed)s."
        )
        return said % {"seed": seed}
    return _("The lower number comes first.")


def _exhaustive(round_: BudgetRound, count: PartCount) -> str:
    treatment = count.report["treatment"]
    left = {"left": money_words(round_, count.report["left"])}
    if not treatment["exhaustive"]:
        said = _("Some supported project would still fit into the %(left)s that are left.")
    elif treatment.get("exhaustive_of_all", True):
        said = _("No project that is not funded fits into the %(left)s that are left.")
    else:
        said = _(
            "No supported project that is not funded fits into the %(left)s that are left; one "
            "that nobody supports would."
        )
    return said % left


def _unsupported(said: str) -> str:
    if said == "never funded":
        return _("They are never funded.")
    return _("They are funded last, as long as they fit.")

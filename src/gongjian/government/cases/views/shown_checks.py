"""What a look at a drafted answer finds, in the words of whoever writes it: suggestions only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongjian.government.cases.models import Case
from gongjian.methods.answer_check import (
    AnswerCheck,
    Ask,
    Flaw,
    FoundPart,
    check_answer,
    check_joint_answer,
)
from gongjian.methods.answer_words import Part, Wanted

PARTS: dict[Part, tuple[str | Promise, str | Promise]] = {
    Part.DONE: (_("What was done"), _("Say what was done or decided, and what follows.")),
    Part.WHO: (_("By whom"), _("Name the office or the people who do it.")),
    Part.WHEN: (_("By when"), _("Give a day or a period, not only “soon”.")),
    Part.PROVISION: (
        _("On which provision"),
        _("Cite the provision, or choose it in the form."),
    ),
    Part.APPEAL: (_("How to appeal"), _("Where you refuse something, say how to appeal.")),
    Part.CONTACT: (_("Whom to ask"), _("Give an office, a telephone number or an address.")),
}
"""Part of an answer → its name, and what to do where it is missing."""
FLAWS: dict[Flaw, str | Promise] = {
    Flaw.TOO_SHORT: _("Very short: beside greeting and thanks it says little."),
    Flaw.TOO_LONG: _("Very long: what matters most belongs first."),
    Flaw.LONG_SENTENCES: _("Long sentences; make two of each:"),
    Flaw.EMPTY_PHRASES: _("This promises without a day or a result:"),
    Flaw.OFFICIALESE: _("Words of the office; say it as to a neighbour:"),
    Flaw.BARE_NUMBERS: _("Numbers without what they count:"),
}
HINTS: dict[Wanted, str | Promise] = {
    Wanted.TIME: _("No day or period is named."),
    Wanted.NUMBER: _("No number is named."),
    Wanted.PLACE: _("No place is named."),
    Wanted.REASON: _("No reason is given."),
    Wanted.WAY: _("It does not say how."),
    Wanted.WHOM: _("It does not say whom to turn to."),
}
NOT_SPOKEN_OF = _("The answer does not seem to speak of it.")


@dataclass(frozen=True, slots=True)
class ShownAsk:
    text: str
    is_addressed: bool
    hint: str | Promise


@dataclass(frozen=True, slots=True)
class ShownPart:
    name: str | Promise
    words: tuple[str, ...]
    advice: str | Promise
    """"" where the part is there."""


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """As answer_check.html draws it."""

    asks: list[ShownAsk]
    parts: list[ShownPart]
    flaws: list[tuple[str | Promise, tuple[str, ...]]]
    looked_at: int = 0
    """Cases of a hot issue that it was looked at beside; 0 for the answer to one case."""
    left_open: int = 0
    """Of these, how many ask something that it does not speak of."""

    @property
    def is_fine(self) -> bool:
        """Nothing is suggested."""
        return not self.suggested

    @property
    def suggested(self) -> int:
        """How many suggestions there are."""
        unaddressed = sum(not ask.is_addressed for ask in self.asks)
        return unaddressed + len(self.missing) + len(self.flaws)

    @property
    def missing(self) -> list[ShownPart]:
        return [part for part in self.parts if part.advice]


def shown_check(case: Case, text: str, provision: str = "") -> ShownCheck | None:
    """A look at a draft beside the case's own words; None for an empty draft.

    Parameters
    ----------
    provision : str
        What the form cites, "" for nothing: chosen there, it need not stand in the text.
    """
    if not text.strip():
        return None
    return _shown(check_answer(f"{case.title}\n{case.text}", text), provision)


def shown_joint_check(
    questions: Sequence[str], text: str, provision: str = ""
) -> ShownCheck | None:
    """A look at a draft of a joint answer beside what the cases ask; None for an empty draft."""
    if not text.strip():
        return None
    found = check_joint_answer(questions, text)
    shown = _shown(found.check, provision)
    return replace(shown, looked_at=found.looked_at, left_open=found.left_open)


def _shown(check: AnswerCheck, provision: str) -> ShownCheck:
    return ShownCheck(
        asks=[ShownAsk(ask.text, ask.is_addressed, _hint(ask)) for ask in check.asks],
        parts=[_part(found, provision) for found in check.parts],
        flaws=[(FLAWS[found.flaw], found.words) for found in check.flaws],
    )


def _hint(ask: Ask) -> str | Promise:
    if ask.is_addressed:
        return ""
    return NOT_SPOKEN_OF if ask.gives else HINTS[ask.wanted]


def _part(found: FoundPart, provision: str) -> ShownPart:
    name, advice = PARTS[found.part]
    words = found.words
    if found.part is Part.PROVISION and provision:
        words = (*words, provision)
    return ShownPart(name, words, "" if words else advice)

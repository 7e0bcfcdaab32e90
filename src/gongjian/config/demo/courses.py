"""What happens to a case, step by step, without the words.

A course is drawn to its end and then cut at the town's now, so that open cases are simply
those whose next step lies ahead. Each step comes with a cue that tells the writer which
words it needs, so that the course is the same in both languages.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from gongjian.config.demo.beats import Beat
from gongjian.config.demo.duties import duty_for
from gongjian.config.demo.model import Step
from gongjian.config.demo.office_hours import after_office_hours, after_working_days

# The share of the time allowed that a department usually takes; housing is slow.
_PACES = {
    "housing": 0.86,
    "urban": 0.46,
    "ecology": 0.56,
    "transport": 0.5,
    "traffic": 0.38,
    "water": 0.42,
    "education": 0.5,
    "health": 0.45,
    "civil": 0.55,
    "labour": 0.58,
    "market": 0.52,
    "planning": 0.62,
    "emergency": 0.4,
    "daoxiang": 0.48,
}
# Where a department's cases land by mistake.
_EASILY_CONFUSED = {
    "housing": ("market", "planning", "urban"),
    "urban": ("transport", "water", "ecology"),
    "ecology": ("urban", "water", "housing"),
    "transport": ("traffic", "urban", "market"),
    "traffic": ("transport", "urban", "emergency"),
    "water": ("urban", "housing", "ecology"),
    "education": ("market", "health", "civil"),
    "health": ("civil", "market", "education"),
    "civil": ("labour", "health", "housing"),
    "labour": ("civil", "market", "housing"),
    "market": ("housing", "health", "education"),
    "planning": ("housing", "urban", "ecology"),
    "emergency": ("housing", "urban", "market"),
    "daoxiang": ("urban", "planning", "health"),
}
_OFFICE_DAY_HOURS = 9.0
_EXTENSION_DAYS = 5
_CLOSES_AFTER = timedelta(days=15)
_ASSISTANCE_DAYS = 3
_GAP_TAKEN_ON_BY = "urban"
_CENTRE_OPENS, _CENTRE_CLOSES = 7, 20

# How often what happens.
_APPEALED = 0.45
_APPEAL_UPHELD = 0.7
_LEFT_LYING = 0.22
_MISDIRECTED = 0.07
_HANDED_BACK_TWICE = 0.3
_SETTLED_ELSEWHERE = 0.4
_ASKED = 0.11
_REPLIES_LATE = 0.2
_HELPED = 0.1
# Of the parts the register asks for; the others are late, or the answer comes before them.
_PART_DONE = 0.55
_EXTENDED = 0.07
_EXTENSION_REFUSED = 0.2
_NOTED = 0.22
_FORGOTTEN = 0.02
_FORGOTTEN_BY_SLOW = 0.06
_POOR_ANSWER = 0.16
_REOPENED = 0.7
_CLOSED_BY_REQUESTER = 0.75
_SLOW_TO_RESUME = 0.45
_SPREAD = 0.45


@dataclass(frozen=True)
class Cast:
    """Who may take part: account keys by the department they work for."""

    handlers: dict[str, tuple[str, ...]]
    supervisors: dict[str, str]
    dispatchers: tuple[str, ...]


@dataclass(frozen=True)
class Circumstances:
    """What of a story decides its course.

    ``rates`` is how likely its requester rates an answer, ``trouble`` how much likelier
    than usual the first answer disappoints. A refused case may still be won on appeal.
    """

    category: str
    area: str
    received_at: datetime
    rates: float
    trouble: float
    is_refused: bool
    can_be_upheld: bool


def merge_course(received_at: datetime, into: str, cast: Cast, rng: Random) -> list[Beat]:
    """Return the course of a case that joins an earlier one."""
    director = _Director(received_at, cast, rng)
    director.centre_step("merge", "merge", into=into)
    return director.beats


def draw_course(case: Circumstances, cast: Cast, rng: Random) -> list[Beat]:
    """Draw the whole course of a case, as far into the future as it goes."""
    director = _Director(case.received_at, cast, rng)
    duty = duty_for(case.category, case.area)
    lead = duty.lead if duty else _GAP_TAKEN_ON_BY
    provision = duty.provision if duty else "requests-12"
    if case.is_refused and not director.reject_and_appeal(lead, can_be_upheld=case.can_be_upheld):
        return director.beats
    supporting = duty.supporting if duty else ()
    if not director.was_dispatched:
        found = director.find_department(lead, supporting, is_gap=duty is None)
        # The register's helpers help whom the register names.
        supporting = supporting if found == lead else ()
        lead = found
    director.handle(
        lead=lead,
        supporting=supporting,
        days=duty.deadline_days if duty else 10,
        provision=provision,
        case=case,
    )
    return director.beats


class _Director:
    """Adds steps one after the other, moving its clock along."""

    def __init__(self, received_at: datetime, cast: Cast, rng: Random) -> None:
        self.beats: list[Beat] = []
        self.was_dispatched = False
        self._received_at = self._at = received_at
        self._cast = cast
        self._rng = rng
        self._handler = ""
        self._answered_at = received_at

    def centre_step(self, act: str, cue: str, **fields: Any) -> None:
        """Add a step of the service centre, which works from seven to eight every day."""
        minutes = self._rng.expovariate(1 / 70) + 3
        if self._rng.random() < _LEFT_LYING:
            minutes += self._rng.uniform(240, 900)
        at = self._at + timedelta(minutes=minutes)
        if not _CENTRE_OPENS <= at.hour < _CENTRE_CLOSES:
            days = 1 if at.hour >= _CENTRE_CLOSES else 0
            opening = at.replace(hour=_CENTRE_OPENS, minute=0) + timedelta(days=days)
            at = opening + timedelta(minutes=self._rng.uniform(2, 90))
        self._add(act, cue, at, self._rng.choice(self._cast.dispatchers), **fields)

    def reject_and_appeal(self, lead: str, *, can_be_upheld: bool) -> bool:
        """Reject the case; tell whether an appeal brings it to the department after all."""
        self.centre_step("reject", "reject", provision="requests-21")
        if self._rng.random() >= _APPEALED:
            return False
        rejected_by = self.beats[-1].step.by
        self._requester_step("appeal", "appeal", hours=(20, 140))
        self._office_step("", 4, 30)
        # Nobody decides an appeal against a rejection of their own.
        by = self._rng.choice([key for key in self._cast.dispatchers if key != rejected_by])
        if not can_be_upheld or self._rng.random() >= _APPEAL_UPHELD:
            self._office_step(by, 0.1, 4, "dismiss_appeal", "dismiss_appeal")
            return False
        self._office_step(by, 0.1, 4, "uphold_appeal", "uphold_appeal", department=lead)
        self.was_dispatched = True
        return True

    def find_department(self, lead: str, supporting: tuple[str, ...], *, is_gap: bool) -> str:
        """Dispatch the case, now and then to a department that hands it back; return who has it in
        the end: whom the register names, save where a settlement says otherwise."""
        rng = self._rng
        if rng.random() >= _MISDIRECTED:
            self.centre_step("dispatch", "dispatch:gap" if is_gap else "dispatch", department=lead)
            return lead
        wrong = _somebody_else(rng, (lead,), supporting)
        self.centre_step("dispatch", "dispatch", department=wrong)
        if rng.random() >= _HANDED_BACK_TWICE:
            self._hand_back(wrong, lead)
            self._office_step("", 4, 45)
            self.centre_step("dispatch", "dispatch:again", department=lead)
            return lead
        other = _somebody_else(rng, (lead, wrong), supporting)
        self._hand_back(wrong, other)
        self._office_step("", 4, 45)
        self.centre_step("dispatch", "dispatch:again", department=other)
        self._hand_back(other, lead)
        self._office_step("", 4, 45)
        settled = other if rng.random() < _SETTLED_ELSEWHERE else lead
        self.centre_step("settle", "settle", department=settled, provision="requests-12")
        return settled

    def handle(
        self,
        *,
        lead: str,
        supporting: tuple[str, ...],
        days: int,
        provision: str,
        case: Circumstances,
    ) -> None:
        """Accept, work on, answer, and see the case closed."""
        rng = self._rng
        pace = _PACES[lead]
        self._handler = rng.choice(self._cast.handlers[lead])
        self._office_step(self._handler, 0.2, 9 * pace, "accept", "accept")
        self._office_step(self._handler, 0.2, 16 * pace, "start", "start")
        if rng.random() < _ASKED:
            self._ask()
        needs_time = rng.random() < _EXTENDED
        for helper in supporting:
            if rng.random() < _PART_DONE:
                self._contribute(helper, rng.randrange(2), 0.5, 6)
        if rng.random() < _HELPED:
            self._call_in(_somebody_else(rng, (lead, *supporting), ()))
        if rng.random() < _NOTED:
            self._office_step(self._handler, 0.5, 5, "note", "note")
        share = pace * rng.lognormvariate(0, _SPREAD)
        if needs_time:
            days += self._extend(lead, days)
            share = max(share, 0.75)
        if rng.random() < (_FORGOTTEN_BY_SLOW if lead == "housing" else _FORGOTTEN):
            share += 3
        self._work_until(share, days, lead, days_late=share > 1)
        self._conclude(provision, case, share)

    def _conclude(self, provision: str, case: Circumstances, share: float) -> None:
        rng = self._rng
        is_poor = rng.random() < _POOR_ANSWER * case.trouble
        self._office_step(
            self._handler,
            0.1,
            2,
            "answer",
            "answer:poor" if is_poor else "answer",
            provision=provision,
        )
        if not self._is_rated(case, is_poor=is_poor):
            self._close_unrated()
            return
        if not is_poor:
            self._rate(solved=True, is_late=share > 1)
            self._close_rated()
            return
        self._rate(solved=False, is_late=share > 1)
        if rng.random() >= _REOPENED:
            self._close_rated()
            return
        self._requester_step("reopen", "reopen", hours=(0.1, 30))
        wait_hours = 80 if rng.random() < _SLOW_TO_RESUME else 16
        self._office_step(self._handler, 1, wait_hours, "accept", "accept")
        self._office_step(self._handler, 0.1, 5, "start", "start")
        self._office_step(self._handler, 6, 40, "answer", "answer:again", provision=provision)
        if rng.random() < 0.7:
            self._rate(solved=rng.random() < 0.85, is_late=False)
            self._close_rated()
        else:
            self._close_unrated()

    def _is_rated(self, case: Circumstances, *, is_poor: bool) -> bool:
        return self._rng.random() < min(0.95, case.rates * (1.7 if is_poor else 1))

    def _ask(self) -> None:
        number = self._rng.randrange(3)
        self._office_step(self._handler, 0.3, 6, "ask", f"ask:{number}")
        hours = (150, 600) if self._rng.random() < _REPLIES_LATE else (1, 70)
        self._requester_step("reply", f"reply:{number}", hours=hours)

    def _call_in(self, helper: str) -> None:
        number = self._rng.randrange(2)
        self._office_step(
            self._handler,
            0.5,
            5,
            "invite",
            f"invite:{number}",
            department=helper,
            days=_ASSISTANCE_DAYS,
        )
        self._contribute(helper, number, 2, 14)

    def _contribute(self, helper: str, number: int, low: float, high: float) -> None:
        by = self._rng.choice(self._cast.handlers[helper])
        self._office_step(by, low, high, "contribute", f"contribute:{number}", department=helper)

    def _extend(self, lead: str, days: int) -> int:
        self._office_step("", 0.2 * days * _OFFICE_DAY_HOURS, 0.5 * days * _OFFICE_DAY_HOURS)
        self._office_step(
            self._handler, 0.1, 2, "request_extension", "extension", days=_EXTENSION_DAYS
        )
        granted = self._rng.random() >= _EXTENSION_REFUSED
        act = "approve_extension" if granted else "refuse_extension"
        self._office_step(self._cast.supervisors[lead], 0.5, 7, act, act)
        return _EXTENSION_DAYS if granted else 0

    def _work_until(self, share: float, days: int, lead: str, *, days_late: bool) -> None:
        """Let the time pass; the supervisor steps in once the case is overdue."""
        ready = after_office_hours(self._received_at, share * days * _OFFICE_DAY_HOURS)
        reminder = after_office_hours(after_working_days(self._received_at, days), 2)
        if days_late and self._at < reminder < ready:
            self._add("note", "note:overdue", reminder, self._cast.supervisors[lead])
        self._at = max(self._at, ready)

    def _hand_back(self, by_department: str, better: str) -> None:
        by = self._rng.choice(self._cast.handlers[by_department])
        if self._rng.random() < 0.4:
            self._office_step(by, 0.2, 4, "accept", "accept")
        self._office_step(by, 0.5, 8, "hand_back", "hand_back", department=better)

    def _rate(self, *, solved: bool, is_late: bool) -> None:
        rng = self._rng
        if solved:
            satisfaction = rng.choices((3, 4, 5), (4, 3, 1) if is_late else (1, 4, 6))[0]
        else:
            satisfaction = rng.choices((1, 2, 3), (5, 4, 1))[0]
        mood = "good" if solved and satisfaction > 3 else "fair" if solved else "bad"
        self._requester_step(
            "rate", f"rate:{mood}", hours=(0.3, 110), solved=solved, satisfaction=satisfaction
        )

    def _close_rated(self) -> None:
        if self._rng.random() < _CLOSED_BY_REQUESTER:
            self._requester_step("close", "close", hours=(0.02, 20))
        else:
            self._close_unrated()

    def _close_unrated(self) -> None:
        at = (self._answered_at + _CLOSES_AFTER).replace(hour=2, minute=0, second=0)
        self._add("close", "close", at, "system")

    def _requester_step(
        self, act: str, cue: str, hours: tuple[float, float], **fields: Any
    ) -> None:
        low, high = hours
        wait = math.exp(self._rng.uniform(math.log(low), math.log(high)))
        at = self._at + timedelta(hours=wait)
        if at.hour < 7:
            at += timedelta(hours=8)
        self._add(act, cue, at, "requester", **fields)

    def _office_step(
        self, by: str, low: float, high: float, act: str = "", cue: str = "", **fields: Any
    ) -> None:
        """Let office hours pass and, where an act is named, add it."""
        at = after_office_hours(self._at, self._rng.uniform(low, max(low, high)))
        if act:
            self._add(act, cue, at, by, **fields)
        else:
            self._at = at

    def _add(self, act: str, cue: str, at: datetime, by: str, **fields: Any) -> None:
        self._at = at = max(at.replace(microsecond=0), self._at + timedelta(seconds=40))
        if act == "answer":
            self._answered_at = at
        self.beats.append(Beat(Step(act, at, by, **fields), cue))


def _somebody_else(rng: Random, not_these: tuple[str, ...], near: tuple[str, ...]) -> str:
    """Draw a department the case is easily taken for, or a supporting one."""
    likely = [code for code in (*near, *_EASILY_CONFUSED[not_these[0]]) if code not in not_these]
    return rng.choice(likely)

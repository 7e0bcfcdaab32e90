"""What measures came to: of readings, or of rates computed of cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gongjian.government.cases import interface as cases
from gongjian.market.initiatives import rules
from gongjian.market.initiatives.models import Initiative, Measure, MeasureReading, Rate
from gongjian.market.initiatives.selectors.initiatives import last_reading, measures_of

SHARES = frozenset({Rate.RESPONSE, Rate.SOLUTION, Rate.SATISFACTION})
"""Rates that are shares of one: their targets are typed in percent, and so they are shown."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A measure with what it was and what it is by now; exact, in the measure's own unit."""

    measure: Measure
    baseline: Fraction | None
    """None: in that time there was nothing to take a rate of."""
    value: Fraction | None
    on: date | None
    """Until when ``value`` counts: a day, or the first day of a rate's last month."""
    reading: MeasureReading | None
    reached: Fraction | None
    """How much of the way from baseline to target; 1 is all of it."""

    @property
    def is_reached(self) -> bool:
        return self.reached is not None and self.reached >= 1

    @property
    def reached_percent(self) -> int:
        """0 to 100, rounded down: 100 is all."""
        if self.reached is None:
            return 0
        return max(0, min(100, int(self.reached * 100)))


def outcomes_of(initiative: Initiative, today: date) -> list[Outcome]:
    """All its measures. Two queries, and two more for each that is a rate."""
    return [outcome_of(measure, today) for measure in measures_of(initiative)]


def outcome_of(measure: Measure, today: date) -> Outcome:
    if measure.rate:
        return _computed(measure, today)
    reading = last_reading(measure)
    baseline = Fraction(measure.baseline or 0)
    value = Fraction(reading.value) if reading else None
    return _outcome(measure, baseline, value, reading.on if reading else None, reading)


def _computed(measure: Measure, today: date) -> Outcome:
    """A rate over the whole months before today, but never beyond its target's day."""
    until = measure.baseline_until
    assert until is not None  # a constraint of the table
    begin, end = rules.months_before(rules.month_after(until), measure.months)
    baseline = _rate(measure, begin, end)
    last = min(today, rules.month_after(measure.by_when))
    first_month, last_month = rules.months_before(last, measure.months)
    if last_month <= end:
        # No month has passed since: what it was before is no outcome.
        return _outcome(measure, baseline, None, None, None)
    return _outcome(measure, baseline, _rate(measure, first_month, last_month), last_month, None)


def _rate(measure: Measure, first_month: date, last_month: date) -> Fraction | None:
    counts = cases.total_rates(
        filters=cases.RateFilters(
            month_from=first_month,
            month_until=last_month,
            department_id=measure.department_id,
            category_path=measure.category.path if measure.category else "",
            area_path=measure.area.path if measure.area else "",
        )
    )
    return value_of(Rate(measure.rate), counts, measure.months)


def value_of(rate: Rate, counts: cases.Counts, months: int) -> Fraction | None:
    """A rate of some sums, shares in percent, cases received as those of a month."""
    found: Fraction | None
    if rate is Rate.RESPONSE:
        found = counts.response_rate()
    elif rate is Rate.SOLUTION:
        found = counts.solution_rate()
    elif rate is Rate.SATISFACTION:
        found = counts.satisfaction_rate()
    elif rate is Rate.FIRST_RESPONSE:
        return counts.first_response_hours()
    else:
        return Fraction(counts.received, months)
    return None if found is None else found * 100


def _outcome(
    measure: Measure,
    baseline: Fraction | None,
    value: Fraction | None,
    on: date | None,
    reading: MeasureReading | None,
) -> Outcome:
    reached = None
    if baseline is not None and value is not None:
        reached = rules.share_reached(baseline, Fraction(measure.target), value)
    return Outcome(measure, baseline, value, on, reading, reached)


def unmeasured(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Those of which nothing is known yet, and something could be: no rate of cases there are
    none of."""
    return [one for one in outcomes if one.value is None and not one.measure.rate]

"""Hot issues as pages show them: degrees, trend and period in words, arrivals as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from gongjian.foundation.kernel.clock import local_day
from gongjian.government.triage import interface as triage

Issue = triage.HotIssue | triage.PublicIssue

# Trend → word, icon, tone.
TRENDS: dict[triage.Trend, tuple[str | Promise, str, str]] = {
    triage.Trend.RISING: (pgettext_lazy("trend", "rising"), "trending_up", "alert"),
    triage.Trend.STEADY: (pgettext_lazy("trend", "steady"), "arrow_forward", "plain"),
    triage.Trend.FALLING: (pgettext_lazy("trend", "falling"), "trending_down", "done"),
    triage.Trend.QUIET: (pgettext_lazy("trend", "quiet now"), "schedule", "plain"),
}
MOST_DAYS, MOST_WEEKS, YEAR = 31, 60, 350
SPARK_WEEKS, SPARK_WIDTH, SPARK_HEIGHT = 26, 104, 24
TREND_DAYS = 28


@dataclass(frozen=True, slots=True)
class ShownIssue:
    issue: Issue
    title: str
    heat: float
    """Degrees at this moment."""
    peak: float
    share: int
    """Of the hottest in the same list, in percent: how long its bar is."""
    trend: tuple[str | Promise, str, str]
    recent: int
    before: int
    """Cases of the last four weeks, and of the four before."""
    bars: tuple[tuple[float, float, float], ...]
    """Of the picture of its last half year: x, y, height."""

    @property
    def is_cold(self) -> bool:
        return self.heat == 0

    @property
    def heat_words(self) -> str:
        return degrees(self.heat)

    @property
    def peak_words(self) -> str:
        return degrees(self.peak)


def degrees(heat: float) -> str:
    """ "0.4", "3.2", "57": as exact as it tells something."""
    return f"{heat:.1f}" if heat < 10 else f"{heat:.0f}"


def shown_issues(issues: Sequence[Issue], now: datetime) -> list[ShownIssue]:
    """Issues of one list."""
    heats = [triage.heat_at(issue.heat, now) for issue in issues]
    peaks = [issue.peak_heat for issue in issues]
    top, top_peak = max(heats, default=0), max(peaks, default=0)
    # Where all are cold, as of a table of past years, their bars compare what they once were.
    lengths, longest = (heats, top) if top else (peaks, top_peak)
    return [
        _shown(issue, heat, round(100 * length / longest) if longest else 0, now)
        for issue, heat, length in zip(issues, heats, lengths, strict=True)
    ]


def hottest_issues(*, size: int, now: datetime) -> list[ShownIssue]:
    """The hottest of those that everybody may know of, which are not cold. One query."""
    shown = shown_issues(triage.public_issues(size=size).items, now)
    return [one for one in shown if not one.is_cold]


def shown_issue(issue: Issue, now: datetime) -> ShownIssue:
    return shown_issues([issue], now)[0]


def _shown(issue: Issue, heat: float, share: int, now: datetime) -> ShownIssue:
    today = local_day(now)
    edge = today - timedelta(days=TREND_DAYS)
    return ShownIssue(
        issue=issue,
        title=title_of(issue),
        heat=heat,
        peak=issue.peak_heat,
        share=max(share, 2),
        trend=TRENDS[triage.trend(issue.arrivals, today)],
        recent=_came(issue, edge, today),
        before=_came(issue, edge - timedelta(days=TREND_DAYS), edge),
        bars=_bars(issue),
    )


def title_of(issue: Issue) -> str:
    return issue.title or _("Hot issue %(number)s") % {"number": issue.shown_number}


def _came(issue: Issue, after: date, until: date) -> int:
    return sum(
        count for day, count in issue.arrivals if after.isoformat() < day <= until.isoformat()
    )


def _bars(issue: Issue) -> tuple[tuple[float, float, float], ...]:
    """Its last half year, a bar a week; it ends with the week of its last case."""
    end = local_day(issue.last_at)
    weeks = [0] * SPARK_WEEKS
    for day, count in issue.arrivals:
        back = (end - date.fromisoformat(day)).days // 7
        if 0 <= back < SPARK_WEEKS:
            weeks[SPARK_WEEKS - 1 - back] += count
    highest = max(weeks)
    step = SPARK_WIDTH / SPARK_WEEKS
    return tuple(
        (round(at * step, 1), round(SPARK_HEIGHT - height, 1), round(height, 1))
        for at, count in enumerate(weeks)
        if count
        for height in [max(2.0, SPARK_HEIGHT * count / highest)]
    )


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How many came when: a label and a number a day, week or month."""

    unit: str
    labels: list[str]
    counts: list[int]


def arrivals_of(issue: Issue) -> Arrivals:
    """By day where that is little enough to be read, else by week, else by month."""
    counts = {date.fromisoformat(day): count for day, count in issue.arrivals}
    if not counts:
        return Arrivals(_("Day"), [], [])
    first, last = min(counts), max(counts)
    if (last - first).days < MOST_DAYS:
        begins = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        unit, form = _("Day"), "MONTH_DAY_FORMAT"
    elif (last - first).days < 7 * MOST_WEEKS:
        monday = first - timedelta(days=first.weekday())
        begins = [monday + timedelta(weeks=n) for n in range((last - monday).days // 7 + 1)]
        unit = _("Week from")
        form = "MONTH_DAY_FORMAT" if (last - first).days < YEAR else "SHORT_DATE_FORMAT"
    else:
        months = range(12 * first.year + first.month - 1, 12 * last.year + last.month)
        begins = [date(month // 12, month % 12 + 1, 1) for month in months]
        unit, form = _("Month"), "YEAR_MONTH_FORMAT"
    ends = [*begins[1:], date.max]
    sums = [
        sum(count for day, count in counts.items() if begin <= day < end)
        for begin, end in zip(begins, ends, strict=True)
    ]
    return Arrivals(unit, [date_format(begin, form) for begin in begins], sums)


def period_of(issue: Issue) -> str:
    """Its period: "3 May to 9 July 2026", or one day."""
    first, last = local_day(issue.first_at), local_day(issue.last_at)
    told = date_format(first, "DATE_FORMAT")
    if first == last:
        return told
    return _("%(first)s to %(last)s") % {
        "first": told, "last": date_format(last, "DATE_FORMAT"),
    }  # fmt: skip

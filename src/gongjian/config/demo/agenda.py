"""What happens in the town's market, in the order in which it happened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from gongjian.config.demo.model import Town
from gongjian.config.demo.past_clock import led_clock
from gongjian.foundation.kernel.clock import local_day
from gongjian.government.duties import interface as duties

DAY = timedelta(days=1)
Deed = Callable[[datetime], object]


class Agenda:
    """Deeds by their moments. Days are told as working days before today, so that whatever day the
    demo is made, offices are open and whole working days lie between."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self._deeds: list[tuple[datetime, Deed, bool]] = []

    def add(self, at: datetime, deed: Deed, *, by_database: bool = False) -> None:
        """Have something done at a moment, which it is called with; nothing before its time.

        ``by_database``: what it does is measured by the database's own clock.
        """
        if at < self.town.now:
            self._deeds.append((at, deed, by_database))

    def count(self) -> int:
        """How many deeds there are."""
        return len(self._deeds)

    def run(self, on_progress: Callable[[int], object]) -> None:
        """Do all; ``on_progress`` is told of each that it is done."""
        with led_clock() as set_clock:
            for at, deed, by_database in sorted(self._deeds, key=lambda one: one[0]):
                if by_database:
                    set_clock(at)
                deed(at)
                on_progress(1)

    def ago(self, working_days: int, hour: float = 10) -> datetime:
        """An hour of the day that many working days before today."""
        day = local_day(self.town.now)
        for _number in range(working_days):
            day -= DAY
            while not duties.is_working_day(None, day):
                day -= DAY
        back = (local_day(self.town.now) - day).days
        return self.town.now - back * DAY + timedelta(hours=hour)

    def day(self, working_days: int) -> date:
        return local_day(self.ago(working_days))

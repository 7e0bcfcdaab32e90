"""Releases without calls."""

from datetime import timedelta

from gongjian.market.open_contracting.actions.write_release import write_release
from gongjian.market.open_contracting.interface import parties_of, reference
from tests.factories import NOW, make_department


def make_releases(processes: int, each: int, *, first: int = 0) -> None:
    """So many processes, numbered from ``first``, with so many releases."""
    body = make_department()
    parties = {"buyer": reference(body), "parties": parties_of([(body, "buyer")])}
    for process in range(first, first + processes):
        for number in range(each):
            tender = {"id": "t", "title": f"=Lamps {number}", "status": "active"}
            write_release(
                subject=f"call:{process}", ocid=f"ocds-000000-call-{process:04}", tag="tender",
                whole={**parties, "tender": tender}, language="en",
                at=NOW + timedelta(hours=number),
            )  # fmt: skip

"""The main job by programmes that call the served demo town: through our API, and through Open311.
Nothing is done in the test's own process; what a worker does is waited for and then read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.processes import Town, wait_until
from tests.rates import (
    ACCEPTED,
    ANSWERED,
    ANSWERED_AGAIN,
    DISPATCHED,
    RATED_SOLVED,
    RATED_UNSOLVED_AND_REOPENED,
    Rates,
    rates_of_api,
)
from tests.town_client import Programme, programme_of

pytestmark = [pytest.mark.process, pytest.mark.slow]
BUREAU = "Egret Lake District Urban Management and Greening Bureau"
CATEGORY = "CITY-CLEAN-RUBBISH"
LOOK_AGAIN_SECONDS = 0.2
UNSOLVED = {"is_solved": False, "satisfaction": 1, "reason": "Half of it is still there."}
SOLVED = {"is_solved": True, "satisfaction": 5}


@dataclass
class People:
    """Whose programmes call, and what the supervisor's reads of one department and category."""

    resident: Programme
    handler: Programme
    supervisor: Programme
    department: str
    category: str
    area: str
    rates: Rates = field(init=False)

    def __post_init__(self) -> None:
        self.rates = self.read_rates()

    def read_rates(self) -> Rates:
        path = f"rates?department_id={self.department}&category_id={self.category}"
        status, body = self.supervisor("GET", path)
        assert status == 200
        return rates_of_api(body["total"])

    def expect_rates_moved(self, **by: int) -> None:
        """Every rate must come to stand where this moves it; the others must not move."""
        wanted = self.rates.moved(**by)
        come_to(self.read_rates, wanted)
        self.rates = self.read_rates()
        assert self.rates == wanted

    def take(self, number: str, *steps: tuple[str, dict[str, str]]) -> None:
        for step, body in steps:
            status, answered = self.handler("POST", f"cases/{number}/{step}", body)
            assert status == 200, answered


def come_to(read: Callable[[], object], wanted: object) -> None:
    """Read until the worker has done its part; what stands there instead is said."""
    seen: list[object] = []

    def is_there() -> bool:
        seen.append(read())
        return seen[-1] == wanted

    try:
        wait_until(is_there, seconds=45, pause_seconds=LOOK_AGAIN_SECONDS)
    except AssertionError:
        assert seen[-1] == wanted
        raise


@pytest.fixture
def people(demo_town: Town) -> People:
    anybody = Programme(demo_town)
    return People(
        resident=programme_of(demo_town, "Resident"),
        handler=programme_of(demo_town, "Handler", BUREAU),
        supervisor=programme_of(demo_town, "Supervisor", BUREAU),
        department=id_of(anybody, "departments", name=BUREAU),
        category=id_of(anybody, "categories", code=CATEGORY),
        area=id_of(anybody, "areas", name="Beidu Subdistrict"),
    )


def id_of(anybody: Programme, things: str, **wanted: str) -> str:
    rows = all_rows(anybody, things)
    return next(row["id"] for row in rows if wanted.items() <= row.items())


def all_rows(anybody: Programme, path: str) -> list[dict[str, Any]]:
    """A list from its first page to its last."""
    _status, page = anybody("GET", f"{path}?size=100")
    rows = page["items"]
    while page["next_cursor"]:
        _status, page = anybody("GET", f"{path}?size=100&cursor={page['next_cursor']}")
        rows += page["items"]
    return rows


def test_the_whole_way_through_the_api(demo_town, people):
    anybody = Programme(demo_town)
    body = {
        "title": "Rubbish beside the school", "text": "It has been lying there for a week.",
        "is_public": True, "category_id": people.category, "area_id": people.area,
    }  # fmt: skip
    status, case = anybody("POST", "cases", body)
    number, mine = case["number"], {"X-Case-Secret": case["secret"]}
    assert status == 201
    come_to(lambda: anybody("GET", f"cases/{number}")[1]["lead_department_id"], people.department)
    people.expect_rates_moved(**DISPATCHED)

    people.take(number, ("accept", {}))
    quicker = people.rates.hours_after_one_at_once()
    people.expect_rates_moved(**ACCEPTED)
    assert people.rates.hours == pytest.approx(quicker, abs=0.1)
    people.take(number, ("answer", {"text": "It was collected."}))
    people.expect_rates_moved(**ANSWERED)

    status, case = anybody("POST", f"cases/{number}/rate", UNSOLVED, **mine)
    assert (status, case["state"], case["is_solved"]) == (200, "reopened", False)
    people.expect_rates_moved(**RATED_UNSOLVED_AND_REOPENED)

    people.take(number, ("accept", {}), ("answer", {"text": "Now all of it is gone."}))
    people.expect_rates_moved(**ANSWERED_AGAIN)
    status, case = anybody("POST", f"cases/{number}/rate", SOLVED, **mine)
    assert (status, case["state"], case["is_solved"]) == (200, "answered", True)
    people.expect_rates_moved(**RATED_SOLVED)
    told = [entry["event"] for entry in all_rows(anybody, f"cases/{number}/timeline")]
    assert [told.count(event) for event in ("case_answered", "case_rated", "case_reopened")] == [
        2, 2, 1,
    ]  # fmt: skip


def test_the_whole_way_through_open311(demo_town, people):
    """GeoReport v2 creates and reads. It knows no rating: that is the API's, with the secret that
    the answer to the POST holds."""
    anybody = Programme(demo_town)
    status, posted = people.resident.open311(
        "requests.json", service_code=CATEGORY, address_string="1 School Road, Beidu",
        lat="30.7216", long="115.2670", description="Rubbish beside the school. For a week.",
    )  # fmt: skip
    assert status == 200
    number, mine = posted[0]["service_request_id"], {"X-Case-Secret": posted[0]["secret"]}

    def seen() -> tuple[str, str, str]:
        _status, (request,) = anybody.open311(f"requests/{number}.json")
        return request["status"], request["status_notes"], request["agency_responsible"]

    come_to(seen, ("open", "dispatched", BUREAU))
    people.expect_rates_moved(**DISPATCHED)

    people.take(number, ("accept", {}))
    assert seen() == ("open", "accepted", BUREAU)
    people.expect_rates_moved(**ACCEPTED)
    people.take(number, ("answer", {"text": "It was collected."}))
    assert seen() == ("closed", "answered", BUREAU)
    people.expect_rates_moved(**ANSWERED)

    assert anybody("POST", f"cases/{number}/rate", UNSOLVED, **mine)[0] == 200
    assert seen() == ("open", "reopened", BUREAU)
    people.expect_rates_moved(**RATED_UNSOLVED_AND_REOPENED)

    people.take(number, ("accept", {}), ("answer", {"text": "Now all of it is gone."}))
    assert seen() == ("closed", "answered", BUREAU)
    people.expect_rates_moved(**ANSWERED_AGAIN)
    assert anybody("POST", f"cases/{number}/rate", SOLVED, **mine)[0] == 200
    assert seen() == ("closed", "answered", BUREAU)
    people.expect_rates_moved(**RATED_SOLVED)
    _status, case = anybody("GET", f"cases/{number}", **mine)
    assert (case["is_solved"], case["satisfaction"]) == (True, 5)

"""What happens to the demo town's cases: in order, allowed by the rules, in every state."""

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from random import Random

import pytest

from gongjian.config.demo.beats import TRANSITIONS, state_after
from gongjian.config.demo.duties import duty_for
from gongjian.config.demo.model import Step, Story, Town
from gongjian.config.demo.office_hours import (
    TOWN_TIME,
    after_office_hours,
    after_working_days,
    moment_on,
)
from gongjian.config.demo.town import build_town
from gongjian.government.cases import rules

# A Monday, a Thursday, a day after a long weekend: the states must not hang on the weekday.
DAYS = (date(2026, 5, 18), date(2026, 8, 6), date(2026, 2, 25))

# What the town calls a step, where the rules have another name for it.
RULE_OF = {
    "settle": "dispatch",
    "ask": "ask_requester",
    "request_extension": "ask_extension",
    "approve_extension": "decide_extension",
    "refuse_extension": "decide_extension",
    "invite": "ask_assistance",
    "contribute": "reply_assistance",
    "uphold_appeal": "decide_appeal",
    "dismiss_appeal": "decide_appeal",
    "make_public": "change_visibility",
    "make_private": "change_visibility",
    "show_again": "decide_hiding_appeal",
    "keep_hidden": "decide_hiding_appeal",
}


@cache
def town(today: date = DAYS[0]) -> Town:
    return build_town(language="en", today=today)


def steps(act: str) -> list[tuple[Story, Step]]:
    return [(story, step) for story in town().stories for step in story.course if step.act == act]


def answered_late(story: Story) -> bool:
    duty = duty_for(story.category, story.area)
    answer = next(step for step in story.course if step.act == "answer")
    return duty is not None and answer.at > after_working_days(
        story.received_at, duty.deadline_days
    )


def is_overdue(story: Story, now: datetime) -> bool:
    duty = duty_for(story.category, story.area)
    is_answered = any(step.act == "answer" for step in story.course)
    return (
        duty is not None
        and not is_answered
        and story.state not in ("rejected", "merged")
        and after_working_days(story.received_at, duty.deadline_days) < now
    )


@pytest.mark.parametrize("today", DAYS)
def test_steps_come_one_after_the_other_and_before_now(today: date) -> None:
    now = town(today).now

    for story in town(today).stories:
        times = [story.received_at, *(step.at for step in story.course)]
        assert all(earlier < later for earlier, later in pairwise(times))
        assert times[-1] < now


@pytest.mark.parametrize("today", DAYS)
def test_every_state_appears_and_most_cases_are_closed(today: date) -> None:
    states = Counter(story.state for story in town(today).stories)
    is_open = sum(states[state.value] for state in rules.OPEN_STATES)

    assert states.keys() == {state.value for state in rules.CaseState}
    assert states["closed"] / 2500 > 0.65
    assert 0.06 < is_open / 2500 < 0.15


def test_a_storys_state_is_where_its_course_leads() -> None:
    assert all(story.state == state_after(story.course) for story in town().stories)


def test_a_step_out_of_place_is_refused() -> None:
    at = datetime(2026, 5, 1, 9, tzinfo=TOWN_TIME)

    with pytest.raises(ValueError, match="answer in received"):
        state_after((Step("answer", at, "handler-water-1"),))


def test_the_towns_steps_are_steps_of_the_rules() -> None:
    for act, (allowed, after) in TRANSITIONS.items():
        sources, target = rules.TRANSITIONS[rules.Step(RULE_OF.get(act, act))]
        assert allowed <= {state.value for state in sources}
        assert target is None or target.value == after


def test_every_kind_of_step_happens() -> None:
    happened = Counter(step.act for story in town().stories for step in story.course)

    assert happened.keys() == TRANSITIONS.keys()
    assert min(happened.values()) >= 3


def test_whoever_acts_is_an_account_the_requester_or_the_system() -> None:
    keys = {account.key for account in town().accounts} | {"requester", "system"}

    assert {step.by for story in town().stories for step in story.course} <= keys


def test_the_one_answering_belongs_to_the_department_last_dispatched_to() -> None:
    for story in town().stories:
        lead = ""
        for step in story.course:
            if step.act in ("dispatch", "settle", "uphold_appeal"):
                lead = step.department
            if step.act in ("accept", "start", "answer", "hand_back"):
                assert step.by.startswith(f"handler-{lead}-")


def test_a_case_handed_back_names_a_better_department() -> None:
    for story, step in steps("hand_back"):
        before = [s for s in story.course if s.at < step.at and s.act == "dispatch"]
        assert step.department != before[-1].department
        assert step.text


def test_a_second_hand_back_is_settled_by_a_dispatcher() -> None:
    for story, step in steps("settle"):
        earlier = Counter(s.act for s in story.course if s.at < step.at)
        assert earlier["hand_back"] == 2
        assert step.by.startswith("dispatcher-")


def test_some_settlements_say_otherwise_than_the_register() -> None:
    otherwise = []
    for story, step in steps("settle"):
        duty = duty_for(story.category, story.area)
        otherwise.append(duty is None or duty.lead != step.department)

    assert 3 <= sum(otherwise) < len(otherwise)


def test_nobody_decides_an_appeal_against_their_own_rejection() -> None:
    for story, step in steps("uphold_appeal") + steps("dismiss_appeal"):
        (rejection,) = [s for s in story.course if s.act == "reject"]
        assert step.by != rejection.by


def test_nobody_decides_an_appeal_against_their_own_hiding() -> None:
    for story, step in steps("show_again") + steps("keep_hidden"):
        (hiding,) = [s for s in story.course if s.act == "hide"]
        assert step.by != hiding.by
        assert step.text


def test_a_case_merges_into_an_earlier_one_about_the_same_that_is_public_and_open() -> None:
    by_key = {story.key: story for story in town().stories}

    for story, step in steps("merge"):
        target = by_key[step.into]
        earlier = tuple(s for s in target.course if s.at < step.at)
        assert target.received_at < story.received_at
        assert (target.category, target.area) == (story.category, story.area)
        assert target.public
        assert not {s.act for s in target.course} & {"hide", "make_private"}
        assert state_after(earlier) not in ("closed", "rejected", "merged")


def test_an_unsolved_rating_comes_before_every_reopening() -> None:
    for story, step in steps("reopen"):
        rating = [s for s in story.course if s.act == "rate" and s.at < step.at][-1]
        assert rating.solved is False
        assert step.text


def test_ratings_are_whole_and_mostly_good() -> None:
    ratings = [step for _, step in steps("rate")]

    assert all(step.satisfaction in (1, 2, 3, 4, 5) for step in ratings)
    assert 0.65 < sum(bool(step.solved) for step in ratings) / len(ratings) < 0.9


def test_answers_cite_a_provision_and_say_whom_to_ask() -> None:
    codes = {provision.code for provision in town().provisions}

    for _, step in steps("answer"):
        assert step.provision in codes
        assert "article" in step.text
        assert "5550 01" in step.text


def test_some_cases_are_overdue_and_escalated() -> None:
    escalated = [step for _, step in steps("note") if step.by.startswith("supervisor-")]

    assert 10 <= sum(is_overdue(story, town().now) for story in town().stories) <= 120
    assert len(escalated) > 50


def test_one_department_is_visibly_slower_than_all_others() -> None:
    late: defaultdict[str, list[bool]] = defaultdict(list)
    for story in town().stories:
        duty = duty_for(story.category, story.area)
        if duty and any(step.act == "answer" for step in story.course):
            late[duty.lead].append(answered_late(story))
    shares = {lead: sum(flags) / len(flags) for lead, flags in late.items()}

    slowest = max(shares, key=lambda lead: shares[lead])
    assert slowest == "housing"
    assert shares[slowest] > 1.5 * max(share for lead, share in shares.items() if lead != slowest)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-05-18 10:00", 2, "2026-05-18 12:00"),
        ("2026-05-18 16:30", 2, "2026-05-19 09:30"),
        ("2026-05-22 17:00", 1, "2026-05-25 09:00"),
        ("2026-05-23 11:00", 0.5, "2026-05-25 09:00"),
        ("2026-05-18 06:00", 9, "2026-05-18 17:30"),
    ],
)
def test_office_hours_skip_nights_and_weekends(start: str, hours: float, end: str) -> None:
    begin = datetime.fromisoformat(start).replace(tzinfo=TOWN_TIME)

    assert after_office_hours(begin, hours) == datetime.fromisoformat(end).replace(tzinfo=TOWN_TIME)


def test_moments_fall_on_their_day() -> None:
    day = datetime(2026, 5, 18, tzinfo=TOWN_TIME)
    rng = Random(1)

    assert all(
        timedelta(0) <= moment_on(day, channel, rng) - day < timedelta(days=1)
        for channel in ("web", "phone", "open311")
        for _ in range(50)
    )

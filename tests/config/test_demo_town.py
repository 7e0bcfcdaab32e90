"""The whole demo town: the same for the same arguments, of the promised size, in both languages."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from gongjian.config.demo.model import Requester, Story, Town
from gongjian.config.demo.town import build_town
from gongjian.foundation.kernel.actor import Role
from gongjian.government.cases.rules import CaseKind

TODAY = date(2026, 5, 20)


@cache
def town(language: str = "en", seed: int = 1) -> Town:
    return build_town(language=language, today=TODAY, seed=seed)


def without_words(story: Story) -> Story:
    course = tuple(replace(step, text="") for step in story.course)
    nameless = Requester(story.requester.kind, story.requester.account)
    return replace(story, title="", text="", address="", requester=nameless, course=course)


def test_the_same_arguments_give_the_same_town() -> None:
    assert build_town(language="en", today=TODAY, seed=1) == town("en")


def test_another_seed_gives_other_cases_and_the_same_people() -> None:
    other = town("en", seed=2)

    assert other.stories != town("en").stories
    assert other.accounts == town("en").accounts


def test_size_is_the_number_of_cases() -> None:
    small = build_town(language="zh", today=TODAY, size=200)

    assert len(small.stories) == 200
    assert len(town("zh").stories) == 2500


def test_both_languages_have_the_same_cases_in_other_words() -> None:
    english, chinese = town("en"), town("zh")

    assert [without_words(s) for s in english.stories] == [
        without_words(s) for s in chinese.stories
    ]
    assert not {s.text for s in english.stories} & {s.text for s in chinese.stories}


def test_both_languages_have_the_same_register() -> None:
    english, chinese = town("en"), town("zh")
    parts = ("areas", "departments", "provisions", "categories", "duties", "companies", "accounts")

    assert all(getattr(english, part) == getattr(chinese, part) for part in parts)


def test_the_town_has_the_promised_numbers_of_things() -> None:
    counted = town()

    assert Counter(area.level for area in counted.areas) == {"city": 1, "district": 1, "street": 8}
    assert Counter(body.kind for body in counted.departments)["department"] == 14
    assert sum(category.is_leaf for category in counted.categories) == 60
    assert len(counted.companies) == 8
    assert len({provision.law for provision in counted.provisions}) == 14
    assert {template.department for template in counted.answer_templates} == {
        body.code for body in counted.departments if body.kind == "department"
    }


def test_every_role_has_its_accounts() -> None:
    roles = Counter(account.role for account in town().accounts)

    assert roles.keys() == {role.value for role in Role}
    assert roles["resident"] == 6
    assert roles["company_member"] == 8
    assert roles["supervisor"] == 14
    assert 14 < roles["handler"] < 28
    assert roles["dispatcher"] == 2


def test_every_kind_and_channel_appears() -> None:
    stories = town().stories

    assert {story.kind for story in stories} == {kind.value for kind in CaseKind}
    assert {story.channel for story in stories} == {"web", "phone", "open311"}
    assert {story.requester.kind for story in stories} == {
        "account",
        "email",
        "phone",
        "anonymous",
    }


def test_some_cases_are_private_and_most_are_public() -> None:
    public = sum(story.public for story in town().stories) / 2500

    assert 0.8 < public < 0.95


def test_every_requester_with_an_account_is_one_of_the_accounts() -> None:
    keys = {account.key for account in town().accounts}
    used = {story.requester.account for story in town().stories} - {""}

    assert used <= keys
    assert len(used) >= 6


@pytest.mark.parametrize(
    ("key", "least", "most"),
    [
        ("mixing-plant", 55, 60),
        ("bundled-parking", 30, 45),
        ("hillside-pressure", 20, 30),
        ("unlit-crossing", 15, 20),
    ],
)
def test_a_hot_matter_is_written_about_at_one_place(key: str, least: int, most: int) -> None:
    members = [story for story in town("zh").stories if story.cluster == key]

    assert least <= len(members) <= most
    assert len({(story.category, story.area) for story in members}) == 1
    assert len({story.text for story in members}) == len(members)
    assert max(story.supports for story in members) >= 60


def test_stories_fall_into_the_last_120_days_in_order_of_arrival() -> None:
    stories, now = town().stories, town().now
    arrivals = [story.received_at for story in stories]

    assert arrivals == sorted(arrivals)
    assert all(0 < (now - at).total_seconds() <= 120 * 24 * 3600 for at in arrivals)


def test_people_write_by_day_and_less_on_weekends() -> None:
    arrivals = [story.received_at for story in town().stories]
    by_night = sum(not 6 <= at.hour < 23 for at in arrivals)
    on_weekends = sum(at.weekday() >= 5 for at in arrivals)

    assert by_night / 2500 < 0.05
    assert 0.1 < on_weekends / 2500 < 0.25


def test_no_title_names_a_house_twice() -> None:
    twice = [
        story.title
        for language in ("en", "zh")
        for story in town(language).stories
        if re.search(r"(\d+[栋号])\1|building (\d+)\)?, building \2", story.title)
    ]

    assert twice == []


def test_chinese_says_about_only_of_round_numbers() -> None:
    odd = re.compile(r"[1-9](?:多|来)[个辆米只盏]")

    assert [story.text for story in town("zh").stories if odd.search(story.text)] == []


def test_whoever_lets_an_address_slip_lets_slip_their_own() -> None:
    written = re.compile(r"[a-z.]+\d+@example\.org")
    others = [
        (story.requester.email, found)
        for story in town("en").stories
        for found in written.findall(story.text)
        if story.requester.email and found != story.requester.email
    ]

    assert others == []

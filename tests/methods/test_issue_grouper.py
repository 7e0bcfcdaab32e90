"""Messages about one thing, in memory."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.hot_issues import cross_validated, place_all
from gongjian.methods.bcubed import bcubed
from gongjian.methods.issue_grouper import Arrival, IssueGrouper, SeenMessages
from gongjian.methods.issue_grouping import asked_runs, best_group, telling_runs
from gongjian.methods.issue_judge import common_runs, issue_judge
from gongjian.methods.pair_features import FEATURES
from gongjian.methods.text_fingerprints import fingerprints
from tools import train_issue_judge as tool

PLANT = [
    (
        "搅拌站噪音扰民",
        "丽发新城小区旁边的搅拌站夜里噪音很大，粉尘也多，居民无法入睡，请有关部门尽快查处搅拌站。",
    ),
    (
        "丽发新城附近搅拌站噪音何时休",
        "丽发新城附近建了搅拌站，噪音粉尘扰民，水泥灰落满阳台，请尽快查处丽发新城的搅拌站。",
    ),
    (
        "投诉丽发新城搅拌站噪音扰民",
        "丽发新城旁边的搅拌站每天晚上施工，噪音和粉尘影响小区居民，希望搅拌站搬走。",
    ),
]
PARKING = [
    (
        "伊景园滨河苑捆绑销售车位",
        "伊景园滨河苑开发商捆绑销售车位，不买车位不能选房，请查处伊景园滨河苑。",
    ),
    (
        "伊景园滨河苑车位捆绑销售",
        "投诉伊景园滨河苑捆绑车位销售，开发商要求职工交车位款，否则不能选房。",
    ),
]
ALONE = [("咨询医保", "请问新生儿的医保在哪里办理？"), ("公交线路", "希望增加到大学城的公交车。")]
ENGLISH = [
    ("Street lamp broken on Baker Street", "The lamp outside 14 Baker Street has been dark since"),
    ("Parking permit", "How do I apply for a parking permit for visitors?"),
    ("Lamp out on Baker Street", "Baker Street is dark, the lamps have been off since Monday."),
]


def group(texts, **known):
    grouper = IssueGrouper(common_runs(), issue_judge().probabilities)
    for text in fingerprints(texts):
        grouper.place(Arrival(text, **known))
    return grouper.groups


def test_messages_about_one_thing_are_found_in_an_empty_town():
    assert group([*PLANT, *PARKING, *ALONE]) == [0, 0, 0, 1, 1, None, None]


def test_so_are_english_ones():
    assert group(ENGLISH) == [0, None, 0]


def test_either_field_is_enough():
    titles = [(title, "") for title, _ in PLANT[1:] + ALONE]
    bodies = [("", f"{title}。{body}") for title, body in PLANT + ALONE]

    assert group(bodies)[:3] == [0, 0, 0]
    assert group(titles)[2:] == [None, None]


def test_what_is_far_apart_in_time_is_not_compared():
    seen = SeenMessages(common_runs())
    first, second, third = fingerprints(PLANT)
    seen.add(Arrival(first, day=0))
    seen.add(Arrival(second, day=190))

    assert seen.compare(Arrival(third, day=201)).numbers.tolist() == [1]
    assert seen.compare(Arrival(third)).numbers.tolist() == [0, 1]


def test_what_a_sender_said_is_compared_whatever_it_is():
    seen = SeenMessages(common_runs())
    (plant,), (alone,) = fingerprints(PLANT[:1]), fingerprints(ALONE[:1])
    seen.add(Arrival(plant, sender="somebody"))

    found = seen.compare(Arrival(alone, sender="somebody"))

    assert found.features[:, FEATURES.index("is_same_sender")].tolist() == [1]
    assert not len(seen.compare(Arrival(alone, sender="somebody else")).numbers)


def test_memory_is_bounded_by_the_window():
    seen = SeenMessages(common_runs(), window_days=10)
    (text,) = fingerprints(PLANT[:1])

    for day in range(9_000):
        seen.add(Arrival(text, day=float(day), sender=str(day)))

    assert len(seen._kept) == 11
    assert max(map(len, seen._by_run.values())) < 5_000
    assert len(seen._by_sender) < 5_000


def test_features_are_the_same_whichever_comes_first_save_for_the_titles():
    counts = common_runs()
    one, other = (Arrival(text) for text in fingerprints(PLANT[:2]))
    found = []
    for first, second in ((one, other), (other, one)):
        seen = SeenMessages(counts)
        seen.add(first)
        found.append(seen.compare(second).features[0])
    swapped = list(range(len(FEATURES)))
    mine = FEATURES.index("evidence_of_title_in_other")
    swapped[mine], swapped[mine + 1] = mine + 1, mine

    assert found[0][swapped] == pytest.approx(found[1], nan_ok=True, abs=1e-5)


@settings(max_examples=30)
@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=90)), max_size=8))
def test_whatever_people_write_is_placed(texts):
    groups = group([*texts, *texts])

    assert len(groups) == 2 * len(texts)


@given(st.text(max_size=120), st.text(max_size=400))
def test_a_text_is_found_by_runs_of_its_own(title, body):
    (text,) = fingerprints([(title, body)])

    asked, weights = asked_runs(text, common_runs())

    assert set(asked.tolist()) <= set(text.hashes.tolist())
    assert (weights > 0).all()
    assert len(asked) <= 300
    assert set(telling_runs(text, common_runs()).tolist()) <= set(text.hashes.tolist())


def test_common_runs_cost_nothing():
    counts = common_runs()
    (text,) = fingerprints([PLANT[0]])

    asked, _ = asked_runs(text, counts, postings=50)

    assert 0 < np.maximum(counts.of(asked), 1).sum() <= 50


def test_a_group_counts_by_its_two_best_members():
    scores, groups, sizes = [0.9, 0.1, 0.6, 0.5], ["a", "a", "b", "b"], [9, 9, 2, 2]

    best = best_group(scores, groups, sizes, "1234")

    assert (best.group, best.single) == ("b", None)
    assert best.score == pytest.approx(0.55)


def test_one_score_is_half_of_what_a_larger_group_needs():
    assert best_group([0.6], ["a"], [5], "1").group is None
    assert best_group([0.6], ["a"], [1], "1").group == "a"
    assert best_group([0.6], [None], [1], "1").single == "1"
    assert best_group([], [], [], "") == (None, None, best_group([], [], [], "").score)


def test_of_equals_the_first_wins():
    assert best_group([0.6, 0.6], [None, None], [1, 1], "xy").single == "x"


@pytest.fixture(scope="module")
def hot(read_messages):
    """The real messages, and the issue of each."""
    read_messages("hot.csv")
    messages = tool.read_messages()
    return messages, tool.read_golden(messages.ids)


@pytest.mark.slow
def test_cross_validated_bcubed_f1_on_real_hot_issues(hot):
    messages, issues = hot
    pairs = tool.training_pairs(messages, issues)

    found = place_all(pairs[0], cross_validated(pairs, issues), len(issues))

    truth = [int(issue) if issue > 0 else None for issue in issues]
    assert bcubed(found, truth, only_grouped=True).f1 >= 0.85
    assert bcubed(found, truth).f1 >= 0.9
    assert len(set(tool.fold_of(issues)[issues == 1])) == 1


@pytest.mark.slow
def test_shipped_bcubed_f1_on_messages_in_any_order(hot):
    messages, issues = hot
    truth = [int(issue) if issue > 0 else None for issue in issues]
    order = list(range(len(issues)))
    Random(1).shuffle(order)
    grouper = IssueGrouper(messages.counts, issue_judge().probabilities)

    for place in order:
        grouper.place(messages.arrivals[place])

    found = dict(zip(order, grouper.groups, strict=True))
    told = bcubed([found[place] for place in range(len(issues))], truth, only_grouped=True)
    assert told.f1 >= 0.84

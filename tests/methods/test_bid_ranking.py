"""Ranking: by hand, by properties, and again from the public file."""

import copy
import json
import time
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongjian.methods.bid_ranking import Criterion, PricePart, Standing, rank_bids
from gongjian.methods.bid_ranking_file import differences, exact, rank_file, ranked_rows
from gongjian.methods.bid_scoring import FORMULAS, price_formula

CRITERIA = [Criterion("plan", 40, 10), Criterion("team", 30, 5, least=2)]
ABSOLUTE = PricePart(price_formula("absolute"), 30, 1000)
LOWEST = PricePart(price_formula("lowest_price"), 30, 1000)


def scores_of(*evaluators):
    return np.array(evaluators, dtype=np.int64)


TWO = scores_of([[10, 5], [8, 4], [9, 1]], [[9, 4], [8, 4], [9, 2]])


def test_points_are_those_of_the_hand():
    ranking = rank_bids(["A", "B", "C"], [900, 600, 500], CRITERIA, TWO, ABSOLUTE, ties="number")

    told = [(one.bid, one.place, one.standing, one.total) for one in ranking]
    assert told == [
        ("B", 1, Standing.RANKED, Fraction(32 + 24 + 24)),
        ("A", 2, Standing.RANKED, Fraction(38 + 27 + 6)),
        ("C", None, Standing.BELOW_LEAST, Fraction(45)),
    ]
    assert ranking[1].means == (Fraction(19, 2), Fraction(9, 2))
    assert ranking[2].below == ("team",)


def test_the_base_is_the_lowest_price_of_those_that_have_a_place():
    """Order 87, article 55: among the bids that satisfy the call."""
    ranking = rank_bids(["A", "B", "C"], [900, 600, 500], CRITERIA, TWO, LOWEST, ties="number")

    assert {one.bid: one.price_points for one in ranking} == {"A": 20, "B": 30, "C": 0}


@pytest.mark.parametrize(
    ("prices", "excluded", "standings"),
    [
        ([1001, 1000], set(), {"A": "above_ceiling", "B": "ranked"}),
        ([900, 900], {"B"}, {"A": "ranked", "B": "excluded"}),
    ],
)
def test_who_has_no_place_and_why(prices, excluded, standings):
    ranking = rank_bids(
        ["A", "B"], prices, CRITERIA, TWO[:, :2], ABSOLUTE,
        ties="number", excluded=frozenset(excluded),
    )  # fmt: skip

    assert {one.bid: one.standing.value for one in ranking} == standings


def test_an_estimate_is_no_limit():
    price = PricePart(price_formula("absolute"), 30, 1000, is_limit=False)

    ranking = rank_bids(["A"], [1500], CRITERIA, TWO[:, :1], price, ties="number")

    assert (ranking[0].place, ranking[0].price_points) == (1, 0)


def test_equal_points_go_to_the_cheaper_and_equal_prices_share_a_place():
    """Order 87, article 57."""
    criteria, price = [Criterion("plan", 80, 10)], PricePart(price_formula("absolute"), 20, 1000)
    # 2 of 10 are 16 points; 100 less in price are 4.
    scores = scores_of([[5], [6], [6], [1]])
    ranking = rank_bids(["A", "B", "C", "D"], [600, 1000, 1000, 500], criteria, scores, price,
                        ties="number")  # fmt: skip
    assert [(one.bid, one.place) for one in ranking] == [("A", 1), ("B", 2), ("C", 2), ("D", 4)]

    even = scores_of([[5], [7]])
    ranking = rank_bids(["A", "B"], [600, 1000], criteria, even, price, ties="number")
    assert [(one.bid, one.place, one.total) for one in ranking] == [("A", 1, 56), ("B", 2, 56)]


@pytest.mark.parametrize(
    "broken",
    [
        {"bids": ["A", "A", "C"]},
        {"prices": [1, 2]},
        {"criteria": [Criterion("plan", 0, 10), CRITERIA[1]]},
        {"criteria": [Criterion("team", 30, 5), Criterion("team", 30, 5)]},
        {"criteria": [Criterion("plan", 40, 10, least=11), CRITERIA[1]]},
        {"scores": TWO[:, :2]},
        {"scores": TWO.astype(float)},
        {"scores": TWO[:0]},
        {"scores": TWO + 1},
        {"scores": TWO - 2},
        {"ties": "coin"},
    ],
)
def test_what_is_no_evaluation_is_refused(broken):
    whole = {
        "bids": ["A", "B", "C"], "prices": [900, 600, 500], "criteria": CRITERIA, "scores": TWO,
        "price": ABSOLUTE, "ties": "number",
    }  # fmt: skip

    with pytest.raises(ValueError, match=r"."):
        rank_bids(**(whole | broken))


@st.composite
def evaluations(draw):
    n_bids, n_criteria, n_evaluators = (draw(st.integers(1, top)) for top in (6, 3, 3))
    criteria = []
    for at in range(n_criteria):
        most = draw(st.integers(1, 10))
        least = draw(st.integers(0, most))
        criteria.append(Criterion(f"c{at}", draw(st.integers(1, 50)), most, least))
    scores = [
        [[draw(st.integers(0, one.most)) for one in criteria] for _ in range(n_bids)]
        for _ in range(n_evaluators)
    ]
    prices = draw(st.lists(st.integers(0, 12), min_size=n_bids, max_size=n_bids))
    formula = FORMULAS[draw(st.sampled_from(sorted(FORMULAS)))]
    price = PricePart(formula, draw(st.integers(0, 50)), 10, draw(st.booleans()))
    bids = [f"B{at}" for at in range(n_bids)]
    return bids, prices, criteria, np.array(scores, dtype=np.int64), price


@given(evaluation=evaluations(), order=st.randoms(use_true_random=False))
def test_neither_the_order_of_bids_nor_of_evaluators_matters(evaluation, order):
    bids, prices, criteria, scores, price = evaluation
    at = list(range(len(bids)))
    of = list(range(len(scores)))
    order.shuffle(at)
    order.shuffle(of)

    shuffled = rank_bids(
        [bids[one] for one in at], [prices[one] for one in at], criteria,
        scores[of][:, at], price, ties="lot:seed",
    )  # fmt: skip

    assert shuffled == rank_bids(bids, prices, criteria, scores, price, ties="lot:seed")


@given(evaluation=evaluations(), factor=st.integers(2, 1000))
def test_the_unit_of_money_does_not_matter(evaluation, factor):
    bids, prices, criteria, scores, price = evaluation
    dearer = PricePart(price.formula, price.weight, factor * price.ceiling, price.is_limit)

    scaled = rank_bids(bids, [factor * one for one in prices], criteria, scores, dearer, ties="id")

    assert [(one.bid, one.place, one.total) for one in scaled] == [
        (one.bid, one.place, one.total)
        for one in rank_bids(bids, prices, criteria, scores, price, ties="id")
    ]


@given(evaluation=evaluations(), out=st.integers(0, 5))
def test_by_an_absolute_formula_leaving_a_bid_out_keeps_the_order_of_the_others(evaluation, out):
    bids, prices, criteria, scores, price = evaluation
    price = PricePart(price_formula("absolute"), price.weight, price.ceiling, price.is_limit)
    rest = [at for at in range(len(bids)) if at != out]

    fewer = rank_bids(
        [bids[at] for at in rest], [prices[at] for at in rest], criteria, scores[:, rest], price,
        ties="lot:seed",
    )  # fmt: skip

    whole = rank_bids(bids, prices, criteria, scores, price, ties="lot:seed")
    kept = [(one.bid, one.total) for one in whole if bids.index(one.bid) != out]
    assert [(one.bid, one.total) for one in fewer] == kept


@settings(max_examples=30)
@given(evaluation=evaluations())
def test_totals_are_those_of_plain_fractions(evaluation):
    bids, prices, criteria, scores, price = evaluation
    weights = price.weight + sum(one.weight for one in criteria)

    ranking = rank_bids(bids, prices, criteria, scores, price, ties="id")

    for one in ranking:
        given_by = scores[:, bids.index(one.bid)].tolist()
        quality = sum(
            Fraction(100 * criterion.weight, weights)
            * Fraction(sum(row[at] for row in given_by), len(given_by))
            / criterion.most
            for at, criterion in enumerate(criteria)
        )
        assert one.quality == quality
        assert one.total == quality + one.price_points


def file_of():
    bids, prices = ["A", "B", "C"], [900, 600, 500]
    file = {
        "format": "gongjian-evaluation/1",
        "criteria": [
            {"code": one.code, "weight": one.weight, "most": one.most, "least": one.least}
            for one in CRITERIA
        ],
        "price": {"formula": "absolute", "version": 1, "weight": 30, "ceiling_minor": 1000,
                  "is_limit": True},
        "ties": "lot:00ff",
        "evaluators": ["E1", "E2"],
        "bids": [
            {"bid": bid, "price_minor": price} for bid, price in zip(bids, prices, strict=True)
        ],
        "scores": [
            {"evaluator": f"E{e + 1}", "bid": bids[b], "criterion": CRITERIA[c].code,
             "score": int(TWO[e, b, c]), "reason": "said"}
            for e, b, c in np.ndindex(TWO.shape)
        ],
    }  # fmt: skip
    file["ranking"] = ranked_rows(rank_file(file))
    return json.loads(json.dumps(file))


def test_a_file_gives_the_same_again():
    file = file_of()

    assert differences(file) == []
    assert exact(file["ranking"][0]["total"]) == 80


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda file: file["scores"][0].update(score=3), "means"),
        (lambda file: file["bids"][0].update(price_minor=500), "price_minor"),
        (lambda file: file["bids"][1].update(excluded=True), "standing"),
        (lambda file: file["ranking"].reverse(), "order"),
        (lambda file: file["ranking"][0].update(total="81"), "total"),
        (lambda file: file["criteria"][0].update(weight=41), "total"),
    ],
)
def test_what_was_changed_in_a_file_is_found(change, field):
    file = file_of()

    change(file)

    assert field in {one.field for one in differences(file)}


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file.pop("criteria"),
        lambda file: file.update(format="other"),
        lambda file: file["scores"].pop(),
        lambda file: file["scores"].append(file["scores"][0]),
        lambda file: file["scores"][0].update(evaluator="E9"),
        lambda file: file["scores"][0].update(score=True),
        lambda file: file["scores"][0].update(score="3"),
        lambda file: file["price"].update(formula="mine"),
        lambda file: file.update(ranking=None),
        lambda file: file.update(scores=5),
    ],
)
def test_a_broken_file_is_refused(change):
    file = copy.deepcopy(file_of())
    change(file)

    with pytest.raises(ValueError, match=r"."):
        differences(file)


def test_two_hundred_bids_are_ranked_within_a_tenth_of_a_second():
    numbers = np.random.default_rng(3)
    criteria = [Criterion(f"c{at}", 7, 10) for at in range(10)]
    scores = numbers.integers(0, 11, size=(7, 200, 10), dtype=np.int64)
    prices = numbers.integers(1, 10**9, size=200).tolist()
    bids = [f"B{at}" for at in range(200)]
    took = []

    for _ in range(5):
        began = time.perf_counter()
        price = PricePart(price_formula("lowest_price"), 30, 10**9)
        rank_bids(bids, prices, criteria, scores, price, ties="lot:x")
        took.append(time.perf_counter() - began)

    assert min(took) < 0.1

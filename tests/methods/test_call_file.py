"""The standalone check finds whatever is not as it was signed."""

import copy
from dataclasses import replace
from string import Formatter

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from gongjian.methods import bid_keys
from gongjian.methods.bid_closing import (
    ClosingEntry,
    Receipt,
    closing_root,
    read_closing,
    read_entry,
    read_receipt,
)
from gongjian.methods.bid_envelopes import read_envelope, seal_bid
from gongjian.methods.bid_ranking_file import lock_digest, rank_file, ranked_rows
from gongjian.methods.bid_withdrawals import read_withdrawal, sign_withdrawal
from gongjian.methods.call_check import UNCHECKED, check_call, require_closing
from gongjian.methods.call_check_words import CHECKS, LANGUAGES, REASONS, VERDICTS
from gongjian.methods.call_file import read_call_file
from gongjian.methods.canonical_json import NotCanonical, write_base64, write_canonical
from gongjian.methods.merkle import EMPTY_ROOT
from gongjian.methods.signed_note import (
    InvalidNote,
    sign_note,
    verifier_key,
)
from tests.sealed_bids import (
    CALL,
    DEADLINE,
    RECEIVED,
    TOWN_KEY,
    TOWN_NAME,
    TOWN_PRIVATE,
    closing_note,
    company_of,
    ledger_proof,
    make_call_value,
    make_contents,
    make_context,
    make_envelope,
    make_judging,
    make_withdrawal,
    seed_of,
)

CONTEXT = make_context(3, 2)
ENVELOPES = [
    make_envelope(CONTEXT, bidder, amount_minor=amount, with_secret=bidder == "a")
    for bidder, amount in (("a", 100), ("b", 200), ("c", 300))
]
VALUE = make_call_value(CONTEXT, ENVELOPES)
ENTRIES = [read_entry(one) for one in VALUE["entries"]]
DIGESTS = (CONTEXT.digest(), ENVELOPES[0].digest())
RECEIPT = Receipt(TOWN_NAME, CALL, company_of("a"), *DIGESTS, DEADLINE, RECEIVED)


def changed():
    return copy.deepcopy(VALUE)


def wrongs(value, key=TOWN_KEY):
    return verdicts(value, key, "fail")


def verdicts(value, key=TOWN_KEY, verdict="fail", receipt=""):
    found = check_call(write_canonical(value), key, receipt).findings
    return {one.what for one in found if one.verdict == verdict}


def test_a_true_file_is_right():
    check = check_call(write_canonical(VALUE), TOWN_KEY)
    assert check.is_right
    assert {opening.outcome for opening in check.openings.values()} == {"open"}
    assert len(check.openings) == 6


def test_trade_secrets_are_in_no_public_file():
    assert all("secret" not in envelope["parts"] for envelope in VALUE["envelopes"])


def test_a_replaced_envelope_is_found():
    value = changed()
    value["envelopes"][0] = make_envelope(CONTEXT, "a", 2, amount_minor=1).as_json()
    assert "root" in wrongs(value)


def test_a_replaced_envelope_with_its_entry_is_found():
    value, other = changed(), make_envelope(CONTEXT, "a", 2, amount_minor=1)
    value["envelopes"][0] = other.as_json()
    for entry in value["entries"]:
        if entry["envelope"] == write_base64(ENVELOPES[0].digest()):
            entry["envelope"] = write_base64(other.digest())
    assert "root" in wrongs(value)


def test_an_envelope_left_out_is_found():
    value = changed()
    del value["envelopes"][1]
    assert "root" in wrongs(value)


def test_an_envelope_called_withdrawn_afterwards_is_found():
    value = changed()
    value["entries"][0]["fate"] = "withdrawn"
    assert "root" in wrongs(value)


def test_a_closing_signed_by_somebody_else_is_found():
    other = "town.example/ledger+" + "+".join(TOWN_KEY.split("+")[1:])
    assert wrongs(VALUE, other) == set()
    forged = make_context(3, 2)
    value = {**changed(), "closing": closing_note(forged, [])}
    assert "root" in wrongs(value)


def test_another_price_than_was_sealed_is_found():
    value = changed()
    prices = [one for one in value["opened"] if one["part"] == "price"]
    prices[0]["content"] = prices[0]["content"].replace("100", "900")
    assert wrongs(value) == {"opening"}


def test_an_opening_kept_back_or_made_up_is_found():
    value = changed()
    value["opened"].pop()
    assert wrongs(value) == {"opening"}
    value = changed()
    value["opened"].append({**value["opened"][0], "part": "secret"})
    assert wrongs(value) == {"opening"}


def test_shares_for_another_closing_are_found():
    value = make_call_value(CONTEXT, ENVELOPES[:2])
    value["closing"], value["entries"] = VALUE["closing"], VALUE["entries"]
    value["envelopes"] = VALUE["envelopes"]
    assert "shares" in wrongs(value)


def test_order_of_everything_in_a_file_changes_nothing():
    value = changed()
    for name in ("envelopes", "entries", "releases", "opened"):
        value[name].reverse()
    assert wrongs(value) == set()


@given(st.data())
@settings(max_examples=60)
def test_one_flipped_bit_anywhere_is_found(data):
    # What companies are called is the only thing here that is the town's word alone.
    unnamed = [{**one, "name": ""} for one in VALUE["companies"]]
    written = bytearray(write_canonical({**VALUE, "companies": unnamed}))
    place = data.draw(st.integers(0, 8 * len(written) - 1))
    written[place // 8] ^= 1 << place % 8
    assert not check_call(bytes(written), TOWN_KEY).is_right


def evaluated(**changes):
    """The file with an evaluation by price alone, as announced or changed."""
    file = {
        "format": "gongjian-evaluation/1",
        "criteria": [],
        "price": CONTEXT.judging["price"],
        "ties": f"lot:{closing_root(ENTRIES).hex()}",
        "bids": priced("abc"),
        "evaluators": [],
        "scores": [],
        "unranked_scores": [],
        "locks": [],
        "stage": CONTEXT.stage,
        "currency": CONTEXT.currency,
        "call": "1234-5678",
    }
    file = {**file, "ranking": ranked_rows(rank_file(file)), **changes}
    return {**changed(), "evaluation": file}


def priced(bidders):
    return [
        {"bid": company_of(one), "price_minor": 100 * (1 + "abc".index(one))} for one in bidders
    ]


def test_scores_that_go_with_the_bids_are_right():
    assert wrongs(evaluated()) == set()


def test_another_price_than_in_the_envelope_is_found():
    prices = [{**one, "price_minor": 7} for one in priced("abc")]
    assert wrongs(evaluated(bids=prices)) == {"scores"}


def test_another_order_or_lots_drawn_otherwise_are_found():
    right = evaluated()["evaluation"]["ranking"]
    turned = [{**row, "place": 4 - row["place"]} for row in right]
    assert wrongs(evaluated(ranking=turned)) == {"scores"}
    assert wrongs(evaluated(ties="lot:00")) == {"scores"}
    assert wrongs(evaluated(scores="nonsense")) == {"locks", "scores"}


def test_a_standing_bid_that_is_not_ranked_is_found():
    short = evaluated(bids=priced("bc"))
    evaluation = short["evaluation"]
    evaluation["ranking"] = ranked_rows(rank_file(evaluation))
    assert wrongs(short) == {"scores"}
    # A fault that the envelope does not have is none.
    evaluation["faults"] = [{"bid": company_of("a"), "company": "A", "fault": "price"}]
    assert wrongs(short) == {"scores"}
    short["companies"] = short["companies"][1:]
    assert wrongs(short) == {"company", "scores"}


def test_a_bid_that_does_not_open_is_rightly_not_ranked():
    bad = make_envelope(CONTEXT, "a", contents={**make_contents(), "price": b"{}"})
    value = make_call_value(CONTEXT, [bad, *ENVELOPES[1:]])
    entries = [read_entry(one) for one in value["entries"]]
    announced = evaluated()
    evaluation = {
        **announced["evaluation"],
        "bids": announced["evaluation"]["bids"][1:],
        "ties": f"lot:{closing_root(entries).hex()}",
        "faults": [{"bid": company_of("a"), "company": "A", "fault": "price"}],
    }
    evaluation["ranking"] = ranked_rows(rank_file(evaluation))
    value["evaluation"] = evaluation
    assert wrongs(value) == set()


@pytest.mark.parametrize("part", ["technical", "price"])
def test_a_bid_that_does_not_open_and_is_ranked_for_nothing_is_found(part):
    bad = make_envelope(CONTEXT, "a", contents={**make_contents(0), part: b"{}"})
    value = make_call_value(CONTEXT, [bad, *ENVELOPES[1:]])
    entries = [read_entry(one) for one in value["entries"]]
    announced = evaluated()["evaluation"]
    free = {**announced["bids"][0], "price_minor": 0}
    ties = f"lot:{closing_root(entries).hex()}"
    evaluation = {**announced, "bids": [free, *announced["bids"][1:]], "ties": ties}
    evaluation["ranking"] = ranked_rows(rank_file(evaluation))
    assert evaluation["ranking"][0]["bid"] == company_of("a")

    assert wrongs({**value, "evaluation": evaluation}) == {"scores"}


def test_what_is_said_twice_is_found():
    value = changed()
    price = next(one for one in value["opened"] if one["part"] == "price")
    value["opened"].insert(0, {**price, "content": price["content"].replace("100", "900")})
    assert wrongs(value) == {"opening"}
    value = evaluated()
    value["companies"][1] = value["companies"][0]
    assert "company" in wrongs(value)


@pytest.mark.parametrize("received_at", [DEADLINE, "2026-02-28T10:00:00", "never"])
def test_an_envelope_that_came_at_the_deadline_is_found(received_at):
    value = changed()
    value["entries"][0]["received_at"] = received_at
    entries = [read_entry(one) for one in value["entries"]]
    value["closing"] = closing_note(CONTEXT, entries)
    assert "deadline" in wrongs({**value, "releases": [], "opened": []})
    with pytest.raises(NotCanonical, match=r"deadline|compared"):
        require_closing(read_call_file(write_canonical(value)), TOWN_KEY)


def test_a_closing_before_its_deadline_is_found():
    value = {**changed(), "closing": closing_note(CONTEXT, ENTRIES, "2026-03-01T08:59:59+00:00")}
    assert wrongs(value) == {"deadline"}
    with pytest.raises(NotCanonical, match="before its deadline"):
        require_closing(read_call_file(write_canonical(value)), TOWN_KEY)


FIRST = make_envelope(CONTEXT, "a", 1, amount_minor=700)
SECOND = make_envelope(CONTEXT, "a", 2, amount_minor=600)
TAKEN_BACK = make_withdrawal(CONTEXT, SECOND)


def test_what_is_replaced_or_withdrawn_with_signatures_is_right():
    assert wrongs(make_call_value(CONTEXT, [SECOND], replaced=[FIRST])) == set()
    gone = make_call_value(CONTEXT, [], replaced=[FIRST], withdrawn=[(SECOND, TAKEN_BACK)])
    assert wrongs(gone) == set()
    third = make_envelope(CONTEXT, "a", 3)
    gone = make_call_value(CONTEXT, [third], withdrawn=[(SECOND, TAKEN_BACK)])
    assert wrongs(gone) == set()


def test_what_no_bidder_took_back_is_found():
    for value in (
        # Nobody has signed it, somebody signed it of another envelope, or of another call.
        make_call_value(CONTEXT, [], withdrawn=[(FIRST, TAKEN_BACK)]),
        make_call_value(CONTEXT, [], replaced=[SECOND], withdrawn=[(FIRST, TAKEN_BACK)]),
        make_call_value(
            CONTEXT, [], withdrawn=[(SECOND, make_withdrawal(make_context(3, 3), SECOND))]
        ),
        {**make_call_value(CONTEXT, [], withdrawn=[(SECOND, TAKEN_BACK)]), "withdrawals": []},
        {**make_call_value(CONTEXT, [SECOND], replaced=[FIRST]), "others": []},
        # Replaced by nothing, by another company's, by an earlier one.
        make_call_value(CONTEXT, [], replaced=[FIRST]),
        make_call_value(CONTEXT, ENVELOPES[1:], replaced=[FIRST]),
        make_call_value(CONTEXT, [FIRST], replaced=[SECOND]),
    ):
        assert "withdrawal" in wrongs(value)
        with pytest.raises(NotCanonical):
            require_closing(read_call_file(write_canonical(value)), TOWN_KEY)


def test_a_withdrawal_is_signed():
    value = make_call_value(CONTEXT, [], withdrawn=[(SECOND, TAKEN_BACK)])
    value["withdrawals"][0]["signature"] = write_base64(bytes(64))
    assert wrongs(value) == {"format"}


def test_a_bid_is_of_the_company_that_its_envelope_names():
    value = changed()
    value["companies"][0]["code"] = "CO-X"
    assert wrongs(value) == {"company"}
    twice = [ENVELOPES[0], make_envelope(CONTEXT, "a", 2)]
    assert "company" in wrongs(make_call_value(CONTEXT, twice))


@pytest.mark.parametrize("name", ["criteria", "price"])
def test_judging_by_other_rules_than_bids_were_sealed_for_is_found(name):
    value = evaluated()
    evaluation = value["evaluation"]
    evaluation["price"] = {**evaluation["price"], "formula": "absolute"}
    if name == "criteria":
        evaluation["price"] = CONTEXT.judging["price"]
        evaluation["criteria"] = [{"code": "C1", "weight": 1, "most": 10, "least": 0, "title": ""}]
        rows = [("E1", one["bid"], "C1") for one in evaluation["bids"]]
        evaluation["evaluators"] = ["E1"]
        evaluation["scores"] = [
            {"evaluator": who, "bid": bid, "criterion": code, "score": 5, "reason": "So."}
            for who, bid, code in rows
        ]
        evaluation["locks"] = [{"evaluator": "E1", "sha256": lock_digest(evaluation["scores"])}]
    evaluation["ranking"] = ranked_rows(rank_file(evaluation))
    assert wrongs(value) == {"judging"}


def test_trustees_are_told_before_they_release():
    file = read_call_file(write_canonical(VALUE))
    assert require_closing(file, TOWN_KEY).envelopes == 3
    value = changed()
    value["closing"] = ""
    with pytest.raises(NotCanonical):
        require_closing(read_call_file(write_canonical(value)), TOWN_KEY)


def test_a_closing_under_a_key_of_ones_own_is_no_closing():
    """Who names the trustee a key has signed with it; the bids were sealed for another town."""
    private = Ed25519PrivateKey.generate()
    key = verifier_key(TOWN_NAME, private.public_key().public_bytes_raw())
    closing = sign_note(read_closing(VALUE["closing"], TOWN_KEY).text(), private, TOWN_NAME)
    assert read_closing(closing, key).envelopes == 3
    value = {**changed(), "closing": closing}
    with pytest.raises(NotCanonical, match="another key"):
        require_closing(read_call_file(write_canonical(value)), key)
    assert wrongs(value, key) == {"key"}
    nothing = {**make_call_value(CONTEXT, [], ()), "closing": ""}
    assert wrongs(nothing, key) == {"key"}
    assert verdicts(nothing, TOWN_KEY, "fail") == set()


@given(st.permutations([1, 2, 3, 4, 5]))
def test_the_root_knows_no_order(order):
    entries = [ClosingEntry(seed_of(str(one)), "t", "standing") for one in order]
    assert closing_root(entries) == closing_root(sorted(entries))


def test_a_call_without_bids_has_the_root_of_nothing():
    assert closing_root([]) == EMPTY_ROOT
    assert wrongs(make_call_value(CONTEXT, [])) == set()


def signed(receipt):
    return sign_note(receipt.text(), TOWN_PRIVATE, TOWN_NAME)


def test_a_bidder_finds_the_envelope_of_a_receipt_or_finds_it_gone():
    assert "receipt" in verdicts(VALUE, verdict="pass", receipt=signed(RECEIPT))
    replaced = make_call_value(CONTEXT, [SECOND], replaced=[FIRST])
    of_first = replace(RECEIPT, envelope=FIRST.digest())
    assert "receipt" in verdicts(replaced, verdict="pass", receipt=signed(of_first))
    lost = make_call_value(CONTEXT, ENVELOPES[1:])
    assert verdicts(lost, receipt=signed(RECEIPT)) == {"receipt"}


@pytest.mark.parametrize(
    "change",
    [
        {"call": "another"},
        {"context": bytes(32)},
        {"envelope": bytes(32)},
        {"company": "CO-B"},
        {"received_at": "2026-02-28T10:00:01.000000+00:00"},
        # It closed by an earlier deadline than the bidder was told.
        {"deadline": "2026-03-02T09:00:00.000000+00:00"},
    ],
)
def test_a_receipt_that_contradicts_the_file_is_found(change):
    assert verdicts(VALUE, receipt=signed(replace(RECEIPT, **change))) == {"receipt"}
    assert verdicts(VALUE, receipt=RECEIPT.text()) == {"receipt"}


def test_what_the_file_does_not_prove_is_said():
    check = check_call(write_canonical(VALUE))
    assert check.is_right
    assert not check.is_proven
    assert verdicts(VALUE, "", "unproven") == {"key", "ledger"}


def test_another_key_of_the_company_is_the_towns_word():
    """Whoever took a bid out under a key that the bidder never had is found by everybody."""
    key = bid_keys.bidder_key(seed_of("somebody in the town hall"))
    taken = read_withdrawal(sign_withdrawal(CONTEXT.digest(), SECOND.digest(), key))
    value = make_call_value(CONTEXT, [], withdrawn=[(SECOND, taken)])
    assert "withdrawal" in verdicts(value, verdict="unproven")
    body = seal_bid(make_contents(), CONTEXT, company_of("a"), key, 3)
    value = make_call_value(CONTEXT, [read_envelope(body)], replaced=[SECOND])
    assert "withdrawal" in verdicts(value, verdict="unproven")


def judged():
    """A file with all that there can be: replaced and withdrawn bids, scores, a fault."""
    context = replace(
        CONTEXT,
        judging={
            **make_judging(weight=60),
            "criteria": [{"code": "C1", "least": 0, "most": 10, "title": "Plan", "weight": 40}],
        },
    )
    spoiled = make_envelope(context, "c", contents={**make_contents(), "price": b"{}"})
    standing = [make_envelope(context, one, 3, amount_minor=500) for one in "ab"]
    first, second = (make_envelope(context, "a", number) for number in (1, 2))
    value = make_call_value(
        context,
        [*standing, spoiled],
        replaced=[first],
        withdrawn=[(second, make_withdrawal(context, second))],
    )
    rows = [
        {"evaluator": who, "bid": company_of(one), "criterion": "C1", "score": 7, "reason": "So."}
        for who in ("E1", "E2")
        for one in "abc"
    ]
    root = closing_root(read_entry(one) for one in value["entries"])
    file = {
        "format": "gongjian-evaluation/1",
        "call": "1234-5678",
        "stage": context.stage,
        "currency": context.currency,
        "criteria": context.judging["criteria"],
        "price": context.judging["price"],
        "ties": f"lot:{root.hex()}",
        "evaluators": ["E1", "E2"],
        "bids": [
            {"bid": company_of("a"), "company": "A", "price_minor": 500},
            {"bid": company_of("b"), "company": "B", "excluded": True, "ground": "conditions",
             "price_minor": 500, "reason": "No lamps."},
        ],
        "faults": [
            {"bid": company_of("c"), "company": "C", "fault": "price",
             "outcome": "bidder_at_fault"},
        ],
        "scores": [row for row in rows if row["bid"] != company_of("c")],
        "unranked_scores": [row for row in rows if row["bid"] == company_of("c")],
        "locks": [
            {"evaluator": who, "sha256": lock_digest(r for r in rows if r["evaluator"] == who)}
            for who in ("E1", "E2")
        ],
    }  # fmt: skip
    return {**value, "evaluation": {**file, "ranking": ranked_rows(rank_file(file))}, "ledger": (
        ledger_proof(value["closing"]))}  # fmt: skip


def leaves(value, path=()):
    """Every member of a file that holds no others, by its way there."""
    if isinstance(value, dict | list) and value:
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for name, one in pairs:
            yield from leaves(one, (*path, name))
    else:
        yield path


def with_change(value, path):
    changed = copy.deepcopy(value)
    place = changed
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = other_than(place[path[-1]])
    return changed


def other_than(value):
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return f"{value}x"
    return ["x"] if value in ([], None) else None


def test_whatever_member_of_a_file_is_changed_it_is_found_or_is_the_towns_word():
    value = judged()
    check = check_call(write_canonical(value), TOWN_KEY)
    assert check.is_proven, [one.text for one in check.findings if one.verdict != "pass"]
    assert {one.what for one in check.findings} == set(CHECKS) - {"receipt"}
    unnoticed = set()
    for path in leaves(value):
        changed = with_change(value, path)
        if check_call(write_canonical(changed), TOWN_KEY).is_proven:
            unnoticed.add("/".join("*" if isinstance(one, int) else one for one in path))
    assert unnoticed == UNCHECKED


@pytest.mark.parametrize("name", sorted(judged()))
def test_whatever_is_left_out_is_found_or_nothing_is_claimed_of_it(name):
    value = judged()
    del value[name]
    found = {one.what: one.verdict for one in check_call(write_canonical(value), TOWN_KEY).findings}
    if name == "evaluation":
        assert {found[one] for one in ("judging", "locks", "scores")} == {"nothing"}
    elif name == "ledger":
        assert found["ledger"] == "unproven"
    else:
        assert found == {"format": "fail"}


def test_scores_are_those_that_were_locked():
    value = judged()
    for member, change in [("scores", {"reason": "Else."}), ("unranked_scores", {"score": 9})]:
        changed = copy.deepcopy(value)
        changed["evaluation"][member][0] |= change
        assert wrongs(changed) == {"locks"}


def test_every_reason_has_words_in_both_languages():
    for code, words in {**REASONS, **CHECKS, **VERDICTS}.items():
        assert len(words) == len(LANGUAGES), code
        assert all(words), code
        fields = [{one for _, one, _, _ in Formatter().parse(text) if one} for text in words]
        assert fields[0] == fields[1], code


def test_a_receipt_is_read_by_anyone_and_is_no_closing():
    note = sign_note(RECEIPT.text(), TOWN_PRIVATE, TOWN_NAME)
    assert read_receipt(note, TOWN_KEY) == RECEIPT
    with pytest.raises(InvalidNote):
        read_closing(note, TOWN_KEY)
    with pytest.raises(InvalidNote):
        read_receipt(VALUE["closing"], TOWN_KEY)
    with pytest.raises(InvalidNote):
        read_receipt(note.replace("2026", "2025"), TOWN_KEY)

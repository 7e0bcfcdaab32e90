"""Sealing and opening bids: what must open opens, everything else is refused and names somebody."""

import random
from dataclasses import replace
from hashlib import sha256
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.public import PrivateKey, SealedBox

from gongjian.methods import bid_envelopes, bid_keys
from gongjian.methods.bid_contents import (
    PriceLine,
    PricePart,
    TechnicalPart,
    read_content,
    read_price,
    write_content,
)
from gongjian.methods.bid_envelopes import (
    check_envelope,
    envelope_of,
    read_context,
    read_envelope,
    seal_bid,
)
from gongjian.methods.bid_openings import (
    most_shares_bytes,
    open_bid,
    read_release,
    release_shares,
)
from gongjian.methods.canonical_json import NotCanonical, write_base64, write_canonical
from gongjian.methods.sealed_parts import (
    MAX_PLAINTEXT,
    STEPS,
    CannotOpen,
    Place,
    open_box,
    open_part,
    pad,
    seal_part,
    unpad,
)
from tests.sealed_bids import (
    make_contents,
    make_context,
    make_envelope,
    make_envelope_bytes,
    make_judging,
    seed_of,
    trustee_seeds,
)

ROOT = bytes(32)
CONTEXT = make_context(5, 3)
SEEDS = trustee_seeds(5)
ENVELOPE = make_envelope(CONTEXT, with_secret=True)
PLACE = CONTEXT.place(ENVELOPE.bidder, "price")
SEALED = ENVELOPE.part_of("price", CONTEXT)
SHARES = {
    one: open_box(SEALED, PLACE, one, bid_keys.trustee_box_key(seed)[1])
    for one, seed in enumerate(SEEDS)
}


def release(trustee, part="price", envelopes=(ENVELOPE,), context=CONTEXT):
    return read_release(release_shares(context, ROOT, envelopes, part, SEEDS[trustee]), context)


def flipped(data, bit):
    changed = bytearray(data)
    changed[bit // 8 % len(changed)] ^= 1 << bit % 8
    return bytes(changed)


@pytest.mark.parametrize("part", ["technical", "price", "secret"])
def test_any_three_of_five_trustees_open_the_same(part):
    contents = make_contents(with_secret=True)
    releases = {one: release(one, part) for one in range(5)}
    for group in combinations(range(5), 3):
        opened = open_bid(CONTEXT, ENVELOPE, part, [releases[one] for one in group])
        assert (opened.outcome, opened.content) == ("open", contents[part])
        assert opened.blamed_trustees == frozenset()


@pytest.mark.parametrize(("trustees", "threshold"), [(3, 2), (9, 5)])
def test_a_file_of_shares_is_no_longer_than_its_bids_make_it(trustees, threshold):
    context = make_context(trustees, threshold)
    envelopes = [make_envelope(context, bidder) for bidder in "ab"]
    one, two = (
        release_shares(context, ROOT, envelopes[:many], "price", trustee_seeds(trustees)[0])
        for many in (1, 2)
    )
    assert len(two) - len(one) == most_shares_bytes(context, 1) - most_shares_bytes(context, 0)
    assert len(two) < most_shares_bytes(context, 2)
    assert most_shares_bytes(make_context(9, 5), 500) < 1_600_000


def test_two_of_five_trustees_open_nothing():
    for group in combinations(range(5), 2):
        opened = open_bid(CONTEXT, ENVELOPE, "price", [release(one) for one in group])
        assert (opened.outcome, opened.content) == ("waiting", None)


@given(st.permutations(range(5)), st.integers(3, 5))
@settings(max_examples=10)
def test_order_of_trustees_changes_nothing(order, count):
    opened = open_bid(CONTEXT, ENVELOPE, "price", [release(one) for one in order[:count]])
    assert opened == open_bid(CONTEXT, ENVELOPE, "price", [release(0), release(1), release(2)])


@given(st.integers(0, 8 * len(make_envelope_bytes(CONTEXT, with_secret=True)) - 1))
@settings(max_examples=150)
def test_one_flipped_bit_of_an_envelope_is_refused(bit):
    with pytest.raises(NotCanonical):
        read_envelope(flipped(make_envelope_bytes(CONTEXT, with_secret=True), bit))


@pytest.mark.parametrize("name", ["commitment", "nonce", "ciphertext"])
@given(bit=st.integers(0, 100_000))
@settings(max_examples=25)
def test_one_flipped_bit_in_a_part_makes_it_unopenable(name, bit):
    changed = replace(SEALED, **{name: flipped(getattr(SEALED, name), bit)})
    with pytest.raises(CannotOpen):
        open_part(changed, PLACE, SHARES)


@pytest.mark.parametrize("name", ["boxes", "share_commitments"])
@given(bit=st.integers(0, 100_000), data=st.data())
@settings(max_examples=25)
def test_one_wrong_box_or_commitment_is_found_by_any_group(name, bit, data):
    values = list(getattr(SEALED, name))
    at = data.draw(st.integers(0, len(values) - 1))
    values[at] = flipped(values[at], bit)
    changed = replace(SEALED, **{name: tuple(values)})
    group = data.draw(st.sampled_from(list(combinations(range(5), 3))))
    with pytest.raises(CannotOpen):
        open_part(changed, PLACE, {one: SHARES[one] for one in group})


@given(st.integers(0, 100_000), st.integers(0, 4))
@settings(max_examples=25)
def test_one_flipped_bit_of_a_box_lets_nothing_out(bit, trustee):
    boxes = list(SEALED.boxes)
    boxes[trustee] = flipped(boxes[trustee], bit)
    secret_key = bid_keys.trustee_box_key(SEEDS[trustee])[1]
    with pytest.raises(CannotOpen):
        open_box(replace(SEALED, boxes=tuple(boxes)), PLACE, trustee, secret_key)


@pytest.mark.parametrize(
    "place",
    [
        replace(PLACE, part="technical"),
        replace(PLACE, bidder=make_envelope(CONTEXT, "b").bidder),
        replace(PLACE, context=make_context(5, 3, call="another").digest()),
    ],
)
def test_a_box_opens_for_its_own_call_bidder_and_part_only(place):
    """Else a bid could be copied into another call, or a price into a technical part, to have it
    opened there first."""
    with pytest.raises(CannotOpen, match="another call, bidder or part"):
        open_box(SEALED, place, 0, bid_keys.trustee_box_key(SEEDS[0])[1])


def test_a_wrong_share_names_the_trustee_and_hinders_nobody():
    good = [release(one) for one in range(5)]
    name = ENVELOPE.digest()
    bad = replace(good[1], shares={name: flipped(good[1].shares[name], 77)})
    opened = open_bid(CONTEXT, ENVELOPE, "price", [good[0], bad, good[2], good[3]])
    assert (opened.outcome, opened.blamed_trustees) == ("open", {1})
    waiting = open_bid(CONTEXT, ENVELOPE, "price", [good[0], bad, good[2]])
    assert (waiting.outcome, waiting.blamed_trustees) == ("waiting", {1})


def test_a_false_complaint_names_the_trustee():
    lying = replace(release(4), shares={ENVELOPE.digest(): None})
    waiting = open_bid(CONTEXT, ENVELOPE, "price", [lying])
    assert (waiting.outcome, waiting.complaints) == ("waiting", {4})
    opened = open_bid(CONTEXT, ENVELOPE, "price", [lying, release(0), release(1), release(2)])
    assert (opened.outcome, opened.blamed_trustees) == ("open", {4})


def signed_again(parts):
    """An envelope with parts that its own bidder tampered with."""
    key = bid_keys.bidder_key(seed_of("bidder a"))
    digests = {part: sha256(write_canonical(value)).digest() for part, value in parts.items()}
    head = bid_envelopes._unsigned(CONTEXT.digest(), "CO-A", bytes(key.verify_key), 9, digests)
    signature = key.sign(bid_envelopes._signed_bytes(head)).signature
    whole = {**head, "parts": parts, "signature": write_base64(signature)}
    return read_envelope(write_canonical(whole))


def test_shares_that_differ_between_groups_name_the_bidder_whoever_opens():
    """A bidder who prepares one key for some trustees and another for others, to choose later."""
    technical = ENVELOPE.parts["technical"]
    other = seal_part(make_contents(1)["price"], PLACE, seed_of("another secret"))
    mixed = replace(
        SEALED,
        boxes=(*SEALED.boxes[:3], *other.boxes[3:]),
    )
    envelope = signed_again({"technical": technical, "price": mixed.as_json()})
    releases = [release(one, envelopes=(envelope,)) for one in range(5)]
    assert releases[4].shares[envelope.digest()] is None
    for group in combinations(range(5), 3):
        opened = open_bid(CONTEXT, envelope, "price", [releases[one] for one in group])
        assert opened.outcome in ("waiting", "bidder_at_fault")
    every = open_bid(CONTEXT, envelope, "price", releases)
    assert (every.outcome, every.blamed_trustees) == ("bidder_at_fault", frozenset())


def test_what_libsodium_seals_is_what_we_seal():
    """Our boxes open with libsodium's own function; only where their ephemeral key comes from
    differs."""
    secret_key = PrivateKey(bid_keys.trustee_box_key(SEEDS[2])[1])
    assert SealedBox(secret_key).decrypt(SEALED.boxes[2])[32:] == SHARES[2]


@given(st.integers(0, STEPS["price"] - 1), st.integers(0, STEPS["price"] - 1))
@settings(max_examples=20)
def test_padding_hides_lengths_within_a_step(one, other):
    """The mark takes one byte, so the last length of a step is one below it."""
    place = Place(bytes(32), bytes(32), "price", PLACE.trustees, 3)
    first, second = (
        seal_part(b"x" * length, place, random.Random(length).randbytes(32))
        for length in (one, other)
    )
    assert len(first.ciphertext) == len(second.ciphertext) == STEPS["price"] + 16
    assert len(str(first.as_json())) == len(str(second.as_json()))


@given(st.binary(max_size=40), st.integers(1, 16))
def test_padding_comes_off(data, step):
    padded = pad(data, step)
    assert unpad(padded) == data
    assert len(padded) % step == 0


@pytest.mark.parametrize("padded", [b"", b"\0\0", b"abc", b"a\x80\x01"])
def test_wrong_padding_is_refused(padded):
    with pytest.raises(CannotOpen):
        unpad(padded)


def test_the_same_content_sealed_twice_looks_different():
    contents, key = make_contents(), bid_keys.bidder_key(seed_of("bidder a"))
    one, two = (read_envelope(seal_bid(contents, CONTEXT, "CO-A", key, 1)) for _ in range(2))
    for part in contents:
        first, second = (envelope.part_of(part, CONTEXT) for envelope in (one, two))
        assert first.ciphertext != second.ciphertext
        assert not set(first.boxes) & set(second.boxes)


def test_nothing_of_the_content_or_the_secret_stands_in_an_envelope():
    sent = make_envelope_bytes(CONTEXT, amount_minor=987_654_321)
    assert b"Oak" not in sent
    assert b"987654321" not in sent


def test_an_envelope_for_another_call_is_refused():
    with pytest.raises(NotCanonical, match="another call or other trustees"):
        check_envelope(ENVELOPE, make_context(5, 3, call="another"))
    with pytest.raises(NotCanonical, match="another call or other trustees"):
        check_envelope(ENVELOPE, make_context(5, 4))


def test_trade_secrets_may_be_left_out_and_the_rest_still_verifies():
    public = envelope_of(ENVELOPE.as_json(without=("secret",)))
    assert public.digest() == ENVELOPE.digest()
    assert "secret" not in public.parts
    with pytest.raises(NotCanonical, match="a part is missing"):
        read_envelope(write_canonical(ENVELOPE.as_json(without=("secret",))))


@pytest.mark.parametrize(
    "contents",
    [
        {"technical": b""},
        {"technical": b"", "price": b"", "else": b""},
        {"technical": b"", "price": bytes(MAX_PLAINTEXT["price"] + 1)},
    ],
)
def test_a_bid_has_its_parts_and_their_sizes(contents):
    with pytest.raises(ValueError, match="part"):
        seal_bid(contents, CONTEXT, "CO-A", bid_keys.bidder_key(bytes(32)), 1)


@pytest.mark.parametrize(
    "change",
    [
        {"threshold": 1},
        {"threshold": 6},
        {"format": "other"},
        {"trustees": []},
        {"parts": ["price"]},
        {"parts": ["technical", "price", "secret"]},
        {"trustees": [make_context(2).as_json()["trustees"][0]] * 3},
        {"judging": {}},
        {"judging": {**make_judging(), "ties": "drawn later"}},
        {"judging": {**make_judging(), "criteria": [{"code": "C1"}]}},
        {"judging": make_judging(weight="40")},
    ],
)
def test_contexts_that_protect_nothing_are_refused(change):
    with pytest.raises(NotCanonical):
        read_context({**CONTEXT.as_json(), **change})


def test_a_stage_without_prices_takes_none():
    context = replace(CONTEXT, parts=("technical",))
    key = bid_keys.bidder_key(seed_of("bidder a"))
    technical = {"technical": make_contents()["technical"]}
    check_envelope(read_envelope(seal_bid(technical, context, "CO-A", key, 1)), context)
    with pytest.raises(ValueError, match="parts technical"):
        seal_bid(make_contents(), context, "CO-A", key, 1)
    with pytest.raises(ValueError, match="parts technical, price"):
        seal_bid(technical, CONTEXT, "CO-A", key, 1)


@pytest.mark.parametrize("company", ["", "a\nb", "x" * 61])
def test_a_bid_names_its_company(company):
    with pytest.raises(ValueError, match="official number"):
        seal_bid(make_contents(), CONTEXT, company, bid_keys.bidder_key(bytes(32)), 1)


def test_an_envelope_claimed_for_another_company_is_refused():
    with pytest.raises(NotCanonical, match="signature"):
        envelope_of({**ENVELOPE.as_json(), "company": "CO-B"})


def test_other_rules_of_judging_are_another_context():
    other = replace(CONTEXT, judging=make_judging(weight=99))
    assert other.digest() != CONTEXT.digest()
    with pytest.raises(NotCanonical, match="another call or other trustees"):
        check_envelope(ENVELOPE, other)


def test_a_context_comes_back():
    assert read_context(CONTEXT.as_json()) == CONTEXT


def test_shares_signed_by_somebody_else_are_refused():
    forged = {**release(0).as_json(), "trustee": 1}
    with pytest.raises(NotCanonical, match="not signed by the trustee"):
        read_release(write_canonical(forged), CONTEXT)


@given(st.integers(0, 100_000))
@settings(max_examples=50)
def test_one_flipped_bit_of_a_trustees_file_is_refused(bit):
    sent = release_shares(CONTEXT, ROOT, (ENVELOPE,), "price", SEEDS[0])
    with pytest.raises(NotCanonical):
        read_release(flipped(sent, bit), CONTEXT)


def test_somebody_who_is_no_trustee_releases_nothing():
    with pytest.raises(ValueError, match="none of this call's trustees"):
        release_shares(CONTEXT, ROOT, (ENVELOPE,), "price", seed_of("stranger"))


@pytest.mark.parametrize(
    "price",
    [
        PricePart(100, "CNY", (PriceLine("Ramp", 2, 50, 99),)),
        PricePart(100, "CNY", (PriceLine("Ramp", 0, 50, 0), PriceLine("x", 1, 100, 100))),
        PricePart(101, "CNY", (PriceLine("Ramp", 2, 50, 100),)),
        PricePart(-1, "CNY"),
        PricePart(100, "EUR"),
        PricePart(10**15 + 1, "CNY"),
    ],
)
def test_prices_that_do_not_add_up_are_refused(price):
    with pytest.raises(NotCanonical):
        read_price(write_content(price), "CNY")


@pytest.mark.parametrize("part", ["technical", "price", "secret"])
def test_contents_come_back(part):
    content = make_contents(with_secret=True)[part]
    assert write_content(read_content(part, content, "CNY")) == content


def test_two_answers_to_one_criterion_are_refused():
    content = write_content(TechnicalPart("t", "", (("a", "1"), ("a", "2"))))
    with pytest.raises(NotCanonical):
        read_content("technical", content, "CNY")


@pytest.mark.parametrize("kind", [bid_keys.BIDDER_FORMAT, bid_keys.TRUSTEE_FORMAT])
def test_key_files_come_back_and_are_told_apart(kind):
    written = bid_keys.write_key_file(kind, seed_of("x"), "call")
    assert bid_keys.read_key_file(written, kind) == (seed_of("x"), "call")
    other = {bid_keys.BIDDER_FORMAT, bid_keys.TRUSTEE_FORMAT} - {kind}
    with pytest.raises(bid_keys.BadKey):
        bid_keys.read_key_file(written, other.pop())


def test_keys_under_which_nothing_is_signed_are_refused():
    box = bid_keys.trustee_public_key(seed_of("box")).box
    with pytest.raises(bid_keys.BadKey):
        bid_keys.read_trustee_key(write_base64(box + bytes(32)))


@pytest.mark.parametrize("text", ["", "AAAA", "A" * 86 + "==", "é"])
def test_keys_that_are_none_are_refused(text):
    with pytest.raises(bid_keys.BadKey):
        bid_keys.read_trustee_key(text)
    with pytest.raises(bid_keys.BadKey):
        bid_keys.read_bidder_key(text)

"""Search over public texts and, for staff, over full texts; the same on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from gongjian.foundation.kernel.actor import Actor, Grant, Role
from gongjian.foundation.kernel.errors import Invalid
from gongjian.government.cases.actions.index_cases import index_cases
from gongjian.government.cases.actions.receive_case import CaseDraft, receive_cases
from gongjian.government.cases.models import SearchDocument
from gongjian.government.cases.selectors import search
from gongjian.government.cases.selectors.case_filters import CaseFilters
from gongjian.government.cases.selectors.search import search_cases

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
ANYONE = Actor.anonymous()
DISPATCHER = Actor("user:d", grants=(Grant(Role.DISPATCHER),))


def indexed(*texts: str, is_public: bool = True, every: timedelta = timedelta(hours=1)):
    drafts = [
        CaseDraft(title=text, text="", is_public=is_public, received_at=NOW - every * at)
        for at, text in enumerate(texts)
    ]
    cases = receive_cases(actor=ANYONE, drafts=drafts, now=NOW)
    index_cases(case_ids=[case.pk for case in cases])
    return cases


def titles(query: str, **narrowed) -> list[str]:
    return [case.title for case in search_cases(actor=ANYONE, query=query, **narrowed).items]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("停车", ["小区违规停车场"]),
        ("车", ["小区违规停车场", "自行车道被占"]),
        ("light", ["The streetlight is out", "Traffic lights"]),
        ("STREETLIGHT out", ["The streetlight is out"]),
        ("lamp", []),
        ("", []),
        ("!!!", []),
    ],
)
def test_words_and_parts_of_words_are_found(query, found):
    indexed("小区违规停车场", "自行车道被占", "The streetlight is out", "Traffic lights")

    assert titles(query) == found


def test_pieces_that_stand_apart_are_not_a_word():
    indexed("停水了，车没法洗，水车", "停车")

    assert titles("停车") == ["停车"]


def test_only_masked_public_texts_are_searched_for_the_public():
    indexed("Ring me on 13812345678 about the pothole")
    indexed("A private pothole", is_public=False)

    assert titles("13812345678") == []
    assert len(titles("pothole")) == 1


def test_staff_find_private_cases_and_full_texts():
    indexed("Ring me on 13812345678 about the pothole", "A private pothole", is_public=False)

    page = search_cases(actor=DISPATCHER, query="pothole 13812345678", staff=True)

    assert len(page.items) == 1


def test_a_role_for_another_area_finds_nothing():
    indexed("A private pothole", is_public=False)
    elsewhere = Actor("user:d", grants=(Grant(Role.DISPATCHER, area_path="99/"),))

    assert search_cases(actor=elsewhere, query="pothole", staff=True).items == []


def test_a_number_finds_its_case():
    (case, _) = indexed("One", "Two")

    assert titles(case.shown_number.lower()) == ["One"]


@pytest.mark.parametrize("rare", [1_000, 3])
def test_pages_in_order_of_receipt_hold_every_hit_once(rare, monkeypatch):
    monkeypatch.setattr(search, "RARE", rare)
    indexed(*[f"噪音 {at}" for at in range(30)], every=timedelta(days=9))
    indexed("安静")

    seen, cursor = [], ""
    for _ in range(10):
        page = search_cases(actor=ANYONE, query="噪音", cursor=cursor, size=7)
        seen += [case.title for case in page.items]
        cursor = page.next_cursor
        if not cursor:
            break

    assert seen == [f"噪音 {at}" for at in range(30)]


def test_filters_narrow():
    indexed("pothole A", "pothole B", every=timedelta(days=3))

    day = (NOW - timedelta(days=3)).date()

    assert titles("pothole", filters=CaseFilters(received_until=day)) == ["pothole B"]


def test_indexing_twice_is_indexing_once():
    cases = indexed("pothole")

    index_cases(case_ids=[cases[0].pk])

    assert titles("pothole") == ["pothole"]
    assert SearchDocument.objects.count() == 1


def test_cases_of_one_moment_all_have_a_place():
    indexed("same", "same", "same", every=timedelta(0))

    assert len(titles("same")) == 3


@pytest.mark.parametrize("cursor", ["x", "-1", "9" * 40, "1; drop"])
def test_a_forged_cursor_is_refused(cursor):
    indexed("pothole")

    with pytest.raises(Invalid):
        search_cases(actor=ANYONE, query="pothole", cursor=cursor)


@pytest.mark.parametrize("query", ["'", "\\", "a & b | !c", '" OR 1', "%_", "\x00", "x" * 5_000])
def test_no_query_breaks_the_index(query):
    indexed("pothole")

    assert titles(query) == []


@pytest.mark.parametrize("cursor", ["²", "9000000000000000000", "253402300800000001"])
def test_a_cursor_that_is_no_moment_is_refused(cursor):
    indexed("pothole")

    with pytest.raises(Invalid):
        search_cases(actor=ANYONE, query="pothole", cursor=cursor)


def test_what_stands_in_the_address_is_masked_too():
    draft = CaseDraft(title="pothole", text="", address="5 Road 13812345678", is_public=True)
    (case,) = receive_cases(actor=ANYONE, drafts=[draft], now=NOW)
    index_cases(case_ids=[case.pk])

    assert "13812345678" not in case.public_address
    assert titles("13812345678") == []
    assert titles("5 Road") == ["pothole"]


def test_many_cases_of_one_moment_are_placed_with_few_queries(django_assert_max_num_queries):
    drafts = [CaseDraft(title=f"same {at}", text="", is_public=True) for at in range(40)]
    first = receive_cases(actor=ANYONE, drafts=drafts, now=NOW)
    index_cases(case_ids=[case.pk for case in first])
    again = receive_cases(actor=ANYONE, drafts=drafts, now=NOW)

    with django_assert_max_num_queries(12):
        index_cases(case_ids=[case.pk for case in again])

    assert SearchDocument.objects.count() == 80

"""One segmentation for index and query: what is found, and that every term is safe."""

import re
import sqlite3
import time

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from gongjian.methods import search_terms
from gongjian.methods.search_terms import index_terms, matches, query_terms

SAFE = re.compile(r"[0-9a-z\u3400-\u4db5\u4e00-\u9fa5〇]+")
FOUND = [  # text, query
    ("The streetlight is broken", "light"),
    ("The streetlight is broken", "streetlight"),
    ("The streetlight is broken", "STREET light"),
    ("The streetlight is broken", "broken, streetlight!"),
    ("违规停车场整改", "停车"),
    ("违规停车场整改", "停"),
    ("违规停车场整改", "整改 停车场"),
    ("违规停车场整改", "场整"),
    ("地铁5号线噪音", "5号线"),
    ("地铁5号线噪音", "地铁5"),
    ("地铁5号线噪音", "5"),
    ("买了台ＰＣ", "pc"),
    ("买了台PC", "ｐｃ"),
    ("the café closes", "cafe"),
    ("the cafe closes", "CAFÉ"),
    ("the cafe\u0301 closes", "café"),
    ("Straße gesperrt", "STRASSE"),
    ("12345678 is the number", "456"),
    ("A4纸 and 5G", "5g"),
    ("A4纸 and 5G", "a"),
    ("Уличный фонарь", "фонар"),
    ("道路の街灯", "街灯"),
    ("𠮷野家", "𠮷"),
    ("面积㎡计算", "m2"),
    ("anything", ""),
    ("anything", "?!"),
]
NOT_FOUND = [
    ("The streetlight is broken", "lamp"),
    ("The streetlight is broken", "lights"),
    ("The streetlight is broken", "streetlight repaired"),
    ("违规停车场整改", "车停"),
    ("违规停车场整改", "停场"),
    ("地铁15号线", "5号线"),
    ("the team", "am"),
    ("", "a"),
    ("停 车", "停车"),
]

texts = st.text(
    st.one_of(
        st.sampled_from("abcABCéß 12.,_-停车场路灯ＡＢ５㎡ﬁ𠮷фñ\u0301\n가のア"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)


def flat(groups):
    return [term for group in groups for term in group]


@pytest.mark.parametrize(("text", "query"), FOUND)
def test_a_query_finds_words_and_parts_of_words(text, query):
    assert matches(text, query)
    assert set(flat(query_terms(query))) <= set(index_terms(text))


@pytest.mark.parametrize(("text", "query"), NOT_FOUND)
def test_a_query_does_not_find_what_is_not_there(text, query):
    assert not matches(text, query)


@given(texts, texts)
@example("a停bcd", "a停b")
@example("xe6 x00e6", "æ")
def test_what_matches_is_found_by_the_index(text, query):
    assume(matches(text, query))
    assert set(flat(query_terms(query))) <= set(index_terms(text))


@given(texts, st.data())
def test_every_part_of_a_text_in_one_script_finds_the_text(text, data):
    folded = search_terms.normalise(text)
    runs = re.findall(r"[^\W_0-9a-z]+|[0-9a-z]{3,}", folded)
    assume(runs)
    run = data.draw(st.sampled_from(runs))
    shortest = 3 if run.isascii() else 1
    begin = data.draw(st.integers(0, len(run) - shortest))
    end = data.draw(st.integers(begin + shortest, len(run)))
    # Folding twice may differ from folding once for a few letters of rare scripts.
    assume(search_terms.normalise(run[begin:end]) == run[begin:end])
    assert matches(text, run[begin:end])


@given(texts)
def test_terms_are_safe_distinct_and_short(text):
    terms = index_terms(text)
    assert all(SAFE.fullmatch(term) for term in terms + flat(query_terms(text)))
    assert all(len(term) <= search_terms.MAX_TERM_LENGTH for term in terms)
    assert len(set(terms)) == len(terms)


@given(st.text(st.characters(categories=["P", "Z", "Sm", "Cc"])))
def test_a_query_without_letters_asks_for_nothing_and_matches_everything(text):
    assert query_terms(text) == []
    assert matches("anything", text)


def test_the_terms_are_those_of_the_table():
    assert index_terms("Pipe 停车场") == [
        "p", "pi", "pip", "ipe", "停", "车", "场", "停车", "车场",
    ]  # fmt: skip
    assert query_terms("Pipe 停车场 停 pi") == [["pip", "ipe"], ["停车", "车场"], ["停"], ["pi"]]


def test_no_term_of_another_script_can_be_taken_for_latin_letters():
    assert not set(index_terms("æ")) & set(index_terms("xe6 x00e6 00e6"))


@pytest.mark.parametrize("tokenizer", ["unicode61", "ascii"])
def test_sqlite_finds_what_matches(tokenizer):
    with sqlite3.connect(":memory:") as connection:
        connection.execute(f"CREATE VIRTUAL TABLE t USING fts5(terms, tokenize='{tokenizer}')")
        for number, (text, _) in enumerate(FOUND):
            connection.execute(
                "INSERT INTO t (rowid, terms) VALUES (?, ?)", (number, " ".join(index_terms(text)))
            )
        for number, (_, query) in enumerate(FOUND[:-2]):
            found = connection.execute(
                "SELECT rowid FROM t WHERE terms MATCH ?", (" AND ".join(flat(query_terms(query))),)
            )
            assert number in {row[0] for row in found}


def test_terms_that_look_like_operators_are_none():
    assert flat(query_terms("NOT and OR near")) == ["not", "and", "or", "nea", "ear"]


def test_the_number_of_terms_is_limited():
    text = "".join(chr(0x4E00 + number) for number in range(15_000))
    assert len(index_terms(text)) == search_terms.MAX_INDEX_TERMS
    assert len(flat(query_terms(text))) == search_terms.MAX_QUERY_TERMS
    assert len(flat(query_terms(" ".join(text)))) == search_terms.MAX_QUERY_TERMS


def test_ten_thousand_characters_are_indexed_whole():
    text = "".join(chr(0x4E00 + number) for number in range(10_000))
    assert text[-2:] in index_terms(text)


LONG = (
    "关于西湖区学院路夜间施工噪音扰民的投诉，每天晚上十点以后仍有渣土车进出，学院路的居民无法休息。"
)


def test_terms_of_a_usual_message_take_well_under_a_millisecond():
    text = (LONG * 7)[:300]
    started = time.process_time()
    for _ in range(100):
        index_terms(text)
    assert (time.process_time() - started) / 100 < 0.002

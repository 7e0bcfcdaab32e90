"""What a draft by a language model says that nobody told it, and what became of it."""

from __future__ import annotations

import time
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.methods.machine_drafts import (
    MOST_FOUND,
    PIECE,
    plain_text,
    said_text,
    share_from,
    unfounded_statements,
)

LONGEST = 20_000
KNOWN = [
    "The lamp has been dark since 3 November 2026. Call 021-5555 1234 or ask lamp@town.example.",
    "《城市照明管理规定》第十二条：48小时内修复。 Regulation on Lighting, Article 9. "
    "See https://town.example/lamps for all of it.",
]


def found_in(draft: str) -> list[tuple[str, str]]:
    return [(one.kind.value, one.text) for one in unfounded_statements(draft, KNOWN)]


@pytest.mark.parametrize(
    "draft",
    [
        "",
        "We repair it within 48 hours, dark since 3 November 2026.",
        "Call 02155551234, 5555 1234, or (021) 5555-1234; lamp@town.example.",
        "依据《城市照明管理规定》第12条，按第 九 条办理。 See article 12 and § 9.",
        "All of it: https://town.example/lamps.",
        "请发到lamp@town.example咨询。",
        "One lamp, 2 people, 5 days.",
    ],
)
def test_what_the_texts_say_is_founded(draft):
    assert found_in(draft) == []


@pytest.mark.parametrize(
    ("draft", "kind", "text"),
    [
        ("Pay at https://evil.example/pay?x=1.", "link", "https://evil.example/pay?x=1"),
        ("详见www.lamps.cn，谢谢", "link", "www.lamps.cn"),
        ("see town-lamps.com/now", "link", "town-lamps.com/now"),
        ("请访问lamps.cn查询", "link", "lamps.cn"),
        ("请发到other@town.example咨询", "email", "other@town.example"),
        ("write to other@town.example", "email", "other@town.example"),
        ("call 021-5555 9999 today", "phone", "021-5555 9999"),
        ("拨打13800138000", "phone", "13800138000"),
        ("依据《道路法》办理", "provision", "《道路法》"),
        ("依据第二十三条办理", "provision", "第二十三条"),
        ("under Article 10 of it", "provision", "Article 10"),
        ("done by 24 November", "figure", "24"),
        ("within 72 hours", "figure", "72"),
        ("请于2026-12-05前", "figure", "2026-12-05"),
        ("Dear ●●●, thank you", "covered", "●●●"),
    ],
)
def test_what_they_do_not_say_is_told(draft, kind, text):
    assert found_in(draft) == [(kind, text)]


def test_each_is_told_once_and_not_without_end():
    draft = "article 31, article 31, " + " ".join(f"{number} lamps" for number in range(100, 300))

    told = found_in(draft)

    assert len(told) == MOST_FOUND
    assert told[0] == ("provision", "article 31")
    assert len(set(told)) == len(told)


@pytest.mark.parametrize(
    "piece",
    ["a", "好", "-", "a-", "a.", "1-", "www.", "a://", "第", "第1", "第 ", "§ ", "《", "a@"],
)
def test_a_model_that_repeats_itself_without_end_costs_no_minutes(piece):
    draft = (piece * LONGEST)[:LONGEST]
    begun = time.process_time()

    found_in(draft)

    # Where a pattern is tried at each place of a run it took 4 to 27 seconds.
    assert time.process_time() - begun < 2


def test_a_number_without_end_is_no_article():
    draft = f"第{'1' * LONGEST}条 article {'2' * LONGEST}"

    assert {kind for kind, _text in found_in(draft)} <= {"phone", "provision", "figure"}


@given(st.text(alphabet="a1第九百十条§ article.《》@:/-￥２\n", max_size=200))
def test_a_draft_that_repeats_what_was_told_is_founded(draft):
    told = unfounded_statements(draft, [draft])

    assert [one for one in told if one.kind != "covered"] == []


@given(st.text(max_size=300))
def test_nothing_that_cannot_be_seen_stays(text):
    plain = plain_text(text)

    assert [c for c in plain if c not in "\n\t" and category(c).startswith("C")] == []
    assert plain_text(plain) == plain


def test_signs_that_turn_or_hide_text_are_taken_out():
    hidden = "pay\u202e\u2066 now\u200b\ufeff\U000e0041\x00\x1b[0m\r\nthen\ttab"

    assert plain_text(hidden) == "pay now[0m\nthen\ttab"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("<think>Who is it?\nHm.</think>\n\nGood day.", "Good day."),
        ("<think>never closed", ""),
        ("Who is it?\nHm.\n</think>\n\nGood day.", "Good day."),
        ("Hm.</THINKING>Hm.</thinking>Good day.", "Good day."),
        ("One.\n\n\n\n\nTwo.", "One.\n\nTwo."),
        ("I <b>think</b> so", "I <b>think</b> so"),
    ],
)
def test_what_a_model_says_to_itself_is_left_out(written, said):
    assert said_text(written) == said


@pytest.mark.parametrize(
    ("text", "draft", "share"),
    [
        ("The lamp is repaired.", "The lamp is repaired.", 1),
        ("THE  LAMP\nis repaired.", "The lamp is repaired.", 1),
        ("路灯已于昨日修好，谢谢您的来信。", "路灯已于昨日修好，谢谢您的来信。", 1),
        ("Nothing of it at all here.", "The lamp is repaired.", 0),
        ("short", "short", 0),
        ("", "The lamp is repaired.", 0),
    ],
)
def test_how_much_of_a_text_is_the_drafts(text, draft, share):
    assert share_from(text, draft) == share


def test_what_both_took_from_elsewhere_is_nobodys():
    ready = "Thank you for your letter to the town."
    draft, answer = f"{ready} The lamp is dark.", f"{ready} We have swept the whole of the street."

    assert share_from(answer, draft) > 0.3
    assert share_from(answer, draft, [ready]) < 0.1


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_a_share_is_a_share(text, draft, more):
    assert 0 <= share_from(text, draft) <= 1
    assert share_from(text, draft) <= share_from(text, draft + more) or not text
    assert share_from(text, text) in (0, 1)
    assert PIECE > 1

"""What is personal data, what is not, and how fast that is known.

All numbers are made up or published examples: 11010519491231002X is the example of GB
11643-1999, 4111111111111111 a test card of the payment networks.
"""

import re
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import ric

from gongjian.methods.personal_data import (
    MASK,
    Kind,
    find_personal_data,
    mask_names,
    mask_personal_data,
)

PERSONAL = [  # text, kind, what is found
    ("11010519491231002X", Kind.IDENTITY_CARD, "11010519491231002X"),
    ("身份证11010519491231002x。", Kind.IDENTITY_CARD, "11010519491231002x"),
    (
        "身份证１１０１０５１９４９１２３１００２Ｘ",
        Kind.IDENTITY_CARD,
        "１１０１０５１９４９１２３１００２Ｘ",
    ),
    ("110105 19491231 002X", Kind.IDENTITY_CARD, "110105 19491231 002X"),
    ("110105-19491231-002X", Kind.IDENTITY_CARD, "110105-19491231-002X"),
    ("1101 0519 4912 3100 2X", Kind.IDENTITY_CARD, "1101 0519 4912 3100 2X"),
    ("1栋 2 110105 19491231 002X", Kind.IDENTITY_CARD, "110105 19491231 002X"),
    # The check digit is wrong, the person is the same.
    ("110105194912310021", Kind.IDENTITY_CARD, "110105194912310021"),
    ("430102900307123", Kind.IDENTITY_CARD, "430102900307123"),
    ("4111111111111111", Kind.BANK_CARD, "4111111111111111"),
    ("卡号4111 1111 1111 1111，", Kind.BANK_CARD, "4111 1111 1111 1111"),
    ("4111-1111-1111-1111", Kind.BANK_CARD, "4111-1111-1111-1111"),
    ("378282246310005", Kind.BANK_CARD, "378282246310005"),
    ("3782 822463 10005", Kind.BANK_CARD, "3782 822463 10005"),
    ("6228480402564890018", Kind.BANK_CARD, "6228480402564890018"),
    ("6228 4804 0256 4890 018", Kind.BANK_CARD, "6228 4804 0256 4890 018"),
    ("622848 0402564890018", Kind.BANK_CARD, "622848 0402564890018"),
    ("13812345678", Kind.PHONE, "13812345678"),
    ("请打13812345678谢谢", Kind.PHONE, "13812345678"),
    ("tel13812345678", Kind.PHONE, "13812345678"),
    ("Tel.13812345678", Kind.PHONE, "13812345678"),
    ("13812345678Tom", Kind.PHONE, "13812345678"),
    ("138 1234 5678", Kind.PHONE, "138 1234 5678"),
    ("138-1234-5678", Kind.PHONE, "138-1234-5678"),
    ("138.1234.5678", Kind.PHONE, "138.1234.5678"),
    ("138—1234—5678", Kind.PHONE, "138—1234—5678"),
    ("1381 2345 678", Kind.PHONE, "1381 2345 678"),
    ("1 3 8 1 2 3 4 5 6 7 8", Kind.PHONE, "1 3 8 1 2 3 4 5 6 7 8"),
    ("138\u200b1234\u200b5678", Kind.PHONE, "138\u200b1234\u200b5678"),
    ("１３８１２３４５６７８", Kind.PHONE, "１３８１２３４５６７８"),
    ("𝟏𝟑𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖", Kind.PHONE, "𝟏𝟑𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖"),
    ("+86 138 1234 5678", Kind.PHONE, "+86 138 1234 5678"),
    ("+8613812345678", Kind.PHONE, "+8613812345678"),
    ("008613812345678", Kind.PHONE, "008613812345678"),
    ("86-13812345678", Kind.PHONE, "86-13812345678"),
    ("0731-88665555", Kind.PHONE, "0731-88665555"),
    ("0731——88665555", Kind.PHONE, "0731——88665555"),
    ("073188665555", Kind.PHONE, "073188665555"),
    ("(0731)88665555", Kind.PHONE, "(0731)88665555"),
    ("（０７３１）８８６６５５５５", Kind.PHONE, "（０７３１）８８６６５５５５"),
    ("010-8266 1234", Kind.PHONE, "010-8266 1234"),
    ("电话：88665555", Kind.PHONE, "88665555"),
    ("电话：88665555、8866 5556。", Kind.PHONE, "88665555、8866 5556"),
    ("Phone: 8866-5555", Kind.PHONE, "8866-5555"),
    ("+1 650 253 0000", Kind.PHONE, "+1 650 253 0000"),
    ("+852 9123 4567", Kind.PHONE, "+852 9123 4567"),
    ("湘A12345", Kind.PLATE, "湘A12345"),
    ("车牌湘A·12345违停", Kind.PLATE, "湘A·12345"),
    ("湘A 12345", Kind.PLATE, "湘A 12345"),
    ("京 A 12345", Kind.PLATE, "京 A 12345"),
    ("京 AD12345", Kind.PLATE, "京 AD12345"),
    ("使012345", Kind.PLATE, "使012345"),
    ("外交车012·345使", Kind.PLATE, "012·345使"),
    ("沪A0123领", Kind.PLATE, "沪A0123领"),
    ("WJ京12345", Kind.PLATE, "WJ京12345"),
    ("WJ 湘·X1234", Kind.PLATE, "WJ 湘·X1234"),
    ("苏e2g81c", Kind.PLATE, "苏e2g81c"),
    ("粤BD12345", Kind.PLATE, "粤BD12345"),
    ("粤B12345D", Kind.PLATE, "粤B12345D"),
    ("鄂AP185挂", Kind.PLATE, "鄂AP185挂"),
    ("京A1234警", Kind.PLATE, "京A1234警"),
    ("粤Z1234港", Kind.PLATE, "粤Z1234港"),
    ("湘Ａ１２３４５", Kind.PLATE, "湘Ａ１２３４５"),
    ("mail a.b-c@example.com.", Kind.EMAIL, "a.b-c@example.com"),
    ("邮箱abc@qq.com。", Kind.EMAIL, "abc@qq.com"),
    ("13812345678@139.com", Kind.EMAIL, "13812345678@139.com"),
    ("ａｂｃ＠ｑｑ．ｃｏｍ", Kind.EMAIL, "ａｂｃ＠ｑｑ．ｃｏｍ"),
]
ORDINARY = [
    "2019年3月14日13时",
    "2020-01-05 12:30",
    "2020/01/05 — 2020/02/06",
    "2019.1-2019.4",
    "1971.12-1972.1",
    "12,345.67元",
    "1317401.4元",
    "1100-1300元",
    "湘政发〔2019〕12号",
    "（2019）湘01民终12345号",
    "（2019）006278",
    "案件号 2025-000123-7",
    "20251231235959123",
    "合同号20190314001",
    "GB50096-2011",
    "gb18918-2002",
    "京ICP备12345678号",
    "京B2-20090001",
    "3栋2单元1203室",
    "学院路128号",
    "A3区、K8县、108国道、G1501高速",
    "12345、110、12315、0731-12345",
    "400-820-8820",
    "800-820-8820",
    "95588",
    "10086",
    "410000",
    "9787111213826",
    "网友UU0081057",
    "91430100MA4L16JQ9B",
    "4111111111111112",
    "a13812345678b",
    "d41d8cd98f00b204e9800998ecf8427e",
    "018f3c2a-7b1e-7c33-a123-139123456789",
    "第1381234567890号",
    "圆周率3.1415926535897",
    "@市长 请看",
    "a@b",
    "电话打了88665555次",
    "电话费2000-3000元",
    "新A区、云B座、川C栋",
    "使1000人受益，2019年使用",
    "1：1000，3:2，15-20-30",
]
BEFORE_AND_AFTER = st.text(st.sampled_from("请问关于路灯。，：（） \n"), max_size=8)


def kinds(text):
    return [finding.kind for finding in find_personal_data(text)]


@pytest.mark.parametrize(("text", "kind", "expected"), PERSONAL)
def test_personal_data_is_found(text, kind, expected):
    findings = find_personal_data(text)
    assert [(text[start:end], found) for start, end, found in findings] == [(expected, kind)]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_things_stay(text):
    assert mask_personal_data(text) == text


def test_everything_in_one_message_is_masked():
    text = (
        "我叫张三，电话13812345678或0731-88665555，身份证11010519491231002X，车牌湘A12345，a@b.cn"
    )
    assert kinds(text) == [
        Kind.PHONE,
        Kind.PHONE,
        Kind.IDENTITY_CARD,
        Kind.PLATE,
        Kind.EMAIL,
    ]
    assert mask_personal_data(text) == (
        f"我叫张三，电话{MASK}或{MASK}，身份证{MASK}，车牌{MASK}，{MASK}"
    )


def test_numbers_in_a_row_are_all_found():
    assert mask_personal_data("13812345678/13912345678 13712345678、13612345678") == (
        f"{MASK}/{MASK} {MASK}、{MASK}"
    )
    assert mask_personal_data("138 1234 5678 139 1234 5678") == f"{MASK} {MASK}"


def test_an_old_number_within_a_new_one_is_found_once():
    written = "110105194912310 02 X"
    assert mask_personal_data(written) == MASK


def test_numbers_without_a_country_are_read_by_the_given_regions():
    assert kinds("call 650-253-0000") == []
    assert mask_personal_data("call 650-253-0000", regions=("US",)) == f"call {MASK}"
    assert mask_personal_data("650-253-0000, 0731-88665555", regions=("CN", "US")) == (
        f"{MASK}, {MASK}"
    )


def test_the_card_of_a_permanent_resident_is_found_if_its_check_digit_is_right():
    number = "91112419810803002"
    digit = ric.calc_check_digit(number + "0")
    assert kinds(number + digit) == [Kind.IDENTITY_CARD]
    assert kinds(number + str((int(digit) + 1) % 10)) == []


@given(
    BEFORE_AND_AFTER,
    BEFORE_AND_AFTER,
    st.sampled_from(["110105", "430102", "650102", "820000"]),
    st.dates(date(1900, 1, 1), date(2025, 1, 1)),
    st.integers(0, 999),
    st.sampled_from(["", " ", "-"]),
)
def test_every_identity_number_is_masked_wherever_it_stands(before, after, place, born, order, gap):
    digits = f"{place}{born:%Y%m%d}{order:03}"
    check = ric.calc_check_digit(digits + "0")
    written = gap.join([digits[:6], digits[6:14], digits[14:] + check])
    assert mask_personal_data(before + written + after) == before + MASK + after


@given(BEFORE_AND_AFTER, BEFORE_AND_AFTER, st.sampled_from([16, 19]), st.data())
def test_every_bank_card_is_masked_wherever_it_stands(before, after, length, data):
    inner = data.draw(st.text("0123456789", min_size=length - 3, max_size=length - 3))
    number = "62" + inner + luhn.calc_check_digit("62" + inner)
    groups = " ".join(re.findall(r"\d{1,4}", number))
    assert mask_personal_data(before + number + after) == before + MASK + after
    assert mask_personal_data(before + groups + after) == before + MASK + after


@given(
    BEFORE_AND_AFTER,
    BEFORE_AND_AFTER,
    st.integers(13_000_000_000, 19_999_999_999),
    st.sampled_from(["", "+86", "86", "+86 ", "0086"]),
)
def test_every_mobile_number_is_masked_wherever_it_stands(before, after, number, prefix):
    assert mask_personal_data(f"{before}{prefix}{number}{after}") == before + MASK + after


@given(st.text(st.characters(exclude_categories=["Nd", "Cs"], exclude_characters="@＠")))
def test_text_without_digits_and_at_signs_stays(text):
    assert find_personal_data(text) == []


@given(st.text(st.one_of(st.sampled_from("0123456789 -.+()@x湘A年"), st.characters())))
def test_findings_are_ordered_pieces_of_the_text(text):
    findings = find_personal_data(text)
    edges = [edge for start, end, _ in findings for edge in (start, end)]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end, _ in findings)
    kept = re.split(re.escape(MASK), mask_personal_data(text.replace("●", "○")))
    assert sum(map(len, kept)) == len(text) - sum(end - start for start, end, _ in findings)


# --- names


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("我是张三，住在学院路", ["张三"], "我是●●●，住在学院路"),
        ("我叫张 三丰", ["张三丰"], "我叫●●●"),
        ("本人阿依古丽·买买提反映", ["阿依古丽·买买提"], "本人●●●反映"),
        ("欧阳小明和欧阳", ["欧阳", "欧阳小明"], "●●●和●●●"),
        ("I am mary  ANN Smith.", ["Mary Ann Smith"], "I am ●●●."),
        ("我是Ann，谢谢", ["Ann"], "我是●●●，谢谢"),
        ("Anniversary of Joann", ["Ann"], "Anniversary of Joann"),
        ("Ａｎｎ", ["Ann"], "●●●"),
        ("Ann", ["Ａｎｎ"], "●●●"),
        ("José went", ["josé"], "●●● went"),
        ("O'Brien (Mr.)", ["O'Brien"], "●●● (Mr.)"),
        ("Li An writes", ["An Li"], "●●● writes"),
        ("An-Li writes", ["An Li"], "●●● writes"),
        ("Smith, Jane: rubbish", ["Jane Smith"], "●●●: rubbish"),
        ("Smith, Mary Ann", ["Mary Ann Smith"], "●●●"),
        ("SMITH Jane, Smith Jane", ["jane smith"], "●●●, ●●●"),
        ("علي محمد", ["محمد علي"], "●●●"),
        ("Park will stay in the park", ["Will Park"], "Park will stay in the park"),
        ("一切正常", ["切", "", "  ", "..", "12"], "一切正常"),
        ("text", [], "text"),
    ],
)
def test_given_names_are_masked(text, names, expected):
    assert mask_names(text, names) == expected


@given(st.text(), st.lists(st.text()))
def test_no_name_breaks_the_masking(text, names):
    assert isinstance(mask_names(text, names), str)


# --- speed


def fastest(call, text):
    """Seconds of processor time, best of three: wall time would measure the neighbours."""
    times = []
    for _ in range(3):
        started = time.process_time()
        call(text)
        times.append(time.process_time() - started)
    return min(times)


def test_a_long_message_full_of_findings_is_read_in_under_20_ms():
    line = (
        "联系13812345678，车牌湘A12345，邮箱a.b@qq.com，2019年3月4日花费3500.00元，0731-88665555。"
    )
    text = (line * 100)[:5000]
    assert len(find_personal_data(text)) > 250
    assert fastest(find_personal_data, text) < 0.020


def test_a_message_without_digits_costs_next_to_nothing():
    assert fastest(find_personal_data, "路灯坏了请修理。" * 625) < 0.001


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1 ",
        "12-",
        "1 3 8 ",
        "a@",
        "@",
        "a.",
        "a@1.",
        "(0",
        "+86 ",
        "电话",
        "0731 - ",
        "京A1",
        "1.",
    ],
)
def test_text_made_up_to_be_slow_costs_in_proportion_to_its_length(unit):
    short, long = unit * (2_000 // len(unit)), unit * (16_000 // len(unit))
    assert fastest(find_personal_data, long) < 24 * fastest(find_personal_data, short) + 0.005


# --- real messages


def test_in_real_messages_little_is_found_and_nothing_of_it_is_a_date(read_messages):
    """The messages were anonymised by their publishers (numbers became 0000-00000000).

    What is left are the telephones of offices in the replies. On the 13,946 texts of the
    three files: 167 telephone numbers and 4 plates, no identity or bank card and no e-mail
    address. All 171 were read and are what they are said to be. What is missed was not
    counted; seen were local numbers without an area code further on in a list ("或者7179355").
    """
    texts = [row["body"] + "\n" + row["reply"] for row in read_messages("replied.csv")]
    for name in ("hot.csv", "labelled.csv"):
        texts += [row["title"] + "\n" + row["body"] for row in read_messages(name)]
    found = [
        (kind, text[start:end]) for text in texts for start, end, kind in find_personal_data(text)
    ]
    assert {kind for kind, _ in found} == {Kind.PHONE, Kind.PLATE}
    assert len(found) < len(texts) / 50
    assert not [piece for _, piece in found if re.match(r"\D*(19|20)\d\d\D", piece)]

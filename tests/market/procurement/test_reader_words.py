"""What is wrong with a sealed file, in the language of whoever sent it."""

import ast
from pathlib import Path

import pytest
from django.utils.translation import override

import gongjian.market.procurement.actions as actions
from gongjian.market.procurement.bid_errors import SharesRefused
from gongjian.market.procurement.reader_words import READ, as_read
from gongjian.methods.canonical_json import read_base64, read_canonical, require_fields


@pytest.mark.parametrize("reason", READ)
def test_a_chinese_sentence_has_no_english_in_it(reason):
    with override("zh-hans"):
        (said,) = SharesRefused(reason).fields["shares"]
    assert not [word for word in said.replace("base64", "").replace("JSON", "") if word in "aeiou"]


def test_what_has_no_translation_is_quoted_as_english():
    with override("zh-hans"):
        (said,) = SharesRefused("something else").fields["shares"]
    assert "“something else”" in said


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 200, b'{"a":1.5}', b'{"a":9007199254740993}', b'{"\xc3\xa9":1}', b'{"a":1,"c":1}',
        b"{}", b'{"a":"x"}', b'"' + b"x" * 300 + b'"', b"{", b'{"a": 1}', b'{"a":"\\ud800"}',
        b"7",
    ],
)  # fmt: skip
def test_whatever_a_reader_says_of_a_file_is_told_in_chinese(data):
    with pytest.raises(ValueError) as raised:  # noqa: PT011  each of them is asked what it says
        require_fields(read_canonical(data, max_bytes=250), {"a": int})
    with override("zh-hans"):
        said = as_read(str(raised.value))
    assert said.startswith("程序读到的是")


def test_a_key_of_a_wrong_length_is_told_in_chinese():
    with pytest.raises(ValueError, match="belong") as raised:
        read_base64("AAAA", 32)
    with override("zh-hans"):
        assert as_read(str(raised.value)).startswith("程序读到的是")


def test_whatever_an_action_says_of_a_file_has_words():
    folder = Path(actions.__path__[0])
    calls = [
        node
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "")
        in {"EnvelopeRefused", "SharesRefused", "WithdrawalRefused"}
    ]
    said = {arg.value for call in calls for arg in call.args if isinstance(arg, ast.Constant)}
    assert said
    assert said <= READ.keys()

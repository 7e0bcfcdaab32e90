"""What is wrong with a sealed file, in the language of whoever sent it."""

import ast
from pathlib import Path

import pytest
from django.utils.translation import override

import gongjian.market.procurement.actions as actions
from gongjian.market.procurement.bid_errors import SharesRefused
from gongjian.market.procurement.reader_words import READ


@pytest.mark.parametrize("reason", READ)
def test_a_chinese_sentence_has_no_english_in_it(reason):
    with override("zh-hans"):
        (said,) = SharesRefused(reason).fields["shares"]
    assert not [word for word in said.replace("base64", "").replace("JSON", "") if word in "aeiou"]


def test_what_has_no_translation_is_quoted_as_english():
    with override("zh-hans"):
        (said,) = SharesRefused("unknown fields: x").fields["shares"]
    assert said.endswith("“unknown fields: x”") or "“unknown fields: x”" in said


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

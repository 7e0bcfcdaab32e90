import pytest

from gongjian.methods.text_language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("路灯不亮", "zh-hans"),
        ("A3区LED路灯不亮", "zh-hans"),
        ("The lamp in 南街 does not burn", "en"),
        ("Die Straße ist dunkel", "en"),
        ("12345 !", "fallback"),
        ("", "fallback"),
        ("Ответьте", "fallback"),
        ("x" * 500 + "路灯" * 900, "en"),
    ],
)
def test_the_script_says_the_language(text, language):
    assert language_of(text, "fallback") == language

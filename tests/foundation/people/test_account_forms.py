"""The forms of the package ask in the words of our pages, in both languages."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "label", "hint"),
    [
        ("zh-hans", "电子邮箱", "至少 10 个字符"),
        ("en", "E-mail address", "At least 10 characters."),
    ],
)
def test_signing_up_asks_once_and_in_our_words(client, language, label, hint):
    page = client.get(reverse("account_signup"), headers={"accept-language": language})

    html = page.content.decode()
    assert f">{label}</label>" in html
    assert hint in html
    assert "placeholder=" not in html


@pytest.mark.parametrize(
    ("language", "told"),
    [("zh-hans", "太短：至少 10 个字符。"), ("en", "Too short: at least 10 characters.")],
)
def test_a_short_password_is_told_in_the_language_of_the_page(client, language, told):
    given = {"email": "ada@example.org", "password1": "q7!x", "password2": "q7!x"}

    page = client.post(
        reverse("account_signup"), given, headers={"accept-language": language}
    ).content.decode()

    assert told in page

"""What stands beside a field left empty or made to hold what is not offered."""

import pytest
from allauth.account.forms import LoginForm
from django import forms
from django.utils import translation

from gongjian.foundation.people.forms import GrantForm, OpenAccountForm
from gongjian.government.cases.forms import FilesForm
from gongjian.government.duties.forms import CalendarDayForm


class BoxForm(forms.Form):
    box = forms.BooleanField()


@pytest.mark.parametrize(
    ("form", "field", "words", "chinese"),
    [
        (LoginForm, "password", "Fill this in.", "请填写此项。"),
        (OpenAccountForm, "email", "Fill this in.", "请填写此项。"),
        (GrantForm, "role", "Choose one.", "请选择一项。"),
        (CalendarDayForm, "is_working", "Choose one.", "请选择一项。"),
        (FilesForm, "files", "Choose a file.", "请选择文件。"),
        (BoxForm, "box", "Tick this box.", "请勾选此项。"),
    ],
)
def test_a_field_left_empty_says_what_to_do(form, field, words, chinese):
    told = form.base_fields[field].error_messages["required"]

    with translation.override("en"):
        assert str(told) == words
    with translation.override("zh-hans"):
        assert str(told) == chinese


def test_a_choice_that_is_not_offered_is_not_repeated(client, db):
    page = client.get("/cases/?state=nothing").content.decode()

    assert "Choose one of those offered." in page
    assert "nothing is not one" not in page

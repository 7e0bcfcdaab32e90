"""Lists to choose from whose options are kept."""

import uuid

import pytest
from django import forms
from django.utils.html import strip_tags

from gongjian.foundation.kernel.form_fields import KeyField, Options, offer

FIRST, SECOND, THIRD = (str(uuid.UUID(int=number)) for number in (1, 2, 3))
GROUPED = [("North & <South>", [(FIRST, "Hill & Dale"), (SECOND, "<b>Mill</b>")]), (THIRD, "Lake")]


class Rows:
    """What there is to choose from; ``added`` is known only to who reads afresh."""

    def __init__(self, choices, added=()):
        self.kept = Options(choices)
        self.fresh = Options([*choices, *added])

    def read(self, *, afresh=False):
        return self.fresh if afresh else self.kept


def form_with(read, data=None, **options) -> forms.Form:
    class ChooseForm(forms.Form):
        place = KeyField(read, **options)

    return ChooseForm(data)


@pytest.mark.parametrize("chosen", ["", SECOND, THIRD])
def test_a_list_is_written_as_djangos_own_is(chosen):
    read = Rows(GROUPED).read
    ours = form_with(read, {"place": chosen}, empty="All & any")
    plain = form_with(read, {"place": chosen}, empty="All & any")
    plain.fields["place"].widget = forms.Select()
    plain.fields["place"].choices = [("", "All & any"), *GROUPED]

    assert str(ours["place"]) == str(plain["place"])
    assert f'<option value="{chosen}" selected>' in str(ours)
    assert "&lt;b&gt;Mill&lt;/b&gt;" in str(ours)


@pytest.mark.parametrize(
    "chosen", ["nothing", "00000000-0000-0000-0000-00000000000f", '"><script>']
)
def test_what_is_not_there_selects_nothing(chosen):
    markup = str(form_with(Rows(GROUPED).read, {"place": chosen})["place"])

    assert " selected" not in markup
    assert "script" not in markup


def test_a_choice_is_its_id():
    form = form_with(Rows(GROUPED).read, {"place": THIRD})

    assert form.is_valid()
    assert form.cleaned_data["place"] == uuid.UUID(THIRD)


@pytest.mark.parametrize("nothing", [{}, {"place": ""}])
def test_nothing_chosen_is_none_where_nothing_is_needed(nothing):
    form = form_with(Rows(GROUPED).read, nothing)

    assert form.is_valid()
    assert form.cleaned_data["place"] is None
    assert not form_with(Rows(GROUPED).read, nothing, required=True).is_valid()


def test_what_was_just_added_is_no_wrong_choice():
    rows = Rows(GROUPED[:1], added=[(THIRD, "Lake")])

    assert form_with(rows.read, {"place": THIRD}).is_valid()
    assert not form_with(rows.read, {"place": str(uuid.uuid4())}).is_valid()


@pytest.mark.parametrize("required", [True, False])
def test_a_needed_list_says_so_to_the_browser(required):
    form = form_with(Rows(GROUPED).read, required=required, attrs={"accesskey": "4"})

    assert (" required" in str(form["place"])) is required
    assert ' accesskey="4"' in str(form["place"])


def test_forms_do_not_share_what_one_of_them_offers():
    class ChooseForm(forms.Form):
        place = forms.ChoiceField(choices=[])

    one, other = ChooseForm(), ChooseForm()
    offer(one, "place", [("a", "A")])

    assert strip_tags(str(one["place"])).strip() == "A"
    assert strip_tags(str(other["place"])).strip() == ""

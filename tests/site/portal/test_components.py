import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation

import gongjian
from gongjian.foundation.kernel.pages import Page
from gongjian.government.cases.models.case import State
from gongjian.government.cases.views import timeline_entries
from gongjian.site.portal import marks, navigation
from gongjian.site.portal.templatetags import portal
from tests.real_parts import is_missing

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
HOUSE = Path(gongjian.__file__).parent
NAMED_ICONS = re.compile(
    r'{% icon "(\w+)"|icon="(\w+)"|{% tag [^%]*? "\w+" "(\w+)" ?%}',
)


def render(source: str, **values: object) -> str:
    request = RequestFactory().get(values.pop("path", "/cases/"))
    template = Template("{% load portal %}" + source)
    return template.render(Context({**values, "request": request}))


def midnight_after(days: int) -> datetime:
    """The deadline whose last day is so many days from today: it ends with that day."""
    day = timezone.localtime(NOW).replace(hour=0, minute=0, second=0, microsecond=0)
    return day + timedelta(days=days + 1)


@pytest.mark.parametrize("state", State.values)
def test_every_state_has_a_word_an_icon_and_a_tone(state):
    case = SimpleNamespace(state=state, get_state_display=lambda: State(state).label)

    html = render("{% state_tag case %}", case=case)

    assert str(State(state).label) in html.lower()
    assert "<svg" in html
    assert "gj-tag--plain" not in html


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (-12, "12 days overdue", "alert"),
        (-1, "1 day overdue", "alert"),
        (0, "Due today", "waiting"),
        (1, "1 day left", "waiting"),
        (2, "2 days left", "waiting"),
        (3, "3 days left", "plain"),
    ],
)
def test_a_deadline_is_told_in_words(days, words, tone):
    thing = SimpleNamespace(due_at=midnight_after(days), is_open=True, paused_at=None)

    html = render("{% due_badge thing now %}", thing=thing, now=NOW)

    assert words in html
    assert f"gj-due--{tone}" in html


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"is_open": True, "paused_at": NOW}, "Clock stopped until the reply"),
        ({"is_open": False, "is_answered_in_time": True}, "Answered in time"),
        ({"is_open": False, "is_answered_in_time": False}, "Answered late"),
    ],
)
def test_a_clock_that_does_not_run_says_why(fields, words):
    thing = SimpleNamespace(due_at=midnight_after(-3), **fields)

    assert words in render("{% due_badge thing now %}", thing=thing, now=NOW)


@pytest.mark.parametrize(
    "fields", [{"due_at": None}, {"due_at": NOW, "is_open": False, "is_answered_in_time": None}]
)
def test_without_a_deadline_nothing_is_said(fields):
    assert render("{% due_badge thing %}", thing=SimpleNamespace(**fields)).strip() == ""


@pytest.mark.parametrize(
    ("title", "text", "beyond"),
    [
        ("The lamp is dark", "The lamp is dark. Since Monday.", "Since Monday."),
        ("The lamp…", "The lamp, which is old, is dark.", "…which is old, is dark."),
        ("A lamp", "It is dark.", "It is dark."),
        ("The lamp is dark", "The lamp is dark", ""),
        ("路灯坏了", "路灯坏了，请修理。", "请修理。"),
    ],
)
def test_a_card_does_not_say_its_title_twice(title, text, beyond):
    assert portal._beyond(title, text) == beyond


def test_the_next_page_keeps_the_filters():
    html = render(
        "{% pagination page %}", page=Page([], "next-cursor"), path="/cases/?state=open&cursor=x"
    )

    assert 'href="?state=open&amp;cursor=next-cursor"' in html
    assert 'href="?state=open"' in html


def test_a_single_page_has_no_links():
    assert "<a" not in render("{% pagination page %}", page=Page([], ""))


class SomeForm(forms.Form):
    name = forms.CharField(label="Name", help_text="As in the passport.")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A")], widget=forms.RadioSelect)
    is_sure = forms.BooleanField(label="Sure")
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    where = forms.ChoiceField(label="Where", choices=[("x", "X")], required=False)
    file = forms.FileField(label="File", required=False)


def test_a_form_is_rendered_in_the_classes_of_the_design():
    html = render("{{ form }}", form=SomeForm())

    for name in ("usa-input", "usa-radio__input", "usa-checkbox__input", "usa-textarea"):
        assert f'class="{name}"' in html
    assert 'class="usa-select"' in html
    assert 'class="gj-file"' in html
    assert html.count("(optional)") == 3


class CarryingForm(forms.Form):
    is_active = forms.BooleanField(label="In use", required=False, show_hidden_initial=True)


def test_a_label_stands_right_behind_its_checkbox_which_shows_whether_it_is_ticked():
    html = render("{{ form }}", form=CarryingForm(initial={"is_active": True}))

    assert re.search(r'<input type="checkbox"[^>]* checked\s*>\s*<label', html)
    assert 'name="initial-is_active" value="True"' in html


def test_every_icon_that_is_named_is_one_of_the_design():
    sprite = finders.find("vendor/uswds/img/sprite.svg") or is_missing(
        "the sprite of USWDS", remedy="`make install` collects it"
    )
    drawn = set(re.findall(r'<symbol id="(\w+)"', Path(sprite).read_text(encoding="utf-8")))
    texts = [path.read_text(encoding="utf-8") for path in HOUSE.rglob("*.html")]
    named = {name for text in texts for names in NAMED_ICONS.findall(text) for name in names}
    shown = {item.icon for item in navigation.STAFF}
    shown |= {icon for _tone, icon in marks.LOOKS.values()}
    shown |= {icon for _title, icon, _tone in timeline_entries.LOOKS.values()}

    assert (named | shown) - {""} - drawn == set()


def test_an_error_stands_at_its_field_and_in_the_summary():
    html = render("{% error_summary form %}{{ form }}", form=SomeForm({"kind": "a"}))

    assert '<a href="#id_name">“Name” is empty</a>' in html
    assert 'id="id_name_error"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_a_step_folds_its_form_away_until_it_is_wrong():
    folded = render('{% step_form "/x/" "Go" form=form title="Do it" version=3 %}', form=SomeForm())
    wrong = render('{% step_form "/x/" "Go" form=form title="Do it" %}', form=SomeForm({}))

    assert '<details class="gj-step">' in folded
    assert '<input type="hidden" name="version" value="3">' in folded
    assert '<details class="gj-step" open>' in wrong


def test_charts_come_with_their_numbers():
    html = render(
        '{% line_chart labels series "Rates" label="Month" unit="%" top=100 %}',
        labels=["Jan", "Feb"],
        series=[("Solved", [50, None])],
    )

    assert '<th scope="row">Jan</th><td class="gj-number">50%</td>' in html
    assert '<th scope="row">Feb</th><td class="gj-number">–</td>' in html


def test_coordinates_are_written_for_machines_in_every_language():
    with translation.override("de"):
        html = render(
            '{% line_chart labels series "R" %}', labels=["1", "2"], series=[("a", [0.5, 1.5])]
        )

    assert "M48.0 " in html


class Filter(forms.Form):
    query = forms.CharField(required=False)
    state = forms.ChoiceField(
        required=False, choices=[("", "All"), ("Group", [("open", "Open ones"), ("done", "Done")])]
    )
    since = forms.DateField(required=False)


def render_bar(path: str) -> str:
    query = RequestFactory().get(path).GET
    form = Filter(query)
    return render(
        '{% filter_bar form "query" whose=whose %}',
        form=form,
        path=path,
        whose=query.get("whose", "all"),
    )


def test_what_is_chosen_stands_in_words_and_is_taken_away_one_by_one():
    html = render_bar("/queue/?query=lamp&state=done&since=2026-11-03&whose=mine")

    assert "Done" in html
    assert "3 Nov 2026" in html
    assert 'href="?query=lamp&amp;since=2026-11-03&amp;whose=mine"' in html
    assert 'href="?query=lamp&amp;state=done&amp;whose=mine"' in html


def test_taking_the_last_one_away_leaves_the_tab():
    html = render_bar("/queue/?state=done")

    assert html.count('href="?whose=all"') == 2
    assert 'href="?"' not in html


def test_clearing_filters_leaves_the_tab():
    html = render_bar("/queue/?state=done&whose=mine")

    assert 'href="?whose=mine">Clear all' in html
    assert '<input type="hidden" name="whose" value="mine">' in html


def test_nothing_chosen_shows_nothing_to_clear():
    assert "Clear all" not in render_bar("/queue/")


def test_a_wrong_filter_is_shown_at_its_field():
    html = render_bar("/queue/?since=yesterday")

    assert "<details" in html
    assert " open>" in html
    assert "usa-error-message" in html


@pytest.mark.parametrize(
    ("language", "moment", "count"),
    [("en", "23 Nov 2026, 10:00", "1,234,567"), ("zh-hans", "2026年11月23日 10:00", "1,234,567")],
)
def test_dates_and_figures_are_written_as_the_reader_writes_them(language, moment, count):
    with translation.override(language):
        html = render(
            "{% load humanize %}{{ now|date:'DATETIME_FORMAT' }} {{ count|intcomma }}",
            now=timezone.localtime(NOW),
            count=1234567,
        )

    assert html == f"{moment} {count}"


@pytest.mark.parametrize(
    ("text", "length", "begun"),
    [
        ("Short.", 20, "Short."),
        ("The lamp in\n\nthe yard is dark.", 20, "The lamp in the…"),
        ("Donaudampfschifffahrt", 10, "Donaudamp…"),
        ("路灯坏了，请尽快派人修理。", 12, "路灯坏了…"),
    ],
)
def test_an_excerpt_ends_between_words_where_there_are_any(text, length, begun):
    assert portal.excerpt(text, length) == begun


def test_what_is_to_be_chosen_is_not_called_empty():
    class Chosen(forms.Form):
        kind = forms.ChoiceField(label="Kind", choices=[("a", "A")])
        table = forms.FileField(label="Table")

    html = render("{% error_summary form %}", form=Chosen({}))

    assert "“Kind” is not chosen yet" in html
    assert "“Table” is not chosen yet" in html


@pytest.mark.parametrize(
    ("label", "errors", "told"),
    [
        ("Name", {}, "“Name” is empty"),
        ("Is it so?", {}, "“Is it so?” is not answered yet"),
        ("Name", {"required": "Say who you are."}, "Say who you are."),
        ("Is it so?", {"required": "Say so."}, "Say so."),
        ("是吗？", {"required": "请回答。"}, "请回答。"),
    ],
)
def test_an_error_names_its_field_as_a_sentence(label, errors, told):
    class OneField(forms.Form):
        one = forms.CharField(label=label, error_messages=errors)

    assert f">{told}</a>" in render("{% error_summary form %}", form=OneField({}))


@pytest.mark.parametrize(("language", "said"), [("en", ""), ("zh-hans", ' lang="en"')])
def test_names_of_the_towns_own_say_their_language_on_pages_in_another(language, said):
    with translation.override(language):
        assert render("{% town_lang %}") == said


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "just come"), (59, "just come"), (60, "waiting for 1 hour"),
        (23 * 60 + 59, "waiting for 23 hours"), (24 * 60, "waiting for 1 day"),
        (6 * 24 * 60 + 1000, "waiting for 6 days"), (-5, "just come"),
    ],
)  # fmt: skip
def test_how_long_something_waited_is_told_in_one_unit(minutes, words):
    since = NOW - timedelta(minutes=minutes)

    assert render("{% waited since now %}", since=since, now=NOW) == words


@pytest.mark.parametrize("source", ["{% error_summary form %}", "{{ form }}"])
@pytest.mark.parametrize(
    ("language", "words"), [("en", "Load it anew"), ("zh-hans", "重新打开本页")]
)
def test_a_wrong_hidden_field_is_told_without_its_name(source, language, words):
    class Hiding(forms.Form):
        title = forms.CharField()
        request_id = forms.UUIDField(widget=forms.HiddenInput)
        case_id = forms.UUIDField(widget=forms.HiddenInput)

    with translation.override(language):
        html = render(source, form=Hiding({"title": "Lamp", "request_id": "x"}))

    assert html.count(words) == 1
    assert "equest id" not in html
    assert "Hidden field" not in html
    assert "UUID" not in html

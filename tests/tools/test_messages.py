"""Messages are found in code and templates, and faults of their translations are told."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from tools import compile_messages, messages
from tools.messages import Message

TEMPLATE = """{% load i18n %}
<p>(it's "unbalanced {% translate "Submit" %}
  {% blocktranslate trimmed with n=count %}
    {{ n }} cases near you
  {% endblocktranslate %}
{% translate "May" context "month" %}
{% blocktranslate count c=n %}one day{% plural %}{{ c }} days{% endblocktranslate %}
{{ name|default:_("anonymous") }}
"""

CODE = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy
A = _("Long "
      "text")
B = ngettext("%(n)d bid", "%(n)d bids", 2)
C = pgettext_lazy("verb", "close")
D = translate("not a message")
"""


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house with one app, which has a module and a template."""
    source = tmp_path / "house"
    app = source / "site/portal"
    (app / "templates/portal").mkdir(parents=True)
    (app / "templates/portal/home.html").write_text(TEMPLATE)
    (app / "rules.py").write_text(CODE)
    monkeypatch.setattr(messages, "SOURCE", source)
    return source


def test_messages_of_a_template(house):
    found = messages.messages_of(house / "site/portal/templates/portal/home.html")

    assert [(message.context, message.text, message.plural) for message in found] == [
        (None, "Submit", ""),
        (None, "%(n)s cases near you", ""),
        ("month", "May", ""),
        (None, "one day", "%(c)s days"),
        (None, "anonymous", ""),
    ]


def test_messages_of_a_module(house):
    found = messages.messages_of(house / "site/portal/rules.py")

    assert [(message.context, message.text, message.plural) for message in found] == [
        (None, "Long text", ""),
        (None, "%(n)d bid", "%(n)d bids"),
        ("verb", "close", ""),
    ]


def test_messages_belong_to_their_app(house):
    (house / "config").mkdir()
    (house / "config/settings.py").write_text('gettext("Gongjian")')

    apps = messages.messages_by_app()

    assert {app.relative_to(house).as_posix(): len(found) for app, found in apps.items()} == {
        "config": 1,
        "site/portal": 8,
    }


def test_update_keeps_translations_and_drops_what_is_gone(house):
    app = house / "site/portal"
    known = messages.messages_by_app()[app]
    messages.update_app(app, known, {})
    catalogue = polib.pofile(str(messages.catalogue_path(app)))
    catalogue.find("Submit").msgstr = "提交"
    catalogue.append(polib.POEntry(msgid="gone", msgstr="没了"))
    catalogue.save()

    untranslated = messages.update_app(app, known, {})

    entries = messages.entries_of(messages.read_catalogue(app))
    assert untranslated == 7
    assert entries[None, "Submit"].msgstr == "提交"
    assert (None, "gone") not in entries


def test_update_takes_translations_of_other_apps(house):
    app = house / "site/portal"
    elsewhere = {(None, "Submit"): polib.POEntry(msgid="Submit", msgstr="提交")}

    messages.update_app(app, messages.messages_by_app()[app], elsewhere)

    assert messages.entries_of(messages.read_catalogue(app))[None, "Submit"].msgstr == "提交"


@pytest.mark.parametrize(
    ("message", "entry", "fault"),
    [
        (Message("Submit"), None, "is not in the catalogue"),
        (Message("Submit"), polib.POEntry(msgid="Submit"), "is not translated"),
        (
            Message("Submit"),
            polib.POEntry(msgid="Submit", msgstr="提交", flags=["fuzzy"]),
            "has a fuzzy translation",
        ),
        (
            Message("%(n)s cases"),
            polib.POEntry(msgid="%(n)s cases", msgstr="%(m)s 件"),
            "has other placeholders than its translation '%(m)s 件'",
        ),
        (Message("%(n)s cases"), polib.POEntry(msgid="%(n)s cases", msgstr="%(n)s 件"), None),
        (
            Message("one day", plural="%(c)s days"),
            polib.POEntry(
                msgid="one day", msgid_plural="%(c)s days", msgstr_plural={0: "%(c)s 天"}
            ),
            None,
        ),
    ],
)
def test_faults_of_a_translation(message, entry, fault):
    assert messages.fault_of(message, entry) == fault


def translate(app: Path, text: str, translation: str) -> None:
    messages.update_app(app, messages.messages_by_app()[app], {})
    catalogue = polib.pofile(str(messages.catalogue_path(app)))
    catalogue.find(text).msgstr = translation
    catalogue.save()


def test_two_wordings_of_one_message_are_told(house):
    (house / "config").mkdir()
    (house / "config/settings.py").write_text('gettext("Submit")')
    translate(house / "site/portal", "Submit", "提交")
    translate(house / "config", "Submit", "提交")
    assert not list(messages.two_wordings())

    translate(house / "config", "Submit", "呈交")

    assert list(messages.two_wordings()) == ["'Submit' has two translations: 呈交 and 提交"]


def test_a_name_under_which_nobody_looks_is_told(house):
    (house / "config").mkdir()
    settings = house / "config/settings.py"
    settings.write_text("from django.utils.translation import gettext as _, ngettext")
    assert not list(messages.unknown_names())

    settings.write_text("from django.utils.translation import gettext_lazy as _later")

    (told,) = messages.unknown_names()
    assert "gettext_lazy is called '_later'" in told


def test_no_message_of_ours_has_two_wordings():
    assert not list(messages.two_wordings())


def test_catalogues_are_compiled_once(house):
    app = house / "site/portal"
    messages.update_app(app, messages.messages_by_app()[app], {})

    first = compile_messages.compile_catalogues(house)
    second = compile_messages.compile_catalogues(house)

    assert (first, second) == (1, 0)
    assert messages.catalogue_path(app).with_suffix(".mo").is_file()

"""Categories by the words of a text, from an index each process keeps for a while."""

import pytest
from django.core.cache import caches

from gongjian.government.triage.interface import suggest_categories
from tests.factories import make_category

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tree(db) -> None:
    looks = make_category("城市管理")
    make_category("路灯照明", parent=looks, keywords="灯不亮 路灯")
    make_category("垃圾清运", parent=looks, keywords="垃圾 臭味")
    make_category("停用的路灯", parent=looks, keywords="路灯", is_active=False)
    make_category("Street lighting", parent=looks, keywords="lamp dark")


def names(text: str, **named) -> list[str]:
    return [suggestion.name for suggestion in suggest_categories(text, **named)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("小区门口的路灯坏了三天", "路灯照明"),
        ("门口堆满垃圾，很臭", "垃圾清运"),
        ("the streetlights are out, it is dark", "Street lighting"),
    ],
)
def test_the_category_a_text_speaks_of_comes_first(text, first):
    assert names(text)[0] == first


def test_only_leaves_in_use_and_no_more_than_asked_for():
    assert set(names("城市管理 路灯 垃圾 lamp", limit=10)) <= {
        "路灯照明",
        "垃圾清运",
        "Street lighting",
    }
    assert len(names("城市管理 路灯 垃圾 lamp", limit=2)) == 2


def test_words_that_speak_for_it_are_named():
    [best, *_] = suggest_categories("路灯不亮")

    assert "路灯" in best.words[0]
    assert 0 < best.score <= 1


@pytest.mark.parametrize("text", ["", "   ", "xyzzy", "😀"])
def test_nothing_in_common_suggests_nothing(text):
    assert names(text) == []


def test_the_index_is_kept_and_made_anew_after_a_while(django_assert_num_queries):
    names("路灯")
    with django_assert_num_queries(0):
        names("垃圾")
    make_category("噪音扰民", keywords="噪音")

    before = names("夜间噪音")
    caches["process"].clear()

    assert (before, names("夜间噪音")) == ([], ["噪音扰民"])

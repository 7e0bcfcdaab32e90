from uuid import uuid4

import pytest

from gongjian.foundation.kernel.errors import NotFound
from gongjian.government.duties import interface as duties
from gongjian.government.duties.models import Category
from gongjian.government.duties.selectors.nodes import child_nodes
from tests.factories import make_category

pytestmark = pytest.mark.django_db


@pytest.fixture
def environment():
    top = make_category("Environment", code="e")
    noise = make_category("Noise", code="en", parent=top)
    make_category("Building sites", code="en1", parent=noise)
    make_category("Gone", code="en2", parent=noise, is_active=False)
    make_category("Smell", code="es", parent=top)
    return top


def test_categories_by_id_and_code(environment):
    assert duties.get_category(environment.pk) == environment
    assert duties.get_category_by_code("en1").name == "Building sites"


def test_a_category_out_of_use_is_not_found(environment):
    with pytest.raises(NotFound):
        duties.get_category_by_code("en2")
    with pytest.raises(NotFound):
        duties.get_category(uuid4())


def test_leaves_are_what_nothing_in_use_stands_under(environment):
    assert [c.name for c in duties.leaf_categories()] == ["Building sites", "Smell"]


def test_the_tree_is_walked_from_the_top_down(environment):
    assert [c.name for c in duties.categories()] == [
        "Environment", "Noise", "Building sites", "Smell",
    ]  # fmt: skip
    assert [c.name for c in child_nodes(Category, environment.pk)] == ["Noise", "Smell"]


def test_choices_are_leaves_grouped_by_what_stands_above(environment, django_assert_num_queries):
    with django_assert_num_queries(1):
        choices = duties.category_options().choices

    assert [(group, [label for _, label in items]) for group, items in choices] == [
        ("Environment › Noise", ["Building sites"]),
        ("Environment", ["Smell"]),
    ]


def test_the_index_knows_codes_and_names(environment):
    index = duties.category_index()

    assert index["building sites"] == index["en1"]
    assert "gone" not in index

"""Areas and categories: renamed, taken out of use, taken back."""

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, NotFound, StaleVersion
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.government.cases.models import Case
from gongjian.government.duties.actions.change_node import change_node
from gongjian.government.duties.actions.remove_node import remove_node
from gongjian.government.duties.errors import NodeReferredTo
from gongjian.government.duties.interface import area_options, category_options
from gongjian.government.duties.models import Area, Category
from gongjian.government.duties.selectors.nodes import is_referred_to, references_to
from tests.factories import (
    NOW,
    make_actor,
    make_area,
    make_case,
    make_category,
    make_department,
    make_duty,
    make_town,
)

pytestmark = pytest.mark.django_db
TREES = [(Area, make_area, area_options), (Category, make_category, category_options)]


@pytest.fixture
def admin():
    return make_actor(Role.ADMINISTRATOR)


def count_queries(doing):
    with CaptureQueriesContext(connection) as captured:
        doing()
    return len(captured)


def acts():
    return list(LedgerEntry.objects.order_by("pk").values_list("action", flat=True))


@pytest.mark.parametrize(("tree", "make", "choices"), TREES)
def test_a_node_is_renamed(admin, tree, make, choices):
    node = make("Rodas")

    change_node(actor=admin, tree=tree, node_id=node.pk, name=" Roads ", now=NOW)
    change_node(actor=admin, tree=tree, node_id=node.pk, name="Roads", now=NOW)

    assert tree.objects.get().name == "Roads"
    assert acts() == [f"{tree.__name__.lower()}_changed"]


def test_what_was_seen_otherwise_is_not_written_over(admin):
    node = make_area("Roads")
    by = {"actor": admin, "tree": Area, "node_id": node.pk, "now": NOW}

    for stale in (
        {"name": "Streets", "seen_name": "Rodas"},
        {"is_active": False, "seen_is_active": False},
    ):
        with pytest.raises(StaleVersion):
            change_node(**by, **stale)
    same = change_node(**by, name="Roads", seen_name="Rodas")

    assert (same.name, same.is_active, acts()) == ("Roads", True, [])


@pytest.mark.parametrize(("tree", "make", "choices"), TREES)
def test_out_of_use_goes_all_below_and_comes_back(admin, tree, make, choices):
    top = make("Top")
    leaf = make("Leaf", parent=top)

    change_node(actor=admin, tree=tree, node_id=top.pk, is_active=False, now=NOW)
    assert choices().choices == []
    with pytest.raises(Invalid):
        change_node(actor=admin, tree=tree, node_id=leaf.pk, is_active=True, now=NOW)

    change_node(actor=admin, tree=tree, node_id=top.pk, is_active=True, now=NOW)
    assert "Leaf" in str(choices().choices)


@pytest.mark.parametrize(("tree", "make", "choices"), TREES)
def test_a_wrong_tree_is_taken_back_at_once(admin, tree, make, choices):
    top = make("Top")
    make("Leaf", parent=make("Middle", parent=top))

    assert remove_node(actor=admin, tree=tree, node_id=top.pk, now=NOW) == 3
    assert not tree.objects.exists()
    assert acts() == [f"{tree.__name__.lower()}_removed"] * 3
    with pytest.raises(NotFound):
        remove_node(actor=admin, tree=tree, node_id=top.pk, now=NOW)


def test_what_a_duty_names_stays(admin):
    area = make_area("Area", parent=make_area("City"))
    category = make_category("Category", parent=make_category("Group"))
    make_duty(area=area, category=category, lead_department=make_department())

    for tree, node in ((Area, area.parent), (Category, category.parent)):
        with pytest.raises(NodeReferredTo):
            remove_node(actor=admin, tree=tree, node_id=node.pk, now=NOW)


def test_what_a_case_names_stays(admin):
    area, category = make_area("Area"), make_category("Category")
    town = make_town()
    case = make_case(town)
    Case.objects.filter(pk=case.pk).update(area=area, category=category)

    for tree, node in ((Area, area), (Category, category)):
        with pytest.raises(NodeReferredTo):
            remove_node(actor=admin, tree=tree, node_id=node.pk, now=NOW)


def test_an_area_that_a_role_reaches_stays(admin):
    area = make_area("Area")
    make_actor(Role.DISPATCHER, area=area)

    with pytest.raises(NodeReferredTo):
        remove_node(actor=admin, tree=Area, node_id=area.pk, now=NOW)


@pytest.mark.parametrize("tree", [Area, Category])
def test_what_refers_to_a_node_is_found_by_an_index(tree):
    """Of the figures' margins there are hundreds; of cases, millions."""
    unindexed = {
        f"{model.__name__}.{name}"
        for model, name in references_to(tree)
        if not model._meta.get_field(name).db_index
        and not any(index.fields[0].lstrip("-") == name for index in whole_indexes(model, name))
    }

    assert unindexed == {f"RateMargin.{tree.__name__.lower()}"}


def whole_indexes(model, name):
    """The indexes that hold every row in which the key is set."""
    wholes = (None, Q(**{f"{name}__isnull": False}))
    return [index for index in model._meta.indexes if index.condition in wholes]


def test_nodes_below_cost_no_query_each():
    top = make_area("Top")
    for name in ("A", "B", "C"):
        make_area(name, parent=top)
    few = count_queries(lambda: is_referred_to(Area, [top]))
    every = list(Area.objects.order_by("path"))

    assert count_queries(lambda: is_referred_to(Area, every)) == few


@pytest.mark.parametrize("role", [Role.DISPATCHER, Role.HANDLER, Role.AUDITOR])
def test_only_administrators_of_the_town_may(role):
    area, actor = make_area("Area"), make_actor(role)

    with pytest.raises(NotAllowed):
        change_node(actor=actor, tree=Area, node_id=area.pk, name="Other", now=NOW)
    with pytest.raises(NotAllowed):
        remove_node(actor=actor, tree=Area, node_id=area.pk, now=NOW)


def test_a_name_is_needed(admin):
    with pytest.raises(Invalid):
        change_node(actor=admin, tree=Area, node_id=make_area().pk, name=" ", now=NOW)

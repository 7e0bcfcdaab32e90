"""Two administrators at the same duty; on real connections, in real threads."""

from __future__ import annotations

from datetime import date
from types import NoneType

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import GongjianError, Invalid, NotFound
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.government.duties.actions.add_duty import add_duty
from gongjian.government.duties.actions.change_duty import change_duty
from gongjian.government.duties.actions.change_node import change_node
from gongjian.government.duties.actions.remove_node import remove_node
from gongjian.government.duties.actions.write_duty import DutyTerms
from gongjian.government.duties.errors import DutyOverlap, DutySuperseded, NodeReferredTo
from gongjian.government.duties.models import Area, Category, Duty
from tests.factories import NOW, make_area, make_category, make_department, make_duty
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_changes_at_once_one_wins_and_the_other_is_told():
    duty = make_duty(category=None, lead_department=make_department())
    leads = [make_department("Water"), make_department("Urban")]

    def change(lead):
        terms = DutyTerms(lead_department_id=lead.pk, deadline_working_days=5)
        try:
            return change_duty(
                actor=Actor.system("test"),
                duty_id=duty.pk,
                terms=terms,
                in_force_from=date(2026, 1, 1),
                now=NOW,
            )
        except GongjianError as error:
            return error

    results = at_once(lambda: change(leads[0]), lambda: change(leads[1]))

    (told,) = [result for result in results if isinstance(result, GongjianError)]
    assert isinstance(told, DutySuperseded)
    assert Duty.objects.filter(line=duty.line).count() == 2
    assert LedgerEntry.objects.filter(action="duty_changed").count() == 1


@pytest.mark.parametrize("has_category", [True, False])
def test_of_two_named_for_the_same_at_once_one_is(has_category):
    category = make_category() if has_category else None
    area = make_area()
    leads = [make_department("Water"), make_department("Urban")]

    def add(lead):
        try:
            return add_duty(
                actor=Actor.system("test"),
                category_id=category.pk if category else None,
                area_id=area.pk,
                terms=DutyTerms(lead_department_id=lead.pk, deadline_working_days=5),
                in_force_from=date(2026, 1, 1),
                now=NOW,
            )
        except GongjianError as error:
            return error

    results = at_once(lambda: add(leads[0]), lambda: add(leads[1]))

    assert [type(result) for result in results if isinstance(result, GongjianError)] == [
        DutyOverlap
    ]
    assert Duty.objects.count() == 1


@pytest.mark.parametrize("tree", [Area, Category])
def test_what_stands_below_goes_out_of_use_whoever_else_is_at_it(tree):
    make = make_area if tree is Area else make_category
    top = make("Top")
    low = [make(f"Low {number}", parent=top) for number in range(30)]
    tree.objects.filter(pk=low[0].pk).update(is_active=False)

    def change(node, is_active):
        try:
            return change_node(
                actor=Actor.system("test"), tree=tree, node_id=node.pk, is_active=is_active, now=NOW
            )
        except Invalid:
            return None

    at_once(lambda: change(top, False), lambda: change(low[0], True))

    assert not tree.objects.filter(is_active=True).exists()


def test_of_two_who_delete_the_same_one_is_told_that_it_is_gone():
    top = make_area("Top")
    make_area("Low", parent=top)

    def remove():
        try:
            return remove_node(actor=Actor.system("test"), tree=Area, node_id=top.pk, now=NOW)
        except NotFound as error:
            return type(error)

    assert sorted(map(str, at_once(remove, remove))) == sorted(map(str, [2, NotFound]))
    assert LedgerEntry.objects.filter(action="area_removed").count() == 2


@pytest.mark.parametrize("tree", [Area, Category])
def test_who_is_named_for_what_is_deleted_at_once_is_told(tree):
    area, category = make_area(), make_category()
    node = {Area: area, Category: category}[tree]
    lead = make_department()
    terms = DutyTerms(lead_department_id=lead.pk, deadline_working_days=5)

    def told(act):
        try:
            return act() and None
        except GongjianError as error:
            return error

    def add():
        return add_duty(
            actor=Actor.system("test"), category_id=category.pk, area_id=area.pk, terms=terms,
            in_force_from=date(2026, 1, 1), now=NOW,
        )  # fmt: skip

    def remove():
        return remove_node(actor=Actor.system("test"), tree=tree, node_id=node.pk, now=NOW)

    added, removed = at_once(lambda: told(add), lambda: told(remove))

    # Whichever was first: never both, never neither, and the other has its answer.
    assert (type(added), type(removed)) in {(NotFound, NoneType), (NoneType, NodeReferredTo)}
    assert Duty.objects.count() == tree.objects.filter(pk=node.pk).count()

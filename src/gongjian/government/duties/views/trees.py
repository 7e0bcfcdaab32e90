"""The two trees, level by level, and what may be done to a node."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from gongjian.foundation.kernel.access import actor_of, requires
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import Invalid, StaleVersion
from gongjian.foundation.kernel.form_errors import show_errors
from gongjian.government.duties import policies
from gongjian.government.duties.actions.change_node import change_node
from gongjian.government.duties.actions.remove_node import remove_node
from gongjian.government.duties.errors import NodeReferredTo
from gongjian.government.duties.forms import NodeForm
from gongjian.government.duties.models import Area, Category
from gongjian.government.duties.selectors.nodes import N, child_nodes, get_node, lineage

_LISTS = {Area: "area_list", Category: "category_list"}


@requires(policies.can_edit_register)
@require_safe
def area_list(request: HttpRequest) -> HttpResponse:
    return _show(request, Area, _parent_id(request))


@requires(policies.can_edit_register)
@require_safe
def category_list(request: HttpRequest) -> HttpResponse:
    return _show(request, Category, _parent_id(request))


@require_POST
@requires(policies.can_edit_town)
def change_area(request: HttpRequest, area_id: UUID) -> HttpResponse:
    return _change(request, Area, area_id)


@require_POST
@requires(policies.can_edit_town)
def change_category(request: HttpRequest, category_id: UUID) -> HttpResponse:
    return _change(request, Category, category_id)


@require_POST
@requires(policies.can_edit_town)
def remove_area(request: HttpRequest, area_id: UUID) -> HttpResponse:
    return _remove(request, Area, area_id)


@require_POST
@requires(policies.can_edit_town)
def remove_category(request: HttpRequest, category_id: UUID) -> HttpResponse:
    return _remove(request, Category, category_id)


def _show(
    request: HttpRequest, tree: type[N], parent_id: UUID | None, form: NodeForm | None = None
) -> HttpResponse:
    parent = get_node(tree, parent_id) if parent_id else None
    is_bound = form is not None
    if parent is not None and form is None:
        form = NodeForm(initial={"name": parent.name, "is_active": parent.is_active})
    shown = {
        "parent": parent,
        "lineage": lineage(tree, parent) if parent else [],
        "nodes": child_nodes(tree, parent_id),
        "form": form if policies.can_edit_town(actor_of(request)) else None,
    }
    status = 422 if is_bound else 200
    return render(request, f"duties/{_LISTS[tree]}.html", shown, status=status)


def _change(request: HttpRequest, tree: type[N], node_id: UUID) -> HttpResponse:
    form = NodeForm(request.POST)
    if form.is_valid():
        actor, changes = actor_of(request), form.changes()
        try:
            change_node(actor=actor, tree=tree, node_id=node_id, now=now(), **changes)
        except Invalid as error:
            show_errors(form, error)
        except StaleVersion as error:
            # Led to the page anew: it shows what the other one made of it.
            messages.error(request, str(error.message))
            return redirect(f"{reverse(_LISTS[tree])}?parent={node_id}")
        else:
            messages.success(request, _("The change holds from now on."))
            return redirect(f"{reverse(_LISTS[tree])}?parent={node_id}")
    return _show(request, tree, node_id, form)


def _remove(request: HttpRequest, tree: type[N], node_id: UUID) -> HttpResponse:
    above = get_node(tree, node_id).parent_id
    try:
        count = remove_node(actor=actor_of(request), tree=tree, node_id=node_id, now=now())
    except NodeReferredTo as error:
        messages.error(request, str(error.message))
        return redirect(f"{reverse(_LISTS[tree])}?parent={node_id}")
    words = ngettext("%(count)s entry was deleted.", "%(count)s entries were deleted.", count)
    messages.success(request, words % {"count": count})
    return redirect(f"{reverse(_LISTS[tree])}{f'?parent={above}' if above else ''}")


def _parent_id(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("parent", ""))
    except ValueError:
        return None

"""Categories: by id, as a tree."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.kernel.form_fields import Options
from gongjian.government.duties.models import Category
from gongjian.government.duties.selectors.choices import Node, OfferedTree, index_nodes


def get_category(category_id: UUID) -> Category:
    """A category in use, by id.

    Raises
    ------
    NotFound
        There is none, or it is no longer in use.
    """
    found = categories().filter(pk=category_id).first()
    if found is None:
        raise NotFound
    return found


def kept_category(category_id: UUID) -> Node:
    """Id and path of a category in use, as this process read it within the last minute: see
    `kept_area`."""
    return _offered.node(category_id)


def get_known_category(category_id: UUID) -> Category:
    """A category by id, out of use too: cases and duties keep theirs.

    Raises
    ------
    NotFound
        There is none.
    """
    found = Category.objects.filter(pk=category_id).first()
    if found is None:
        raise NotFound
    return found


def get_category_by_code(code: str) -> Category:
    """A category in use, by its code; NotFound where there is none."""
    found = categories().filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def categories() -> QuerySet[Category]:
    """Every category in use, in the order of the tree: parents before children."""
    return Category.objects.filter(is_active=True).order_by("path")


def every_category() -> QuerySet[Category]:
    """Those out of use too, in the order of the tree."""
    return Category.objects.order_by("path")


def leaf_categories() -> QuerySet[Category]:
    """Categories in use under which none in use stands: what cases are filed under."""
    inner = categories().exclude(parent=None).values("parent_id")
    return categories().exclude(pk__in=inner).select_related("parent")


def category_ids_under(path: str) -> tuple[UUID, ...]:
    """Ids of the category of a path and of all below it, out of use too: cases keep theirs."""
    rows = Category.objects.filter(path__startswith=path).order_by("path")
    return tuple(rows.values_list("id", flat=True))


def category_ids_above(category_id: UUID) -> tuple[UUID, ...]:
    """Ids of a category and of all it stands below, the topmost first; none of an unknown one."""
    path = Category.objects.filter(pk=category_id).values_list("path", flat=True).first() or ""
    codes = [code for code in path.split("/") if code]
    rows = Category.objects.filter(code__in=codes).order_by("level")
    return tuple(rows.values_list("id", flat=True))


def category_parents() -> dict[UUID, UUID | None]:
    """Id → id of what it stands below, those out of use too. One query."""
    return dict(Category.objects.order_by().values_list("id", "parent_id"))


def category_options(
    *, leaves_only: bool = True, with_old: bool = False, afresh: bool = False
) -> Options:
    """Categories for a form to offer, grouped by what stands above them, kept a minute: those in
    use, ``with_old`` also those that no longer are."""
    return _offered.options(leaves_only=leaves_only, with_old=with_old, afresh=afresh)


def forget_categories() -> None:
    """Make this process read them again, now and once more when the transaction is done."""
    _offered.forget()


def category_index() -> dict[str, tuple[UUID, str]]:
    """Lower-case code or name → (id, path); a name borne twice leads nowhere. One query."""
    return index_nodes([node for node in _nodes() if node.is_active])


def _nodes() -> list[Node]:
    return [Node(*row) for row in every_category().values_list(*Node._fields)]


_offered = OfferedTree("categories", _nodes)

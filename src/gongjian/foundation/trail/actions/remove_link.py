from __future__ import annotations

from gongjian.foundation.trail.models import Link, Relation


def remove_link(source: str, relation: Relation, target: str) -> bool:
    """Take a link back that was made by mistake; False where there was none.

    Who did it, when and why stands in the ledger, by the action that calls this.
    """
    gone, _rows = Link.objects.filter(source=source, relation=relation, target=target).delete()
    return bool(gone)


def forget_linker(reference: str, target: str) -> None:
    """Forget who linked things to one; for whoever erases that person."""
    Link.objects.filter(target=target, actor=reference).update(actor="erased")

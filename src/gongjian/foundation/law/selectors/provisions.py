from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.law.models import Parameter, Provision


def _in_force(on: date) -> Q:
    return Q(in_force_from__lte=on) & (Q(in_force_until=None) | Q(in_force_until__gte=on))


def provisions_in_force(on: date) -> QuerySet[Provision]:
    """Every provision in force on a day, by title."""
    return Provision.objects.filter(_in_force(on)).order_by("title", "article", "id")


def provision_in_force(code: str, on: date) -> Provision:
    """The version of a provision that is in force on a day; NotFound where none is."""
    found = Provision.objects.filter(_in_force(on), code=code).order_by("-version").first()
    if found is None:
        raise NotFound
    return found


def parameter(code: str, on: date, default: int) -> int:
    """The number a provision sets on a day; ``default`` where none does."""
    found = Parameter.objects.filter(_in_force(on), code=code).order_by("-in_force_from").first()
    return found.value if found else default

"""Roles in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Role

ROLE_NAMES: dict[Role, str | Promise] = {
    Role.RESIDENT: _("resident"),
    Role.COMPANY_MEMBER: _("company member"),
    Role.HANDLER: _("handler"),
    Role.SUPERVISOR: _("supervisor"),
    Role.DISPATCHER: _("dispatcher"),
    Role.PRODUCT_MANAGER: _("product manager"),
    Role.AUDITOR: _("auditor"),
    Role.ADMINISTRATOR: _("administrator"),
}


def role_name(role: Role) -> str | Promise:
    return ROLE_NAMES[role]

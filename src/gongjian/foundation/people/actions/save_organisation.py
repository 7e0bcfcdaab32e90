"""One organisation's data, from the form or from a row of an import."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from stdnum import get_cc_module
from stdnum.cn import uscc

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.emails import is_email
from gongjian.foundation.kernel.errors import Invalid, StaleVersion, Text
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import policies, topics
from gongjian.foundation.people.models import Organisation, OrganisationKind
from gongjian.foundation.people.selectors.organisations import forget_bodies

Outcome = Literal["created", "changed", "unchanged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationData:
    """What is known of an organisation; its code says which one it is."""

    code: str
    name: str
    kind: str
    parent_code: str = ""
    area_path: str = ""
    phone: str = ""
    email: str = ""
    is_active: bool = True


def save_organisation(
    *,
    actor: Actor,
    data: OrganisationData,
    now: datetime,
    is_new: bool = False,
    version: int | None = None,
) -> tuple[Organisation, Outcome]:
    """Create the organisation with this code, or change it to this data.

    Parameters
    ----------
    is_new : bool
        Somebody means to add it: a code that is taken is refused.
    version : int or None
        The one last seen; None: whatever it is.

    Raises
    ------
    NotAllowed
        The actor does not administer its area.
    StaleVersion
        Somebody changed it meanwhile.
    Invalid
        Fields are wrong; each says how.
    """
    data = checked(data)
    with transaction.atomic():
        found = Organisation.objects.select_for_update().filter(code=data.code).first()
        if found and is_new:
            raise Invalid(fields={"code": [_("There is an organisation with this code.")]})
        for area_path in {data.area_path, found.area_path if found else data.area_path}:
            require_can_change(actor, data.kind, area_path)
        if found and version not in (None, found.version):
            raise StaleVersion
        if found and found.kind != data.kind:
            raise Invalid(fields={"kind": [_("An organisation cannot change its kind.")]})
        parent = _parent(data, found)
        columns = asdict(data) | {"parent": parent}
        del columns["parent_code"]
        organisation = found or Organisation(code=data.code)
        if found and all(getattr(found, name) == value for name, value in columns.items()):
            return found, "unchanged"
        for name, value in columns.items():
            setattr(organisation, name, value)
        if found:
            found.version += 1
        organisation.save()
        forget_bodies()
        outcome: Outcome = "changed" if found else "created"
        ledger.record(
            actor,
            f"organisation_{outcome}",
            reference_of(organisation),
            now=now,
            data={"code": data.code, "name": data.name, "is_active": data.is_active},
        )
    return organisation, outcome


def checked(data: OrganisationData) -> OrganisationData:
    """The data in its canonical form.

    Raises
    ------
    Invalid
        Fields are wrong, each named.
    """
    wrong: dict[str, list[Text]] = {}
    is_company = data.kind == OrganisationKind.COMPANY
    code = _as_code(data.code, is_company)
    if data.kind not in OrganisationKind.values:
        wrong["kind"] = [_("The kind is “public_body” or “company”.")]
    if not code or len(code) > 40:
        wrong["code"] = [_("Every organisation has a code of at most 40 characters.")]
    elif is_company and (words := _wrong_number(code)):
        wrong["code"] = [words]
    if not data.name.strip() or len(data.name) > 120:
        wrong["name"] = [_("The name is missing or longer than 120 characters.")]
    if data.area_path and data.area_path not in topics.area_names():
        wrong["area_path"] = [_("There is no such area.")]
    if len(data.phone) > 40:
        wrong["phone"] = [_("The phone number is too long.")]
    if data.email and not is_email(data.email):
        wrong["email"] = [_("This is no e-mail address.")]
    if wrong:
        raise Invalid(fields=wrong)
    return OrganisationData(
        code=code,
        name=data.name.strip(),
        kind=data.kind,
        parent_code=_as_code(data.parent_code, is_company),
        area_path=data.area_path,
        phone=data.phone.strip(),
        email=data.email.strip().lower(),
        is_active=data.is_active,
    )


def _as_code(text: str, is_company: bool) -> str:
    if is_company and _country() != "CN":
        # A registration number as it stands: of “Köln HRB 12345” each part counts.
        return " ".join(text.split())
    code = "".join(text.split())
    return code.upper() if is_company else code


def _country() -> str:
    return settings.CALENDAR_COUNTRY[:2].upper()


def _wrong_number(code: str) -> Text | None:
    """What is wrong with a company's number in the town's country, as far as its form is known."""
    if _country() == "CN":
        words = _("This is no unified social credit code: it has 18 characters, the last a check.")
        return None if uscc.is_valid(code) else words
    known = get_cc_module(_country().lower(), "businessid")
    if known is None or known.is_valid(code):
        return None
    return _("This is no registration number of a company in this country.")


def require_can_change(actor: Actor, kind: str, area_path: str) -> None:
    """Companies are everybody's; a public body belongs to the administrators of its area."""
    is_placed = kind == OrganisationKind.PUBLIC_BODY and area_path
    policies.require_administrator(actor, area_path if is_placed else None)


def _parent(data: OrganisationData, found: Organisation | None) -> Organisation | None:
    if not data.parent_code:
        return None
    parent = Organisation.objects.filter(code=data.parent_code, kind=data.kind).first()
    above = parent
    while above is not None:
        if found is not None and above.pk == found.pk:
            raise Invalid(fields={"parent_code": [_("It would stand above itself.")]})
        above = above.parent
    if parent is None:
        raise Invalid(fields={"parent_code": [_("There is no such organisation.")]})
    return parent

"""The names of fields of work: the sections of ISIC Rev. 4."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SECTORS: dict[str, Promise] = {
    "A": _("Agriculture, forestry and fishing"),
    "B": _("Mining and quarrying"),
    "C": _("Manufacturing"),
    "D": _("Electricity, gas and heat"),
    "E": _("Water, sewage and waste"),
    "F": _("Construction"),
    "G": _("Trade and repair of vehicles"),
    "H": _("Transport and storage"),
    "I": _("Accommodation and food"),
    "J": _("Information and communication"),
    "K": _("Finance and insurance"),
    "L": _("Real estate"),
    "M": _("Professional, scientific and technical work"),
    "N": _("Administrative and support services"),
    "O": _("Public administration"),
    "P": _("Education"),
    "Q": _("Health and social work"),
    "R": _("Arts, entertainment and recreation"),
    "S": _("Other services"),
    "T": _("Households as employers"),
    "U": _("International organisations"),
}


def sector_choices() -> list[tuple[str, str]]:
    return [(code, str(name)) for code, name in SECTORS.items()]


def sector_name(code: str) -> str:
    """ "Construction", or "Construction (F43)" for a narrower code."""
    name = str(SECTORS.get(code[:1], code))
    return name if len(code) == 1 else f"{name} ({code})"

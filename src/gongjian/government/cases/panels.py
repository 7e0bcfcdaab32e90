"""What apps above show on the page of a case. `config/wiring.py` connects them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.cases.models import Case


@dataclass(frozen=True, slots=True)
class Panel:
    """A template, and what it is given as ``panel.shown``."""

    template: str
    shown: dict[str, Any] = field(default_factory=dict)


PanelMaker = Callable[[Actor, Case], Panel | None]
"""For whoever sees the case in full: requester and staff; None where there is nothing to show."""
_makers: list[PanelMaker] = []


def connect_panels(makers: Iterable[PanelMaker]) -> None:
    _makers[:] = makers


def panels_of(actor: Actor, case: Case) -> list[Panel]:
    """For whoever was let see the case in full; whom else the maker must ask for itself."""
    return [made for maker in _makers if (made := maker(actor, case)) is not None]

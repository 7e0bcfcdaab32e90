"""Cases as dots of the town's picture."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from gongjian.government.cases.models import Case
from gongjian.government.cases.models.case import State
from gongjian.government.duties import interface as duties
from gongjian.methods.town_picture import MapPlace, Picture


def draw_map(found: Sequence[Case]) -> Picture | None:
    """The picture of some cases, or None where there is neither an outline nor a place."""
    address = reverse("case", args=["NUMBER"])
    states = {state.value: str(state.label) for state in State}
    return duties.draw_places(
        [
            MapPlace(
                url=address.replace("NUMBER", case.number),
                title=f"{case.public_title} ({states[case.state]})",
                longitude=case.longitude,
                latitude=case.latitude,
                is_done=not case.is_open,
                area_id=case.area_id,
            )
            for case in found
            if case.longitude is not None and case.latitude is not None
        ]
    )

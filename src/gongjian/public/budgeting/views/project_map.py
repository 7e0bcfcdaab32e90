"""Projects as dots of the town's picture."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from gongjian.government.duties import interface as duties
from gongjian.methods.town_picture import MapPlace, Picture
from gongjian.public.budgeting.models import BudgetProject, BudgetRound
from gongjian.public.budgeting.rules.projects import ProjectState

GONE = frozenset((ProjectState.UNFUNDED, ProjectState.REFUSED, ProjectState.WITHDRAWN))


def draw_projects(round_: BudgetRound, projects: Sequence[BudgetProject]) -> Picture | None:
    """The picture, or None where nothing has a place."""
    places = [
        MapPlace(
            url=reverse("budget_project", args=[round_.number, project.number]),
            title=project.title,
            longitude=project.longitude,
            latitude=project.latitude,
            is_done=project.state in GONE,
            radius=11,
        )
        for project in projects
        if project.longitude is not None and project.latitude is not None
    ]
    return duties.draw_places(places) if places else None

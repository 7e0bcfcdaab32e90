"""The demo town's market: initiatives, companies, calls and contracts, told as they happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.conf import settings
from django.db import transaction

from gongjian.config.demo.agenda import Agenda
from gongjian.config.demo.key_ring import KeyRing
from gongjian.config.demo.load_calls import plan_calls
from gongjian.config.demo.load_companies import plan_companies
from gongjian.config.demo.load_initiatives import plan_initiatives
from gongjian.config.demo.market_stage import Stage
from gongjian.config.demo.model import Town
from gongjian.foundation.kernel import outbox
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.savepoints import without_savepoints
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people


def plan_market(town: Town, actors: Mapping[str, Actor]) -> Agenda:
    """What is to happen. What initiatives are made of is looked for; a small town has less."""
    bodies = {body.code: body.pk for body in people.public_bodies()}
    stage = Stage(town, actors, bodies, Agenda(town), KeyRing(settings.HOME))
    stage.keys.clear()
    plan_companies(stage)
    plan_initiatives(stage)
    plan_calls(stage)
    return stage.agenda


def load_market(agenda: Agenda, on_progress: Callable[[int], object]) -> None:
    """Have all of it happen; ``on_progress`` is told of each step."""
    with transaction.atomic(), without_savepoints(), outbox.muted(), ledger.gathering():
        agenda.run(on_progress)

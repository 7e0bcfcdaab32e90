"""Where the town's market is told: who acts, in which language, and what is there by now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from gongjian.config.demo import marker
from gongjian.config.demo.agenda import Agenda
from gongjian.config.demo.key_ring import KeyRing
from gongjian.config.demo.model import Town, Words
from gongjian.foundation.kernel.actor import Actor

TRUSTEES = (
    ("audit-office", "trustee-audit"),
    ("service-centre", "trustee-centre"),
    ("labour", "supervisor-labour"),
)
"""Body and account of each who holds keys of the town's calls; two open bids together."""
THRESHOLD = 2


@dataclass(slots=True)
class Stage:
    town: Town
    actors: Mapping[str, Actor]
    bodies: Mapping[str, UUID]
    agenda: Agenda
    keys: KeyRing
    initiatives: dict[str, UUID] = field(default_factory=dict)
    companies: dict[int, UUID] = field(default_factory=dict)
    """By their number, from 1."""

    @property
    def manager(self) -> Actor:
        return self.actors["product-manager"]

    @property
    def language(self) -> str:
        return marker.LANGUAGES[self.town.language]

    def say(self, words: Words) -> str:
        return words.to(self.town.language)

    def member(self, company: int) -> Actor:
        return self.actors[f"company-{company}"]

    def email(self, key: str) -> str:
        return next(one.email for one in self.town.accounts if one.key == key)

"""How much one sender may add to a consultation in an hour, by page or by programme."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.senders import limit_hour
from gongjian.public.deliberation.models.consultations import Consultation
from gongjian.public.deliberation.rules import consultations as rules
from gongjian.public.deliberation.selectors.participants import find_participant


def limit_votes(request: HttpRequest, found: Consultation, *, token: str, now: datetime) -> None:
    """Count a vote, and its sender where they take part without an account for the first time."""
    actor = actor_of(request)
    limit_hour(request, "vote", rules.VOTES_AN_HOUR, now)
    if not actor.is_signed_in and not find_participant(
        actor=actor, consultation=found, token=token
    ):
        limit_hour(request, "participant", rules.NEW_PEOPLE_AN_HOUR, now)


def limit_statements(request: HttpRequest, now: datetime) -> None:
    limit_hour(request, "statement", rules.STATEMENTS_AN_HOUR, now)

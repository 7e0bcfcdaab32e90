"""Where the answers to a form come from today: by the data catalogue and its agreements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from gongjian.foundation.law import interface as law
from gongjian.government.exchange import interface as exchange
from gongjian.government.services.models.catalogue import Offer
from gongjian.government.services.rules.forms import SOURCE_KINDS, Question, read_form
from gongjian.government.services.rules.sources import Held, Way, way_of


@dataclass(frozen=True, slots=True)
class Source:
    """A question, and where its answer comes from."""

    question: Question
    way: Way
    held: exchange.Field | None = None
    """Who holds it, if anybody does."""
    agreement: exchange.Agreement | None = None
    max_age_hours: int = 0
    provisions: Sequence[law.Provision] = field(default_factory=list)
    """By which it may be fetched; or that keeps it back."""

    @property
    def reason(self) -> str:
        """Why its holder keeps it back."""
        if self.way is not Way.KEPT or self.held is None:
            return ""
        return self.held.sharing_reason or self.held.dataset.sharing_reason


def sources_of_offer(offer: Offer, *, department_id: UUID, on: date) -> list[Source]:
    """For every question of a form, in its order. At most five queries.

    Raises
    ------
    WrongForm
        The form is none.
    """
    questions = read_form(offer.form)
    fields = exchange.sources_of({one.concept for one in questions})
    unknown = [one.title for one in questions if one.concept not in fields]
    called = {one.title.casefold(): one for one in exchange.sources_called(unknown)}
    agreements = exchange.agreements_for(consumer_id=department_id, purpose=offer.purpose, on=on)
    agreed = [(one, exchange.terms_of(one)) for one in agreements]
    found = []
    for question in questions:
        held = fields.get(question.concept)
        if held is None:
            namesake = called.get(question.title.casefold())
            way = way_of(None, has_namesake=namesake is not None)
            found.append(Source(question, way, namesake))
        else:
            found.append(_of_field(question, held, offer.form, agreed, department_id))
    return found


def _of_field(
    question: Question,
    held: exchange.Field,
    form: Mapping[str, Any],
    agreed: Sequence[tuple[exchange.Agreement, dict[str, Any]]],
    department_id: UUID,
) -> Source:
    dataset = held.dataset
    if not (dataset.is_active and dataset.key_scheme):
        # No number of a person finds a record there: to whoever applies it is as if nobody held it.
        return Source(question, Way.NOBODY)
    under = next(
        (
            (one, terms)
            for one, terms in agreed
            if one.dataset_id == dataset.pk
            and held.name in {field["name"] for field in terms["fields"]}
        ),
        None,
    )
    way = way_of(
        Held(
            is_shared=held.effective_sharing.value != "none",
            is_own=dataset.owner_id == department_id,
            fits=SOURCE_KINDS[held.kind] == form["properties"][question.name]["type"],
            agreement_id=under[0].pk if under else None,
        )
    )
    if way is Way.KEPT:
        kept_by = held.sharing_provision if held.sharing == "none" else dataset.sharing_provision
        return Source(question, way, held, provisions=[kept_by] if kept_by else [])
    if way is Way.SOURCE and under is not None:
        agreement, terms = under
        return Source(
            question, way, held, agreement, terms["max_age_hours"],
            list(agreement.provisions.all()),
        )  # fmt: skip
    return Source(question, way, held)

"""Words for stages, formulas and events of calls, for pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.government.duties import interface as duties
from gongjian.market.procurement.models import CallEvent
from gongjian.market.procurement.rules.procedures import ProcedureCode, StageCode
from gongjian.market.procurement.rules.states import CallState

STAGE_WORDS: dict[str, Promise] = {
    StageCode.OFFERS: _("offers"),
    StageCode.APPLICATIONS: _("applications to take part"),
    StageCode.PITCHES: _("pitches"),
    StageCode.PROOFS: _("proofs of concept"),
}
FORMULA_WORDS: dict[str, Promise] = {
    "absolute": _("absolute: full points at half the ceiling and below"),
    "proportional": _("absolute: points in proportion to what is saved of the ceiling"),
    "lowest_price": _("statutory: lowest price ÷ price"),
}
PROCEDURE_HINTS: dict[str, Promise] = {
    ProcedureCode.OPEN_CALL: _("Every company may bid."),
    ProcedureCode.QUOTATION: _("A short call for small values."),
    ProcedureCode.RESTRICTED: _("Companies apply first; those that are chosen make offers."),
    ProcedureCode.CHALLENGE: _(
        "Companies pitch first; the chosen ones are paid for a proof of concept."
    ),
    ProcedureCode.DIRECT: _("One company is asked, for a reason that is published."),
}
STATE_LOOKS: dict[str, tuple[str, str]] = {
    CallState.DRAFT: ("plain", "edit"),
    CallState.APPROVED: ("plain", "check"),
    CallState.OPEN: ("new", "lock_open"),
    CallState.CLOSED: ("waiting", "lock"),
    CallState.TECHNICAL_OPENING: ("working", "lock_open"),
    CallState.EVALUATION: ("working", "people"),
    CallState.PRICE_OPENING: ("working", "attach_money"),
    CallState.INTENT: ("working", "flag"),
    CallState.STANDSTILL: ("waiting", "hourglass_empty"),
    CallState.CONTRACT: ("done", "verified"),
    CallState.DELIVERY: ("working", "construction"),
    CallState.DONE: ("done", "check_circle"),
    CallState.CANCELLED: ("stopped", "cancel"),
    CallState.UNSUCCESSFUL: ("stopped", "do_not_disturb"),
    CallState.SUSPENDED: ("alert", "schedule"),
}
TITLES: dict[str, tuple[Promise, str, str]] = {
    "call_drafted": (_("Drafted"), "edit", "plain"),
    "call_edited": (_("Draft changed"), "edit", "plain"),
    "call_approved": (_("Approved by another person"), "check", "done"),
    "call_returned": (_("Made a draft again"), "undo", "plain"),
    "call_trustees_named": (_("Trustees named"), "people", "plain"),
    "trustee_key_given": (_("A trustee gave a key"), "lock", "plain"),
    "call_opened": (_("Opened; criteria and weights are fixed"), "lock_open", "new"),
    "call_stage_opened": (_("Next stage opened"), "lock_open", "new"),
    "call_document_attached": (_("Document added"), "attach_file", "plain"),
    "call_question_asked": (_("A company asked something"), "help", "plain"),
    "call_question_answered": (_("Question answered"), "chat", "done"),
    "call_amended": (_("Changed"), "edit", "alert"),
    "call_closed": (_("Closed: no more bids are taken"), "lock", "waiting"),
    "call_not_closed": (_("Cannot be closed: tried again until it can"), "error", "alert"),
    "call_suspended": (_("Suspended"), "schedule", "alert"),
    "call_resumed": (_("Resumed"), "autorenew", "working"),
    "call_cancelled": (_("Cancelled"), "cancel", "stopped"),
    "call_declared_unsuccessful": (_("Declared unsuccessful"), "do_not_disturb", "stopped"),
    "evaluator_appointed": (_("Evaluator appointed"), "people", "plain"),
    "evaluator_excused": (_("Evaluator replaced"), "people", "alert"),
    "evaluator_conflicted": (_("An evaluator has an interest and leaves"), "people", "alert"),
    "interest_found": (_("What interest the evaluator has"), "people", "alert"),
    "interest_declared": (_("An evaluator declared to have no interest"), "check", "plain"),
    "interest_claimed": (_("A bidder claims an evaluator as an owner"), "people", "alert"),
    "claims_weighed": (_("Appointed in spite of a bidder’s claim"), "people", "alert"),
    "technical_opening_begun": (
        _("Evaluators have declared; technical parts are opened"),
        "lock_open",
        "working",
    ),
    "bid_part_shut": (_("A part of a bid cannot be opened"), "do_not_disturb", "alert"),
    "bid_part_opened_late": (_("A part of a bid opened after all"), "lock_open", "done"),
    "evaluation_begun": (_("Evaluation begun"), "people", "working"),
    "scores_locked": (_("An evaluator locked the scores"), "lock", "plain"),
    "stage_ranked": (_("Bids of this stage ranked"), "insights", "done"),
    "price_opening_begun": (_("All scores locked; prices are opened"), "attach_money", "working"),
    "bid_excluded": (_("A bid was excluded"), "do_not_disturb", "alert"),
    "exclusion_proposed": (_("An exclusion was proposed"), "do_not_disturb", "waiting"),
    "exclusion_refused": (_("An exclusion was refused"), "undo", "plain"),
    "exclusion_lifted": (_("An exclusion was lifted: the bid counts"), "undo", "alert"),
    "explanation_asked": (_("A company was asked about its price"), "help", "plain"),
    "price_explained": (_("A company accounted for its price"), "chat", "plain"),
    "award_intended": (_("Ranking published; award intended"), "flag", "done"),
    "standstill_begun": (_("Standstill begun"), "hourglass_empty", "waiting"),
    "award_withdrawn": (_("Intended award withdrawn"), "undo", "alert"),
    "complaint_made": (_("A bidder complained"), "announcement", "alert"),
    "complaint_decided": (_("Complaint decided"), "verified_user", "done"),
    "call_awarded": (_("Contract awarded"), "verified", "done"),
    "award_declined": (_("The winner declined the contract"), "undo", "alert"),
    "award_given_up": (_("Award given up: the winner did not sign"), "undo", "alert"),
    "proof_accepted": (_("A proof of concept was accepted"), "check", "done"),
    "proof_refused": (_("A proof of concept was not accepted"), "undo", "alert"),
    "proof_paid": (_("A proof of concept was paid"), "attach_money", "done"),
    "contract_drafted": (_("Contract drafted"), "edit", "plain"),
    "contract_edited": (_("Draft of the contract changed"), "edit", "plain"),
    "contract_acceptors_named": (_("Named who accepts"), "people", "plain"),
    "contract_side_signed": (_("One side signed"), "edit", "waiting"),
    "contract_taken_back": (_("The contract is a draft again"), "undo", "alert"),
    "contract_signed": (_("Contract signed by both sides"), "verified", "done"),
    "contract_begun": (_("The work has begun"), "construction", "working"),
    "contract_lapsed": (_("No contract was signed in time"), "do_not_disturb", "stopped"),
    "contract_ended": (_("Contract ended early"), "cancel", "stopped"),
    "contract_done": (_("All is delivered and accepted"), "check_circle", "done"),
    "milestone_reported": (_("Delivered; to be accepted"), "people", "waiting"),
    "milestone_trial_asked": (_("Residents were asked to try it"), "people", "working"),
    "milestone_decided": (_("One acceptor has accepted"), "check", "plain"),
    "milestone_refused": (_("Not accepted"), "undo", "alert"),
    "milestone_accepted": (_("Milestone accepted"), "check_circle", "done"),
    "milestone_paid": (_("Milestone paid"), "attach_money", "done"),
    "contract_change_proposed": (_("Change of the contract proposed"), "edit", "alert"),
    "contract_change_agreed": (_("The company agreed to the change"), "check", "plain"),
    "contract_change_refused": (_("Change of the contract refused"), "undo", "plain"),
    "contract_changed": (_("Contract changed"), "edit", "alert"),
    "contract_rated": (_("One side rated the other"), "star", "done"),
    "contract_rating_replied": (_("Replied to a rating"), "chat", "plain"),
}
"""By event: words, icon, tone. Other owners of steps add theirs."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the timeline, as the component takes it."""

    at: datetime
    title: str
    icon: str
    tone: str
    text: str = ""
    language: str = ""
    note: str = ""
    is_internal: bool = False


def shown_entries(events: Iterable[CallEvent], language: str) -> list[Entry]:
    """The history of a call in words."""
    return [_entry(event, language) for event in events]


def _entry(event: CallEvent, language: str) -> Entry:
    title, icon, tone = TITLES.get(event.name, (event.name, "info_outline", "plain"))
    return Entry(
        at=event.at, title=str(title), icon=icon, tone=tone, text=event.text, language=language,
        note=_note(event.name, event.data), is_internal=not event.is_public,
    )  # fmt: skip


def _note(name: str, data: dict[str, Any]) -> str:
    if name in {"call_question_asked", "call_question_answered"}:
        return gettext("Question %(number)s") % {"number": data.get("question")}
    closes_at = data.get("closes_at")
    if closes_at and name in {"call_opened", "call_stage_opened", "call_amended", "call_resumed"}:
        day = duties.last_day_of(datetime.fromisoformat(closes_at))
        return gettext("Last day for bids: %(day)s") % {"day": date_format(day, "DATE_FORMAT")}
    return ""

"""All that somebody can leave behind in proposals, consultations, budget rounds and calls."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from gongjian.foundation.kernel.actor import Actor, Grant, Role
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.people.interface import actor_of_user
from gongjian.foundation.people.models import RoleGrant, User
from gongjian.government.services.actions.begin_application import begin_application
from gongjian.government.services.actions.save_service import (
    ServiceData,
    publish_service,
    save_service,
)
from gongjian.government.services.actions.submit_application import save_answers
from gongjian.government.services.models import Application
from gongjian.market.initiatives.actions.follow_initiative import follow_initiative
from gongjian.market.initiatives.models import Initiative
from gongjian.market.procurement.actions.ask_question import ask_question
from gongjian.market.procurement.actions.declare_owners import OwnerDraft, declare_owner
from gongjian.market.procurement.actions.follow_call import follow_call
from gongjian.market.procurement.models import (
    Acceptance,
    Award,
    AwardComplaint,
    Call,
    CallQuestion,
    CallTrustee,
    CompanyMembership,
    CompanyOwner,
    Contract,
    ContractSignature,
    Delivery,
    DeliveryTrial,
    Evaluator,
    NamedOwner,
    Ranking,
)
from gongjian.public.budgeting.actions.change_project import (
    ProjectDraft,
    rate_project,
    submit_project,
)
from gongjian.public.budgeting.actions.edit_project import edit_project
from gongjian.public.budgeting.models import BudgetProject, PaperEntry
from gongjian.public.budgeting.rules.phases import Phase
from gongjian.public.deliberation.actions.add_statement import add_statement
from gongjian.public.deliberation.actions.appeal_moderation import appeal_moderation
from gongjian.public.deliberation.actions.comment_proposal import comment_proposal
from gongjian.public.deliberation.actions.edit_proposal import edit_proposal
from gongjian.public.deliberation.actions.flag_proposal import flag_comment, flag_proposal
from gongjian.public.deliberation.actions.follow_proposal import follow_proposal
from gongjian.public.deliberation.actions.list_people import list_people
from gongjian.public.deliberation.actions.moderate_proposal import (
    moderate_comment,
    moderate_proposal,
)
from gongjian.public.deliberation.actions.moderate_statement import moderate_statement
from gongjian.public.deliberation.actions.support_proposal import support_proposal
from gongjian.public.deliberation.models import (
    Consultation,
    FlagReason,
    ModerationAct,
    Proposal,
    ProposalComment,
    State,
    Statement,
)
from gongjian.public.deliberation.rules.consultations import Answer, Eligibility
from tests.factories import NOW, Town, make_actor, make_provision
from tests.market.initiatives.initiatives import make_initiative
from tests.market.procurement.calls import make_call, make_company, make_market
from tests.market.procurement.contracts import make_running
from tests.public.budgeting.rounds import BEGIN, Round, add_project, count, make_round, vote
from tests.public.deliberation import conversations
from tests.public.proposals import make_proposal

NAME, EMAIL = "Ottoline Quillfeather", "ottoline@example.org"
SYSTEM = Actor.system("test")
WORD = "marmalade"
"""In every text of theirs that nobody relies on."""


@dataclass(frozen=True, slots=True)
class Traces:
    person: Actor
    supported: Proposal
    lonely: Proposal
    hidden: Proposal
    draft: Proposal
    refused: Proposal
    answered: Proposal
    of_others: Proposal
    comment: ProposalComment
    comment_with_reply: ProposalComment
    consultation: Consultation
    shown_statement: Statement
    waiting_statement: Statement
    round: Round
    counted: Round
    voted_project: BudgetProject
    new_project: BudgetProject
    call: Call
    application: Application
    initiative: Initiative

    @property
    def user(self) -> User:
        return User.objects.get(pk=self.person.user_id)


def leave_traces(town: Town) -> Traces:
    person = make_actor(name=NAME, email=EMAIL)
    User.objects.filter(pk=person.user_id).update(phone="13800138000")
    return Traces(
        person=person,
        **_proposals(town, person),
        **_consultation(person),
        **_rounds(person),
        **_calls(person),
        application=_application(town, person),
        initiative=_initiative(town, person),
    )


def _application(town: Town, person: Actor) -> Application:
    """One that they are filling in."""
    provision = make_provision()
    service = save_service(
        actor=SYSTEM,
        data=ServiceData(
            code="benches",
            department_id=town.department.pk,
            name="A bench before your house",
            words="We put it up.",
            who_may="Everybody.",
            working_days=5,
            term_provision_id=provision.pk,
            purpose="Putting up benches",
            form={
                "type": "object",
                "properties": {
                    "wish": {"type": "string", "title": "Which one?", "x-concept": "wanted-bench"}
                },
            },
        ),
        now=NOW,
    )
    publish_service(actor=SYSTEM, service_id=service.pk, now=NOW)
    made = begin_application(actor=person, service_code="benches", accepted=(), key="one", now=NOW)
    told = {"wish": f"{NAME} ({EMAIL}, 13800138000) wants one of {WORD}."}
    save_answers(actor=person, application_id=made.pk, answers=told, now=NOW)
    return made


def _initiative(town: Town, person: Actor) -> Initiative:
    """One that they made, of a proposal, and manage and follow."""
    manager = replace(person, grants=(Grant(Role.PRODUCT_MANAGER),))
    evidence = reference_of(make_proposal(town, title="Another roof for pupils"))
    made = make_initiative(town, manager=manager, evidence=(evidence,))
    follow_initiative(actor=person, initiative_id=made.pk, now=NOW)
    return made


def _proposals(town: Town, person: Actor) -> dict[str, object]:
    def make(state: State = State.COLLECTING, words: str = WORD, **fields) -> Proposal:
        text = f"{NAME} ({EMAIL}, 13800138000) thinks of {words} and much more."
        return make_proposal(
            town, author=person, state=state, title=f"Of {words} in the streets", text=text,
            place=f"At the house of {NAME}", **fields,
        )  # fmt: skip

    supported = make(words="benches", is_name_shown=True, longitude=117.0, latitude=36.6)
    on_supported = {"proposal_id": supported.pk, "now": NOW}
    edit_proposal(
        actor=person, title=f"Of benches, says {NAME}", text=f"{NAME} wants benches for all.",
        reason=f"{NAME} found a better word", **on_supported,
    )  # fmt: skip
    support_proposal(actor=town.neighbour, **on_supported)
    lonely, hidden, draft, refused = (
        make(), make(), make(State.UNDER_REVIEW), make(State.REFUSED),
    )  # fmt: skip
    answered = make(State.ADOPTED, words="lamps")
    decision = moderate_proposal(
        actor=town.dispatcher, proposal_id=hidden.pk, act=ModerationAct.HIDE,
        reason=f"{NAME} names somebody.", now=NOW,
    )  # fmt: skip
    appeal_moderation(actor=person, decision_id=decision.pk, text=f"No, {WORD}!", now=NOW)
    of_others = make_proposal(town, title="A roof where pupils wait")
    return {
        "supported": supported, "lonely": lonely, "hidden": hidden, "draft": draft,
        "refused": refused, "answered": answered, "of_others": of_others,
        **_participation(town, person, of_others),
    }  # fmt: skip


def _participation(town: Town, person: Actor, proposal: Proposal) -> dict[str, object]:
    on = {"proposal_id": proposal.pk, "now": NOW}

    def say(text: str, actor: Actor = person, **fields) -> ProposalComment:
        return comment_proposal(actor=actor, text=text, **fields, **on)

    support_proposal(actor=person, **on)
    follow_proposal(actor=person, **on)
    flag_proposal(actor=person, reason=FlagReason.FALSE, text=f"No {WORD}.", **on)
    comment = say(f"{WORD} is good.", is_name_shown=True)
    with_reply = say(f"{WORD}, says {NAME}.")
    say("Is it?", actor=town.neighbour, parent_id=with_reply.pk)
    say(f"It is, {WORD}.", parent_id=with_reply.pk)
    said = say("I think so, too.", actor=town.neighbour)
    flag_comment(
        actor=person, comment_id=said.pk, reason=FlagReason.SPAM, text=f"A {WORD}.", now=NOW
    )
    unseen = say(f"Hidden {WORD}.")
    decision = moderate_comment(
        actor=town.dispatcher, comment_id=unseen.pk, act=ModerationAct.HIDE, reason="Rude.",
        now=NOW,
    )  # fmt: skip
    appeal_moderation(actor=person, decision_id=decision.pk, text=f"Not {WORD}.", now=NOW)
    flag_comment(actor=town.neighbour, comment_id=comment.pk, reason=FlagReason.SPAM, now=NOW)
    return {"comment": comment, "comment_with_reply": with_reply}


def _consultation(person: Actor) -> dict[str, object]:
    listed, holder = conversations.make_draft(eligibility=Eligibility.LIST)
    list_people(
        actor=holder, consultation_id=listed.pk, addresses=[EMAIL, "ann@example.org"], now=NOW
    )
    found, holder = conversations.make_consultation(statements_each=5)
    on = {"consultation_id": found.pk, "now": conversations.LATER}
    conversations.vote(found, 0, 0, Answer.AGREE, actor=person)
    conversations.vote(found, 0, 0, Answer.DISAGREE, actor=person)
    say = {"actor": person, "language": "en", **on}
    shown = add_statement(text=f"Benches, says {NAME}, {EMAIL}", **say)
    taken = add_statement(text=f"Only {WORD}", **say)
    for statement in (taken, shown):
        moderate_statement(
            actor=holder, statement=statement.number, is_accepted=False, reason=f"{NAME} again.",
            **on,
        )  # fmt: skip
    moderate_statement(actor=holder, statement=shown.number, is_accepted=True, reason="", **on)
    Consultation.objects.filter(pk=found.pk).update(moderation="before")
    waiting = add_statement(text=f"More {WORD}", **say)
    conversations.vote(found, 1, shown.number, Answer.AGREE)
    return {"consultation": found, "shown_statement": shown, "waiting_statement": waiting}


def _rounds(person: Actor) -> dict[str, object]:
    counted, open_ = make_round(), make_round()

    def submit(round_: Round, words: str) -> BudgetProject:
        draft = ProjectDraft(
            round_.whole.pk, f"{words}, says {NAME}", f"{NAME}, 13800138000: {words}.", 100_00,
            f"Before {NAME}'s house", 117.0, 36.6,
        )  # fmt: skip
        on = {"actor": person, "number": round_.number, "now": BEGIN[Phase.COLLECT]}
        made = submit_project(draft=draft, **on)
        # What it said before is kept, too.
        other = replace(draft, text=f"{words}, and more.")
        return edit_project(draft=other, project_number=made.number, **on)

    voted = add_project(counted, counted.whole, 100_00)
    BudgetProject.objects.filter(pk=voted.pk).update(
        proposer=person.user_id, title="Benches for all", text=f"{NAME}: benches."
    )
    new = submit(open_, WORD)
    vote(counted, voted.number, actor=person)
    PaperEntry.objects.create(
        round=counted.round, paper="P-1", reader_id=person.user_id, choices=[], is_counted=True,
        at=NOW,
    )  # fmt: skip
    count(counted)
    BudgetProject.objects.filter(round=counted.round, number=1).update(state="built")
    rate_project(
        actor=person, number=counted.number, project_number=1, stars=4,
        now=BEGIN[Phase.COUNT],
    )  # fmt: skip
    vote(open_, 1, actor=person)
    return {"round": open_, "counted": counted, "voted_project": voted, "new_project": new}


def _calls(person: Actor) -> dict[str, object]:
    market = make_market()
    call, company = make_call(market, created_by=person.reference), make_company()
    RoleGrant.objects.create(
        user_id=person.user_id, role=Role.COMPANY_MEMBER, organisation=company.organisation
    )
    CompanyMembership.objects.create(
        company=company, user_id=person.user_id, state="accepted", invited_at=NOW,
        invited_by=person.reference, expires_at=NOW, answered_at=NOW,
    )  # fmt: skip
    CompanyOwner.objects.create(
        company=make_company(), user_id=person.user_id, name=NAME, is_person=True, share_bp=1,
        since=NOW.date(), declared_at=NOW, declared_by=person.reference, confirmed_at=NOW,
        confirmed_by=person.reference,
    )  # fmt: skip
    member = actor_of_user(User.objects.get(pk=person.user_id))
    on = {"call_id": call.pk, "now": NOW}
    follow_call(actor=person, **on)
    ask_question(actor=member, company_id=company.pk, text="May lamps be solar?", **on)
    # As it was before names were masked, or where a name was no name then.
    CallQuestion.objects.filter(call=call).update(text=f"{NAME} asks: may lamps be solar?")
    CallTrustee.objects.filter(call=call, place=1).update(user=person.user_id)
    Evaluator.objects.create(
        call=call, stage_number=1, number=1, user_id=person.user_id, appointed_at=NOW,
        appointed_by=person.reference,
    )  # fmt: skip
    ranking = Ranking.objects.create(
        call=call, stage_number=1, number=1, file="{}", digest="0" * 64, bids=1, ranked_at=NOW,
        ranked_by=person.reference,
    )  # fmt: skip
    award = Award.objects.create(
        call=call, ranking=ranking, company=company, amount_minor=1, currency="CNY",
        estimate_minor=1, bids=1, is_small_firm=True, reason="The best.", intended_at=NOW,
        intended_by=person.reference,
    )  # fmt: skip
    AwardComplaint.objects.create(
        call=call, award=award, number=1, company=company, maker_id=person.user_id, made_at=NOW,
        text=f"{NAME} objects.",
    )  # fmt: skip
    owner = OwnerDraft(name="The town", is_person=False, share_bp=100, since=date(2026, 1, 1))
    declare_owner(actor=member, company_id=company.pk, draft=owner, now=NOW)
    _contracts(person)
    return {"call": call}


def _contracts(person: Actor) -> None:
    """One that they own, one that they accept, and something that they tried."""
    owned, accepted = make_running(), make_running()
    act = person.reference
    Contract.objects.filter(pk=owned.contract.pk).update(owner=person.user_id, drafted_by=act)
    NamedOwner.objects.create(contract=owned.contract, user_id=person.user_id, named_at=NOW)
    Contract.objects.filter(pk=accepted.contract.pk).update(acceptor=person.user_id)
    ContractSignature.objects.filter(side="company").update(signed_by=act)
    delivery = Delivery.objects.create(
        milestone=owned.contract.milestones.first(), number=1, text="There.",
        reported_at=NOW, reported_by=act,
    )  # fmt: skip
    DeliveryTrial.objects.create(
        delivery=delivery, user_id=person.user_id, asked_at=NOW, works=False, answered_at=NOW,
        words=f"{NAME} sees the {WORD} go out.",
    )  # fmt: skip
    for role in ("owner", "independent"):
        Acceptance.objects.create(
            delivery=delivery, role=role, is_accepted=True, decided_at=NOW,
            decided_by=act if role == "owner" else "erased",
        )  # fmt: skip

"""One of everything that an address of the API names, and whoever may do the most with it."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

from django.test import Client
from PIL import Image

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people.models import ApiKey, Notice, RoleGrant, User
from gongjian.foundation.people.selectors.actors import actor_of_user, key_digest
from gongjian.government.cases import interface as cases
from gongjian.government.cases.actions.begin_joint_answer import begin_joint_answer
from gongjian.government.cases.actions.run_joint_answer import run_joint_answer
from gongjian.government.cases.actions.upload_import import upload_import
from gongjian.government.cases.models import AnswerTemplate, JointAnswer
from gongjian.government.cases.rules import CaseState, Step
from gongjian.government.duties.actions.set_calendar_day import set_calendar_day
from gongjian.government.duties.interface import propose_duty_change
from gongjian.government.duties.models import DutyProposal
from gongjian.government.triage.models import HotIssue, ModelState, PlacedCase
from gongjian.market.initiatives.actions.change_evidence import add_evidence
from gongjian.market.initiatives.models import Initiative
from gongjian.market.procurement.actions.company_members import invite_company_member
from gongjian.market.procurement.models import (
    BidExclusion,
    Company,
    Contract,
    Debarment,
    Evaluator,
    PriceExplanation,
)
from gongjian.public.deliberation.actions.compute_result import compute_result
from gongjian.public.deliberation.actions.moderate_proposal import moderate_proposal
from gongjian.public.deliberation.models import ModerationAct
from tests import factories
from tests.foundation.people.accounts import PASSWORD, make_account, sign_in
from tests.foundation.people.api.test_machine import fail_a_task, refuse_a_letter
from tests.foundation.people.notices import tell
from tests.government.cases.drafting import make_written
from tests.government.exchange.known import make_known_exchange
from tests.government.issues import make_hot_issue
from tests.government.services.known import make_known_services
from tests.government.triage.models import make_model
from tests.market.initiatives.initiatives import make_known_initiatives
from tests.market.procurement.bids import make_bidder, make_open_call, send
from tests.market.procurement.calls import (
    make_company,
    make_known_calls,
    make_member,
    make_owner,
)
from tests.market.procurement.contracts import make_known_contracts, make_running, report
from tests.market.procurement.evaluations import (
    Judged,
    make_judged,
    make_standing,
    object_to_award,
)
from tests.public.budgeting.rounds import make_known_rounds
from tests.public.deliberation.conversations import hold_camps
from tests.public.proposals import make_known_proposals, make_proposal

KEY = {"Authorization": "Bearer fuzz"}


def make_widest(town: factories.Town) -> User:
    """Somebody with every role, where it reaches farthest, who has a password and a key."""
    user = make_account(role=Role.ADMINISTRATOR)
    for role in (Role.DISPATCHER, Role.AUDITOR, Role.PRODUCT_MANAGER):
        RoleGrant.objects.create(user=user, role=role)
    for role in (Role.SUPERVISOR, Role.HANDLER):
        RoleGrant.objects.create(user=user, role=role, organisation=town.department)
    ApiKey.objects.create(name="fuzz", digest=key_digest("fuzz"), user=user)
    return user


TOKEN = {"X-CSRFToken": "a" * 32}


def session_of(user: User) -> dict[str, str]:
    """Cookies of somebody's browser that has just proved who sits before it; goes with TOKEN."""
    client = Client()
    sign_in(client, user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return {"sessionid": client.cookies["sessionid"].value, "csrftoken": TOKEN["X-CSRFToken"]}


def make_known(town: factories.Town, user: User, folder: Path) -> dict[str, str]:
    """What addresses name, as it is there and is the user's to see: parameter → value."""
    actor = actor_of_user(user)
    tell(user, event="fuzz")
    person = factories.make_user(role=Role.HANDLER, organisation=town.department)
    propose_duty_change(
        actor=town.dispatcher, case_reference="case:x", case_number="7K3M9Q2XAB",
        category_id=town.category.pk, area_id=town.area.pk,
        department_id=town.other_department.pk, reason="It is theirs.", now=now(),
    )  # fmt: skip
    day = set_calendar_day(
        actor=actor, calendar="CN", day=date(2027, 3, 1), is_working=False, now=now()
    )
    template = AnswerTemplate.objects.create(department=town.department, name="Gone", text="Gone.")
    table = folder / "cases.csv"
    table.write_text("title,text\nLamp,It is dark.\n")
    job = upload_import(actor=actor, path=table, name="cases.csv", now=factories.NOW)
    make_model(state=ModelState.CHAMPION)
    budget = make_known_rounds(now())
    consultation, _holder = hold_camps(people=4, now=now())
    compute_result(consultation_id=consultation.pk, now=now())
    known = {
        "round_number": budget["round_number"][0],
        "project_number": budget["project_number"][0],
        "commitment": budget["commitment"][0],
        "consultation_number": consultation.number,
        "statement_number": 1,
        "area_id": factories.make_area("Old street").pk,
        "category_id": factories.make_category("Old matter").pk,
        "calendar": "CN",
        "calendar_day_id": day.pk,
        "buyer_id": town.department.pk,
        "code": factories.make_provision().code,
        "finding_id": factories.make_law_finding().pk,
        "parameter_code": factories.make_parameter().code,
        "rule_code": "necessary",
        "duty_id": town.duty.pk,
        "import_id": job.pk,
        "key_id": ApiKey.objects.create(name="old", digest=key_digest("old"), user=user).pk,
        "kind": "duties",
        "model_id": make_model().pk,
        "letter_id": refuse_a_letter("bo@example.org").pk,
        "notice_id": Notice.objects.get(user=user, event="fuzz").pk,
        "organisation_id": town.department.pk,
        "proposal_id": DutyProposal.objects.get().pk,
        "role_id": RoleGrant.objects.get(user=person).pk,
        "table": "departments",
        "task_id": fail_a_task().pk,
        "template_id": template.pk,
        "user_id": person.pk,
        "year": 2026,
    }
    known |= _in_cases(town) | make_known_proposals(town)
    known |= {name: values[0] for name, values in make_known_calls(now()).items()}
    known |= {name: values[0] for name, values in make_known_exchange(town).items()}
    services = make_known_services(town, known["dataset_code"])
    known |= {name: services[name][0] for name in ("service_code", "event_code")}
    known["department_id"] = town.department.pk
    known |= {"complaint_number": 1, "evaluator_number": 1}
    contracts = make_known_contracts()
    named = ("contract_number", "milestone_number", "version_number")
    known |= {name: contracts[name][0] for name in named}
    initiatives = make_known_initiatives(town, now())
    known |= {name: initiatives[name][0] for name in ("initiative_number", "measure_id")}
    initiative = Initiative.objects.get(number=known["initiative_number"])
    add_evidence(actor=actor, initiative_id=initiative.pk, reference=known["reference"], now=now())
    ledger.seal_ledger(now=now())
    latest = ledger.latest_checkpoint()
    assert latest is not None
    known |= {"tree_size": latest.size}
    return {name: str(value) for name, value in known.items()}


def _in_cases(town: factories.Town) -> dict[str, object]:
    issue, joint = make_joint_answer(town)
    case = factories.make_case(town)
    for step in (Step.DISPATCH, Step.ACCEPT, Step.ASK_EXTENSION, Step.ASK_ASSISTANCE):
        factories.take_step(town, case, step)
    attachment = cases.attach_file(
        actor=town.resident, case_id=case.pk, name="a.png", content=_photo(), now=factories.NOW
    )
    return {
        "trail_kind": "case",
        "trail_number": case.shown_number,
        "number": case.shown_number,
        "reference": reference_of(case),
        "issue_number": issue.shown_number,
        "joint_id": joint.pk,
        "assistance_id": case.assistances.get().pk,
        "attachment_id": attachment.pk,
        "draft_id": make_written(town, case).pk,
        "extension_id": case.extensions.get().pk,
    }


def make_joint_answer(town: factories.Town) -> tuple[HotIssue, JointAnswer]:
    """A hot issue whose joint answer was given, save to a case that came after it."""
    issue, _cases = make_hot_issue(town, 3)
    joint = begin_joint_answer(
        actor=town.handler, issue_id=issue.pk, text="It was removed.", now=factories.NOW
    )
    run_joint_answer(joint_id=joint.pk, clock=lambda: factories.NOW)
    late = factories.make_case(town, state=CaseState.ACCEPTED)
    PlacedCase.objects.create(case_id=late.pk, issue=issue, received_at=late.received_at)
    return issue, joint


def _photo() -> bytes:
    written = BytesIO()
    Image.new("RGB", (50, 50)).save(written, "PNG")
    return written.getvalue()


def make_own_proposals(town: factories.Town, user: User) -> dict[str, dict[str, str]]:
    """By the end of the address: a proposal of whoever asks, and a decision against another."""
    author = actor_of_user(user)
    own = make_proposal(town, author=author)
    hidden = make_proposal(town, author=author)
    decision = moderate_proposal(
        actor=town.dispatcher, proposal_id=hidden.pk, act=ModerationAct.HIDE, reason="A name.",
        now=now(),
    )  # fmt: skip
    return {
        r"/proposals/\{proposal_number\}(/withdraw)?$": {"proposal_number": own.number},
        r"/moderation-decisions/.*/appeal$": {"decision_id": str(decision.pk)},
    }


def make_appeals(town: factories.Town) -> dict[str, dict[str, str]]:
    """By the part of the address: a case with an appeal that waits for a decision."""
    ways = {
        "/appeals/": (CaseState.REJECTED, [Step.APPEAL]),
        "/hiding-appeals/": (CaseState.ACCEPTED, [Step.HIDE, Step.APPEAL_HIDING]),
    }
    made = {}
    for part, (state, steps) in ways.items():
        case = factories.make_case(town, state=state)
        for step in steps:
            factories.take_step(town, case, step)
        made[part] = {"number": case.shown_number, "appeal_id": str(case.appeals.get().pk)}
    return made


def make_judged_calls(user: User) -> dict[str, dict[str, str]]:
    """By the end of the address: a call whose bids are judged, one with a winner to which a company
    of the user may object, and a company that is debarred."""
    judged, standing, opposed = make_judged(), make_standing(), make_standing()
    company = standing.companies[0]
    RoleGrant.objects.create(user=user, role=Role.COMPANY_MEMBER, organisation=company.organisation)
    debarment = Debarment.objects.get()
    _add_judging(user, judged)
    PriceExplanation.objects.create(
        call=standing.call, stage_number=1, company=company, question="How?",
        asked_at=factories.NOW, answer_by=now() + timedelta(days=3),
    )  # fmt: skip
    object_to_award(opposed)
    asked = {
        "call_number": judged.call.number,
        "bid_code": judged.companies[0].code,
        "company_id": str(judged.companies[0].pk),
        "part": "technical",
    }
    excluded = {**asked, "company_id": str(judged.companies[1].pk)}
    told = {"call_number": standing.call.number, "company_id": str(company.pk)}
    return {
        r"/calls/.*/evaluators/.*/excuse$": {"call_number": judged.call.number},
        r"/calls/.*/scores": asked,
        r"/calls/.*/exclusions/.*/decide$": asked,
        r"/calls/.*/exclusions/.*/lift$": excluded,
        r"/open-calls/.*/(opening|trustee)": asked,
        r"/calls/.*/(letters|explanations)/": told,
        r"/calls/.*/complaints/.*/decide$": {"call_number": opposed.call.number},
        r"/calls/.*/(result|complaints)$": {
            "call_number": standing.call.number,
            "company_id": str(company.pk),
        },
        r"/debarments/.*/lift$": {"company_id": str(debarment.company_id)},
    }


def _add_judging(user: User, judged: Judged) -> None:
    """The user is a trustee and judges; one bid is to be excluded, another is."""
    call = judged.call
    call.trustees.filter(place=1).update(user=user)
    Evaluator.objects.create(
        call=call, stage_number=1, number=9, user=user, state="cleared",
        appointed_at=factories.NOW, appointed_by="user:x",
    )  # fmt: skip
    for company, state in zip(judged.companies, ("proposed", "in_force"), strict=False):
        BidExclusion.objects.create(
            call=call, stage_number=1, company=company, ground="conditions", reason="No plan.",
            at=factories.NOW, by="user:x", state=state,
        )  # fmt: skip


def make_own_bids(user: User) -> dict[str, dict[str, str]]:
    """By a part of the address: a call for which a company of the user has bid, and its key."""
    call, bidder = make_open_call(), make_bidder()
    organisation = bidder.company.organisation
    RoleGrant.objects.create(user=user, role=Role.COMPANY_MEMBER, organisation=organisation)
    envelope = send(call, bidder)
    ledger.seal_ledger(now=now())
    company = {"company_id": str(bidder.company.pk)}
    return {
        r"/open-calls/.*/bid(s/|-context$)": {
            "call_number": call.number,
            "envelope_id": str(envelope.pk),
            **company,
        },
        r"/bidder-keys": {**company, "key_id": str(bidder.company.bidder_keys.get().pk)},
    }


def make_company_ties(user: User) -> dict[str, dict[str, str]]:
    """By a part of the address: a company of the user's with another member, whom it asks and who
    owns a part; and what another company asks the user, and says of them."""
    other, own, asking = factories.make_user(), make_company(), make_company()
    RoleGrant.objects.create(user=user, role=Role.COMPANY_MEMBER, organisation=own.organisation)
    actor = actor_of_user(user)
    colleague, asker = make_member(own), make_member(asking)

    def asked(member: Actor, company: Company, person: User) -> str:
        return str(
            invite_company_member(
                actor=member, company_id=company.pk, email=person.email, now=now()
            ).pk
        )

    ties = {
        "membership_id": asked(asker, asking, user),
        "owner_id": str(make_owner(asking, actor, is_confirmed=False).pk),
    }
    company = {
        "company_id": str(own.pk),
        "user_id": str(colleague.user_id),
        "membership_id": asked(actor, own, other),
        "owner_id": str(make_owner(own, "Zhou Yi").pk),
    }
    return {
        r"/companies/\{company_id\}(/(members|invitations|owners).*)?$": company,
        r"/company-ties": ties,
    }


def make_own_contracts(user: User) -> dict[str, dict[str, str]]:
    """By the end of the address: a contract of a company of the user's, and one with a delivery
    that they are to accept."""
    own, accepted = make_running(), make_running()
    organisation = own.company.organisation
    RoleGrant.objects.create(user=user, role=Role.COMPANY_MEMBER, organisation=organisation)
    report(accepted)
    Contract.objects.filter(pk=accepted.contract.pk).update(acceptor=user.pk)
    return {
        r"/contracts/.*/(agree|report)$": {"contract_number": own.contract.number},
        r"/contracts/.*/(decide|ask)$": {"contract_number": accepted.contract.number},
    }

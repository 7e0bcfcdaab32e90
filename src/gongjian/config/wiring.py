"""The one table that says which event starts which task, and what runs periodically."""

from datetime import timedelta

from gongjian.config.demo.guide import demo_parts
from gongjian.foundation.kernel import background, outbox
from gongjian.foundation.kernel.background import Periodic
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.outbox import Wire
from gongjian.foundation.kernel.tasks import prune_kernel
from gongjian.foundation.law import interface as law
from gongjian.foundation.law import tasks as law_tasks
from gongjian.foundation.law.events import LawChanged
from gongjian.foundation.law.notice_texts import TOPICS as LAW_TOPICS
from gongjian.foundation.ledger.interface import has_unsealed
from gongjian.foundation.ledger.tasks import (
    bring_checkpoint,
    has_witnesses_to_ask,
    seal_entries,
)
from gongjian.foundation.people import interface as people
from gongjian.foundation.people.events import UrgentNoticeWritten
from gongjian.foundation.people.tasks import deliver_notices, forget_notices, letters_are_due
from gongjian.foundation.trail import interface as trail
from gongjian.government.cases import interface as cases
from gongjian.government.cases import tasks as case_tasks
from gongjian.government.cases.events import (
    CaseChanged,
    CaseReceived,
    DraftAsked,
    ImportBegun,
    JointAnswerBegun,
)
from gongjian.government.cases.law_dependents import DEPENDENTS as CASE_DEPENDENTS
from gongjian.government.cases.notice_topics import TOPICS as CASE_TOPICS
from gongjian.government.cases.trail_kinds import KINDS as CASE_KINDS
from gongjian.government.duties import interface as duties
from gongjian.government.duties import tasks as duty_tasks
from gongjian.government.duties.events import (
    DutyChanged,
    DutyEnded,
    DutyProposalDecided,
    DutyProposed,
)
from gongjian.government.duties.law_dependents import DEPENDENTS as DUTY_DEPENDENTS
from gongjian.government.duties.notice_texts import TOPICS as DUTY_TOPICS
from gongjian.government.duties.rules.law import RULES as DUTY_RULES
from gongjian.government.exchange import tasks as exchange_tasks
from gongjian.government.exchange.events import (
    AgreementChanged,
    CorrectionChanged,
    DataRequestChanged,
    LookQuestioned,
    SubjectVerified,
    SurplusReceived,
)
from gongjian.government.exchange.law_dependents import DEPENDENTS as EXCHANGE_DEPENDENTS
from gongjian.government.exchange.notice_texts import TOPICS as EXCHANGE_TOPICS
from gongjian.government.exchange.trail_kinds import KINDS as EXCHANGE_KINDS
from gongjian.government.services import tasks as service_tasks
from gongjian.government.services.case_panels import application_panel
from gongjian.government.services.law_dependents import DEPENDENTS as SERVICE_DEPENDENTS
from gongjian.government.triage import interface as triage
from gongjian.government.triage import tasks as triage_tasks
from gongjian.government.triage.events import ModelChanged, TrainingAsked
from gongjian.government.triage.notice_texts import TOPICS as TRIAGE_TOPICS
from gongjian.market.initiatives import tasks as initiative_tasks
from gongjian.market.initiatives.events import InitiativeChanged
from gongjian.market.initiatives.law_dependents import DEPENDENTS as INITIATIVE_DEPENDENTS
from gongjian.market.initiatives.notice_texts import TOPICS as INITIATIVE_TOPICS
from gongjian.market.initiatives.trail_kinds import KINDS as INITIATIVE_KINDS
from gongjian.market.open_contracting import tasks as contracting_tasks
from gongjian.market.procurement import tasks as call_tasks
from gongjian.market.procurement.award_notices import TOPICS as AWARD_TOPICS
from gongjian.market.procurement.contract_notices import TOPICS as CONTRACT_TOPICS
from gongjian.market.procurement.events import CallChanged, SharesAccepted
from gongjian.market.procurement.law_dependents import DEPENDENTS as CALL_DEPENDENTS
from gongjian.market.procurement.notice_texts import TOPICS as CALL_TOPICS
from gongjian.market.procurement.rules.legal_rules import RULES as CALL_RULES
from gongjian.market.procurement.trail_kinds import KINDS as CALL_KINDS
from gongjian.methods.legal_rules import Rule
from gongjian.public.budgeting import tasks as budget_tasks
from gongjian.public.budgeting.events import CountAsked, ProjectChanged
from gongjian.public.budgeting.notice_texts import TOPICS as BUDGET_TOPICS
from gongjian.public.budgeting.trail_kinds import KINDS as BUDGET_KINDS
from gongjian.public.deliberation.events import (
    ProposalChanged,
    ProposalCommented,
    StatementModerated,
)
from gongjian.public.deliberation.law_dependents import DEPENDENTS as DELIBERATION_DEPENDENTS
from gongjian.public.deliberation.notice_texts import TOPICS as PROPOSAL_TOPICS
from gongjian.public.deliberation.statement_notices import STATEMENTS
from gongjian.public.deliberation.tasks import consultations as consultation_tasks
from gongjian.public.deliberation.tasks import proposals as proposal_tasks
from gongjian.public.deliberation.trail_kinds import KINDS as DELIBERATION_KINDS
from gongjian.site.openness import tasks as openness_tasks
from gongjian.site.openness.notice_texts import TOPICS as TRAIL_TOPICS

WIRES: list[Wire] = [
    Wire(CaseReceived, "case_id", case_tasks.dispatch_received_cases),
    Wire(CaseReceived, "event_id", case_tasks.refresh_case_rates),
    Wire(CaseReceived, "case_id", case_tasks.index_changed_cases),
    Wire(CaseReceived, "event_id", case_tasks.notify_people),
    Wire(CaseReceived, "case_id", case_tasks.place_received_cases),
    Wire(CaseChanged, "event_id", case_tasks.refresh_case_rates),
    Wire(CaseChanged, "case_id", case_tasks.index_changed_cases),
    Wire(CaseChanged, "event_id", case_tasks.notify_people),
    Wire(CaseChanged, "event_id", case_tasks.learn_from_changed_cases),
    Wire(CaseChanged, "case_id", case_tasks.note_changed_issues),
    Wire(CaseChanged, "case_id", service_tasks.forget_erased_applications),
    Wire(JointAnswerBegun, "joint_id", case_tasks.run_joint_answers, batch=1),
    Wire(ImportBegun, "job_id", case_tasks.run_imports, batch=1),
    Wire(DraftAsked, "draft_id", case_tasks.write_drafts, batch=1),
    Wire(LawChanged, "change_id", law_tasks.check_changed_law, batch=1),
    Wire(DutyChanged, "duty_id", law_tasks.check_law_again),
    Wire(DutyEnded, "duty_id", law_tasks.check_law_again),
    Wire(DutyProposed, "proposal_id", duty_tasks.tell_proposed),
    Wire(DutyProposalDecided, "proposal_id", duty_tasks.tell_decided),
    Wire(TrainingAsked, "run_id", triage_tasks.start_trainings, batch=1),
    Wire(ModelChanged, "change_id", triage_tasks.tell_model_changed),
    Wire(ProjectChanged, "event_id", budget_tasks.tell_of_projects),
    Wire(ProposalChanged, "event_id", proposal_tasks.tell_of_proposals),
    Wire(ProposalCommented, "comment_id", proposal_tasks.tell_of_comments),
    Wire(CountAsked, "round_id", budget_tasks.count_rounds, batch=1),
    Wire(StatementModerated, "event_id", consultation_tasks.tell_of_statements),
    Wire(DataRequestChanged, "request_id", exchange_tasks.tell_of_requests),
    Wire(AgreementChanged, "agreement_id", exchange_tasks.tell_of_agreements),
    Wire(CorrectionChanged, "correction_id", exchange_tasks.tell_of_corrections),
    Wire(SurplusReceived, "query_id", exchange_tasks.tell_of_surplus),
    Wire(LookQuestioned, "query_id", exchange_tasks.tell_of_questions),
    Wire(SubjectVerified, "identity_id", exchange_tasks.tell_of_numbers),
    Wire(CallChanged, "event_id", call_tasks.tell_of_changed_calls),
    Wire(CallChanged, "event_id", call_tasks.tell_of_awards),
    Wire(CallChanged, "event_id", call_tasks.tell_of_changed_contracts),
    Wire(CallChanged, "event_id", initiative_tasks.note_contracts),
    Wire(SharesAccepted, "release_id", call_tasks.open_bids, batch=1),
    Wire(InitiativeChanged, "event_id", initiative_tasks.tell_of_initiatives),
    Wire(ProposalChanged, "event_id", openness_tasks.tell_upstream_of_proposals),
    Wire(InitiativeChanged, "event_id", openness_tasks.tell_upstream_of_initiatives),
    Wire(CallChanged, "event_id", openness_tasks.tell_upstream_of_calls),
    Wire(InitiativeChanged, "event_id", openness_tasks.count_decided),
    Wire(UrgentNoticeWritten, "notice_id", deliver_notices),
]
PERIODICS: list[Periodic] = [
    Periodic(prune_kernel, every=timedelta(hours=1)),
    Periodic(seal_entries, every=timedelta(seconds=1), when=has_unsealed),
    Periodic(bring_checkpoint, every=timedelta(minutes=1), when=has_witnesses_to_ask),
    Periodic(deliver_notices, every=timedelta(seconds=30), when=letters_are_due),
    Periodic(forget_notices, every=timedelta(days=1)),
    Periodic(
        case_tasks.remind_cases, every=timedelta(minutes=1), when=case_tasks.reminders_are_due
    ),
    Periodic(
        case_tasks.sum_up_issues, every=timedelta(seconds=3), when=case_tasks.issues_are_stale
    ),
    Periodic(
        case_tasks.catch_up_earlier_cases,
        every=timedelta(seconds=2),
        when=case_tasks.is_behind,
    ),
    Periodic(case_tasks.close_cases, every=timedelta(minutes=5), when=case_tasks.closings_are_due),
    Periodic(
        case_tasks.begin_waiting_drafts,
        every=timedelta(seconds=2),
        when=case_tasks.drafts_are_due,
    ),
    Periodic(case_tasks.sweep_case_files, every=timedelta(days=1)),
    Periodic(case_tasks.forget_imports, every=timedelta(days=1)),
    Periodic(
        triage_tasks.count_runs_again, every=timedelta(seconds=30), when=triage.counts_are_due
    ),
    Periodic(
        triage_tasks.train_periodically,
        every=timedelta(minutes=10),
        when=triage_tasks.training_is_due,
    ),
    Periodic(
        consultation_tasks.refresh_results,
        every=timedelta(seconds=1),
        when=consultation_tasks.results_are_due,
    ),
    Periodic(
        proposal_tasks.remind_of_answers,
        every=timedelta(minutes=1),
        when=proposal_tasks.answers_are_due,
    ),
    Periodic(
        exchange_tasks.settle_overdue_requests,
        every=timedelta(minutes=1),
        when=exchange_tasks.requests_are_overdue,
    ),
    Periodic(
        exchange_tasks.remind_of_corrections,
        every=timedelta(minutes=5),
        when=exchange_tasks.doubts_are_overdue,
    ),
    Periodic(
        exchange_tasks.expire_queries,
        every=timedelta(minutes=1),
        when=exchange_tasks.queries_wait_too_long,
    ),
    Periodic(
        exchange_tasks.count_new_looks,
        every=timedelta(minutes=5),
        when=exchange_tasks.looks_are_uncounted,
    ),
    Periodic(
        exchange_tasks.tell_of_yesterdays_looks,
        every=timedelta(minutes=10),
        when=exchange_tasks.looks_are_untold,
    ),
    Periodic(
        exchange_tasks.tell_of_released_looks,
        every=timedelta(minutes=10),
        when=exchange_tasks.looks_are_released,
    ),
    Periodic(
        service_tasks.give_up_forgotten_applications,
        every=timedelta(hours=1),
        when=service_tasks.drafts_are_old,
    ),
    Periodic(budget_tasks.mix_boxes, every=timedelta(minutes=1), when=budget_tasks.boxes_are_fresh),
    Periodic(call_tasks.close_calls, every=timedelta(seconds=1), when=call_tasks.closings_are_due),
    Periodic(call_tasks.move_contracts, every=timedelta(minutes=5)),
    Periodic(call_tasks.remind_of_due_contracts, every=timedelta(hours=12)),
    Periodic(
        contracting_tasks.make_bulk_files,
        every=timedelta(hours=6),
        when=contracting_tasks.files_are_due,
    ),
    Periodic(law_tasks.begin_day_of_law, every=timedelta(minutes=10), when=law_tasks.is_new_day),
    Periodic(law_tasks.check_law_again, every=timedelta(hours=1), when=law_tasks.has_standing),
    Periodic(openness_tasks.count_decided, every=timedelta(hours=6)),
    Periodic(triage_tasks.measure_model_drift, every=timedelta(days=1)),
]
TOPICS: list[people.Topic] = [
    *CASE_TOPICS,
    *DUTY_TOPICS,
    *EXCHANGE_TOPICS,
    *TRIAGE_TOPICS,
    *PROPOSAL_TOPICS,
    *BUDGET_TOPICS,
    *CALL_TOPICS,
    *AWARD_TOPICS,
    *CONTRACT_TOPICS,
    STATEMENTS,
    *INITIATIVE_TOPICS,
    *TRAIL_TOPICS,
    *LAW_TOPICS,
]

KINDS: list[trail.Kind] = [
    *CASE_KINDS,
    *EXCHANGE_KINDS,
    *DELIBERATION_KINDS,
    *BUDGET_KINDS,
    *INITIATIVE_KINDS,
    *CALL_KINDS,
]

RULES: list[Rule] = [
    *law.GENERAL_RULES,
    *DUTY_RULES,
    *CALL_RULES,
]

DEPENDENTS: list[law.DependentKind] = [
    *law.OWN_DEPENDENTS,
    *DUTY_DEPENDENTS,
    *CASE_DEPENDENTS,
    *EXCHANGE_DEPENDENTS,
    *SERVICE_DEPENDENTS,
    *DELIBERATION_DEPENDENTS,
    *CALL_DEPENDENTS,
    *INITIATIVE_DEPENDENTS,
]


def install() -> None:
    outbox.connect(WIRES)
    background.schedule(PERIODICS)
    people.connect_topics(TOPICS)
    cases.connect_panels([application_panel])
    trail.connect_kinds(KINDS)
    law.connect_rules(RULES)
    law.connect_dependents(DEPENDENTS)
    people.connect_areas(_areas)
    people.connect_demo_parts(demo_parts)
    people.connect_leads(lambda: duties.lead_department_ids(on=local_day(now())))


def _areas() -> list[tuple[str, str, bool]]:
    return list(duties.areas().values_list("path", "name", "is_active"))

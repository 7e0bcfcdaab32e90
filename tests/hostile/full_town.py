"""A town with one of everything, and every address in it."""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice, product
from pathlib import Path

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import ResolverMatch, URLPattern
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from PIL import Image

from gongjian.foundation.kernel.access import POLICY, is_anyone
from gongjian.foundation.kernel.actor import Role
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import letters
from gongjian.foundation.people.models import ApiKey, Notice, NoticeState, RoleGrant, User
from gongjian.foundation.people.selectors.actors import actor_of_user, key_digest
from gongjian.government.cases import interface as cases
from gongjian.government.cases.actions.upload_import import upload_import
from gongjian.government.cases.models import AnswerTemplate, Case, ImportJob
from gongjian.government.cases.models.draft_request import DraftKind
from gongjian.government.cases.models.import_job import ImportState
from gongjian.government.cases.rules import CaseState, Step
from gongjian.government.cases.selectors.tracking import tracking_secret
from gongjian.government.duties.models import CalendarDay, DutyProposal
from gongjian.public.deliberation.actions.compute_result import compute_result
from gongjian.public.deliberation.rules.consultations import Eligibility
from tests.api.known_things import make_joint_answer
from tests.architecture.test_routes import all_routes, name_of, operations_of
from tests.factories import (
    Town,
    make_case,
    make_law_finding,
    make_parameter,
    make_provision,
    make_town,
    make_user,
    take_step,
)
from tests.foundation.people.notices import tell
from tests.government.cases.drafting import make_written
from tests.government.exchange.known import make_asked, make_known_exchange
from tests.government.issues import make_hot_issue
from tests.government.services.known import make_known_services
from tests.government.triage.models import make_model
from tests.hostile.forms import FILLED
from tests.hostile.market_people import MarketPeople, make_market_people
from tests.market.initiatives.initiatives import make_known_initiatives
from tests.market.procurement.calls import make_known_calls
from tests.market.procurement.evaluations import make_known_bids
from tests.public.budgeting.rounds import make_known_rounds
from tests.public.deliberation.conversations import hold_camps, make_draft
from tests.public.proposals import make_full_proposals

PERSONS = (
    "visitor", "resident", "neighbour", "handler", "supervisor", "other_handler", "dispatcher",
    "auditor", "administrator",
)  # fmt: skip
_ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")

OF_THE_MARKET = ("calls/", "call-work/", "contracts/", "companies/", "initiatives/")
"""Where pages begin that show the people of the market more than other people."""
_ASKED = {
    "duties/areas/": ("parent", "area_id"),
    "duties/categories/": ("parent", "category_id"),
    "calls/<str:call_number>/bid/": ("company", "company_id"),
}
"""What a page is asked to show more forms: what is below a node, the bid of one's first company."""


@dataclass
class FullTown:
    town: Town
    users: dict[str, User]
    known: dict[str, list[str]] = field(default_factory=dict)
    """What really stands in the place of an address's argument."""
    market: MarketPeople | None = None

    def browser(self, person: str) -> Client:
        client = Client()
        if person == "keeper":
            # Without an account, but with the secret of a case.
            number, secret = self.known["number"][-1], self.known["open_secret"][0]
            client.get(f"/cases/{number}/open/{secret}/")
        elif person != "visitor":
            client.force_login(self.users[person])
        return client

    def lets_in(self, client: Client) -> Callable[[URLPattern | ResolverMatch], bool]:
        """Whether the policy of a page lets this browser's person in, before anything is read."""
        actor = client.get("/about/").wsgi_request.actor
        return lambda page: getattr(
            page.callback if isinstance(page, URLPattern) else page.func, POLICY, is_anyone
        )(actor)

    def addresses(self, pattern: str, most: int = 20, person: str = "") -> Iterator[str]:
        """The addresses of a route, with everything that there is in the places of arguments, or
        what a person of the market has to do with."""
        names = [one or other for one, other in _ARGUMENT.findall(pattern)]
        known = self.known | (self.market.known_to(person) if self.market else {})
        for values in islice(product(*(known[name] for name in names)), most):
            yield address_of(pattern, dict(zip(names, values, strict=True)))
        asked, of = _ASKED.get(pattern, ("", ""))
        if asked:
            values = {name: known[name][0] for name in names}
            yield f"{address_of(pattern, values)}?{asked}={known[of][0]}"


def arguments_of(pattern: str) -> list[str]:
    return [one or other for one, other in _ARGUMENT.findall(pattern)]


def address_of(pattern: str, values: dict[str, str]) -> str:
    filled = _ARGUMENT.sub(lambda found: values[found[1] or found[2]], pattern)
    return "/" + re.sub(r"\\(?=\.)", "", filled).replace("^", "").replace("$", "")


def pages() -> list[tuple[str, str, URLPattern]]:
    """Name, pattern and route of all that is no operation of the API."""
    return [
        (name_of(address, route), address, route)
        for address, route in all_routes()
        if not operations_of(route.callback)
    ]


def make_full_town(folder: Path) -> FullTown:
    town = make_town()
    persons = {name for name in PERSONS if hasattr(town, name)}
    users = {name: User.objects.get(pk=getattr(town, name).user_id) for name in persons}
    users["administrator"] = make_user(role=Role.ADMINISTRATOR)
    full = FullTown(town, users)
    _add_cases(full)
    _add_staffs_things(full, folder)
    _add_peoples_things(full)
    held, _holder = hold_camps(people=6, now=now() - timedelta(days=1))
    compute_result(consultation_id=held.pk, now=now())
    draft, _holder = make_draft(now=now(), eligibility=Eligibility.LIST)
    full.known |= make_known_rounds(now())
    bids = make_known_bids()
    full.known |= bids | {
        name: bids.get(name, []) + values for name, values in make_known_calls(now()).items()
    }
    full.known |= make_full_proposals(town)
    full.known |= make_known_initiatives(town, now())
    full.known |= make_known_exchange(town)
    full.known |= make_known_services(town, full.known["dataset_code"][0])
    for named in make_asked(town).values():
        for name, value in named.items():
            full.known[name].append(value)
    full.market = make_market_people(full.known, now())
    _verify(full.market.users.values())
    full.users |= full.market.users
    full.known |= _sealed()
    full.known |= {
        "consultation_number": [held.number, draft.number],
        "statement_number": ["0", "99"],
        "file_name": ["votes.csv", "comments.csv", "participants-votes.csv", "summary.csv"],
        "secret": ["wrong"],
        "address": [step.value.replace("_", "-") for step in Step],
        "form": ["json", "xml"],
        "table": ["departments", "months", "categories"],
        "calendar": ["CN"],
        "year": ["2026"],
        "kind": ["duties", "areas", "categories", "calendar_days"],
        "provider_id": ["oidc"],
        "uidb36": ["1"],
        "key": ["set-password"],
        "ocid": [f"ocds-000000-call-{full.known['call_number'][0]}", "ocds-000000-call-0"],
        "release_number": ["1", "99"],
        "name": ["extension.json", "codelists/bidStatus.csv", "../urls.py"],
    }
    return full


def _add_cases(full: FullTown) -> None:
    town, at = full.town, now()
    found = [make_case(town, state=state, now=at) for state in CaseState]
    private = make_case(town, is_public=False, state=CaseState.ACCEPTED, now=at)
    for step in (Step.ASK_EXTENSION, Step.ASK_ASSISTANCE):
        take_step(town, private, step, now=at)
    appealed = make_case(town, state=CaseState.REJECTED, now=at)
    take_step(town, appealed, Step.APPEAL, now=at)
    hidden = make_case(town, state=CaseState.ACCEPTED, now=at)
    for step in (Step.HIDE, Step.APPEAL_HIDING):
        take_step(town, hidden, step, now=at)
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(picture, "JPEG")
    for name, content in (("lamp.jpg", picture.getvalue()), ("list.txt", b"Three bins.")):
        cases.attach_file(
            actor=town.resident, case_id=found[0].pk, name=name, content=content, now=at
        )
    anonymous = make_case(town, requester_id=None, is_public=False, now=at)
    only_hidden = make_case(town, state=CaseState.ACCEPTED, now=at)
    take_step(town, only_hidden, Step.HIDE, now=at)
    rated = make_case(town, state=CaseState.ANSWERED, now=at)
    take_step(town, rated, Step.RATE, now=at)
    issue, joint = make_joint_answer(town)
    full.known["issue_number"] = [issue.number, make_hot_issue(town, 2, is_public=False)[0].number]
    full.known["joint_id"] = [str(joint.pk)]
    every = [*found, private, appealed, hidden, only_hidden, rated, anonymous]
    full.known["number"] = [case.number for case in every]
    full.known |= {"trail_kind": ["case"], "trail_number": [case.number for case in every]}
    full.known["token"] = [anonymous.number]
    full.known["model_id"] = [str(make_model().pk)]
    drafts = [make_written(town, private, kind) for kind in DraftKind.values]
    full.known["draft_id"] = [str(draft.pk) for draft in drafts]
    full.known["extension_id"] = [str(private.extensions.get().pk)]
    full.known["assistance_id"] = [str(private.assistances.get().pk)]
    appeals = [case.appeals.get() for case in (appealed, hidden)]
    full.known["appeal_id"] = [str(appeal.pk) for appeal in appeals]
    full.known["attachment_id"] = [str(file.pk) for file in found[0].attachments.all()]
    full.known["open_secret"] = [tracking_secret(anonymous.pk)]


def _add_staffs_things(full: FullTown, folder: Path) -> None:
    town, at = full.town, now()
    table = folder / "cases.csv"
    table.write_text("title,text\nA lamp,It is dark\n=cmd(),+1\n")
    job = upload_import(actor=town.dispatcher, path=table, name="cases.csv", now=at)
    failed = upload_import(actor=town.dispatcher, path=table, name="again.csv", now=at)
    ImportJob.objects.filter(pk=failed.pk).update(state=ImportState.FAILED, finished_at=at)
    template = AnswerTemplate.objects.create(
        department=town.department, name="Thanks", text="Thank you for {number}."
    )
    proposal = DutyProposal.objects.create(
        case_reference=f"case:{Case.objects.order_by('pk').first().pk}", category=town.category,
        area=town.area, department=town.other_department, reason="A water pipe.",
        proposed_by="system:test", proposed_at=at,
    )  # fmt: skip
    day = CalendarDay.objects.create(calendar="CN", day=date(2026, 12, 24), is_working=False)
    provision = make_provision()
    task = DBTaskResult.objects.create(
        id=uuid.uuid4(), status=TaskResultStatus.FAILED, args_kwargs={"args": [], "kwargs": {}},
        task_path="gongjian.foundation.kernel.tasks.prune_kernel", backend_name="default",
        run_after=at - timedelta(days=1),
    )  # fmt: skip
    full.known |= {
        "area_id": [str(town.area.pk)],
        "category_id": [str(town.category.pk)],
        "path": ["services/nothing.json"],
        "job_id": [str(job.pk), str(failed.pk)],
        "import_id": [str(job.pk), str(failed.pk)],
        "template_id": [str(template.pk)],
        "proposal_id": [str(proposal.pk)],
        "calendar_day_id": [str(day.pk)],
        "duty_id": [str(town.duty.pk)],
        "code": [provision.code, town.category.code],
        "finding_id": [str(make_law_finding().pk)],
        "parameter_code": [make_parameter().code],
        "rule_code": ["necessary"],
        "old": ["1"],
        "new": ["1"],
        "task_id": [str(task.pk)],
        "organisation_id": [str(town.department.pk), str(town.other_department.pk)],
    }


def _sealed() -> dict[str, list[str]]:
    ledger.seal_ledger(now=now())
    latest = ledger.latest_checkpoint()
    assert latest is not None
    return {"tree_size": [str(latest.size)], "level": ["0"], "place": ["000.p/1", "001"]}


def _verify(users: Iterable[User]) -> None:
    """As of everybody who signed up; without it allauth writes it at the first look."""
    for user in users:
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def _add_peoples_things(full: FullTown) -> None:
    _verify(full.users.values())
    for name, user in full.users.items():
        ApiKey.objects.create(name=name, digest=key_digest(name), user=user)
        tell(user, now=now())
    undelivered = Notice.objects.filter(user=full.users["neighbour"]).get()
    Notice.objects.filter(pk=undelivered.pk).update(state=NoticeState.FAILED)
    notices = [str(pk) for pk in Notice.objects.values_list("pk", flat=True)]
    grants = RoleGrant.objects.filter(user=full.users["handler"]).values_list("pk", flat=True)
    left, secured = make_user(is_active=False), make_user(email=FILLED["email"])
    TOTP.activate(secured, "A" * 32)
    full.known |= {
        "user_id": [str(full.users["handler"].pk), str(left.pk), str(secured.pk)],
        "grant_id": [str(pk) for pk in grants],
        "role_id": [str(pk) for pk in grants],
        "key_id": [str(ApiKey.objects.get(name="resident").pk)],
        "notice_id": notices[:3],
        "letter_id": [str(undelivered.pk)],
    }
    full.known["token"].append(letters.stop_token(undelivered))
    assert actor_of_user(full.users["administrator"]).holds(Role.ADMINISTRATOR)

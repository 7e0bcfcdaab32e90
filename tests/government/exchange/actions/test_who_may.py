"""Who may do what at which state: requests, agreements, datasets and doubts, as tables."""

from __future__ import annotations

from functools import partial

import pytest
from django.db import transaction
from django.test import override_settings

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import NotAllowed, NotFound, WrongState
from gongjian.government.exchange.actions.ask_for_data import ask_for_data
from gongjian.government.exchange.actions.correct_data import answer_correction, raise_correction
from gongjian.government.exchange.actions.decide_request import (
    approve_request,
    refuse_request,
    withdraw_request,
)
from gongjian.government.exchange.actions.manage_keys import rotate_key
from gongjian.government.exchange.actions.save_dataset import (
    DatasetData,
    FieldData,
    save_dataset,
    save_field,
    withdraw_field,
)
from gongjian.government.exchange.actions.sign_agreement import end_agreement, sign_agreement
from gongjian.government.exchange.models import Agreement, Correction, DataRequest, Dataset
from gongjian.government.exchange.rules.agreements import Side
from gongjian.government.exchange.rules.corrections import CorrectionState
from tests.factories import make_actor, make_department, make_provision, make_town
from tests.government.exchange.catalogue import make_dataset
from tests.government.exchange.parts import make_agreement, make_wish
from tests.kept import kept

pytestmark = pytest.mark.django_db
ROLES = (
    "asker", "asking handler", "asking supervisor", "owning handler", "owning supervisor",
    "stranger", "resident", "administrator", "auditor", "system", "visitor",
)  # fmt: skip
WORDS = "Because it is so, as was found."


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory):
    def make():
        town = make_town()
        owner = town.other_department
        provider = make_actor(Role.SUPERVISOR, organisation=owner)
        dataset = make_dataset(owner)
        agreement = make_agreement(town, dataset, provider)
        for supervisor, body in ((town.supervisor, town.department), (provider, owner)):
            rotate_key(actor=supervisor, department_id=body.pk, now=now())
        waiting = ask_for_data(
            actor=town.handler,
            dataset_id=dataset.pk,
            consumer_id=town.department.pk,
            wish=make_wish([make_provision()], purpose="Counting streets"),
            now=now(),
        )
        doubt = raise_correction(
            actor=town.resident,
            dataset_code=dataset.code,
            field_name="street",
            text="I moved to Pear Lane in spring.",
            now=now(),
        )
        actors = {
            "asker": town.handler,
            "asking handler": make_actor(Role.HANDLER, organisation=town.department),
            "asking supervisor": make_actor(Role.SUPERVISOR, organisation=town.department),
            "owning handler": make_actor(Role.HANDLER, organisation=owner),
            "owning supervisor": make_actor(Role.SUPERVISOR, organisation=owner),
            "stranger": make_actor(Role.SUPERVISOR, organisation=make_department()),
            "resident": town.resident,
            "administrator": make_actor(Role.ADMINISTRATOR),
            "auditor": make_actor(Role.AUDITOR),
            "system": Actor.system("test"),
            "visitor": Actor.anonymous(),
        }
        return town, dataset, agreement, waiting, doubt, actors

    # Where the tests of this folder look for keys, too.
    keys = tmp_path_factory.getbasetemp() / "exchange-keys"
    with override_settings(EXCHANGE_KEYS=keys), kept(django_db_blocker, make) as found:
        yield found


def outcome(act) -> str:
    """What the action says, in a word."""
    try:
        act()
    except NotAllowed:
        return "not allowed"
    except NotFound:
        return "not found"
    except WrongState:
        return "wrong state"
    return "done"


HIDDEN = {"stranger": "not found", "resident": "not found", "visitor": "not found"}
ASKING = ("asker", "asking handler", "asking supervisor")
OWNING = ("owning handler", "owning supervisor")


def of(*roles: str, saying: str = "done", hidden=HIDDEN) -> dict[str, str]:
    """What these are told; of the rest, who may see it is not allowed."""
    return {role: saying if role in roles else hidden.get(role, "not allowed") for role in ROLES}


def found(made, act) -> dict[str, str]:
    """What each role is told; all of it undone."""
    answers = {}
    for role, actor in made[-1].items():
        with transaction.atomic():
            answers[role] = outcome(partial(act, actor))
            transaction.set_rollback(True)
    return answers


@pytest.mark.parametrize(
    ("state", "saying"),
    [
        ("asked", "done"), ("escalated", "done"), ("refused", "wrong state"),
        ("withdrawn", "wrong state"), ("approved", "wrong state"),
    ],
)  # fmt: skip
def test_requests(made, state, saying):
    waiting, provision = made[3], make_provision()
    decided_at = None if state in ("asked", "escalated") else now()
    DataRequest.objects.filter(pk=waiting.pk).update(state=state, decided_at=decided_at)

    def approve(actor):
        approve_request(actor=actor, request_id=waiting.pk, now=now())

    def refuse(actor):
        refuse_request(
            actor=actor, request_id=waiting.pk, reason=WORDS, provision_id=provision.pk, now=now()
        )

    def withdraw(actor):
        withdraw_request(actor=actor, request_id=waiting.pk, now=now())

    assert found(made, approve) == of("owning supervisor", "system", saying=saying)
    assert found(made, refuse) == of("owning supervisor", "system", saying=saying)
    assert found(made, withdraw) == of(*ASKING, saying=saying)


@pytest.mark.parametrize(
    ("state", "signing", "ending"),
    [
        ("signing", "done", "done"),
        ("in_force", "wrong state", "done"),
        ("ended", "wrong state", "wrong state"),
    ],
)
def test_agreements(made, state, signing, ending):
    agreement = made[2]
    signed = {} if state == "signing" else {"consumer_signature": "x", "provider_signature": "y"}
    Agreement.objects.filter(pk=agreement.pk).update(state=state, **signed)

    def sign(side, actor):
        sign_agreement(actor=actor, agreement_id=agreement.pk, side=side, now=now())

    def end(actor):
        end_agreement(actor=actor, agreement_id=agreement.pk, reason=WORDS, now=now())

    for side, supervisor in (
        (Side.CONSUMER, "asking supervisor"), (Side.PROVIDER, "owning supervisor"),
    ):  # fmt: skip
        assert found(made, partial(sign, side)) == of(supervisor, "system", saying=signing)
    assert found(made, end) == of("asking supervisor", "owning supervisor", "system", saying=ending)


@pytest.mark.parametrize(
    ("state", "saying"),
    [("open", "done"), ("corrected", "wrong state"), ("upheld", "wrong state")],
)
def test_doubts(made, state, saying):
    doubt = made[4]
    answered_at = None if state == "open" else now()
    Correction.objects.filter(pk=doubt.pk).update(state=state, answered_at=answered_at)
    # Whoever raised it sees it, and the department that only asks for the data does not.
    hidden = {**dict.fromkeys(ASKING, "not found"), "stranger": "not found", "visitor": "not found"}

    def answer(actor):
        answer_correction(
            actor=actor, number=doubt.number, state=CorrectionState.CORRECTED, answer=WORDS,
            now=now(),
        )  # fmt: skip

    assert found(made, answer) == of(*OWNING, saying=saying, hidden=hidden)


@pytest.mark.parametrize("is_active", [True, False])
def test_datasets(made, is_active):
    dataset = made[1]
    Dataset.objects.filter(pk=dataset.pk).update(is_active=is_active)
    data = DatasetData(code=dataset.code, owner_id=dataset.owner_id, title="Addresses")
    field = FieldData(name="floor", title="Floor")
    keeps = of("owning supervisor", "administrator", "system", hidden={})

    def change(actor):
        save_dataset(actor=actor, dataset_id=dataset.pk, data=data, now=now())

    def add(actor):
        save_field(actor=actor, dataset_id=dataset.pk, data=field, now=now())

    def withdraw(actor):
        withdraw_field(actor=actor, dataset_id=dataset.pk, name="street", now=now())

    assert [found(made, act) for act in (change, add, withdraw)] == [keeps, keeps, keeps]

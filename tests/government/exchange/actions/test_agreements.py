"""What the law's parameters do to requests nobody answers, and what ends an agreement."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from gongjian.foundation.kernel.actor import Grant, Role
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, NotFound, WrongState
from gongjian.foundation.kernel.models import OutboxEvent
from gongjian.foundation.law import interface as law
from gongjian.foundation.law.models import Provision
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people.errors import InPersonOnly
from gongjian.foundation.people.models import Notice
from gongjian.government.exchange.actions.ask_for_data import Wish, ask_for_data
from gongjian.government.exchange.actions.correct_data import note_overdue, raise_correction
from gongjian.government.exchange.actions.decide_request import (
    approve_request,
    refuse_request,
    settle_overdue,
)
from gongjian.government.exchange.actions.manage_keys import rotate_key
from gongjian.government.exchange.actions.relay_query import relay_query
from gongjian.government.exchange.actions.save_dataset import FieldData, save_field
from gongjian.government.exchange.actions.sign_agreement import end_agreement, sign_agreement
from gongjian.government.exchange.actions.tell_people import tell_of_requests
from gongjian.government.exchange.errors import QueryRefused, WrongSignature
from gongjian.government.exchange.models import Agreement, DataQuery, DataRequest, Dataset
from gongjian.government.exchange.rules.agreements import Side
from gongjian.government.exchange.selectors.own_looks import own_queries
from gongjian.government.exchange.selectors.own_queries import (
    get_query,
    list_queries,
)
from tests.factories import IN_FORCE_FROM, make_actor, make_provision
from tests.government.exchange.catalogue import SYSTEM, make_dataset, restricted
from tests.government.exchange.known import make_refused
from tests.government.exchange.parts import make_agreement, make_exchange

pytestmark = pytest.mark.django_db


@pytest.fixture
def exchange(tmp_path):
    return make_exchange(tmp_path)


def wish_of(exchange, **other):
    usual = {
        "purpose": "Writing letters to residents",
        "necessity": "A letter needs an address on it.",
        "field_names": ["street"],
        "provision_ids": [exchange.provision.pk],
        "max_age_hours": 24,
        "quota_per_day": 10,
        "retention_days": 5,
        "expires_on": exchange.agreement.expires_on,
    }
    return Wish(**{**usual, **other})


def asked(exchange, dataset=None, **other) -> DataRequest:
    return ask_for_data(
        actor=exchange.town.handler,
        dataset_id=(dataset or exchange.dataset).pk,
        consumer_id=exchange.town.department.pk,
        wish=wish_of(exchange, **other),
        now=now(),
    )


def set_parameter(code: str, value: int) -> None:
    from gongjian.foundation.law.models import Parameter

    Parameter.objects.create(code=code, value=value, unit="", in_force_from=IN_FORCE_FROM)
    law.forget_parameters()


@pytest.fixture(autouse=True)
def _parameters_of_this_test():
    law.forget_parameters()
    yield
    law.forget_parameters()


@pytest.mark.parametrize(("approves", "state"), [(0, "escalated"), (1, "approved")])
def test_what_nobody_answers_is_settled_as_the_law_says(exchange, approves, state):
    set_parameter("data-request-overdue-approves", approves)
    row = asked(exchange)
    assert settle_overdue(now=row.due_at - timedelta(seconds=1)) == 0

    assert settle_overdue(now=row.due_at) == 1
    assert settle_overdue(now=row.due_at) == 0

    row.refresh_from_db()
    assert (row.state, row.is_by_silence) == (state, bool(approves))
    assert Agreement.objects.filter(request=row).exists() == bool(approves)


def test_what_is_overdue_is_told_to_those_above(exchange):
    admin = make_actor(Role.ADMINISTRATOR)
    row = asked(exchange)
    settle_overdue(now=row.due_at)

    tell_of_requests(request_ids=[row.pk], now=now())

    told = set(Notice.objects.filter(event__contains=str(row.pk)).values_list("user", flat=True))
    assert {admin.user_id, exchange.provider.user_id} <= told


def test_conditional_fields_are_answered_within_more_days(exchange):
    dataset = make_dataset(
        exchange.town.other_department,
        fields=[FieldData(name="street", title="Street", **restricted())],
    )

    assert asked(exchange, dataset).due_at > asked(exchange).due_at


def test_what_is_not_shared_or_a_copy_is_not_asked_for(exchange):
    fields = [
        FieldData(name="illness", title="Illness", **restricted("none")),
        FieldData(
            name="home",
            title="Home",
            concept=f"{exchange.dataset.code}-street",
            is_authoritative=False,
        ),
    ]
    dataset = make_dataset(exchange.town.other_department, fields=fields)

    with pytest.raises(Invalid) as refused:
        asked(exchange, dataset, field_names=["illness", "home"])

    first, second = map(str, refused.value.fields["field_names"])
    assert "Illness" in first
    assert "Registered addresses" in second


def test_a_refusal_needs_a_provision_in_force(exchange):
    row = asked(exchange)
    lapsed = make_provision(in_force_until=IN_FORCE_FROM)

    with pytest.raises(Invalid, match="not right") as refused:
        refuse_request(
            actor=exchange.provider, request_id=row.pk, reason="", provision_id=lapsed.pk, now=now()
        )

    assert sorted(refused.value.fields) == ["provision", "reason"]


def test_who_may_decide(exchange):
    row = asked(exchange)
    town = exchange.town

    for actor in (town.supervisor, town.other_handler, town.auditor):
        with pytest.raises(NotAllowed):
            approve_request(actor=actor, request_id=row.pk, now=now())
    with pytest.raises(NotFound):
        approve_request(actor=town.resident, request_id=row.pk, now=now())
    approve_request(actor=exchange.provider, request_id=row.pk, now=now())
    with pytest.raises(WrongState):
        approve_request(actor=exchange.provider, request_id=row.pk, now=now())


def test_a_signature_of_another_document_is_none(exchange):
    other = make_agreement(
        exchange.town,
        exchange.dataset,
        exchange.provider,
        provisions=[exchange.provision],
        purpose="Counting the bins of a street",
    )

    with pytest.raises(WrongSignature):
        sign_agreement(
            actor=exchange.provider,
            agreement_id=other.pk,
            side=Side.PROVIDER,
            signature=exchange.agreement.provider_signature,
            now=now(),
        )


def test_a_programme_signs_nothing(exchange):
    from dataclasses import replace

    from gongjian.foundation.kernel.ids import new_id

    key = replace(exchange.town.supervisor, api_key_id=new_id())

    with pytest.raises(InPersonOnly):
        sign_agreement(actor=key, agreement_id=exchange.agreement.pk, side=Side.CONSUMER, now=now())


def test_nobody_signs_for_both_sides(exchange):
    other = make_agreement(
        exchange.town, exchange.dataset, exchange.provider, purpose="Counting the bins of a street"
    )
    both = exchange.town.supervisor
    sign_agreement(actor=both, agreement_id=other.pk, side=Side.CONSUMER, now=now())
    grant = Grant(role=Role.SUPERVISOR, organisation_id=exchange.town.other_department.pk)

    with pytest.raises(NotAllowed):
        sign_agreement(
            actor=replace(both, grants=(*both.grants, grant)),
            agreement_id=other.pk,
            side=Side.PROVIDER,
            now=now(),
        )


def failed_checks(exchange, **other) -> list[str]:
    with pytest.raises(QueryRefused) as refused:
        relay_query(token=exchange.query(**other))
    return [one["name"] for one in refused.value.query.checks if not one["passed"]]


def test_from_the_moment_it_ends_no_query_passes(exchange):
    exchange.answers_at("http://127.0.0.1:9")

    end_agreement(
        actor=exchange.provider,
        agreement_id=exchange.agreement.pk,
        reason="The register moves elsewhere.",
        now=now(),
    )

    assert failed_checks(exchange) == ["agreement"]


def test_a_provision_that_lapsed_takes_its_agreements_along(exchange):
    exchange.answers_at("http://127.0.0.1:9")
    yesterday = local_day(now()) - timedelta(days=1)

    Provision.objects.filter(pk=exchange.provision.pk).update(in_force_until=yesterday)

    assert failed_checks(exchange) == ["provisions"]


def test_a_field_that_the_catalogue_shares_no_more_is_not_given(exchange):
    exchange.answers_at("http://127.0.0.1:9")
    field = FieldData(name="street", title="Street", **restricted("none"))

    save_field(actor=SYSTEM, dataset_id=exchange.dataset.pk, data=field, now=now())

    assert failed_checks(exchange) == ["fields_shared"]
    with pytest.raises(QueryRefused):
        relay_query(token=exchange.query(fields=["street"]))


def test_a_key_that_was_changed_signs_no_more_than_what_is_on_its_way(exchange):
    token = exchange.query()
    rotate_key(
        actor=exchange.town.supervisor,
        department_id=exchange.town.department.pk,
        now=now() - timedelta(minutes=5),
    )

    with pytest.raises(WrongSignature):
        relay_query(token=token)


def test_a_person_sees_refusals_and_what_is_sealed_only_later(exchange):
    row = make_refused(exchange)
    resident, today = exchange.town.resident, local_day(now())
    assert [one.pk for one in own_queries(actor=resident, on=today).items] == [row.pk]
    assert own_queries(actor=exchange.town.neighbour, on=today).items == []

    until = today + timedelta(days=3)
    DataQuery.objects.filter(pk=row.pk).update(sealed_until=until, seal_reason="Inquiry")

    assert own_queries(actor=resident, on=today).items == []
    assert [one.pk for one in own_queries(actor=resident, on=until).items] == [row.pk]


def test_a_seal_is_kept_by_few(exchange):
    row = make_refused(exchange)
    town, today = exchange.town, local_day(now())
    DataQuery.objects.filter(pk=row.pk).update(
        sealed_until=today + timedelta(days=3), seal_reason="Inquiry"
    )
    colleague = make_actor(Role.HANDLER, organisation=town.department)
    source = make_actor(Role.HANDLER, organisation=town.other_department)

    for actor in (town.handler, town.supervisor, exchange.provider, town.auditor):
        assert [one.pk for one in list_queries(actor=actor).items] == [row.pk]
        assert get_query(actor=actor, query_id=row.pk).pk == row.pk
    for actor in (colleague, source):
        assert list_queries(actor=actor).items == []
        with pytest.raises(NotFound):
            get_query(actor=actor, query_id=row.pk)


def test_who_has_no_more_the_dataset_approves_nothing(exchange):
    set_parameter("data-request-overdue-approves", 1)
    row = asked(exchange)
    Dataset.objects.filter(pk=exchange.dataset.pk).update(owner=exchange.town.department.pk)

    with pytest.raises(WrongState, match="another owner"):
        approve_request(actor=exchange.provider, request_id=row.pk, now=now())
    settle_overdue(now=row.due_at)

    row.refresh_from_db()
    assert row.state == "escalated"


def test_what_limits_records_is_asked_for_as_what_is_given(exchange):
    fields = [
        FieldData(name="street", title="Street"),
        FieldData(name="illness", title="Illness", **restricted("none")),
    ]
    dataset = make_dataset(exchange.town.other_department, fields=fields)

    with pytest.raises(Invalid) as refused:
        asked(exchange, dataset, row_scope={"illness": "flu", "height": "2"})

    assert len(refused.value.fields["row_scope"]) == 2


def test_overdue_doubts_are_announced_in_the_transaction_that_marks_them(exchange):
    doubt = raise_correction(
        actor=exchange.town.resident,
        dataset_code=exchange.dataset.code,
        field_name="street",
        text="I moved to Pear Lane in spring.",
        now=now(),
    )
    before = OutboxEvent.objects.count()

    assert note_overdue(now=doubt.due_at) == [doubt.pk]
    assert note_overdue(now=doubt.due_at) == []

    assert OutboxEvent.objects.count() == before + 1


def test_every_step_is_in_the_ledger(exchange):
    names = set(LedgerEntry.objects.values_list("action", flat=True))

    assert {
        "data_requested", "data_request_decided", "agreement_written", "agreement_signed",
        "department_key_changed", "dataset_added", "subject_verified",
    } <= names  # fmt: skip

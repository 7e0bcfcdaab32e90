import pytest
from django.db import IntegrityError, transaction

from gongjian.foundation.kernel.errors import Conflict, Invalid, NotAllowed, StaleVersion
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.government.exchange.actions.save_dataset import (
    DatasetData,
    FieldData,
    save_dataset,
    save_field,
    withdraw_field,
)
from gongjian.government.exchange.errors import AnotherSource
from gongjian.government.exchange.models import Dataset, Field
from tests.factories import NOW, make_town
from tests.government.exchange.catalogue import SYSTEM, make_dataset, restricted

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


def data_of(town, **said):
    defaults = {"code": "people", "owner_id": town.department.pk, "title": "People"}
    return DatasetData(**{**defaults, **said})


def test_a_supervisor_keeps_the_catalogue_of_their_department_only(town):
    mine = save_dataset(actor=town.supervisor, data=data_of(town), now=NOW)

    assert Dataset.objects.get().owner_id == mine.owner_id == town.department.pk
    assert LedgerEntry.objects.filter(action="dataset_added").count() == 1
    theirs = data_of(town, code="other", owner_id=town.other_department.pk)
    with pytest.raises(NotAllowed):
        save_dataset(actor=town.supervisor, data=theirs, now=NOW)
    with pytest.raises(NotAllowed):
        save_dataset(actor=town.handler, data=data_of(town, code="third"), now=NOW)


@pytest.mark.parametrize("lacking", ["sharing_reason", "sharing_provision_id"])
def test_a_restriction_needs_a_reason_and_a_provision(town, lacking):
    said = restricted()
    said[lacking] = "" if lacking == "sharing_reason" else None

    with pytest.raises(Invalid) as refused:
        save_dataset(actor=SYSTEM, data=data_of(town, **said), now=NOW)

    assert list(refused.value.fields) == [lacking.removesuffix("_id")]


def test_the_database_itself_refuses_a_restriction_without_a_reason(town):
    dataset = make_dataset(town.department)

    with pytest.raises(IntegrityError), transaction.atomic():
        Dataset.objects.filter(pk=dataset.pk).update(sharing="none")


def test_a_code_is_taken_once_and_a_stale_form_is_refused(town):
    dataset = save_dataset(actor=SYSTEM, data=data_of(town), now=NOW)

    with pytest.raises(Conflict):
        save_dataset(actor=SYSTEM, data=data_of(town), now=NOW)
    with pytest.raises(StaleVersion):
        save_dataset(actor=SYSTEM, dataset_id=dataset.pk, data=data_of(town), version=9, now=NOW)


def test_one_field_one_source(town):
    make_dataset(town.department, fields=[FieldData(name="born", title="Born", concept="birth")])
    other = make_dataset(town.other_department, fields=())

    with pytest.raises(AnotherSource, match="Registered addresses"):
        save_field(
            actor=SYSTEM,
            dataset_id=other.pk,
            data=FieldData(name="birthday", title="Birthday", concept="birth"),
            now=NOW,
        )
    copy = FieldData(name="birthday", title="Birthday", concept="birth", is_authoritative=False)
    save_field(actor=SYSTEM, dataset_id=other.pk, data=copy, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Field.objects.filter(dataset=other).update(is_authoritative=True)


def test_each_change_of_the_fields_is_a_version_of_the_schema(town):
    dataset = make_dataset(town.department)
    again = save_field(
        actor=SYSTEM,
        dataset_id=dataset.pk,
        data=FieldData(name="street", title="Street", is_required=True),
        now=NOW,
    )
    assert again.schema_version == 2

    withdrawn = withdraw_field(actor=SYSTEM, dataset_id=dataset.pk, name="since", now=NOW)

    assert withdrawn.schema_version == 3
    kept = list(dataset.versions.values_list("number", "schema"))
    assert [(number, [one["name"] for one in schema]) for number, schema in kept] == [
        (3, ["street"]),
        (2, ["street", "since"]),
        (1, ["street"]),
    ]

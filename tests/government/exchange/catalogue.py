"""Datasets for tests, kept the way departments keep them."""

from __future__ import annotations

from itertools import count

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.exchange.actions.save_dataset import (
    DatasetData,
    FieldData,
    save_dataset,
    save_field,
)
from gongjian.government.exchange.models import Dataset
from tests.factories import NOW, make_provision

_numbers = count(1)
SYSTEM = Actor.system("test")
ADDRESS_FIELDS = (
    FieldData(name="street", title="Street", is_required=True),
    FieldData(name="since", title="Lives there since", kind="date"),
)


def make_dataset(owner, *, fields=ADDRESS_FIELDS, **said) -> Dataset:
    """Registered addresses of residents, or what ``said`` says."""
    code = said.pop("code", f"addresses-{next(_numbers)}")
    defaults = {"title": "Registered addresses", "key_scheme": "resident-id"}
    data = DatasetData(code=code, owner_id=owner.pk, **{**defaults, **said})
    dataset = save_dataset(actor=SYSTEM, data=data, now=NOW)
    for field in fields:
        dataset = save_field(actor=SYSTEM, dataset_id=dataset.pk, data=field, now=NOW)
    return dataset


def restricted(sharing="conditional", **said):
    """What makes a dataset or a field restricted."""
    provision = make_provision()
    reason = {"sharing_reason": "It tells of health.", "sharing_provision_id": provision.pk}
    return {"sharing": sharing, **reason, **said}

"""Keys of the database obey the same order as imports do."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models

from tests.architecture.house import FLOORS

# Rows that mean nothing without what they belong to, and that are nobody's record.
MAY_CASCADE_ACROSS_APPS = {
    "cases.AnswerTemplate.department": "a prepared text is a convenience of its department",
    "cases.AnswerTemplate.category": "a prepared text is a convenience for its category",
}

Key = models.ForeignKey[Any, Any] | models.ManyToManyField[Any, Any]


def label_of(model: type[models.Model]) -> str:
    return model._meta.app_label


def is_ours(model: type[models.Model]) -> bool:
    return model.__module__.startswith("gongjian.")


def keys_across_apps() -> list[Key]:
    """Every key from one of our apps to another of our apps."""
    return [
        field
        for model in apps.get_models()
        if is_ours(model)
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and is_ours(field.related_model)
        and label_of(field.related_model) != label_of(model)
    ]


def name_of(key: Key) -> str:
    return f"{key.model._meta.label}.{key.name}"


def test_every_app_has_a_floor():
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("gongjian.")}

    assert ours <= set(FLOORS)


def test_the_house_has_keys_across_apps():
    # Else the tests below would hold for an empty house.
    assert len(keys_across_apps()) > 5


def test_keys_point_downwards():
    upwards = [
        f"{name_of(key)} → {key.related_model._meta.label}"
        for key in keys_across_apps()
        if FLOORS.index(label_of(key.related_model)) <= FLOORS.index(label_of(key.model))
    ]

    assert upwards == []


def test_keys_across_apps_leave_no_name_on_the_other_side():
    named = [name_of(key) for key in keys_across_apps() if not key.remote_field.hidden]

    assert named == []


def test_nothing_is_deleted_because_another_app_deleted_something():
    cascading = [
        name_of(key)
        for key in keys_across_apps()
        if getattr(key.remote_field, "on_delete", None) is models.CASCADE
        and name_of(key) not in MAY_CASCADE_ACROSS_APPS
    ]

    assert cascading == []


def test_what_may_cascade_still_does():
    cascading = {
        name_of(key)
        for key in keys_across_apps()
        if getattr(key.remote_field, "on_delete", None) is models.CASCADE
    }

    assert set(MAY_CASCADE_ACROSS_APPS) <= cascading

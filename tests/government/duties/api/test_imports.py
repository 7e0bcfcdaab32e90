"""Filling the register by programme."""

from __future__ import annotations

import json

import pytest

from gongjian.foundation.kernel.actor import Role
from gongjian.government.duties.actions.import_register import ImportKind
from gongjian.government.duties.models import Area, Category
from tests.api_calls import by_anybody, by_key
from tests.factories import make_area, make_user

pytestmark = pytest.mark.django_db
CATEGORIES = "code,name,parent\nnoise,Noise,\nbars,Bars,noise\n"
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]}


@pytest.fixture
def call():
    return by_key(make_user(role=Role.ADMINISTRATOR))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_is_tried_imported_and_changes_nothing_the_second_time(call, encoding):
    table = CATEGORIES.replace("Bars", "酒吧").encode(encoding)

    tried = call.send_table("register-imports/categories", table, is_dry_run="true")
    assert not Category.objects.exists()
    done = call.send_table("register-imports/categories", table)
    again = call.send_table("register-imports/categories", table)

    assert [(a.status, a.body["added"], a.body["unchanged"]) for a in (tried, done, again)] == [
        (200, 2, 0), (200, 2, 0), (200, 0, 2),
    ]  # fmt: skip
    assert Category.objects.filter(name="酒吧").exists()


def test_areas_come_as_geojson_too(call):
    feature = {
        "type": "Feature", "geometry": SQUARE, "properties": {"code": "a", "name": "Harbour"},
    }  # fmt: skip
    content = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()

    answer = call.send_table("register-imports/areas", content)

    assert (answer.status, Area.objects.get().name) == (200, "Harbour")
    assert by_anybody()("GET", "areas").body["items"][0]["path"] == "a/"


def test_wrong_rows_are_listed_by_a_trial_and_refused_when_meant(call):
    table = f"{CATEGORIES}x,X,nowhere\n".encode()

    tried = call.send_table("register-imports/categories", table, is_dry_run="true")
    meant = call.send_table("register-imports/categories", table)

    assert (tried.status, tried.body["error_count"]) == (200, 1)
    assert (meant.status, meant.wrong) == (422, ["rows.4.parent"])
    assert not Category.objects.exists()


@pytest.mark.any_database
@pytest.mark.parametrize("content", [b"", b"\x00" * 100, b"{", b"PK\x03\x04", b"a,b\n1,2\n"])
@pytest.mark.parametrize("kind", list(ImportKind))
def test_what_is_no_such_table_is_refused(call, kind, content):
    assert call.send_table(f"register-imports/{kind}", content).status == 422


def test_what_is_too_large_is_refused(call, settings):
    settings.UPLOAD_LIMIT_BYTES = 10

    answer = call.send_table("register-imports/categories", CATEGORIES.encode())

    assert (answer.status, answer.code) == (413, "too_large")


def test_there_is_nothing_else_to_import(call):
    assert call.send_table("register-imports/people", CATEGORIES.encode()).status == 422


@pytest.mark.any_database
@pytest.mark.parametrize("kind", list(ImportKind))
@pytest.mark.parametrize("role", [None, *sorted(set(Role) - {Role.RESIDENT, Role.ADMINISTRATOR})])
def test_only_administrators_of_the_town_import(kind, role):
    district = make_user(role=Role.ADMINISTRATOR, area=make_area())

    for user in (make_user(role=role), district):
        assert by_key(user).send_table(f"register-imports/{kind}", b"x").status == 403

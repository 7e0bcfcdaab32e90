"""The contract that we added to import-linter finds what it is for."""

from __future__ import annotations

import grimp
import pytest

from tools.import_contracts import DoorsContract


def graph_with(importer: str, imported: str) -> grimp.ImportGraph:
    """A house with two apps, a kernel, and one import."""
    graph = grimp.ImportGraph()
    for module in (
        "house",
        "house.wing",
        "house.wing.near",
        "house.wing.near.views",
        "house.wing.far",
        "house.wing.far.interface",
        "house.wing.far.models",
        "house.base",
        "house.base.kernel",
        "house.base.kernel.clock",
        "house.config",
    ):
        graph.add_module(module)
    graph.add_import(
        importer=importer, imported=imported, line_number=7, line_contents=f"import {imported}"
    )
    return graph


def contract() -> DoorsContract:
    return DoorsContract(
        name="doors",
        session_options={},
        contract_options={
            "apps": ["house.wing.*", "house.base.*"],
            "doors": ["interface"],
            "open_apps": ["house.base.kernel"],
        },
    )


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("house.wing.near.views", "house.wing.far.models"),
        ("house.wing.near", "house.wing.far.models"),
    ],
)
def test_import_past_the_door_is_found(importer, imported):
    check = contract().check(graph_with(importer, imported), verbose=False)

    assert not check.kept
    assert check.metadata["past_the_doors"] == [(importer, imported, "7")]


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("house.wing.near.views", "house.wing.far.interface"),
        ("house.wing.near.views", "house.base.kernel.clock"),
        ("house.wing.far.interface", "house.wing.far.models"),
        ("house.config", "house.wing.far.models"),
    ],
)
def test_import_through_the_door_is_kept(importer, imported):
    check = contract().check(graph_with(importer, imported), verbose=False)

    assert check.kept

"""The judges of open contracting data, offline: none may reach out of this machine."""

from __future__ import annotations

import csv
import io
import json
import socket
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import requests
from libcoveocds.api import ocds_json_output
from libcoveocds.config import LibCoveOCDSConfig
from ocdsextensionregistry import util
from ocdsmerge import Merger

from gongjian.market.open_contracting.extension_files import FILES, read_extension_file
from gongjian.methods.open_contracting import dangling

GOLDEN = Path(__file__).parents[2] / "golden" / "ocds"
SCHEMAS = (
    "record-package-schema.json",
    "release-package-schema.json",
    "release-schema.json",
    "versioned-release-validation-schema.json",
)
OPEN_CODES = {
    "awardCriteria.csv": ["priceOnly", "ratedCriteria"],
    "documentType.csv": ["biddingDocuments", "contractSigned", "evaluationReports"],
    "milestoneType.csv": ["delivery", "preProcurement"],
    "partyRole.csv": [
        "buyer", "enquirer", "payee", "payer", "procuringEntity", "reviewBody", "supplier",
        "tenderer",
    ],
    "relatedProcess.csv": ["parent", "planning", "prior"],
    "relatedProcessScheme.csv": ["ocid"],
}  # fmt: skip
"""Codes of the standard's open codelists that we may use."""
STANDARD = "https://standard.open-contracting.org/schema/1__1__5/"
ADDRESS = "http://127.0.0.1:9/open-contracting/extension/"
"""Where the judges believe that the extension stands; nothing listens there."""


def standard_zip(path: Path) -> Path:
    """The standard's repository, as far as judges read it, written as a zip."""
    codes = closed_codes(json.loads((GOLDEN / "release-schema.json").read_text())) | OPEN_CODES
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("standard/", "")
        for name in SCHEMAS:
            file.writestr(f"standard/schema/{name}", (GOLDEN / name).read_text())
        for name, found in codes.items():
            file.writestr(f"standard/schema/codelists/{name}", _codelist(found))
    return path


def closed_codes(schema: Any) -> dict[str, list[str]]:
    """The codes of closed codelists, out of the schema's enumerations."""
    found: dict[str, list[str]] = {}
    if isinstance(schema, dict):
        codes = schema.get("enum") or (schema.get("items") or {}).get("enum")
        if "codelist" in schema and codes:
            found[schema["codelist"]] = [one for one in codes if one is not None]
        for part in schema.values():
            found |= closed_codes(part)
    elif isinstance(schema, list):
        for part in schema:
            found |= closed_codes(part)
    return found


def complaints(package: dict[str, Any], standard: Path) -> list[str]:
    """All that libcoveocds and we ourselves find wrong with a package; empty is right."""
    package = {**package, "extensions": [f"{ADDRESS}extension.json"]}
    config = LibCoveOCDSConfig()
    config.config |= {"context": "api", "standard_zip": f"file://{standard}"}
    with offline():
        context = ocds_json_output(
            str(standard.parent), json_data=package, lib_cove_ocds_config=config
        )
    assert context["version_used"] == "1.1"
    assert context["extensions"]["is_extended_schema"]
    assert not context["extensions"]["invalid_extension"]
    wrong = [f"{error['path']}: {error['description']}" for error in context["validation_errors"]]
    wrong += [f"additional {one['path']}/{one['field']}" for one in context["additional_fields"]]
    wrong += [f"code {one}" for one in context["additional_closed_codelist_values"]]
    wrong += [f"code {one}" for one in context["additional_open_codelist_values"]]
    wrong += [f"deprecated {one}" for one in context["deprecated_fields"]]
    wrong += [f"{name} {found}" for name, found in context["additional_checks"].items()]
    for release in releases_in(package):
        wrong += [f"{release['id']}: no {name}" for name in dangling(release)]
    return wrong


def releases_in(package: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        *package.get("releases", []),
        *(record["compiledRelease"] for record in package.get("records", [])),
    ]


def merger() -> Merger:
    """The reference of merging, by the schema with our extension."""
    return Merger(patched_schema())


def patched_schema() -> dict[str, Any]:
    """The standard's schema of releases with our extension."""
    schema = json.loads((GOLDEN / "release-schema.json").read_text())
    return _patched(schema, json.loads(read_extension_file("release-schema.json") or b"{}"))


def _patched(schema: Any, patch: Any) -> Any:
    if not isinstance(patch, dict) or not isinstance(schema, dict):
        return patch
    return schema | {name: _patched(schema.get(name), part) for name, part in patch.items()}


class Answer:
    """What a judge gets in place of an answer from the network."""

    status_code = 200

    def __init__(self, content: bytes) -> None:
        self.content, self.text = content, content.decode()

    def raise_for_status(self) -> None:
        return None

    def json(self, **options: Any) -> Any:
        return json.loads(self.text, **options)


@contextmanager
def offline() -> Iterator[None]:
    """The extension and the standard are answered from files; any other address fails the test."""

    def answer(url: str, **options: Any) -> Answer:
        extension, schema = url.removeprefix(ADDRESS), url.removeprefix(STANDARD)
        if extension in FILES:
            return Answer(read_extension_file(extension) or b"")
        assert schema in SCHEMAS, f"a judge asked for {url}"
        return Answer((GOLDEN / schema).read_bytes())

    def refuse(*args: Any, **options: Any) -> None:
        raise AssertionError("a judge opened a connection")

    with (
        patch.object(util.session, "get", answer),
        patch.object(requests, "get", answer),
        patch.object(socket.socket, "connect", refuse),
    ):
        yield


def _codelist(codes: list[str]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["Code", "Title"])
    writer.writerows([code, code] for code in codes)
    return text.getvalue()

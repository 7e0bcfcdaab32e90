"""A data catalogue as linked data.

References
----------
W3C, *Data Catalog Vocabulary (DCAT) Version 3*, 2024, in JSON-LD 1.1. Fields are described with
*CSV on the Web* (``csvw:tableSchema``); rights of access with the EU's authority table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "csvw": "http://www.w3.org/ns/csvw#",
    "odrl": "http://www.w3.org/ns/odrl/2/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "hydra": "http://www.w3.org/ns/hydra/core#",
}
_RIGHTS = "http://publications.europa.eu/resource/authority/access-right/"
RIGHTS = {"unconditional": "RESTRICTED", "conditional": "RESTRICTED", "none": "NON_PUBLIC"}
"""Between departments: nothing of this is open to everybody, which is what PUBLIC would say."""
DATATYPES = {
    "text": "string", "code": "token", "integer": "integer", "decimal": "decimal",
    "boolean": "boolean", "date": "date", "moment": "dateTime",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedField:
    name: str
    title: str
    kind: str
    is_required: bool
    concept: str
    sharing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedDataset:
    """One entry of a catalogue, in plain values."""

    url: str
    code: str
    is_service: bool
    title: str
    description: str
    publisher_code: str
    publisher: str
    sharing: str
    sharing_reason: str
    provision: str
    update_hours: int
    quality: str
    schema_version: int
    modified: str
    """ISO 8601."""
    fields: Sequence[ListedField]


def catalogue_document(
    *, url: str, title: str, language: str, datasets: Sequence[ListedDataset], next_url: str = ""
) -> dict[str, object]:
    """A page of a catalogue as JSON-LD.

    Parameters
    ----------
    url, next_url : str
        Of the catalogue, and of its next page ("" : this is the last).
    language : str
        Of titles, BCP 47.

    Returns
    -------
    dict
        Linear in the number of fields.
    """
    services = [one for one in datasets if one.is_service]
    document: dict[str, object] = {
        "@context": {**CONTEXT, "@language": language},
        "@id": url,
        "@type": "dcat:Catalog",
        "dct:title": title,
        "dct:conformsTo": {"@id": "https://www.w3.org/TR/vocab-dcat-3/"},
        "dcat:dataset": [_entry(one) for one in datasets if not one.is_service],
        "dcat:service": [_entry(one) for one in services],
    }
    if next_url:
        document["hydra:next"] = {"@id": next_url}
    return document


def dataset_document(dataset: ListedDataset, language: str) -> dict[str, object]:
    """One dataset by itself."""
    return {"@context": {**CONTEXT, "@language": language}, **_entry(dataset)}


def _entry(one: ListedDataset) -> dict[str, object]:
    entry: dict[str, object] = {
        "@id": one.url,
        "@type": "dcat:DataService" if one.is_service else "dcat:Dataset",
        "dct:identifier": one.code,
        "dct:title": one.title,
        "dct:description": one.description,
        "dct:publisher": {
            "@type": "foaf:Agent",
            "dct:identifier": one.publisher_code,
            "foaf:name": one.publisher,
        },
        "dct:accessRights": {"@id": f"{_RIGHTS}{RIGHTS[one.sharing]}"},
        "dct:modified": {"@value": one.modified, "@type": "xsd:dateTime"},
        "dcat:temporalResolution": {
            "@value": f"PT{one.update_hours}H",
            "@type": "xsd:duration",
        },
        "dcat:version": str(one.schema_version),
        "csvw:tableSchema": {"csvw:column": [_column(field) for field in one.fields]},
    }
    if one.quality:
        entry["dct:provenance"] = {
            "@type": "dct:ProvenanceStatement",
            "dct:description": one.quality,
        }
    if one.provision:
        entry["dct:rights"] = {
            "@type": "dct:RightsStatement",
            "dct:description": one.sharing_reason,
            "dct:source": one.provision,
        }
    return entry


def _column(field: ListedField) -> Mapping[str, object]:
    return {
        "csvw:name": field.name,
        "csvw:title": field.title,
        "csvw:datatype": DATATYPES[field.kind],
        "csvw:required": field.is_required,
        "dct:subject": field.concept,
        "dct:accessRights": {"@id": f"{_RIGHTS}{RIGHTS[field.sharing]}"},
    }

"""All provisions and parameters as a file that `import_law` reads again."""

from __future__ import annotations

from collections.abc import Iterator

from gongjian.foundation.law.models import Parameter, Provision
from gongjian.methods.law_file import Field, write_law_file


def export_law() -> str:
    """Every version and every value, by code. Two queries."""
    return write_law_file(_provisions(), _parameters())


def _provisions() -> Iterator[dict[str, Field]]:
    for one in Provision.objects.order_by("code", "version").iterator(500):
        yield {
            "code": one.code,
            "version": one.version,
            "title": one.title,
            "article": one.article,
            "text": one.text,
            "text_sha256": one.text_sha256,
            "source_url": one.source_url,
            "in_force_from": one.in_force_from,
            "in_force_until": one.in_force_until,
        }


def _parameters() -> Iterator[dict[str, Field]]:
    rows = Parameter.objects.select_related("provision").order_by("code", "in_force_from")
    for one in rows.iterator(500):
        value = "yes" if one.typed is True else "no" if one.typed is False else one.typed
        yield {
            "code": one.code,
            "kind": one.kind,
            "value": value,
            "unit": one.unit,
            "provision": one.provision.code if one.provision else None,
            "provision_version": one.provision.version if one.provision else None,
            "in_force_from": one.in_force_from,
            "in_force_until": one.in_force_until,
        }

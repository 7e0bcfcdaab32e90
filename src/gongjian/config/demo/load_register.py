"""The demo town's areas, bodies, laws, duties, accounts and templates, through the importers."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from gongjian.config.demo import marker
from gongjian.config.demo.model import Account, Town
from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.imports import ImportReport
from gongjian.foundation.people import interface as people
from gongjian.government.cases import interface as cases
from gongjian.government.duties import interface as duties

CLOSE_DAYS = 6
"""The courses close unrated cases in the seventh night."""
PARAMETERS = (
    ("case-accept-working-days", 1, "working days", "requests-9"),
    ("case-working-days", 15, "working days", "requests-9"),
    ("case-close-days", CLOSE_DAYS, "days", "requests-18"),
    ("case-reopen-days", 30, "days", "requests-18"),
    ("case-appeal-days", 60, "days", "requests-21"),
    ("duty-most-working-days", 15, "working days", "requests-10"),
    ("data-request-unconditional-working-days", 1, "working days", "sharing-5"),
    ("data-request-working-days", 10, "working days", "sharing-14"),
    ("data-request-overdue-approves", 0, "1: yes, 0: no", "sharing-14"),
    ("data-correction-working-days", 10, "working days", "sharing-21"),
    ("night-permit-days", 3, "days", "quiet-20"),
)
BODY_ROLES = {Role.HANDLER, Role.SUPERVISOR, Role.COMPANY_MEMBER}


def load_register(town: Town, *, actor: Actor, now: datetime) -> dict[str, Actor]:
    """Load everything but the cases; returns the actor of each account by its key.

    Raises
    ------
    RuntimeError
        The town contradicts the importers: a mistake in the demo's own data.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        _import(actor, "areas", _geojson(path, town), now)
        bodies = _save_bodies(town, actor, now)
        # Each names what those before it have brought.
        for kind, rows in _tables(town).items():
            _import(actor, kind, _table(path, kind, rows), now)
    accounts = {one.key: _account(one, bodies, town, actor, now) for one in town.accounts}
    # The database says "just now", and what they did in the past needs an account that is older.
    people.User.objects.filter(is_demo=True).update(joined_at=now)
    cases.add_answer_templates(
        actor=actor,
        templates=[
            (bodies[one.department].pk, one.title.to(town.language), one.text.to(town.language))
            for one in town.answer_templates
        ],
    )
    return accounts


def _save_bodies(town: Town, actor: Actor, now: datetime) -> dict[str, people.Organisation]:
    """Departments and companies, by their codes."""
    known = [
        *(
            people.OrganisationData(
                code=body.code, name=body.name.to(town.language), kind="public_body",
                phone=body.telephone, email=body.email,
            )
            for body in town.departments
        ),
        *(
            people.OrganisationData(
                code=company.code, name=company.name.to(town.language), kind="company",
                email=company.email,
            )
            for company in town.companies
        ),
    ]  # fmt: skip
    return {
        data.code: people.save_organisation(actor=actor, data=data, now=now)[0] for data in known
    }


def _tables(town: Town) -> dict[str, list[dict[str, object]]]:
    """The rows of each kind that register imports take."""
    words = town.language
    since = {one.code: one.in_force_from for one in town.provisions if one.version == 1}
    article = "Article {}" if words == "en" else "第{}条"
    return {
        "provisions": [
            {
                "code": one.code, "version": one.version, "title": one.law.to(words),
                "article": article.format(one.article), "text": one.text.to(words),
                "in_force_from": one.in_force_from, "in_force_until": one.in_force_until or "",
            }
            for one in town.provisions
        ],
        "parameters": [
            {"code": code, "value": value, "unit": unit, "provision": provision,
             "in_force_from": since[provision]}
            for code, value, unit, provision in PARAMETERS
        ],
        "categories": [
            {"code": one.code, "name": one.name.to(words), "parent": one.parent}
            for one in town.categories
        ],
        "duties": [
            {
                "category": one.category, "area": one.area, "lead": one.lead,
                "supporting": ";".join(one.supporting), "working_days": one.deadline_days,
                "provision": one.provision, "in_force_from": one.in_force_from,
                "in_force_until": one.in_force_until or "",
                # The demo shows overlaps too, which are refused where nobody says they are meant.
                "both_hold": "yes",
            }
            for one in town.duties
        ],
    }  # fmt: skip


def _account(
    account: Account,
    bodies: Mapping[str, people.Organisation],
    town: Town,
    actor: Actor,
    now: datetime,
) -> Actor:
    user = people.open_account(
        actor=actor, email=account.email, name=account.name.to(town.language), now=now,
        language=marker.LANGUAGES[town.language], is_demo=True,
    )  # fmt: skip
    if account.role != "resident":
        role = Role(account.role)
        people.grant_role(
            actor=actor, user_id=user.pk, role=role, now=now,
            organisation_id=bodies[account.organisation].pk if role in BODY_ROLES else None,
        )  # fmt: skip
    return people.actor_of_user(user)


def _import(actor: Actor, kind: str, path: Path, now: datetime) -> None:
    report: ImportReport = duties.import_register(
        actor=actor, kind=duties.ImportKind(kind), path=path, now=now
    )
    if not report.is_written:
        raise RuntimeError(f"the demo's {kind} cannot be loaded: {report.errors[:3]}")


def _geojson(folder: Path, town: Town) -> Path:
    features = [
        {
            "type": "Feature",
            "geometry": area.outline,
            "properties": {
                "code": area.code, "name": area.name.to(town.language), "parent": area.parent,
                "level": area.level,
            },
        }
        for area in town.areas
    ]  # fmt: skip
    path = folder / "areas.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def _table(folder: Path, name: str, rows: Sequence[Mapping[str, object]]) -> Path:
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    return path

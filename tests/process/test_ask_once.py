"""A resident is asked for nothing that departments hold, and sees and can prove all of it: two
departments' nodes are processes of their own, on PostgreSQL where the suite runs on it."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.db import connection

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.people import interface as people
from gongjian.government.cases.models import Case
from gongjian.government.exchange import interface as exchange
from gongjian.government.exchange.models import Agreement, DataQuery
from gongjian.government.services.models import Application
from gongjian.government.services.shown_answers import PREFIX
from tests.process.exchange_town import Visitor, exchange_town, text_of
from tests.processes import ROOT, gongjian, wait_until

pytestmark = [pytest.mark.process, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PENSIONS_ARTICLE = "Egret Lake District Rules on Sharing Public Data, Article 30"
KEPT_ARTICLE = "Egret Lake District Rules on Sharing Public Data, Article 9"


def agreement(dataset: str, consumer: str) -> Agreement:
    return Agreement.objects.get(dataset__code=dataset, consumer__code=consumer, state="in_force")


def ask(official: Visitor, dataset: str, consumer: str, title: str, fields: list[str], number: str):
    """As an official fills in the page; status and text of what comes."""
    path = f"/data/agreements/{agreement(dataset, consumer).pk}/ask"
    official.get(path)
    case = Case.objects.get(title=title, is_open=True)
    said = {"case": case.shown_number, "number": number, "field_names": fields, "about": ""}
    status, page = official.post(path, said)
    return status, text_of(page)


def run(*command: str, home, **more: str) -> tuple[int, str]:
    with gongjian(*command, home=home, **more) as process:
        said, _ = process.communicate(timeout=120)
    return process.returncode, said


def run_apart(*command: str, folder: Path) -> tuple[int, str]:
    """As somebody who has nothing of the town but the files."""
    done = subprocess.run(
        [sys.executable, "-m", "gongjian.config.cli", *command],
        cwd=folder, capture_output=True, text=True, check=False, timeout=60,
        env={"PATH": os.defpath, "PYTHONPATH": str(ROOT / "src"), "DATABASE_URL": "nowhere://"},
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def told_otherwise(proof: str) -> str:
    """As if the gateway had let it through."""
    said = json.loads(proof)
    head, claims, signature = said["decision"].split(".")
    written = base64.urlsafe_b64decode(claims + "==").replace(b'"allowed":false', b'"allowed":true')
    changed = base64.urlsafe_b64encode(written).rstrip(b"=").decode()
    assert changed != claims
    return json.dumps({**said, "decision": f"{head}.{changed}.{signature}"})


def test_three_fields_of_two_nodes_a_denial_the_persons_view_a_proof_and_tampering(tmp_path):
    with exchange_town(tmp_path) as town:
        # Given two nodes whose registers are in PostgreSQL, where the town's database is one
        urls = [
            tomllib.loads((tmp_path / "nodes" / code / "node.toml").read_text())["source"][0]["url"]
            for code in ("civil", "labour")
        ]
        scheme = {"postgresql": "postgres://", "sqlite": "sqlite:///"}[connection.vendor]
        assert all(url.startswith(scheme) for url in urls)
        assert len(set(urls)) == (2 if connection.vendor == "postgresql" else 1)
        resident = Visitor(town.url)
        person = resident.sign_in("resident-1")
        number = exchange.number_of(user_id=person.pk, scheme="resident-id")
        before = DataQuery.objects.count()

        # When they apply for a home and agree to what may be fetched
        apply = "/services/public-rental-home/apply"
        _status, page = resident.get(apply)
        assert "Household booklet" in text_of(page)
        _status, page = resident.post(apply, {"fetch": "all", "key": "once"})

        # Then four fields came from two nodes, and nobody asks for them
        rows = DataQuery.objects.order_by("asked_at")[before:]
        assert [(one.provider.code, one.outcome, sorted(one.given_fields)) for one in rows] == [
            ("civil", "given", ["address", "address_since", "members"]),
            ("labour", "given", ["months_paid"]),
        ]  # fmt: skip
        application = Application.objects.get(key="once")
        filled = application.answers.filter(state="filled").order_by("position")
        assert [one.name for one in filled] == [
            "address", "lives_since", "members", "months_paid",
        ]  # fmt: skip
        shown = text_of(page)
        assert filled[0].value in shown
        assert "In place of" in shown or "Proof of address" in shown
        # … and what may not be passed on is asked, with the article that says so
        assert application.answers.get(name="protected_address").reason == "kept"
        assert "The department that holds this may not pass it on" in shown
        _status, page = resident.get("/services/public-rental-home/")
        assert KEPT_ARTICLE in text_of(page)
        # … and with the one thing that nobody holds it is handed in: a case with its clock
        number_of_case = application.case.number
        resident.post(
            f"/services/applications/{number_of_case}/submit", {f"{PREFIX}rooms": "Three"}
        )
        application.refresh_from_db()
        assert (application.state, application.case.due_at > now()) == ("submitted", True)
        assert application.documents_not_asked == 4

        # When another asks on an article that is in force no more
        clinic = Visitor(town.url)
        clinic.sign_in("handler-health-1")
        refused, why = ask(
            clinic, "pensions", "health", "A free check-up", ["is_drawing"],
            number,
        )  # fmt: skip

        # Then nobody is asked, and the article is named
        assert refused == 403
        assert PENSIONS_ARTICLE in why
        # … and the resident sees all three, with the article of the refusal
        _status, page = resident.get("/my-data/")
        shown = text_of(page)
        assert "Households and addresses" in shown
        assert "Social insurance" in shown
        look = DataQuery.objects.order_by("-asked_at").first()
        assert look.outcome == "refused"
        _status, page = resident.get(f"/my-data/{look.pk}/")
        assert PENSIONS_ARTICLE in text_of(page)
        own = exchange.own_queries(
            actor=people.actor_of_user(person), on=look.asked_at.date(), size=100
        )
        assert {one.pk for one in DataQuery.objects.order_by("-asked_at")[:3]} <= {
            one.pk for one in own.items
        }

        # When the resident downloads the proof of the refusal, once a minute's root is signed
        wait_until(lambda: not LedgerEntry.objects.filter(leaf_index=None).exists())
        proof = f"/my-data/{look.pk}/proof"
        wait_until(lambda: resident.get(proof)[0] == 200)
        (tmp_path / "look.json").write_text(resident.get(proof)[1])
        (tmp_path / "keys.json").write_text(resident.get("/data/keys.json")[1])
    # … then the command proves it, where no town is and no database
    _code, key = run("ledger", "key", home=tmp_path)
    (tmp_path / "ledger.key").write_text(key.strip().splitlines()[-1])
    verify = (
        "data", "verify", "look.json", "--keys", "keys.json", "--key", "ledger.key",
        "--language", "en",
    )  # fmt: skip
    code, said = run_apart(*verify, folder=tmp_path)
    assert code == 0, said
    assert PENSIONS_ARTICLE in said
    # … and no other story
    (tmp_path / "look.json").write_text(told_otherwise((tmp_path / "look.json").read_text()))
    assert run_apart(*verify, folder=tmp_path)[0] == 1

    # When somebody with the database makes it a look that never was refused
    check = ("ledger", "check", "--key", (tmp_path / "ledger.key").read_text())
    assert run(*check, home=tmp_path)[0] == 0
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_ledgerentry SET action = 'data_asked' WHERE action = 'data_refused'"
            " AND subject = %s",
            [f"dataquery:{look.pk}"],
        )
        assert cursor.rowcount == 1
    # Then it is found
    code, said = run(*check, home=tmp_path)
    assert code == 1
    assert "gongjian: " in said

"""A town with the real category tree learns the real labels, and sorts other real messages."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.kernel.clock import now
from gongjian.government.cases.actions.refresh_hot_issues import refresh_hot_issues
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState
from gongjian.government.duties.models import Category
from gongjian.government.triage.models import Example, PublicIssue, TrainedModel
from tests.factories import make_category, make_department, make_duty
from tests.shared_data import DATA

MESSAGES = DATA / "messages"
GOLDEN = Path(__file__).resolve().parents[2] / "golden"
LABELLED = 3_000
LARGEST, OTHERS = 8, 40
SAID_OF = {1: "伊景园滨河苑", 2: "搅拌站", 3: "魅力之城"}

pytestmark = [
    pytest.mark.django_db,
    # What is learnt and sorted here; that rows of it go in and out is asked by the other tests.
    pytest.mark.any_database,
    pytest.mark.slow,
    pytest.mark.skipif(
        not (MESSAGES / "labelled.csv").exists(),
        reason=f"no messages in {MESSAGES}: say where by GONGJIAN_SHARED_DATA",
    ),
]


@pytest.fixture
def town():
    """The tree of the messages; for each top category a department."""
    with (MESSAGES / "category_tree.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            parent = None
            for name in (row["level1"], row["level2"], row["level3"]):
                found = Category.objects.filter(name=name, parent=parent).first()
                parent = found or make_category(name, parent=parent)
    for category in Category.objects.filter(level=1):
        department = make_department(f"{category.name}局")
        # The messages are of years past.
        make_duty(category=category, lead_department=department, in_force_from=date(2010, 1, 1))


def rows_of(name: str) -> list[list[str]]:
    with (MESSAGES / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def table_of(rows: list[list[str]], path: Path) -> str:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return str(path)


def some_labelled(folder: Path) -> str:
    """Every so manieth row: enough to learn from, in a minute."""
    head, *rows = rows_of("labelled.csv")
    return table_of([head, *rows[:: len(rows) // LABELLED][:LABELLED]], folder / "labelled.csv")


def some_hot(folder: Path, issues: dict[str, int]) -> str:
    """All that is said of the largest issues, and every so manieth message of all others."""
    head, *rows = rows_of("hot.csv")
    kept = [
        row
        for place, row in enumerate(rows)
        if issues.get(row[0], LARGEST + 1) <= LARGEST or place % OTHERS == 0
    ]
    return table_of([head, *kept], folder / "hot.csv")


def golden_issues() -> dict[str, int]:
    """By the id of a message, the number of the issue that a reader found it to be of."""
    with (GOLDEN / "hot_issues.csv").open(encoding="utf-8", newline="") as file:
        return {row["msg_id"]: int(row["issue"]) for row in csv.DictReader(file)}


def test_messages_of_another_table_are_dispatched_and_become_the_hot_issues_they_are(
    town, tmp_path, client
):
    issues = golden_issues()
    call_command(
        "triage", "train", some_labelled(tmp_path), "--label", "label",
        "--text", "title", "--text", "body", "--text", "text_seg",
    )  # fmt: skip
    call_command("import", some_hot(tmp_path, issues))
    run_waiting_tasks()
    refresh_hot_issues(now=now())

    must_have_learnt()
    must_be_dispatched()
    for number, said in SAID_OF.items():
        must_be_shown(client, number, said, issues)


def must_have_learnt() -> None:
    card = TrainedModel.objects.get().card
    assert Example.objects.count() > 0.95 * LABELLED
    assert card["comparison"]["first"] > card["comparison"]["second"] + 0.1
    assert card["macro_f1"] > 0.88


def must_be_dispatched() -> None:
    states = Counter(Case.objects.values_list("state", flat=True))
    assert states[CaseState.DISPATCHED] > 0.6 * states.total()
    waiting = Case.objects.filter(state=CaseState.RECEIVED)
    assert all(2 <= len(case.guesses) <= 3 for case in waiting)
    noise = Case.objects.filter(title__contains="搅拌站", state=CaseState.DISPATCHED)
    assert {case.category.name for case in noise} <= {"城乡建设", "环境保护"}


def must_be_shown(client: Client, number: int, said: str, issues: dict[str, int]) -> None:
    """The list leads to a page on which stands most of what a reader found to be of an issue, and
    hardly anything else."""
    listed = client.get("/issues/").content.decode()
    shown = PublicIssue.objects.filter(title__contains=said).order_by("-case_count")[0]
    address = f"/issues/{shown.issue.number}/"
    page = client.get(address).content.decode()
    titles = [row[2].strip() for row in rows_of("hot.csv")[1:] if issues.get(row[0]) == number]
    cases = {case.title for case in Case.objects.filter(pk__in=shown.issue.cases.values("case_id"))}

    assert f'href="{address}"' in listed
    assert shown.title in page
    assert len(cases & set(titles)) > 0.9 * len(cases)
    assert shown.case_count > 0.6 * len(titles)

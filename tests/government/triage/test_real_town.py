"""A town with the real category tree learns the real labels, and sorts other real messages."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.government.cases.models import Case
from gongjian.government.cases.rules import CaseState
from gongjian.government.duties.models import Category
from gongjian.government.triage.models import Example, TrainedModel
from tests.factories import make_category, make_department, make_duty
from tests.shared_data import DATA

MESSAGES = DATA / "messages"
LABELLED, HOT = 3_000, 400

pytestmark = [
    pytest.mark.django_db,
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


def part_of(name: str, folder: Path, size: int) -> Path:
    """Every so manieth row of a table, ``size`` in all: enough to prove it, in a minute."""
    with (MESSAGES / name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    step = (len(rows) - 1) // size
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([rows[0], *rows[1 :: max(1, step)][:size]])
    return folder / name


def test_most_messages_of_another_table_are_dispatched_by_what_was_learnt(town, tmp_path):
    call_command(
        "triage", "train", str(part_of("labelled.csv", tmp_path, LABELLED)), "--label", "label",
        "--text", "title", "--text", "body", "--text", "text_seg",
    )  # fmt: skip
    call_command("import", str(part_of("hot.csv", tmp_path, HOT)))
    run_waiting_tasks()

    card = TrainedModel.objects.get().card
    states = Counter(Case.objects.values_list("state", flat=True))
    assert Example.objects.count() > 0.95 * LABELLED
    assert card["comparison"]["first"] > card["comparison"]["second"] + 0.1
    assert card["macro_f1"] > 0.88
    assert states[CaseState.DISPATCHED] > 0.6 * states.total()
    waiting = Case.objects.filter(state=CaseState.RECEIVED)
    assert all(2 <= len(case.guesses) <= 3 for case in waiting)
    noise = Case.objects.filter(title__contains="搅拌站", state=CaseState.DISPATCHED)
    assert {case.category.name for case in noise} <= {"城乡建设", "环境保护"}

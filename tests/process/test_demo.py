"""``gongjian demo`` as whoever tries it meets it."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest

from tests.processes import gongjian
from tools.reference.ledger import ledger_acts

pytestmark = [
    pytest.mark.process, pytest.mark.slow, pytest.mark.django_db(transaction=True),
    # It makes one of its own, whatever the tests run on.
    pytest.mark.any_database,
]  # fmt: skip


def test_it_says_at_once_what_it_does_and_how_many_cases_there_are_in_the_towns_language(tmp_path):
    command = ("demo", "--no-serve", "--size", "30", "--language", "zh")
    with gongjian(*command, home=tmp_path, DATABASE_URL="") as process:
        first = process.stdout.readline()
        said, _ = process.communicate(timeout=120)

    assert process.returncode == 0, said
    assert first == "正在启动演示城区。 首次启动需要先生成数据，约一两分钟。\n"
    assert "正在生成城区" in said
    assert "共 41 件诉求" in said
    assert "The demo town" not in said
    with closing(sqlite3.connect(tmp_path / "gongjian.sqlite3")) as database:
        acts = {act for (act,) in database.execute("SELECT action FROM ledger_ledgerentry")}
    told = [re.compile(act.replace("…", ".*")) for act in re.findall("`(.+?)`", ledger_acts())]
    assert len(acts) > 100
    assert {act for act in acts if not any(one.fullmatch(act) for one in told)} == set()


def test_in_the_other_language_it_says_what_to_type(tmp_path):
    (tmp_path / "demo.json").write_text('{"language": "zh"}')
    command = ("demo", "--port", "0", "--language", "en")
    with gongjian(*command, home=tmp_path, DATABASE_URL="", GONGJIAN_STARTED_BY="make") as process:
        said, _ = process.communicate(timeout=60)

    assert process.returncode == 1
    assert 'make demo ARGS="--language en --port 0 --fresh"' in said
    assert f'GONGJIAN_HOME={tmp_path}-en make demo ARGS="--language en --port 0"' in said

"""``gongjian demo`` as whoever tries it meets it."""

from __future__ import annotations

import pytest

from tests.processes import gongjian

pytestmark = [pytest.mark.process, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_it_says_at_once_what_it_does_and_how_many_cases_there_are_in_the_towns_language(tmp_path):
    command = ("demo", "--no-serve", "--size", "30", "--language", "zh")
    with gongjian(*command, home=tmp_path, DATABASE_URL="") as process:
        first = process.stdout.readline()
        said, _ = process.communicate(timeout=120)

    assert process.returncode == 0, said
    assert first == "正在启动演示城区。 首次启动需要先生成数据，约一两分钟。\n"
    assert "正在生成城区" in said
    assert "共 30 件诉求" in said
    assert "The demo town" not in said

"""What the documentation shows of the methods runs as it stands there."""

import csv
import doctest
import pkgutil
import re
from itertools import product
from pathlib import Path

from gongjian import methods
from tests.shared_data import shared

DOCS = Path(__file__).resolve().parents[2] / "docs"
SAID = {"市政": ["路灯坏了", "路灯不亮", "路面破损"], "环境": ["噪音扰民", "夜里施工", "臭气熏天"]}


def test_the_example_of_telling_categories_runs(tmp_path, monkeypatch, capsys):
    page = (DOCS / "how-to" / "tell-categories.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    with (tmp_path / "labelled.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["label", "title", "body", "text_seg"])
        for label, place in product(SAID, "甲乙丙丁戊己"):
            table.writerows([label, f"{place}街{said}", said * 2, ""] for said in SAID[label])
    monkeypatch.chdir(tmp_path)

    exec(compile(example, "tell-categories.md", "exec"), {})

    assert "市政" in capsys.readouterr().out.splitlines()[1]


def test_the_examples_of_reading_texts_run():
    page = (DOCS / "reference" / "triage.md").read_text(encoding="utf-8")
    blocks = "\n".join(re.findall(r"```python\n(>>>.*?)```", page, re.DOTALL))
    examples = doctest.DocTestParser().get_doctest(blocks, {}, "triage.md", None, 0)

    failed, tried = doctest.DocTestRunner().run(examples)

    assert (failed, tried >= 6) == (0, True)


def test_every_module_stands_in_the_reference():
    page = (DOCS / "reference" / "methods.md").read_text(encoding="utf-8")
    tables = page.partition("## Which module does what")[2].partition("## Every function")[0]
    named = re.findall(r"`([a-z_0-9]+)`", tables)

    assert sorted(named) == sorted(module.name for module in pkgutil.iter_modules(methods.__path__))


def test_the_example_on_real_data_runs(capsys):
    data = shared("")
    page = (DOCS / "reference" / "methods.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)

    exec(compile(example.replace("../shared/data", str(data)), "methods.md", "exec"), {})

    assert "groups, silhouette" in capsys.readouterr().out


def test_the_example_of_finding_hot_issues_runs(capsys):
    page = (DOCS / "how-to" / "find-hot-issues.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)

    exec(compile(example, "find-hot-issues.md", "exec"), {})

    assert capsys.readouterr().out == "[0, None, 0]\n"

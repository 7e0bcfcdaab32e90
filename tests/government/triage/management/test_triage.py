"""``gongjian triage``: from a table to a model, from a model to a table."""

import csv
from itertools import cycle, product
from random import Random

import pytest
from django.core.management import CommandError, call_command

SAID = {
    "lights": ["路灯不亮", "路灯坏了三天", "晚上没有路灯", "street lamp is broken"],
    "noise": ["夜里施工噪音", "广场舞噪音扰民", "噪音太大睡不着", "loud noise at night"],
}
PLACES = ["五一路", "人民路", "中山路", "解放路", "建设路"]


@pytest.fixture
def tables(tmp_path):
    """A table with labels, one without, and where to write."""
    rows = [
        (label, said, f"我住在{place}，{said}。")
        for label, place in product(SAID, PLACES)
        for said in SAID[label]
    ]
    with (tmp_path / "learn.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(
            [("label", "title", "body"), *rows, ("", "路灯", ""), ("lights", "", "")]
        )
    with (tmp_path / "ask.csv").open("w", newline="", encoding="gb18030") as file:
        csv.writer(file).writerows(
            [
                ("title", "body"),
                ("路灯又坏了", ""),
                ("", ""),
                ("", "很吵，噪音大"),
                ("noise", "x"),
                ("", ""),
            ]
        )
    return tmp_path


def train(tables, *options):
    call_command(
        "triage", "train", str(tables / "learn.csv"), "--label", "label", "--text", "title",
        "--text", "body", "--model", str(tables / "model"), *options,
    )  # fmt: skip


def predict(tables, *options):
    call_command(
        "triage", "predict", str(tables / "ask.csv"), "--model", str(tables / "model"),
        "--out", str(tables / "told.csv"), *options,
    )  # fmt: skip
    return (tables / "told.csv").read_text(encoding="utf-8").splitlines()


def test_what_was_learnt_from_one_table_is_told_of_another(tables, capsys):
    train(tables)

    lines = predict(tables)

    assert lines[0] == "row,label,probability"
    told = [line.split(",") for line in lines[1:]]
    labels = [("0", "lights"), ("1", ""), ("2", "noise"), ("3", "noise"), ("4", "")]
    assert [(row, label) for row, label, _ in told] == labels
    assert all(0.5 < float(told[at][2]) <= 1 for at in (0, 2))
    said = capsys.readouterr()
    assert "Learnt 2 labels from 40 messages" in said.out
    assert "Each is nearly a copy of others" in said.out
    assert "2 rows without label or text left out" in said.err


def test_columns_may_be_named_anew(tables):
    train(tables)

    assert len(predict(tables, "--text", "body")) == 6


def test_the_same_table_gives_the_same_model(tables):
    train(tables)
    first = (tables / "model").read_bytes()

    train(tables)

    assert (tables / "model").read_bytes() == first


def test_rare_labels_are_left_out_and_told(tables, capsys):
    with (tables / "learn.csv").open("a", encoding="utf-8") as file:
        file.write("water,停水,停水两天\n")

    train(tables)

    assert "'water' left out: fewer than 5 messages" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("train learn.csv --label kind --text title --model m", "has no column 'kind'"),
        ("train learn.csv --label label --text text --model m", "has no column 'text'"),
        ("train learn.csv --label title --text zz --model m", "it has: label, title, body"),
        ("train learn.csv --label body --text title --model m", "fewer than two labels"),
        ("train none.csv --label label --text title --model m", "none.csv"),
        ("train learn.csv --label label --text title --model no/m", "no is no folder"),
        ("predict ask.csv --model learn.csv --out no/o", "no is no folder"),
        ("predict ask.csv --model learn.csv --out o", "no file of a classifier"),
        ("predict ask.csv --model none --out o", "none"),
    ],
)
def test_what_is_wrong_is_told(tables, monkeypatch, arguments, said):
    monkeypatch.chdir(tables)

    with pytest.raises(CommandError, match=said):
        call_command("triage", *arguments.split())

    assert sorted(path.name for path in tables.iterdir()) == ["ask.csv", "learn.csv"]


def test_of_a_table_too_large_to_learn_from_it_is_told_what_to_do(tables, monkeypatch):
    monkeypatch.chdir(tables)
    with (tables / "large.csv").open("wb") as file:
        file.truncate(200_000_001)

    with pytest.raises(CommandError, match=r"large.csv is too large: .* 200 MB.* Take a part"):
        call_command("triage", "train", "large.csv", "--label", "a", "--text", "b", "--model", "m")


def write_texts(tables, texts):
    with (tables / "learn.csv").open("w", newline="", encoding="utf-8") as file:
        rows = zip(cycle("ab"), texts, texts, strict=False)
        csv.writer(file).writerows([("label", "title", "body"), *rows])


def test_nothing_is_learnt_from_messages_with_nothing_in_common(tables):
    write_texts(tables, "天地玄黄宇宙洪荒日月")

    with pytest.raises(CommandError, match="Nothing to learn: no character or word stands in more"):
        train(tables)


def test_how_good_it_is_is_told_by_messages_that_were_held_back(tables, capsys):
    random = Random(1)
    others = [chr(code) for code in range(0x4E00, 0x4E00 + 200)]
    write_texts(
        tables, [said + "".join(random.sample(others, 12)) for said in ["灯坏了", "漏水了"] * 20]
    )

    train(tables)

    said = capsys.readouterr().out
    assert "On 40 messages that were held back" in said
    assert "a: 20 messages, precision 1.000, recall 1.000, F1 1.000" in said
    assert "macro-F1 1.000" in said


def test_a_model_is_not_asked_of_columns_that_are_not_there(tables):
    train(tables)
    (tables / "ask.csv").write_text("words\n路灯\n", encoding="utf-8")

    with pytest.raises(CommandError, match=r"no column 'title'.* words"):
        predict(tables)

    assert not (tables / "told.csv").exists()

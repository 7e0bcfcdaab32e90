"""``gongjian triage train`` for the town: a table becomes examples, and a model of them."""

import csv

import pytest
from django.core.management import CommandError, call_command

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.ids import new_id
from gongjian.government.triage.actions.training_runs import begin_training
from gongjian.government.triage.models import Evidence, Example, ModelState, TrainedModel
from tests.factories import make_category

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_few_are_enough")]


@pytest.fixture
def table(tmp_path, sayings):
    """A table whose labels are a code, a name of two categories, and a path."""
    town = make_category("Town", code="T")
    make_category("Lights", parent=town, code="L")
    make_category("Noise", code="N")
    make_category("Noise", parent=make_category("Air", code="A"), code="AN")
    labels = {"lights": "town / lights", "noise": "Noise"}
    path = tmp_path / "labelled.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        written = csv.writer(file)
        written.writerow(["label", "title", "body"])
        for matter, said in sayings.items():
            written.writerows([labels[matter], *one] for one in said)
        written.writerow(["l", "路灯", "请打13812345678"])
    return path


def train(table, *options):
    call_command(
        "triage", "train", str(table), "--label", "label", "--text", "title", "--text", "body",
        *options,
    )  # fmt: skip


def test_a_table_becomes_masked_examples_and_a_model(table, capsys):
    train(table)

    codes = dict(Example.objects.values_list("category__code").distinct().order_by().values_list(
        "category__code", "evidence"
    ))  # fmt: skip
    assert codes == {"L": Evidence.TABLE, "N": Evidence.TABLE}
    assert Example.objects.count() == 201
    assert not Example.objects.filter(text__contains="13812345678").exists()
    assert TrainedModel.objects.get().state == ModelState.CHAMPION
    said = capsys.readouterr().out
    assert "201 examples" in said
    assert "It sorts cases from now on: 2 categories" in said
    assert "names alone" in said


def test_the_same_table_again_adds_nothing_and_teaches_nothing_new(table, capsys):
    train(table)

    with pytest.raises(CommandError, match="Nothing new to learn"):
        train(table)

    assert Example.objects.count() == 201


def test_labels_that_name_nothing_are_told_and_nothing_is_kept(table):
    with table.open("a", encoding="utf-8") as file:
        file.write("Ghosts,boo,boo\nGhosts,boo,who\n")

    with pytest.raises(CommandError, match=r"'Ghosts' \(2 rows\)"):
        train(table)

    assert not Example.objects.exists()
    train(table, "--skip-unknown")
    assert Example.objects.count() == 201


def test_without_a_table_the_town_learns_from_what_it_has(table):
    with pytest.raises(CommandError, match="Nothing to learn"):
        call_command("triage", "train")
    with pytest.raises(CommandError, match="Name the table"):
        call_command("triage", "train", "--label", "label")
    with pytest.raises(CommandError, match="Name the columns"):
        call_command("triage", "train", str(table))


def test_while_one_is_trained_another_waits(table):
    begin_training(actor=Actor.system("test"), now=now())

    with pytest.raises(CommandError, match="trained already"):
        train(table)


def test_a_run_that_is_not_there_is_left_alone():
    call_command("triage", "train", "--run", str(new_id()))

    assert not TrainedModel.objects.exists()

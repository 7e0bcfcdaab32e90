"""What the command says of itself, and how it says what went wrong."""

import pytest

from gongjian.config.command_line import CommandLine


def test_the_help_names_our_commands_with_a_line_each():
    lines = CommandLine(["gongjian"]).main_help_text().splitlines()

    named = [line.split()[0] for line in lines if line.startswith("  ")]
    assert "import_duties" in named
    assert "worker" in named
    assert "makemigrations" not in named
    assert all(len(line.split()) > 2 for line in lines if line.startswith("  "))


def test_every_command_is_still_listed_by_name():
    assert "makemigrations" in CommandLine(["gongjian"]).main_help_text(commands_only=True)


@pytest.mark.parametrize(
    "command", [["import_duties", "areas", "none.csv"], ["import_organisations", "none.csv"]]
)
def test_every_error_begins_with_the_name_of_the_command(capsys, command):
    with pytest.raises(SystemExit) as ended:
        CommandLine(["gongjian", *command]).execute()

    assert ended.value.code == 1
    assert capsys.readouterr().err.startswith("gongjian: ")

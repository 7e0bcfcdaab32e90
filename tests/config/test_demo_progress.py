"""A log of the demo's loading is never silent for long."""

from gongjian.config.management.commands import demo


def test_a_log_gets_a_line_for_each_tenth(capsys):
    with demo._progress("Telling", 18_817, "steps") as on_progress:
        for done in range(0, 18_817, 500):
            on_progress(min(500, 18_817 - done))
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "Telling: 18,817 steps"
    assert [line.split(": ")[1] for line in lines[1:]] == [
        "10%", "21%", "31%", "42%", "50%", "61%", "71%", "82%", "90%", "100%"
    ]  # fmt: skip


def test_where_nobody_knows_how_much_there_is_it_is_said_once(capsys):
    with demo._progress("Sealing", None, "entries") as on_progress:
        on_progress(1_000)
    assert capsys.readouterr().err.splitlines() == ["Sealing"]

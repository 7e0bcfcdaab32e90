"""In which language the demo town is, before anything is loaded."""

import pytest

from gongjian.config.demo import marker


@pytest.mark.parametrize(
    ("arguments", "standing", "language"),
    [
        ("", "", "en"),
        ("", "zh", "zh"),
        ("--language zh", "", "zh"),
        ("--language=zh --fresh", "en", "zh"),
        ("--port 9000 --language en", "zh", "en"),
        ("--language", "", "en"),
        ("--language fr", "", "en"),
        ("--lang zh", "", "zh"),
        ("--l=zh --port 9000", "en", "zh"),
        ("--fresh --size 10 --lang zh", "en", "zh"),
        ("--language en --language zh", "", "zh"),
        ("-v 0 --no-color --lang zh", "", "zh"),
        ("--port many", "zh", "zh"),
    ],
)
def test_the_language_is_what_is_asked_for_else_that_of_the_town(
    tmp_path, arguments, standing, language
):
    marker.write(tmp_path, language=standing)

    assert marker.asked(arguments.split(), tmp_path)[0] == language


@pytest.mark.parametrize(
    ("arguments", "is_fresh"),
    [("", False), ("--lang zh --fresh", True), ("--fre", True), ("--size 1", False)],
)
def test_a_new_beginning_is_known_before_too(tmp_path, arguments, is_fresh):
    assert marker.asked(arguments.split(), tmp_path)[1] is is_fresh

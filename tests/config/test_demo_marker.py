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
    ],
)
def test_the_language_is_what_is_asked_for_else_that_of_the_town(
    tmp_path, arguments, standing, language
):
    marker.write(tmp_path, language=standing)

    assert marker.language_asked(arguments.split(), tmp_path) == language

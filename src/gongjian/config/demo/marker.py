"""The file that says that a home holds the demo town, and in which language."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

NAME = "demo.json"
LANGUAGES = {"en": "en", "zh": "zh-hans"}
BEGINNINGS = {
    "en": ("Starting the demo town.", "It is made first; that takes a minute or two."),
    "zh": ("正在启动演示城区。", "首次启动需要先生成数据，约一两分钟。"),
}
"""Said before anything slow is loaded, translations too; the second where no town stands yet."""
TOWN_NAMES = {"en": "Egret Lake District", "zh": "鹭湖区"}


def begin(home: Path) -> None:
    """Say that the demo town is being loaded here: what stands here may be thrown away."""
    (home / NAME).write_text(json.dumps({"language": ""}))


def write(home: Path, *, language: str) -> None:
    """Say that the demo town stands here, whole."""
    (home / NAME).write_text(json.dumps({"language": language}))


def read(home: Path) -> dict[str, str] | None:
    """What was written, or None where no demo town stands here, or only half of one."""
    found = _content(home)
    return found if found and found.get("language") else None


def is_begun(home: Path) -> bool:
    return _content(home) is not None


def environment(home: Path, language: str = "") -> dict[str, str]:
    """The settings of the demo town in this home, or of one in ``language``; else none."""
    language = language or (read(home) or {}).get("language", "")
    if not language:
        return {}
    return {
        "GONGJIAN_DEMO": "true",
        "GONGJIAN_LANGUAGE": LANGUAGES[language],
        "GONGJIAN_TOWN_NAME": TOWN_NAMES[language],
    }


def add_options(parser: ArgumentParser) -> None:
    """What ``gongjian demo`` takes; it is read twice, before settings and after."""
    parser.add_argument("--language", choices=sorted(LANGUAGES), help="language people write in")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--no-serve", action="store_true", help="only prepare the town")
    parser.add_argument("--fresh", action="store_true", help="throw the town away, begin anew")
    parser.add_argument("--size", type=int, default=2500, help="how many cases")


def asked(arguments: Sequence[str], home: Path) -> tuple[str, bool]:
    """The language of ``gongjian demo …``, which is that of the town that stands where none is
    asked for, and whether to begin anew."""
    parser = _Silent(add_help=False)
    add_options(parser)
    language, is_fresh = "", False
    with suppress(ValueError):
        known, _others = parser.parse_known_args(arguments)
        language, is_fresh = known.language, known.fresh
    language = language or (read(home) or {}).get("language", "")
    return language if language in LANGUAGES else "en", is_fresh


class _Silent(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        # The command itself says it, in full, when it reads the same words again.
        raise ValueError(message)


def _content(home: Path) -> dict[str, str] | None:
    try:
        return json.loads((home / NAME).read_text())
    except (OSError, ValueError):
        return None

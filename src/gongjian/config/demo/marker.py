"""The file that says that a home holds the demo town, and in which language."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

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


def language_asked(arguments: Sequence[str], home: Path) -> str:
    """The language of ``gongjian demo …``: what is asked for, else that of the town that stands."""
    asked = ""
    for word, after in zip_longest(arguments, arguments[1:], fillvalue=""):
        if word.startswith("--language"):
            asked = word.partition("=")[2] or after
    language = asked or (read(home) or {}).get("language", "")
    return language if language in LANGUAGES else "en"


def _content(home: Path) -> dict[str, str] | None:
    try:
        return json.loads((home / NAME).read_text())
    except (OSError, ValueError):
        return None

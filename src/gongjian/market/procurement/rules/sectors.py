"""Fields of work: sections of the United Nations' industrial classification, ISIC Rev. 4. Pure.

Companies choose sections; a narrower code (``"J62"``) begins with the letter of its section.
"""

from __future__ import annotations

import re

SECTIONS = tuple("ABCDEFGHIJKLMNOPQRSTU")
_CODE = re.compile(r"[A-U][0-9]{0,4}")
MOST_SECTORS = 30


def is_sector(code: str) -> bool:
    return _CODE.fullmatch(code) is not None

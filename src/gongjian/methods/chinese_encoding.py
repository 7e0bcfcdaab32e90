"""Whether text that was decoded as GB 18030 is Chinese, or another encoding's bytes misread.

Nearly every sequence of bytes is valid GB 18030, so that it decodes proves little: "Straße" in
Windows-1252 becomes "Stra遝", Big5 becomes other characters. Two shares tell: of characters that GB
2312 has (99 % and more in four files of Chinese letters to governments, under 40 % in the same in
Big5, none in Western European text), and of the most frequent ones (over 55 % against 11 % of a
Korean and none of a Japanese text, whose encodings share the ranges of GB 2312).
"""

from __future__ import annotations

import re
from typing import Final

_FOREIGN: Final = re.compile(r"[^\x00-\x7f]+")
LEAST_KNOWN: Final = 0.7
LEAST_FREQUENT: Final = 0.25
TOLD_FROM: Final = 40
"""From so many characters on, the share of frequent ones says something."""
FREQUENT: Final = frozenset(
    "的一人市不区年有工公是业在生我学地行法县中建了小理为民政个大上发到家月问路部房保下关时现开车要主出作们道门以规请和局教交办用合通定城设管经费事后会这来"
    "好多日水员实全能于题重导府无进对收司安商方动位长村天社国成分资老已医求面电校相省子解育高同处领证前体过说情没您心户院所住西本就文期产可场金查次三间务居"
    "元新物明改职报入目环二复严园还加反知师镇应回单之当自得点件该决条正违也都况提口百机如意未名权标里直十平施号此利级信取任调每谢望第补划计原委等投力制农活"
    "线程站考劳乡化及给书与受项几楼将两只做诉造其外组网万停内去么质打并度接因退修责孩今想放至境强常希者议量而由整价告儿系护准气据近策品置买山班种向格但何最"
)
"""The 300 most frequent of 1.2 million characters of letters to Chinese governments and their
answers (Tipdm cup 2020); they are 68 % of these texts and 69 % of the names of categories."""


def reads_as_chinese(text: str) -> bool:
    """Whether text decoded as GB 18030 can have been meant so; text of ASCII alone can.

    Parameters
    ----------
    text : str
        Some thousand characters are enough; the cost grows with their number.
    """
    foreign = "".join(_FOREIGN.findall(text))
    if not foreign:
        return True
    known = len(foreign.encode("gb2312", "ignore")) / 2
    if known < LEAST_KNOWN * len(foreign):
        return False
    letters = [letter for letter in foreign if "\u4e00" <= letter <= "\u9fff"]
    if len(foreign) < TOLD_FROM:
        return True
    return sum(letter in FREQUENT for letter in letters) >= LEAST_FREQUENT * len(letters) > 0

"""What the demo town's companies say of themselves, and who owns them."""

from __future__ import annotations

from dataclasses import dataclass

from gongjian.config.demo.initiative_texts import words
from gongjian.config.demo.model import Words


@dataclass(frozen=True, slots=True)
class Firm:
    """In the order of people.companies()."""

    size: str
    sectors: tuple[str, ...]
    text: Words
    owners: tuple[tuple[Words | int, int], ...]
    """A natural person, or the number of a company, and their share in percent."""


FIRMS = (
    Firm(
        "medium",
        ("F", "N"),
        words("Roads, footways and drains since 1998.|一九九八年起从事道路、人行道和排水工程。"),
        ((8, 60), (words("Tang Shoucheng|唐守诚"), 40)),
    ),
    Firm(
        "small",
        ("J",),
        words(
            "Public pages and the systems behind them, open source.|公共网站及后台系统，代码开源。"
        ),
        ((words("Qian Siqi|钱思琪"), 70), (words("Gu Haoran|顾浩然"), 30)),
    ),
    Firm(
        "medium",
        ("L", "N"),
        words("Looks after 41 estates in the district.|管理全区四十一个小区。"),
        ((words("Pan Guoliang|潘国良"), 100),),
    ),
    Firm(
        "small",
        ("C", "E"),
        words(
            "Pumps, pipes and meters, with a workshop in Xingang.|"
            "水泵、管道和水表，新港设有维修车间。"
        ),
        ((words("Fan Lihua|范丽华"), 55), (words("Fan Penghui|范鹏辉"), 45)),
    ),
    Firm(
        "small",
        ("A", "N"),
        words(
            "A nursery of nine hectares in Daoxiang, and those who plant.|"
            "稻香苗圃九公顷，自有栽植队伍。"
        ),
        ((words("Shao Guifang|邵桂芳"), 100),),
    ),
    Firm(
        "micro",
        ("C", "F"),
        words("Lamps and signals; nine people.|路灯与信号灯，九名员工。"),
        ((words("Meng Changming|孟长明"), 100),),
    ),
    Firm(
        "small",
        ("C", "M"),
        words("Measures noise and builds against it.|噪声检测与降噪工程。"),
        ((words("Xue Jinghui|薛静慧"), 80), (words("Duan Tianyu|段天宇"), 20)),
    ),
    Firm(
        "large",
        ("F",),
        words("Builds in eleven districts.|业务覆盖十一个区。"),
        ((words("Hou Zhiyuan|侯志远"), 51),),
    ),
)

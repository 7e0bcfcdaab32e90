"""The town's companies, the accounts one may sign in with, and names for everybody else.

Names are ordinary ones put together by chance. Codes and numbers pass their checks, so that
masking has something real to find, and yet cannot belong to anybody; each says why.
"""

from random import Random

from stdnum.cn import ric, uscc

from gongjian.config.demo.departments import (
    AUDIT_OFFICE,
    DIGITAL_OFFICE,
    SERVICE_CENTRE,
    departments,
)
from gongjian.config.demo.model import Account, AccountRole, Company, Words
from gongjian.config.demo.places import DISTRICT_CODE, STREET_CODES

_FAMILY_NAMES = (
    "Wang|王 Li|李 Zhang|张 Chen|陈 Lin|林 Zhou|周 Xu|徐 He|何 Shen|沈 Song|宋 Tang|唐 Pan|潘 "
    "Qian|钱 Jiang|蒋 Fan|范 Yao|姚 Lu|陆 Gu|顾 Shao|邵 Wan|万 Qiu|邱 Hou|侯 Meng|孟 Qin|秦 "
    "Xue|薛 Lei|雷 Duan|段 Hao|郝 Bai|白"
)
_GIVEN_NAMES = (
    "Yuqing|雨晴 Jianping|建平 Xiulan|秀兰 Haoran|浩然 Minjie|敏洁 Zhiyuan|志远 Guifang|桂芳 "
    "Wenbin|文彬 Xiaoyan|晓燕 Guoliang|国良 Siqi|思琪 Yongsheng|永胜 Lihua|丽华 Peiwen|佩文 "
    "Meiling|美玲 Dawei|大为 Shuzhen|淑珍 Penghui|鹏辉 Haiyan|海燕 Ruixin|瑞欣 Changming|长明 "
    "Jinghui|静慧 Tianyu|天宇 Fengying|凤英 Yueru|月如 Xinyi|欣怡 Shoucheng|守诚 Aiping|爱萍"
)

_COMPANIES = (
    ("Lakeside Civil Works Co., Ltd.", "鹭湖市政工程有限公司"),
    ("Reedlight Software Co., Ltd.", "芦光软件有限公司"),
    ("Heron Property Services Co., Ltd.", "鹭栖物业服务有限公司"),
    ("Qingting Water Equipment Co., Ltd.", "清汀水务设备有限公司"),
    ("Paddyfield Greening Co., Ltd.", "稻禾园林绿化有限公司"),
    ("Stone Bridge Lighting Co., Ltd.", "石桥头照明科技有限公司"),
    ("Stillwater Acoustics Co., Ltd.", "静水声学科技有限公司"),
    ("Nanpu Construction Group Co., Ltd.", "南浦建设集团有限公司"),
)  # fmt: skip
_COMPANY_SLUGS = (
    "civilworks", "reedlight", "heron", "qingting", "paddyfield", "lighting", "stillwater", "nanpu",
)  # fmt: skip

WRITING_COMPANIES = 3
"""Whose people also send cases; the others are there for calls."""
_ONE_HANDLER = frozenset({"education", "health", "planning", "emergency", "daoxiang", "labour"})
_HOMES = ("beidu", "wanglu", "liuying", "xingang", "nanting", "meiwu")


def companies() -> tuple[Company, ...]:
    """Return eight companies; their codes name the district 990105, which nobody has."""
    return tuple(
        Company(
            code=_credit_code(number),
            name=Words(en, zh),
            email=f"office@{slug}.example.org",
        )
        for number, ((en, zh), slug) in enumerate(zip(_COMPANIES, _COMPANY_SLUGS, strict=True))
    )


def accounts() -> tuple[Account, ...]:
    """Return everybody who can sign in, the same in every town."""
    rng = Random("accounts")
    taken: set[str] = set()
    made = []

    def add(key: str, role: AccountRole, organisation: str = "", area: str = DISTRICT_CODE) -> None:
        name = _fresh_name(rng, taken)
        email = f"{key}@luhu.example.org"
        made.append(Account(key, role, name, email, organisation, area))

    for number, street in enumerate(_HOMES, start=1):
        add(f"resident-{number}", "resident", area=STREET_CODES[street])
    firms = list(enumerate(companies(), start=1))
    for number, company in firms[:WRITING_COMPANIES]:
        add(f"company-{number}", "company_member", company.code)
    for department in departments():
        if department.kind != "department":
            continue
        for number in range(1, 2 if department.code in _ONE_HANDLER else 3):
            key = f"handler-{department.code}-{number}"
            add(key, "handler", department.code, department.area)
        add(f"supervisor-{department.code}", "supervisor", department.code, department.area)
    add("dispatcher-1", "dispatcher", SERVICE_CENTRE)
    add("dispatcher-2", "dispatcher", SERVICE_CENTRE)
    add("product-manager", "product_manager", DIGITAL_OFFICE)
    add("auditor", "auditor", AUDIT_OFFICE)
    add("administrator", "administrator", DIGITAL_OFFICE)
    for number, company in firms[WRITING_COMPANIES:]:
        add(f"company-{number}", "company_member", company.code)
    # Each for a body that buys nothing here: they hold keys to sealed bids, with the labour bureau.
    add("trustee-audit", "handler", AUDIT_OFFICE)
    add("trustee-centre", "handler", SERVICE_CENTRE)
    return tuple(made)


def draw_name(rng: Random) -> Words:
    """Draw an ordinary name."""
    family_en, _, family_zh = rng.choice(_FAMILY_NAMES.split()).partition("|")
    given_en, _, given_zh = rng.choice(_GIVEN_NAMES.split()).partition("|")
    return Words(f"{family_en} {given_en}", f"{family_zh}{given_zh}")


def draw_email(name: Words, rng: Random) -> str:
    """Draw an e-mail address for a name, under the domain kept for examples."""
    return f"{name.en.lower().replace(' ', '.')}{rng.randrange(10, 99)}@example.org"


def draw_phone(rng: Random) -> str:
    """Draw a mobile number: 13800 … 500 are operators' own top-up lines, never a person's."""
    return f"13800{rng.randrange(100, 999)}500"


def draw_identity_number(rng: Random) -> str:
    """Draw an identity number of somebody born in 1900 with the serial 000, never issued."""
    county = rng.choice(("110101", "310104"))
    stem = f"{county}1900{rng.randrange(1, 13):02d}{rng.randrange(1, 29):02d}000"
    return stem + ric.calc_check_digit(f"{stem}0")


def draw_plate(rng: Random) -> str:
    """Draw a number plate with the letter X of Ningxia, which has no such series."""
    letter = rng.choice("ABCDEFGHJK")
    return f"宁X{rng.randrange(1, 10)}{letter}{rng.randrange(100, 1000)}"


def draw_bank_card(rng: Random) -> str:
    """Draw one of the card numbers payment networks publish for tests."""
    return rng.choice(("6200000000000005", "6205500000000000004", "6200000000000047"))


def _fresh_name(rng: Random, taken: set[str]) -> Words:
    while (name := draw_name(rng)).en in taken:
        pass
    taken.add(name.en)
    return name


def _credit_code(number: int) -> str:
    stem = f"91{DISTRICT_CODE}MA{7310 + 37 * number:04d}LH{number}"
    return stem + uscc.calc_check_digit(stem)

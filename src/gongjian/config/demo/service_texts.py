"""What the town's departments do for residents, in residents' words, by what happens to somebody."""
# A sentence a line: prose is easier to read and to compare unwrapped.
# ruff: noqa: E501

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gongjian.config.demo.model import NO_WORDS, Language, Words


@dataclass(frozen=True)
class Asks:
    """A question of a form; ``concept`` says whose answer it is."""

    name: str
    title: Words
    concept: str = ""
    """Empty: nobody holds it."""
    kind: str = "string"
    format: str = ""
    document: Words = NO_WORDS
    choices: tuple[Words, ...] = ()
    is_required: bool = True
    most: int = 0


@dataclass(frozen=True)
class ServiceText:
    code: str
    department: str
    category: str
    name: Words
    words: Words
    who_may: Words
    purpose: str
    """The key of an agreement whose purpose it has."""
    provision: str
    working_days: int
    asks: tuple[Asks, ...]
    events: tuple[str, ...]
    what_it_takes: Words = NO_WORDS
    cost_minor: int = 0
    is_published: bool = True


LIFE_EVENTS = (
    ("home", Words("I need a home", "我需要住房"), Words("Renting from the town, and what it costs.", "公租房申请和租金减免。")),
    ("school", Words("My child starts school", "孩子要上学"), Words("Places, meals and what the school needs to know.", "入学、用餐和学校需要了解的事项。")),
    ("work", Words("I lost my work", "我失业了"), Words("Support until there is work again, and training for it.", "生活保障和再就业培训。")),
    ("older", Words("I am getting older", "我上了年纪"), Words("Meals, check-ups and a home without steps.", "助餐、体检和居家无障碍改造。")),
    ("business", Words("I start a business", "我要开店办企业"), Words("Licences, and what may be done at home.", "营业执照和住所登记。")),
    ("moving", Words("I move here", "我搬到这里"), Words("What a new address brings with it.", "新住址相关的事项。")),
)  # fmt: skip

_ADDRESS = Asks(
    "address",
    Words("Where you live", "您的现住址"),
    "households-address",
    document=Words("Proof of address", "居住证明"),
)
_SINCE = Asks(
    "lives_since",
    Words("Since when you live there", "您何时入住"),
    "households-address_since",
    format="date",
    document=Words("Proof of address", "居住证明"),
)
_MEMBERS = Asks(
    "members",
    Words("How many of you live there", "与您同住的人数"),
    "households-members",
    "integer",
    document=Words("Household booklet", "户口簿"),
)
_MONTHS = Asks(
    "months_paid",
    Words("For how many months you have paid insurance", "您的参保缴费月数"),
    "insurance-months_paid",
    "integer",
    document=Words("Record of insurance payments", "参保缴费证明"),
)
_SUPPORT = Asks(
    "is_recipient",
    Words("Whether you get minimum income support", "您是否享受低保"),
    "minimum-income-is_recipient",
    "boolean",
    document=Words("Certificate of minimum income support", "低保证"),
)
_PENSION = Asks(
    "is_drawing",
    Words("Whether you draw a pension", "您是否领取养老金"),
    "pensions-is_drawing",
    "boolean",
    document=Words("Pension certificate", "养老待遇证明"),
)
_TELEPHONE = Asks(
    "reached_at",
    Words("When we may ring you", "方便接听电话的时间"),
    choices=(
        Words("In the morning", "上午"),
        Words("In the afternoon", "下午"),
        Words("Please write", "请书面联系"),
    ),
)

SERVICES = (
    ServiceText(
        "public-rental-home", "housing", "HOU-RENT-PUBLIC",
        Words("A public rental home", "公租房申请"),
        Words("The town lets homes to those who do not find one. You take your place in an open order by points, and see it move.", "区里向住房困难居民出租住房，按积分公开轮候，次序随时可查。"),
        Words("Whoever has lived here for a year, has paid social insurance for a year, and owns no home.", "在本区居住满一年、连续参保满一年且名下无房的居民。"),
        "homes-households", "estates-41", 15,
        (
            _ADDRESS, _SINCE, _MEMBERS, _MONTHS,
            Asks("owns_home", Words("Whether you own a home", "您名下是否有房"), "homes-owns_home", "boolean", document=Words("Certificate of no property", "无房证明")),
            Asks("protected_address", Words("An address that a court protects, if you have one", "受法院保护的住址（如有）"), "households-protected_address", is_required=False, document=Words("Court order", "人身安全保护令")),
            Asks("rooms", Words("How many rooms you need", "需要几居室"), choices=(Words("One", "一居室"), Words("Two", "两居室"), Words("Three", "三居室"))),
        ),
        ("home", "moving"),
    ),
    ServiceText(
        "reduced-rent", "housing", "HOU-RENT-PUBLIC",
        Words("Less rent in public housing", "公租房租金减免"),
        Words("When there is less to live on, the rent goes down with it, from the month in which you apply.", "收入减少时租金相应减免，自申请当月起执行。"),
        Words("Tenants of public rental homes who get minimum income support.", "享受低保的公租房承租人。"),
        "homes-support", "estates-41", 10,
        (
            _SUPPORT,
            Asks("level", Words("At which level", "低保类别"), "minimum-income-level", document=Words("Certificate of minimum income support", "低保证")),
            Asks("since_when", Words("Since when there is less", "收入从何时减少"), format="date"),
        ),
        ("home", "work"),
    ),
    ServiceText(
        "school-place", "education", "EDU-SCHOOL-PLACE",
        Words("A place at a primary school", "小学入学报名"),
        Words("Every child has a place by where it lives. We look your address up and tell you which school it is.", "按现住址就近入学，住址由系统核验，无需到校排队。"),
        Words("Parents of children who are six by the end of August.", "八月底前年满六周岁儿童的家长。"),
        "schools-households", "schools-6", 10,
        (
            _ADDRESS, _SINCE,
            Asks("child_name", Words("Name of the child", "孩子姓名"), most=80),
            Asks("child_born", Words("Born on", "出生日期"), format="date"),
            Asks("needs", Words("What the school should know", "需要学校了解的情况"), is_required=False, most=500),
        ),
        ("school", "moving"),
    ),
    ServiceText(
        "free-check-up", "health", "HEA-CARE-CLINIC",
        Words("A free check-up", "免费健康体检"),
        Words("Once a year, at the health centre of your choice.", "每年一次，可自选社区卫生服务中心。"),
        Words("Whoever draws a pension.", "领取养老待遇的居民。"),
        "checkup-pensions", "health-10", 5,
        (
            _PENSION,
            Asks("diagnosis", Words("Illnesses that the centre should know of", "需要告知的疾病"), "disability-certificates-diagnosis", is_required=False, most=300, document=Words("Doctor's letter", "诊断证明")),
            Asks("centre", Words("Which health centre", "就诊地点"), choices=(Words("Beidu", "北渡"), Words("Wanglu", "望鹭"), Words("Daoxiang", "稻香"))),
        ),
        ("older",),
    ),
    ServiceText(
        "meals-for-older-people", "civil", "SOC-CARE-ELDER",
        Words("Meals for older people", "老年助餐补贴"),
        Words("A warm lunch near you for a small price. The card comes by post.", "就近享用优惠午餐，助餐卡邮寄到家。"),
        Words("Whoever draws a pension and lives in the district.", "领取养老待遇的本区居民。"),
        "meals-pensions", "support-20", 7,
        (
            _PENSION,
            _ADDRESS,
            Asks("diet", Words("What you do not eat", "饮食禁忌"), is_required=False, most=200),
            _TELEPHONE,
        ),
        ("older",),
    ),
    ServiceText(
        "minimum-income", "civil", "SOC-CARE-AID",
        Words("Minimum income support", "最低生活保障申请"),
        Words("When it is not enough to live on. A community worker visits you; you need not come.", "生活困难时的基本保障，由社区工作人员上门核实，无需到窗口。"),
        Words("Households whose income is below the line that is published each year.", "家庭收入低于当年公布标准的居民。"),
        "support-pensions", "support-12", 15,
        (
            _MEMBERS, _PENSION,
            Asks("monthly_pension", Words("How much pension a month", "月养老金额"), "pensions-monthly_pension", is_required=False, document=Words("Pension certificate", "养老待遇证明")),
            Asks("last_paid", Words("When insurance was last paid for you", "最近一次缴纳社保的日期"), "insurance-last_paid", format="date", document=Words("Record of insurance payments", "参保缴费证明")),
            Asks("other_income", Words("Other income a month, in yuan", "其他月收入（元）"), kind="integer", most=1_000_000),
        ),
        ("work", "older"),
        what_it_takes=Words("Time for a visit at home.", "在家等候入户核实。"),
    ),
    ServiceText(
        "training-grant", "labour", "SOC-WORK-TRAIN",
        Words("A grant for training", "技能培训补贴"),
        Words("We pay for a course that leads to work, and twice as much for those who have little.", "参加技能培训给予补贴，低保对象加倍。"),
        Words("Whoever has no work, or is about to lose it.", "失业或者即将失业的居民。"),
        "training-support", "support-12", 10,
        (
            _SUPPORT, _MONTHS,
            Asks("course", Words("Which course", "培训课程"), most=120),
            Asks("begins_on", Words("When it begins", "开课日期"), format="date"),
        ),
        ("work",),
    ),
    ServiceText(
        "business-at-home", "market", "MAR-FIRM-LICENCE",
        Words("A business at home", "住宅登记为经营场所"),
        Words("Sewing, repairing, selling online: what disturbs nobody may be done where you live.", "缝纫、维修、网店等不扰民的经营活动，可以将住宅登记为经营场所。"),
        Words("Whoever has lived at the address for half a year.", "在该住址居住满半年的居民。"),
        "business-households", "consumers-15", 2,
        (
            _ADDRESS, _SINCE,
            Asks("trade_of", Words("What you will do there", "从事的经营活动"), most=300),
            Asks("neighbours", Words("Your neighbours agree", "已征得邻居同意"), kind="boolean"),
        ),
        ("business",),
    ),
    ServiceText(
        "residents-parking", "traffic", "TRA-PARK-ILLEGAL",
        Words("Parking in your own street", "路内停车居民证"),
        Words("In streets with marked places residents park at night for a yearly fee.", "在施划泊位的道路，居民可办理夜间停车证。"),
        Words("Whoever lives in one of these streets, with one car a household.", "居住在相关道路的居民，每户一车。"),
        "parking-households", "traffic-11", 3,
        (
            _ADDRESS, _MEMBERS,
            Asks("plate", Words("Number plate", "车牌号"), most=20),
        ),
        ("moving",), cost_minor=36_000,
    ),
    ServiceText(
        "ramp-at-home", "daoxiang", "SOC-CARE-ACCESS",
        Words("A ramp at your home", "居家无障碍改造"),
        Words("We build a ramp, a handrail or a level threshold, and look at the place with you first.", "加装坡道、扶手，消除门槛高差，施工前上门查看。"),
        Words("Whoever has a disability certificate of grade one or two.", "持有一级、二级残疾人证的居民。"),
        "ramps-disability", "support-20", 20,
        (
            Asks("disability_grade", Words("Grade of your certificate", "残疾人证等级"), "disability-certificates-disability_grade", document=Words("Disability certificate", "残疾人证")),
            Asks("place", Words("What is in the way", "需要改造的部位"), most=300),
        ),
        ("older",),
        # It waits for the agreement that is to be signed.
        is_published=False,
    ),
)  # fmt: skip


def form_of(one: ServiceText, language: Language) -> dict[str, Any]:
    """Its form, as JSON Schema."""
    return {
        "type": "object",
        "properties": {it.name: _property(one, it, language) for it in one.asks},
        "required": [it.name for it in one.asks if it.is_required],
        "additionalProperties": False,
    }


def _property(one: ServiceText, it: Asks, language: Language) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": it.kind,
        "title": it.title.to(language),
        "x-concept": it.concept or f"{one.code}-{it.name}",
    }
    if it.format:
        made["format"] = it.format
    if it.choices:
        made["enum"] = [choice.to(language) for choice in it.choices]
    if it.document.en:
        made["x-document"] = it.document.to(language)
    if it.most:
        made["maximum" if it.kind == "integer" else "maxLength"] = it.most
    return made


@dataclass(frozen=True)
class Applied:
    """Somebody's application; days are working days before today."""

    key: str
    service: str
    resident: str
    days_ago: int
    hour: float
    told: dict[str, Words | int | bool]
    declined: tuple[str, ...] = ()
    """Questions whose answers shall not be fetched."""
    end: str = "submitted"
    """Or "begun": still being filled in; or "withdrawn"."""
    answered_days_ago: int = 0
    answer: Words = NO_WORDS


_BEFORE = Words("2026-02-01", "2026-02-01")
APPLICATIONS = (
    Applied(
        "school", "school-place", "resident-1", 38, 19,
        {"child_name": Words("Song Xiaoyu", "宋小雨"), "child_born": Words("2020-07-14", "2020-07-14")},
        answered_days_ago=34,
        answer=Words("Your address belongs to Beidu Primary School. We looked it up ourselves; you need not bring anything. The letter with the date of enrolment comes in June.", "您的住址属于北渡小学学区，住址信息已由系统核验，无需提交材料，报到通知将于六月寄送。"),
    ),
    Applied(
        "business", "business-at-home", "resident-2", 15, 11,
        {"trade_of": Words("Mending and altering clothes", "缝补和改衣"), "neighbours": True},
        answered_days_ago=14,
        answer=Words("Your address is registered as your place of business. The licence is in your mail since this morning.", "您的住宅已登记为经营场所，营业执照已于今日上午寄出。"),
    ),
    Applied(
        "parking", "residents-parking", "resident-6", 12, 20,
        {"plate": Words("宁X 3D482", "宁X3D482")}, end="withdrawn",
    ),
    Applied(
        "meals", "meals-for-older-people", "resident-2", 10, 9.5,
        {"reached_at": Words("In the morning", "上午")},
        answered_days_ago=6,
        answer=Words("Your card for the canteen in Heron View Street is in the post. Lunch is from 11 to 13.", "望鹭街助餐点的助餐卡已寄出，供餐时间为11时至13时。"),
    ),
    Applied(
        "training", "training-grant", "resident-4", 9, 14,
        {"is_recipient": False, "course": Words("Welding, first grade", "初级电焊"), "begins_on": Words("2027-01-11", "2027-01-11")},
        declined=("is_recipient",),
    ),
    Applied(
        "home", "public-rental-home", "resident-1", 7, 20,
        {"rooms": Words("Three", "三居室")},
    ),
    Applied(
        "rent", "reduced-rent", "resident-3", 5, 10.5, {"since_when": _BEFORE},
    ),
    Applied(
        "checkup", "free-check-up", "resident-1", 3, 18,
        {"is_drawing": True, "centre": Words("Beidu", "北渡")},
    ),
    Applied(
        "support", "minimum-income", "resident-5", 2, 21, {"other_income": 300}, end="begun",
    ),
)  # fmt: skip

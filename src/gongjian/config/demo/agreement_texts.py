"""What departments asked each other for, and what came of it: one in each state."""
# A sentence a line: prose is easier to read and to compare unwrapped.
# ruff: noqa: E501

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gongjian.config.demo.model import NO_WORDS, Words

Fate = Literal["asked", "overdue", "refused", "approved", "in_force", "ended"]


@dataclass(frozen=True)
class Asked:
    """A request for data; days are working days before today."""

    key: str
    consumer: str
    dataset: str
    fields: tuple[str, ...]
    purpose: Words
    necessity: Words
    provisions: tuple[str, ...]
    fate: Fate
    days_ago: int
    reason: Words = NO_WORDS
    """Of a refusal, or of the end."""
    decided_by: str = ""
    """The provision of a refusal."""
    max_age_hours: int = 72
    quota: int = 200
    retention_days: int = 30
    may_seal: bool = False


REQUESTS = (
    Asked(
        "homes-households", "housing", "households", ("address", "address_since", "members"),
        Words("Deciding on applications for public rental homes", "审核公共租赁住房申请资格"),
        Words("Points depend on the size of the household and on how long it has lived here.", "轮候积分按同住人数和居住年限计算，无需其他字段。"),
        ("estates-41", "support-12"), "in_force", 70,
    ),
    Asked(
        "homes-insurance", "housing", "insurance", ("months_paid", "last_paid"),
        Words("Deciding on applications for public rental homes", "审核公共租赁住房申请资格"),
        Words("Whoever has paid for a year may apply; the employer does not matter.", "申请条件为连续参保满一年，不需要单位信息。"),
        ("estates-41", "support-12"), "in_force", 68,
    ),
    Asked(
        "homes-support", "housing", "minimum-income", ("is_recipient", "level"),
        Words("Setting the rent of public rental homes", "核定公共租赁住房减免租金"),
        Words("Recipients pay a reduced rent by their level; amounts are not needed.", "低保家庭按类别减免租金，不需要金额。"),
        ("estates-41",), "in_force", 64,
    ),
    Asked(
        "schools-households", "education", "households", ("address", "address_since"),
        Words("Placing children by the published catchment", "按公布的学区安排入学"),
        Words("The address decides on the school; nobody shall bring papers for it.", "学区按现住址划分，不再要求家长提交证明。"),
        ("schools-6", "support-12"), "in_force", 60,
    ),
    Asked(
        "checkup-pensions", "health", "pensions", ("is_drawing", "drawing_since"),
        Words("Free check-ups for pensioners", "养老待遇领取人员免费体检"),
        Words("Whoever draws a pension is entitled; the amount does not matter.", "领取养老待遇即可免费体检，不需要金额。"),
        ("sharing-30",), "in_force", 55,
    ),
    Asked(
        "cards-insurance", "market", "insurance", ("employer", "last_paid"),
        Words("Finding who runs companies that closed with prepaid money", "查找停业跑路的预付卡经营者"),
        Words("Companies that close leave no address; who was employed there leads to who ran it.", "停业企业无法联系，需要通过参保单位查找实际经营人员。"),
        ("consumers-9", "sharing-23"), "in_force", 50, may_seal=True, quota=20,
    ),
    Asked(
        "meals-pensions", "civil", "pensions", ("is_drawing",),
        Words("Meals for older people at a reduced price", "办理老年人助餐优惠补贴"),
        Words("Whoever draws a pension is entitled; the amount does not matter.", "领取养老待遇即可享受，不需要金额。"),
        ("support-20",), "in_force", 62,
    ),
    Asked(
        "support-pensions", "civil", "pensions", ("is_drawing", "monthly_pension"),
        Words("Deciding on minimum income support", "审核最低生活保障申请"),
        Words("A pension is income: its amount decides whether a household is below the line.", "养老金属于家庭收入，须按金额核定是否低于保障标准。"),
        ("support-12",), "in_force", 61,
    ),
    Asked(
        "support-insurance", "civil", "insurance", ("last_paid",),
        Words("Deciding on minimum income support", "审核最低生活保障申请"),
        Words("The last payment shows whether somebody has work; the employer does not matter.", "最近缴费日期即可判断就业状况，不需要单位信息。"),
        ("support-12",), "in_force", 61,
    ),
    Asked(
        "training-support", "labour", "minimum-income", ("is_recipient",),
        Words("Grants for training of job seekers", "发放求职人员技能培训补贴"),
        Words("Recipients get twice as much; level and amount are not needed.", "低保对象补贴加倍，不需要类别和金额。"),
        ("support-12",), "in_force", 58,
    ),
    Asked(
        "business-households", "market", "households", ("address", "address_since"),
        Words("Registering a home as a place of business", "办理住宅登记为经营场所"),
        Words("The address and half a year there are the conditions; nothing else is looked at.", "仅需核对住址和居住满半年的条件。"),
        ("consumers-15", "support-12"), "in_force", 57,
    ),
    Asked(
        "parking-households", "traffic", "households", ("address", "members"),
        Words("Permits for residents to park in their street", "办理路内夜间停车居民证"),
        Words("The street decides, and one permit a household.", "按居住道路核发，每户一证。"),
        ("traffic-11", "support-12"), "in_force", 56,
    ),
    Asked(
        "stalls-permits", "urban", "food-permits", ("permit", "valid_until"),
        Words("Checking stalls on the pavement", "核查占道摊点食品许可"),
        Words("Officers see in the street whether a stall may sell food.", "执法人员现场核对摊点是否持证。"),
        ("streets-22",), "ended", 45,
        reason=Words("Stalls are licensed by the street offices now; the data are no longer needed.", "摊点备案已下放街道，不再需要该数据。"),
    ),
    Asked(
        "fines-pensions", "traffic", "pensions", ("is_drawing", "monthly_pension"),
        Words("Collecting fines that were not paid", "催缴逾期未缴的交通违法罚款"),
        Words("Knowing who has an income would make collecting easier.", "了解当事人收入有利于催缴罚款。"),
        ("traffic-11",), "refused", 30, decided_by="sharing-7",
        reason=Words("No rule names the collection of fines as a purpose for which pensions may be looked up, and easier is not necessary.", "催缴罚款不属于规章明确的查询用途，且“便于催缴”不构成必要。"),
    ),
    Asked(
        "ramps-disability", "daoxiang", "disability-certificates", ("disability_grade", "certificate_until"),
        Words("Building ramps at the homes of those who need one", "困难残疾人家庭无障碍改造"),
        Words("The grade decides who is entitled; the diagnosis is not needed.", "按残疾等级确定改造对象，不需要诊断信息。"),
        ("support-20",), "approved", 12,
    ),
    Asked(
        "schools-vaccinations", "education", "vaccinations", ("is_complete",),
        Words("Enrolling children in kindergartens", "办理幼儿园新生入园登记核验"),
        Words("Kindergartens must know whether vaccinations are complete; parents bring booklets today.", "入园须核验接种情况，目前仍由家长提交接种本。"),
        ("schools-6", "support-12"), "overdue", 16,
    ),
    Asked(
        "wages-businesses", "housing", "insurance", ("employer",),
        Words("Checking the wage accounts of building sites", "核查建设项目农民工工资专户"),
        Words("Who is employed on a site shows whose wages the account must pay.", "需要核对项目用工单位与专户发放名单是否一致。"),
        ("support-5",), "asked", 4,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Matter:
    """A case in which somebody's data are asked for; days are working days before today."""

    key: str
    resident: str
    department: str
    category: str
    kind: str
    days_ago: int
    title: Words
    text: Words
    answered_days_ago: int = 0
    """0: it is still open."""
    answer: Words = NO_WORDS
    provision: str = ""


MATTERS = (
    Matter(
        "cards-before", "resident-4", "market", "MAR-BUY-CARD", "complaint", 33,
        Words("Hair salon closed with my card", "理发店关门预付卡不退"),
        Words("The salon by the lake closed overnight and nobody answers. There were 800 yuan on my card.", "湖边理发店一夜关门，电话无人接听，卡内还有八百元。"),
        answered_days_ago=22,
        answer=Words("We found who ran the salon. Your money is returned through the supervised account by the end of the month.", "已查找到实际经营人，卡内余额将于月底前通过监管账户退还。"),
        provision="consumers-9",
    ),
    Matter(
        "cards", "resident-2", "market", "MAR-BUY-CARD", "complaint", 8,
        Words("Gym closed and keeps the fees", "健身房关门不退费"),
        Words("The gym announced a move and has not opened again. The yearly fee is lost.", "健身房称搬迁后再未营业，年费无法退回。"),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Look:
    """One query: in which case, by which agreement, about whom; hours after office opens."""

    matter: str
    agreement: str
    about: str
    fields: tuple[str, ...]
    days_ago: int
    hour: float
    seal_days: int = 0
    """For how many days it is kept from the person; 0: it is not."""
    seal_reason: Words = NO_WORDS
    named_because: Words = NO_WORDS
    """Why the case is about somebody who did not ask it."""
    outcome: str = "given"


_SEALED = Words("Who is warned moves the money.", "提前告知可能导致转移资金。")
_EMPLOYED = Words("Named by the landlord as having run the shop.", "房东反映其为店铺实际经营人员。")
LOOKS = (
    Look("school", "schools-households", "resident-1", ("address",), 33, 11, outcome="refused"),
    Look("cards-before", "cards-insurance", "resident-1", ("employer", "last_paid"), 28, 10, 25, _SEALED, _EMPLOYED),
    Look("cards", "cards-insurance", "resident-1", ("employer", "last_paid"), 5, 15, 120, _SEALED, _EMPLOYED),
    Look("rent", "homes-households", "resident-3", ("members",), 4, 9.3),
    Look("checkup", "checkup-pensions", "resident-1", ("is_drawing", "drawing_since"), 2, 14, outcome="refused"),
    Look("home", "homes-support", "resident-1", ("is_recipient",), 2, 15, outcome="no_record"),
    Look("home", "homes-insurance", "resident-1", ("months_paid", "employer"), 1, 9.4, outcome="refused"),
    Look("home", "homes-households", "resident-1", ("members",), 1, 9.6),
)  # fmt: skip


@dataclass(frozen=True)
class Doubt:
    """Somebody says that a field is wrong."""

    resident: str
    dataset: str
    field: str
    days_ago: int
    text: Words
    answered_days_ago: int = 0
    answer: Words = NO_WORDS


DOUBTS = (
    Doubt(
        "resident-1", "households", "members", 20,
        Words("It says three people. Since September my mother lives with us: four.", "登记为三人。母亲九月起与我们同住，应为四人。"),
        answered_days_ago=15,
        answer=Words("You are right. The community worker confirmed it; the register says four since today.", "经社区核实情况属实，登记人数已更正为四人。"),
    ),
    Doubt(
        "resident-1", "insurance", "months_paid", 1,
        Words("Twelve months at my first employer in 2016 are missing. I have the contract.", "2016年第一家单位的十二个月缴费记录缺失，我保留有劳动合同。"),
    ),
)  # fmt: skip

"""What the town's departments hold: datasets and services with their fields.

Of each concept one field is the source. The housing bureau's address is a copy of the civil affairs
bureau's, so that the catalogue shows where such a question is sent on.
"""
# A field a line: tables are easier to read and to compare unwrapped.
# ruff: noqa: E501

from __future__ import annotations

from dataclasses import dataclass

from gongjian.config.demo.model import NO_WORDS, Words


@dataclass(frozen=True)
class Limit:
    """Why something is not simply shared, and by which article."""

    sharing: str
    reason: Words
    provision: str


@dataclass(frozen=True)
class FieldText:
    name: str
    title: Words
    kind: str = "text"
    sensitivity: str = "personal"
    limit: Limit | None = None
    copy_of: str = ""
    """The concept of which another department has the source."""


@dataclass(frozen=True)
class DatasetText:
    code: str
    owner: str
    title: Words
    description: Words
    fields: tuple[FieldText, ...]
    scheme: str = "resident-id"
    limit: Limit | None = None
    hours: int = 24
    permille: int = 990
    quality: Words = NO_WORDS
    kind: str = "dataset"


PEOPLE = Limit(
    "conditional",
    Words(
        "It is about people: given for a purpose that a rule names, about whoever has a matter there.",
        "涉及个人信息，仅用于规章明确的用途，且限于在需求部门有事项办理的人员。",
    ),
    "sharing-7",
)
MONEY = Limit(
    "conditional",
    Words(
        "What somebody lives on: whether they get it is nearly always enough.",
        "涉及个人收入，一般核对是否享受即可，金额从严提供。",
    ),
    "sharing-7",
)
PROTECTED = Limit(
    "none",
    Words("A court protects some of these addresses.", "部分住址受人民法院裁定保护。"),
    "sharing-9",
)
DIAGNOSIS = Limit(
    "none",
    Words(
        "Diagnoses stay with whoever treats; the certificate says what others need to know.",
        "诊断信息不出医疗卫生机构，其他部门核验证书即可。",
    ),
    "sharing-9",
)
ACCOUNT = Limit(
    "none",
    Words("Whoever pays asks the person for the account.", "发放部门应当向本人核实银行账号。"),
    "sharing-9",
)
INFORMANT = Limit(
    "none",
    Words("Who reported a violation is told to nobody.", "举报人信息不予提供。"),
    "sharing-9",
)


def _field(
    name: str, en: str, zh: str, kind: str = "text", limit: Limit | None = None,
    sensitivity: str = "personal", copy_of: str = "",
) -> FieldText:  # fmt: skip
    return FieldText(name, Words(en, zh), kind, sensitivity, limit, copy_of)


def _public(name: str, en: str, zh: str, kind: str = "text") -> FieldText:
    return FieldText(name, Words(en, zh), kind, "public")


CATALOGUE = (
    DatasetText(
        "households", "civil", Words("Households and addresses", "家庭住户登记"),
        Words("Who lives where with how many others.", "住户的现住址、同住人数和入住时间。"),
        (
            _field("address", "Address", "现住址"),
            _field("address_since", "Lives there since", "入住日期", "date"),
            _field("members", "People in the household", "同住人数", "integer"),
            _field("protected_address", "Protected address", "受保护住址", limit=PROTECTED, sensitivity="sensitive"),
        ),
        limit=PEOPLE, hours=24, permille=982,
        quality=Words("Moves are there within a day; of subtenants about one in fifty is missing.", "迁居次日更新；合租住户约有百分之二漏登。"),
    ),
    DatasetText(
        "marriages", "civil", Words("Marriages", "婚姻登记"),
        Words("Whether somebody is married, and since when.", "婚姻状况和登记日期。"),
        (
            _field("status", "Status", "婚姻状况", "code"),
            _field("status_since", "Since", "登记日期", "date"),
        ),
        limit=PEOPLE, permille=997,
    ),
    DatasetText(
        "minimum-income", "civil", Words("Minimum income support", "最低生活保障"),
        Words("Who gets support, at which level.", "低保对象及其类别。"),
        (
            _field("is_recipient", "Gets support", "是否享受低保", "boolean", sensitivity="sensitive"),
            _field("level", "Level", "保障类别", "code", sensitivity="sensitive"),
            _field("monthly_support", "Amount a month", "月保障金额", "decimal", MONEY, "sensitive"),
            _field("support_account", "Bank account", "发放账号", limit=ACCOUNT, sensitivity="sensitive"),
        ),
        limit=PEOPLE, permille=1000,
    ),
    DatasetText(
        "meal-places", "civil", Words("Meals for older people", "老年助餐点"),
        Words("Canteens with their hours and free seats.", "助餐点位置、供餐时间和余位。"),
        (
            _public("canteen", "Canteen", "助餐点"),
            _public("seats", "Seats", "座位数", "integer"),
            _public("opens", "Hours", "供餐时间"),
        ),
        scheme="", hours=168, permille=1000,
    ),
    DatasetText(
        "insurance", "labour", Words("Social insurance", "社会保险参保"),
        Words("For how long somebody has paid, and who employs them.", "参保缴费月数和参保单位。"),
        (
            _field("months_paid", "Months paid", "累计缴费月数", "integer"),
            _field("last_paid", "Last payment", "最近缴费日期", "date"),
            _field("employer", "Employer", "参保单位"),
            _field("base", "Monthly base", "缴费基数", "decimal", MONEY, "sensitive"),
        ),
        limit=PEOPLE, permille=991,
        quality=Words("Payments of a month are there by the tenth of the next.", "当月缴费于次月十日前入库。"),
    ),
    DatasetText(
        "pensions", "labour", Words("Pensions", "养老待遇"),
        Words("Who draws a pension, and since when.", "领取养老待遇的人员和起始时间。"),
        (
            _field("is_drawing", "Draws a pension", "是否领取", "boolean"),
            _field("drawing_since", "Since", "领取起始日期", "date"),
            _field("monthly_pension", "Amount a month", "月待遇金额", "decimal", MONEY, "sensitive"),
            _field("pension_account", "Bank account", "发放账号", limit=ACCOUNT, sensitivity="sensitive"),
        ),
        limit=PEOPLE, permille=999,
    ),
    DatasetText(
        "certificates", "labour", Words("Vocational certificates", "职业技能证书"),
        Words("Certificates that anybody may check.", "可公开核验的技能等级证书。"),
        (
            _public("trade", "Trade", "工种"),
            _public("grade", "Grade", "等级", "code"),
            _public("issued_on", "Issued on", "发证日期", "date"),
        ),
        hours=168, permille=964,
        quality=Words("Certificates from before 2005 are on paper.", "2005年以前的证书尚未电子化。"),
    ),
    DatasetText(
        "insured-today", "labour", Words("Is somebody insured?", "参保状态核验"),
        Words("Answers yes or no for today, and nothing else.", "仅返回当日是否参保。"),
        (_field("is_insured", "Insured today", "当日是否参保", "boolean"),),
        limit=PEOPLE, hours=1, kind="service",
    ),
    DatasetText(
        "homes", "housing", Words("Homes and owners", "房屋权属备案"),
        Words("Which homes somebody owns in the district.", "本区名下住房情况。"),
        (
            _field("owns_home", "Owns a home", "名下是否有房", "boolean"),
            _field("floor_area", "Floor area in m²", "建筑面积（平方米）", "decimal"),
            _field("owner_address", "Address of the owner", "权利人住址", copy_of="households-address"),
        ),
        limit=PEOPLE, permille=973,
    ),
    DatasetText(
        "rental-queue", "housing", Words("Waiting for public rental homes", "公租房轮候"),
        Words("The open order by points, without names.", "按积分公开的轮候次序，不含姓名。"),
        (
            _public("points", "Points", "积分", "integer"),
            _public("place", "Place in the order", "轮候次序", "integer"),
        ),
        scheme="application-number", hours=24, permille=1000,
    ),
    DatasetText(
        "businesses", "market", Words("Businesses", "市场主体登记"),
        Words("Every licensed business of the district.", "本区登记的全部市场主体。"),
        (
            _public("business_name", "Name", "名称"),
            _public("business_status", "Status", "登记状态", "code"),
            _public("registered_on", "Registered on", "成立日期", "date"),
            _public("premises", "Premises", "经营场所"),
        ),
        scheme="credit-code", hours=12, permille=998,
    ),
    DatasetText(
        "food-permits", "market", Words("Food permits", "食品经营许可"),
        Words("Who may sell food, with the last grade.", "食品经营许可及最近一次等级评定。"),
        (
            _public("permit", "Permit", "许可证编号", "code"),
            _public("valid_until", "Valid until", "有效期至", "date"),
            _public("hygiene_grade", "Grade", "量化等级", "code"),
        ),
        scheme="credit-code", hours=48, permille=987,
    ),
    DatasetText(
        "violation-reports", "market", Words("Reports of violations", "违法线索举报"),
        Words("Reports that are looked into, and who made them.", "正在核查的举报线索和举报人。"),
        (
            _field("report_subject", "About whom", "被举报人", sensitivity="sensitive"),
            _field("reported_by", "Who reported it", "举报人", sensitivity="sensitive"),
        ),
        limit=INFORMANT, permille=1000,
    ),
    DatasetText(
        "pupils", "education", Words("Pupils", "学籍"),
        Words("Which school a child goes to.", "学生就读学校和年级。"),
        (
            _field("school", "School", "就读学校"),
            _field("school_grade", "Year", "年级", "integer"),
            _field("enrolled_since", "Since", "入学日期", "date"),
        ),
        limit=PEOPLE, hours=168, permille=1000,
    ),
    DatasetText(
        "tutoring-schools", "education", Words("Tutoring schools", "校外培训机构"),
        Words("Licensed schools and the balance of their supervised accounts.", "持证机构名单和资金监管账户余额。"),
        (
            _public("licence", "Licence", "办学许可证号", "code"),
            _public("supervised_balance", "Supervised balance", "监管账户余额", "decimal"),
        ),
        scheme="credit-code", permille=945,
        quality=Words("Of small schools in homes about one in twenty is unknown.", "约百分之五的居民楼内小微机构尚未掌握。"),
    ),
    DatasetText(
        "vaccinations", "health", Words("Vaccinations of children", "儿童预防接种"),
        Words("Whether the planned vaccinations are complete.", "规划内疫苗是否全程接种。"),
        (
            _field("is_complete", "Complete", "是否全程接种", "boolean", sensitivity="sensitive"),
            _field("last_dose_on", "Last dose", "最近接种日期", "date", sensitivity="sensitive"),
        ),
        limit=PEOPLE, permille=976,
    ),
    DatasetText(
        "disability-certificates", "health", Words("Disability certificates", "残疾人证"),
        Words("Grade and validity of the certificate.", "残疾等级和证件有效期。"),
        (
            _field("disability_grade", "Grade", "残疾等级", "code", sensitivity="sensitive"),
            _field("certificate_until", "Valid until", "有效期至", "date"),
            _field("diagnosis", "Diagnosis", "诊断", limit=DIAGNOSIS, sensitivity="sensitive"),
        ),
        limit=PEOPLE, permille=958,
    ),
)  # fmt: skip

"""The texts departments start their answers from; blanks stand in square brackets."""
# A sentence a line: prose is easier to read and to compare unwrapped.
# ruff: noqa: E501

from gongjian.config.demo.departments import department_codes, telephone_of
from gongjian.config.demo.model import AnswerTemplate, Words

# department: (title, English text, provision) with the Chinese beside it.
_TEMPLATES: dict[str, tuple[tuple[str, str, str, str, str], ...]] = {
    "housing": (
        ("Inspection of an estate", "小区现场核查", "Our estates section inspected [place] on [date] together with [company]. We found: [finding]. The company will [measure] by [date]; we check it on [date].", "我局物业管理科于[日期]会同[单位]到[地点]现场核查，情况为：[情况]。责令该单位于[日期]前[措施]，我局将于[日期]复查。", "estates-18"),
        ("Repair from the maintenance fund", "维修资金使用", "The repair of [object] at [place] falls under the urgent procedure. The contractor begins on [date] and needs about [number] days. The fund pays; you need not do anything.", "[地点][部位]维修符合应急程序，施工单位[日期]进场，工期约[天数]天，费用由维修资金承担，您无需办理手续。", "estates-33"),
    ),
    "urban": (
        ("Repair done", "设施已修复", "The crew repaired [object] at [place] on [date]. The cause was [cause]. We look at the spot again on [date].", "养护队已于[日期]修复[地点][设施]，原因为[原因]，[日期]将回访检查。", "streets-14"),
        ("Control of street order", "街面秩序执法", "Officers were at [place] on [dates and hours]. [number] persons were warned, [number] fined. Patrols go on until [date].", "执法人员于[日期时段]在[地点]执法，劝导[人数]人、处罚[人数]人，巡查持续至[日期]。", "streets-22"),
    ),
    "ecology": (
        ("Result of a measurement", "检测结果告知", "We measured at [place] on [date] at [hour]: [value], the limit being [value]. The operator must [measure] by [date]. The values are on our page.", "我局于[日期时间]在[地点]检测，结果为[数值]，限值[数值]。责令经营者于[日期]前[措施]，数据已在网站公布。", "quiet-11"),
        ("Source traced", "污染溯源", "We traced [smell, discharge] at [place] to [source]. It was stopped on [date], and a case has been opened. Night service: ring us at once if you notice it again.", "经溯源，[地点][异味、排水]来自[来源]，已于[日期]制止并立案。如再发现请立即来电，夜间有人值班。", "waters-19"),
    ),
    "transport": (
        ("Bus service checked", "公交运行核查", "We went through the records of line [number] for [period]. [finding]. From [date] on [measure].", "经调阅[线路]路[时段]运行记录，[情况]。自[日期]起[措施]。", "traffic-26"),
        ("Fare returned", "退还车费", "The track of the car confirms what you wrote. The company returned the fare on [date]; the driver has been [measure].", "经调取轨迹，您反映属实，公司已于[日期]退还车费，驾驶员已[处理]。", "traffic-26"),
    ),
    "traffic": (
        ("Signal adjusted", "信号灯调整", "Our engineers counted at [junction] on [date]. [change]. We look at the counts again on [date].", "信号工程师于[日期]在[路口]实测，已作[调整]，[日期]再次评估。", "traffic-11"),
        ("Parking controlled", "违停查处", "On [dates] [number] cars were fined at [place] and [number] towed. By [date] [measure].", "[日期]在[地点]处罚[数量]辆、拖离[数量]辆，[日期]前[措施]。", "traffic-11"),
    ),
    "water": (
        ("Pressure measured", "水压实测", "At the highest tap of [building] we read [value] megapascal on [date]. The cause was [cause]; [measure] by [date].", "[日期]在[楼栋]最高处实测水压[数值]兆帕，原因为[原因]，[日期]前[措施]。", "waters-8"),
        ("Drain cleared", "排水疏通", "The crew flushed [number] gullies at [place] on [date]. Before heavy rain a pump stands there.", "[日期]疏通[地点]雨水口[数量]个，大雨前预置水泵。", "waters-19"),
    ),
    "education": (
        ("School place", "入学答复", "[address] belongs to [school]. Registration is open from [date] to [date]; we look up residence and property ourselves.", "[地址]属于[学校]学区，[日期]至[日期]网上报名，户籍和房产由系统核验。", "schools-6"),
        ("Refund of fees", "退费处理", "[school] returns [amount] by [date]. The supervised account holds [amount]. Your claim is registered under [number].", "[机构]将于[日期]前退还[金额]元，监管账户余额[金额]元，您的债权登记号为[编号]。", "schools-19"),
    ),
    "health": (
        ("Appointments", "号源说明", "[centre] keeps [number] appointments a day for people who come in person. Counter [number] helps those without a telephone.", "[机构]每日预留现场号[数量]个，[编号]号窗口为不使用智能手机者服务。", "health-10"),
        ("Pest control", "消杀通知", "Our team treated [place] on [date]; the second round is on [date]. Please keep windows shut from [hour] to [hour].", "[日期]已对[地点]消杀，[日期]进行第二轮，请在[时段]关闭门窗。", "health-10"),
    ),
    "civil": (
        ("Relief granted", "救助批准", "Urgent relief of [amount] was granted on [date] and paid on [date]. The monthly support is decided by [date].", "紧急救助[金额]元已于[日期]批准，[日期]发放，定期救助[日期]前审定。", "support-12"),
        ("Service for older people", "养老服务安排", "A nurse visited on [date]. From [date] on [service]. Cost: [amount], of which you pay [amount].", "护士[日期]上门评估，[日期]起提供[服务]，费用[金额]元，自付[金额]元。", "support-20"),
    ),
    "labour": (
        ("Wages", "工资清欠", "[employer] was heard on [date] and pays [amount] by [date]. If it does not, the main contractor advances it.", "[日期]约谈[单位]，[日期]前支付[金额]元，逾期由总包单位先行清偿。", "support-5"),
        ("Insurance", "社保答复", "Your record shows [finding]. [measure] by [date]. You need not bring any papers.", "经查您的参保记录[情况]，[日期]前[措施]，无需提交材料。", "support-12"),
    ),
    "market": (
        ("Mediation", "消费调解", "Both sides were heard on [date]. [company] returns [amount] by [date]. The supervised account holds [amount].", "[日期]组织双方调解，[经营者]于[日期]前退还[金额]元，监管账户余额[金额]元。", "consumers-9"),
        ("Inspection of a kitchen", "餐饮检查", "We inspected [shop] without notice on [date]: [finding]. [measure]. The sample showed [result].", "[日期]突击检查[店铺]：[情况]，已[措施]，抽检结果为[结果]。", "consumers-15"),
    ),
    "planning": (
        ("Objection answered", "规划异议答复", "Your objection to [plan] was treated on [date]. It is [accepted, partly accepted, not accepted], because [reason]. The plan is displayed until [date].", "您对[方案]的异议于[日期]审议，[采纳、部分采纳、不采纳]，理由为[理由]，公示至[日期]。", "land-30"),
        ("Certificate", "不动产登记答复", "Your file was checked on [date]. [finding]. You may apply online or at counter [number]; it takes [number] working days.", "[日期]核查您的登记档案，[情况]，可网上或到[编号]号窗口办理，[天数]个工作日办结。", "land-30"),
    ),
    "emergency": (
        ("Danger removed", "隐患已消除", "[place] was inspected on [date]. [number] dangers were found and removed, [number] follow by [date]. We come again without notice.", "[日期]检查[地点]，发现隐患[数量]项，已整改[数量]项，其余[日期]前完成，将突击复查。", "safety-7"),
        ("Fire drill", "消防演练安排", "The fire station comes to [place] on [date] at [hour]. It is free; please tell your neighbours.", "消防站定于[日期时间]到[地点]开展演练，免费，请转告邻居。", "safety-7"),
    ),
    "daoxiang": (
        ("Village round", "村居巡查答复", "Our village round was at [place] on [date]. [finding]. [measure] by [date].", "巡查人员[日期]到[地点]，[情况]，[日期]前[措施]。", "delegation-3"),
        ("Village home", "宅基地答复", "The site in [village] was looked at with the committee on [date]. [decision]. The papers will be brought to you on [date].", "[日期]会同村委会到[村]踏勘，[决定]，批文[日期]送达。", "delegation-3"),
    ),
}  # fmt: skip


def answer_templates() -> tuple[AnswerTemplate, ...]:
    """Return the templates of every department, each ending with whom to ask."""
    return tuple(
        AnswerTemplate(
            department=code,
            title=Words(title_en, title_zh),
            text=Words(
                f"{text_en} Questions: {telephone_of(code)}, working days 8:30–17:30.",
                f"{text_zh}咨询电话：{telephone_of(code)}，工作日8:30至17:30。",
            ),
            provision=provision,
        )
        for code in department_codes()
        for title_en, title_zh, text_en, text_zh, provision in _TEMPLATES[code]
    )

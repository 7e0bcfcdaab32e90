"""The local rules of the town, article by article. None of them exists."""

from datetime import date, timedelta

from gongjian.config.demo import sharing_articles
from gongjian.config.demo.model import Provision, Words

REQUESTS = Words(
    "Egret Lake District Rules on Handling Citizens' Requests", "鹭湖区市民诉求办理规定"
)
ESTATES = Words("Egret Lake District Measures on Residential Estates", "鹭湖区住宅小区管理办法")
STREETS = Words("Egret Lake District Rules on Streets and Greenery", "鹭湖区市容和绿化管理规定")
QUIET = Words("Egret Lake District Rules on Noise and Clean Air", "鹭湖区噪声和大气污染防治规定")
WATERS = Words("Egret Lake District Rules on Water Supply and Waters", "鹭湖区供水和河湖管理规定")
TRAFFIC = Words("Egret Lake District Rules on Road Safety and Transport", "鹭湖区道路交通管理规定")
SCHOOLS = Words("Egret Lake District Rules on Schools and Tutoring", "鹭湖区学校和校外培训管理规定")
HEALTH = Words("Egret Lake District Rules on Public Health", "鹭湖区公共卫生管理规定")
SUPPORT = Words("Egret Lake District Measures on Work and Support", "鹭湖区就业和民生保障办法")
CONSUMERS = Words("Egret Lake District Rules on Protecting Consumers", "鹭湖区消费者权益保护规定")
SAFETY = Words("Egret Lake District Rules on Safety in Daily Life", "鹭湖区公共安全管理规定")
LAND = Words("Egret Lake District Rules on Land and Planning", "鹭湖区土地和规划管理规定")
DELEGATION = Words(
    "Decision on Delegating Duties to Daoxiang Subdistrict", "关于向稻香街道赋权的决定"
)

# The revised article on quiet hours is young enough for older cases to fall under its
# predecessor, so that the town shows a rule changing under cases.
REVISION_AGE = timedelta(days=70)

# code: (law, article, in force from, English, Chinese)
_ARTICLES: dict[str, tuple[Words, str, date, str, str]] = {
    "requests-9": (
        REQUESTS,
        "9",
        date(2023, 3, 1),
        "The department responsible shall accept a request within one working day of its dispatch "
        "and answer it within the days the duty register sets, or fifteen working days where it "
        "sets none. The time starts when the request is received.",
        "承办部门应当自诉求派发之日起一个工作日内受理，并在职责清单规定的期限内答复；"
        "职责清单未规定的，在十五个工作日内答复。"
        "办理期限自收到诉求之日起计算。",
    ),
    "requests-12": (
        REQUESTS,
        "12",
        date(2023, 3, 1),
        "Whoever first receives a request sees it through. A department that holds a request to "
        "be another's says why and names the better owner; a request handed back twice is settled "
        "by the service centre, and that settlement is final.",
        "诉求办理实行首接负责制。部门认为不属于本部门职责的，应当说明理由并指明承办部门；"
        "两次退回的，由热线中心裁定，裁定为最终决定。",
    ),
    "requests-15": (
        REQUESTS,
        "15",
        date(2023, 3, 1),
        "Time limits count working days. Public holidays and weekends do not count; days made up "
        "for holidays do. The day of receipt is not counted. The time stands still only while the "
        "requester's reply is awaited or during an extension that another officer has approved.",
        "办理期限以工作日计算，法定节假日和休息日不计入，调休上班日计入，收到当日不计入。"
        "仅在等待诉求人补充材料或者延期经他人批准期间停止计算。",
    ),
    "requests-18": (
        REQUESTS,
        "18",
        date(2023, 3, 1),
        "Whoever asked says whether an answer solved the matter. An answered request to which "
        "nobody objects is closed after six days; within thirty days of the answer it is opened "
        "again where the matter is not solved.",
        "诉求人对答复是否解决问题作出评价。答复后六日内无异议的，诉求办结；"
        "问题未解决的，可以在答复之日起三十日内要求重新办理。",
    ),
    "requests-21": (
        REQUESTS,
        "21",
        date(2023, 3, 1),
        "A request may be rejected only if it is outside the district's powers, before a court, "
        "or without a matter that could be examined. The reason is given in writing; within "
        "sixty days the requester may appeal to the service centre.",
        "诉求超出本区职权、已进入诉讼程序或者没有可核查事项的，方可不予受理，并书面说明理由。"
        "诉求人可以在六十日内向热线中心申诉。",
    ),
    "estates-18": (
        ESTATES,
        "18",
        date(2021, 10, 1),
        "A property company publishes its charges and what it does for them at the entrance of "
        "the estate, and its accounts of shared income every half year. It shall not cut water, "
        "power or access to collect fees.",
        "物业服务企业应当在小区入口公示收费项目、标准和服务内容，每半年公布一次公共收益账目，"
        "不得以停水、停电、限制出入等方式催交费用。",
    ),
    "estates-27": (
        ESTATES,
        "27",
        date(2021, 10, 1),
        "Parking spaces within an estate serve its owners first. A developer shall not sell "
        "spaces as a condition of buying a home, nor in bundles, nor refuse to let spaces that "
        "are unsold.",
        "小区车位应当首先满足业主需要。建设单位不得以购买住房为条件搭售车位，不得捆绑销售，"
        "不得对未售车位拒绝出租。",
    ),
    "estates-33": (
        ESTATES,
        "33",
        date(2021, 10, 1),
        "Leaking roofs, broken lifts and other faults that endanger people are repaired at once "
        "and may be paid from the maintenance fund under the urgent procedure. New homes are "
        "repaired by the builder during the warranty.",
        "屋面渗漏、电梯故障等危及人身安全的，应当立即维修，可以按照应急程序使用维修资金。"
        "新建住房在保修期内由建设单位负责维修。",
    ),
    "estates-41": (
        ESTATES,
        "41",
        date(2021, 10, 1),
        "Public rental homes are allotted by points in an open order. Landlords and agents return "
        "deposits within seven days of the end of a tenancy, less only damage that is shown.",
        "公租房实行积分轮候，轮候次序公开。租赁终止后，出租人和中介机构应当在七日内退还押金，"
        "仅可扣除有证据证明的损失。",
    ),
    "streets-14": (
        STREETS,
        "14",
        date(2020, 5, 1),
        "Street lights, pavements, covers and public toilets are kept in working order. A danger "
        "is fenced within two hours of a report and repaired within the days the duty register "
        "sets.",
        "路灯、人行道、井盖和公共厕所应当保持完好。存在危险的，接报后两小时内设置围挡，"
        "并在职责清单规定的期限内修复。",
    ),
    "streets-22": (
        STREETS,
        "22",
        date(2020, 5, 1),
        "Nobody shall trade on pavements or crossings outside the marked places and hours, build "
        "on shared ground or roofs without a permit, or let a dog run unleashed.",
        "任何人不得在划定区域和时段之外占用人行道、过街通道经营，不得未经许可在公共用地、"
        "屋面搭建，不得遛犬不牵绳。",
    ),
    "streets-30": (
        STREETS,
        "30",
        date(2020, 5, 1),
        "Trees that block light, wires or signs are pruned once a year outside the nesting "
        "season; playgrounds are inspected every month and the inspection is posted.",
        "影响采光、线路或者标志的树木，每年在鸟类繁殖期外修剪一次；游乐设施每月检查并公示结果。",
    ),
    "quiet-17": (
        QUIET,
        "17",
        date(2022, 6, 5),
        "Kitchens that give off fumes keep filters working and cleaned every month. Sites wet "
        "down, cover and wash so that no dust leaves them.",
        "产生油烟的餐饮单位应当保持净化设施正常运行并每月清洗。工地应当采取湿法作业、覆盖、"
        "冲洗等措施，防止扬尘外逸。",
    ),
    "waters-8": (
        WATERS,
        "8",
        date(2021, 3, 22),
        "Water reaches the meter at a pressure of at least 0.14 megapascal. Planned "
        "interruptions are announced a day before; water meets the standard for drinking at the "
        "tap.",
        "供水管网末梢压力不得低于0.14兆帕。计划停水应当提前一日公告，水龙头出水应当符合"
        "生活饮用水标准。",
    ),
    "waters-19": (
        WATERS,
        "19",
        date(2021, 3, 22),
        "Drains are cleared before the rainy season. Nobody shall discharge waste into the lake, "
        "rivers or rain drains; black or foul water is traced to its outlet.",
        "排水管网应当在汛期前完成疏通。任何人不得向湖泊、河道、雨水管网排放污水；"
        "出现黑臭水体的，应当溯源排查排口。",
    ),
    "traffic-11": (
        TRAFFIC,
        "11",
        date(2022, 1, 1),
        "Signals and crossings follow the number of people who cross; crossings near schools and "
        "homes for the elderly are lit. Vehicles that block a pavement or crossing are removed.",
        "信号灯配时和过街设施应当与过街人流相适应，学校、养老机构周边过街处应当设置照明。"
        "占用人行道、过街通道停放的车辆应当予以清理。",
    ),
    "traffic-26": (
        TRAFFIC,
        "26",
        date(2022, 1, 1),
        "Bus lines and stops are reviewed every half year with the passengers' proposals. A "
        "driver who refuses a fare, takes a detour or does not use the meter repays the fare.",
        "公交线路和站点每半年结合乘客建议评估一次。驾驶员拒载、绕路、不打表的，应当退还车费。",
    ),
    "schools-6": (
        SCHOOLS,
        "6",
        date(2022, 9, 1),
        "Every child finds a place by the published catchment. School kitchens post menus, "
        "suppliers and prices every week, and a parent eats with the pupils every month.",
        "适龄儿童按照公布的学区入学。学校食堂每周公示菜谱、供货商和价格，每月实行家长陪餐。",
    ),
    "schools-19": (
        SCHOOLS,
        "19",
        date(2022, 9, 1),
        "Tutoring schools take fees for at most three months ahead, into a supervised account. "
        "Lessons not held are refunded within fifteen days. School grounds open to residents when "
        "pupils are away.",
        "校外培训机构预收费不得超过三个月，并纳入资金监管。未上课程应当在十五日内退费。"
        "学校体育场地在非教学时间向居民开放。",
    ),
    "health-10": (
        HEALTH,
        "10",
        date(2021, 7, 1),
        "Health centres keep a third of their appointments for people over 65 and for those who "
        "come in person, give vaccines by the published plan, and treat breeding places of "
        "mosquitoes and rats every season.",
        "社区卫生服务机构应当将三分之一的号源留给65周岁以上老年人和现场就诊者，按公布计划接种疫苗，"
        "每季度对蚊鼠孳生地进行消杀。",
    ),
    "support-5": (
        SUPPORT,
        "5",
        date(2022, 4, 1),
        "Wages are paid every month in money. On building sites they are paid through a special "
        "account; the main contractor advances what a subcontractor owes.",
        "工资应当按月以货币形式支付。建设工程应当通过专用账户发放农民工工资，"
        "分包单位拖欠的，由总承包单位先行清偿。",
    ),
    "support-12": (
        SUPPORT,
        "12",
        date(2022, 4, 1),
        "Applications for insurance, training grants and allowances are answered within the days "
        "the duty register sets. Papers another department already holds shall not be asked for "
        "again.",
        "社会保险、培训补贴和各类津贴的申请，应当在职责清单规定的期限内答复。"
        "其他部门已经掌握的材料，不得要求重复提交。",
    ),
    "support-20": (
        SUPPORT,
        "20",
        date(2022, 4, 1),
        "Every community offers meals, day care and an alarm service to people over 70. Public "
        "buildings, estates and stops shall be reachable without steps.",
        "每个社区应当为70周岁以上老年人提供助餐、日间照料和紧急呼叫服务。"
        "公共建筑、住宅小区和公交站台应当实现无障碍通行。",
    ),
    "consumers-9": (
        CONSUMERS,
        "9",
        date(2023, 1, 1),
        "Whoever sells prepaid cards keeps two fifths of the money in a supervised account, "
        "announces a closure or move thirty days before, and refunds the balance within fifteen "
        "days when asked.",
        "发行预付卡的经营者应当将预收资金的四成纳入监管账户，停业或者迁址应当提前三十日公告，"
        "消费者要求退款的，应当在十五日内退还余额。",
    ),
    "consumers-15": (
        CONSUMERS,
        "15",
        date(2023, 1, 1),
        "Food is kept, prepared and labelled so that nobody falls ill. Prices are marked before "
        "the purchase and scales are verified once a year. A business licence is issued within "
        "two working days.",
        "食品的贮存、加工和标识应当符合安全要求。商品和服务应当明码标价，计量器具每年检定一次。"
        "营业执照应当在两个工作日内办结。",
    ),
    "safety-7": (
        SAFETY,
        "7",
        date(2021, 11, 9),
        "Stairs, landings and fire lanes are kept clear. Electric bicycles shall not be charged "
        "in stairwells or homes. Danger to life is removed at once.",
        "楼梯间、公共走道和消防车通道应当保持畅通，电动自行车不得在楼道、室内充电。"
        "危及生命安全的隐患应当立即消除。",
    ),
    "land-30": (
        LAND,
        "30",
        date(2020, 9, 1),
        "Plans are displayed for thirty days on site and online, and every objection is answered. "
        "Village homes are approved within twenty working days. Slopes and unsafe buildings are "
        "inspected before each rainy season.",
        "规划方案应当在现场和网上公示三十日，异议应当逐条答复。宅基地申请应当在二十个工作日内审批。"
        "边坡和危房应当在每年汛期前排查。",
    ),
    "delegation-3": (
        DELEGATION,
        "3",
        date(2024, 1, 1),
        "As a trial, Daoxiang Subdistrict Office itself carries out the duties listed: rubbish, "
        "village street lights, street stalls, village homes, mosquitoes and rats.",
        "试点期间，稻香街道办事处直接履行下列职责：垃圾清运、村道路灯、占道经营、"
        "宅基地管理、蚊鼠防治。",
    ),
    **sharing_articles.SHARING_ARTICLES,
}

_QUIET_HOURS_BEFORE = Words(
    "Between 22:00 and 6:00 no noisy work shall be done near homes, except in emergencies.",
    "夜间22时至次日6时，不得在居民住宅周边进行产生噪声的施工作业，抢修抢险除外。",
)
_QUIET_HOURS_REVISED = Words(
    "Between 22:00 and 6:00 no noisy work shall be done within 300 metres of homes, nor loading "
    "or mixing at plants, except in emergencies or with a permit posted three days before. Music "
    "in squares ends at 21:00.",
    "夜间22时至次日6时，不得在居民住宅三百米范围内进行产生噪声的施工作业，企业不得装卸、搅拌，"
    "抢修抢险或者已提前三日公示夜间施工许可的除外。广场播放音乐不得晚于21时。",
)
_QUIET_HOURS_SINCE = date(2022, 6, 5)

# Younger than the duties that it binds, so that the town shows which conflict with it.
LIMIT_AGE = timedelta(days=30)
_LONGEST = Words(
    "No duty gives a department more than fifteen working days for an answer. Longer ones are "
    "brought into line.",
    "职责清单规定的办理期限最长为十五个工作日，超过的应当予以调整。",
)
# A trial that ended while a number still rests on it.
TRIAL_ENDED = timedelta(days=21)
_TRIAL = Words(
    "As a trial, permits for work at night are posted three days before. The trial ends with the "
    "day on which this article does.",
    "夜间施工许可试行提前三日公示，试行期满本条自行失效。",
)


def provisions(today: date) -> tuple[Provision, ...]:
    """Return every article in every version; one was revised some weeks before ``today``."""
    revised = today - REVISION_AGE
    articles = (
        Provision(code, law, article, 1, Words(en, zh), since, None)
        for code, (law, article, since, en, zh) in _ARTICLES.items()
    )
    quiet_hours = (
        Provision(
            "quiet-11",
            QUIET,
            "11",
            1,
            _QUIET_HOURS_BEFORE,
            _QUIET_HOURS_SINCE,
            revised - timedelta(days=1),
        ),
        Provision("quiet-11", QUIET, "11", 2, _QUIET_HOURS_REVISED, revised, None),
    )
    limit = Provision("requests-10", REQUESTS, "10", 1, _LONGEST, today - LIMIT_AGE, None)
    trial = Provision("quiet-20", QUIET, "20", 1, _TRIAL, _QUIET_HOURS_SINCE, today - TRIAL_ENDED)
    check_up = Provision(
        "sharing-30", sharing_articles.SHARING, "30", 1, sharing_articles.TRIAL,
        sharing_articles.TRIAL_SINCE, today - TRIAL_ENDED,
    )  # fmt: skip
    return (*articles, *quiet_hours, limit, trial, check_up)


def citation(code: str) -> Words:
    """Return how an answer cites an article."""
    law, article = (QUIET, "11") if code == "quiet-11" else _ARTICLES[code][:2]
    return Words(f"article {article} of the {law.en}", f"《{law.zh}》第{_numeral(int(article))}条")


def _numeral(number: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")

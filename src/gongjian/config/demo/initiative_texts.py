"""The demo town's initiatives: what is to be done, why, and how it went."""

from __future__ import annotations

from dataclasses import dataclass

from gongjian.config.demo.model import Words


def words(text: str) -> Words:
    """ "English|中文" as words in both languages."""
    english, _bar, chinese = text.partition("|")
    return Words(english, chinese)


_NONE = Words("", "")


@dataclass(frozen=True, slots=True)
class Measured:
    """A number that people read, with what it came to; or, with ``rate``, one of our own."""

    name: Words
    unit: Words
    baseline: str
    target: str
    reading: str = ""
    source: Words = _NONE
    rate: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    title: Words
    text: Words
    why: Words
    owner: str
    """Code of the department."""
    category: str
    state: str
    days_ago: int
    """When it was first considered."""
    quarters: int
    """Planned for so many quarters from now."""
    budget: int
    """In yuan."""
    evidence: tuple[str, ...]
    """ "issue:CATEGORY", "proposal:key" or "project"."""
    note: Words
    measures: tuple[Measured, ...]
    reason: Words = _NONE
    key: str = ""
    """By which its calls name it."""
    steps_ago: tuple[int, ...] = ()
    """On which days its steps were taken; none: evenly since it was first considered."""


DECIDED = (
    Decided(
        words("Quiet nights beside the mixing plant|搅拌站周边夜间安静"),
        words(
            "The concrete plant on Industry Second Road gets walls around its hoppers, a washing "
            "place indoors, and a permit that ends at ten at night. Two meters on the balconies of "
            "Xingang Estate tell everybody on the web how loud it is.|"
            "工业二路搅拌站料斗加装隔声墙，罐车改在室内清洗，许可作业时间到晚上十点为止。"
            "在新港小区阳台装两台噪声仪，数据实时上网公开。"
        ),
        words(
            "It is what most people wrote about in these months: they cannot sleep. Fines alone "
            "changed nothing.|这几个月反映最集中的就是这件事：居民无法入睡。只罚款没有用。"
        ),
        "ecology",
        "ENV-NOISE-SITE",
        "under_way",
        72,
        1,
        860_000,
        ("issue:ENV-NOISE-SITE",),
        words("Many cases, most of them of the nights.|诉求集中，多数发生在夜间。"),
        (
            Measured(
                words("Nights louder than 50 decibels, of thirty|每三十晚中超过 50 分贝的夜晚"),
                words("nights|晚"),
                "27",
                "3",
                "19",
                words("Meters on two balconies|两处阳台噪声仪"),
            ),
            Measured(
                words("Noise of building sites: solved, say those who asked|施工噪声诉求解决率"),
                _NONE,
                "",
                "92",
                rate="solution",
            ),
        ),
        key="mixing-plant",
        steps_ago=(62, 30),
    ),
    Decided(
        words("A crossing with lights at Wanglu School|望鹭学校路口信号灯"),
        words(
            "Lights for those on foot, a raised crossing and a lamp above it, before the school "
            "year begins.|开学前装好行人信号灯，抬高人行横道，并在上方加装路灯。"
        ),
        words(
            "Pupils cross four lanes in the dark, and parents stand in the road to stop cars.|"
            "学生摸黑过四车道，家长站在路中间拦车。"
        ),
        "transport",
        "TRA-SAFE-CROSS",
        "reviewed",
        60,
        0,
        310_000,
        ("issue:TRA-SAFE-CROSS",),
        words("Parents, pupils and drivers say the same.|家长、学生、司机说的是同一件事。"),
        (
            Measured(
                words("Cars that stop for pupils, of a hundred|每百辆车中礼让学生的车辆"),
                words("cars|辆"),
                "31",
                "90",
                "94",
                words("Count by the traffic police, a week|交警一周实地清点"),
            ),
        ),
        words(
            "Of a hundred cars 94 stop now; the target was 90. It cost 12,000 less than planned. "
            "The lamp came a week late.|"
            "每百辆车有 94 辆停车礼让，目标为 90 辆。费用比预算少 1.2 万元。路灯晚装了一周。"
        ),
        key="crossing",
        steps_ago=(57, 20, 4, 1),
    ),
    Decided(
        words("Water pressure on the hillside|坡上小区水压改造"),
        words(
            "A second pump for the top floors of Meiwu Estate, with power from two lines.|"
            "为梅坞小区高层增设第二台加压泵，双路供电。"
        ),
        words(
            "On summer evenings nothing comes out of the taps above the tenth floor.|"
            "夏天傍晚十层以上水龙头放不出水。"
        ),
        "water",
        "UTI-WATER-PRESS",
        "planned",
        30,
        2,
        540_000,
        ("issue:UTI-WATER-PRESS",),
        words("Cases of one estate, always at the same hours.|集中在一个小区，时间固定。"),
        (
            Measured(
                words("Pressure on the top floor at seven in the evening|晚七点顶层水压"),
                words("bar|巴"),
                "0.4",
                "1.5",
            ),
        ),
        key="pressure",
        steps_ago=(22,),
    ),
    Decided(
        words("Parking that is not bundled with the flat|车位不与住房捆绑"),
        words(
            "A model contract for parking places in new estates, and a page that shows which are "
            "free and what they cost.|"
            "制定新建小区车位合同范本，并设网页公示空余车位和价格。"
        ),
        words(
            "Buyers say that they are made to pay for places they do not want. Whether the town "
            "may rule on it is being looked into.|"
            "购房者反映被迫购买不需要的车位。政府可否作出规定，正在研究。"
        ),
        "housing",
        "HOU-EST-PARK",
        "considered",
        12,
        0,
        0,
        ("issue:HOU-EST-PARK",),
        words("Most of them bought in the same estate.|多数是同一小区的业主。"),
        (),
    ),
    Decided(
        words("Kerbs without a step at 140 crossings|140 处路口取消台阶"),
        words(
            "Every kerb between homes, clinics and markets is lowered, beginning where most people "
            "with wheelchairs and prams go.|"
            "住宅、诊所、菜场之间的路口全部做成缓坡，从轮椅和婴儿车最多的地方开始。"
        ),
        words(
            "The proposal was accepted with the promise of a plan; this is it.|"
            "该建议已获采纳并承诺列入计划，这就是计划。"
        ),
        "urban",
        "CITY-ROAD-COVER",
        "planned",
        45,
        3,
        1_400_000,
        ("proposal:ramps",),
        words("Accepted in the official answer.|官方答复已采纳。"),
        (
            Measured(
                words("Crossings without a step|无台阶路口"), words("crossings|处"), "22", "162"
            ),
        ),
        key="kerbs",
        steps_ago=(38,),
    ),
    Decided(
        words("Results of water tests at the landing stages|码头公示水质检测结果"),
        words(
            "A board at each of three landing stages and a page on the web, with number, colour "
            "and day of the last test.|"
            "三处码头各设公示牌，同时上网，标明最近一次检测的数值、颜色等级和日期。"
        ),
        words(
            "Children swim in the lake, and nobody knew how clean it is.|"
            "孩子们在湖里游泳，却没人知道水有多干净。"
        ),
        "ecology",
        "ENV-WATER-RIVER",
        "delivered",
        54,
        0,
        45_000,
        ("proposal:water",),
        words("Accepted in the official answer.|官方答复已采纳。"),
        (
            Measured(
                words("Days between two results|两次公布间隔"),
                words("days|天"),
                "90",
                "14",
                "7",
                words("The page itself|公示网页"),
            ),
        ),
        key="water-tests",
        steps_ago=(52, 16, 9),
    ),
    Decided(
        words("Shade trees along the North Shore Greenway|北岸绿道遮阴树"),
        words(
            "Sixty camphor trees from the jetty to the pavilion, watered for three summers.|"
            "从码头到亭子种六十棵香樟，养护三个夏天。"
        ),
        words("Voted for in the budget round.|由参与式预算投票选出。"),
        "urban",
        "CITY-GREEN-PARK",
        "under_way",
        75,
        1,
        180_000,
        ("project",),
        words("It got its money by the vote.|投票获得资金。"),
        (
            Measured(
                words("Trees that stand|成活树木"),
                words("trees|棵"),
                "0",
                "60",
                "32",
                words("Count of the gardeners|园林工人清点"),
            ),
        ),
        key="trees",
        steps_ago=(70, 28),
    ),
    Decided(
        words("The canal path without a gap in the west|运河自行车道贯通西段"),
        words(
            "Three hundred metres of path and a footbridge close the western gap, so that one can "
            "ride from the estates to the station without crossing a main road.|"
            "补建三百米车道和一座人行桥，贯通西段缺口，从小区骑到车站不再穿越主干道。"
        ),
        words(
            "The proposal is in the traffic plan, measure 14; the western gap can be built first.|"
            "该建议已列入交通规划第14项，西段可先行建设。"
        ),
        "transport",
        "TRA-SAFE-CROSS",
        "planned",
        62,
        2,
        2_600_000,
        ("proposal:cycling",),
        words("Promised in the official answer.|官方答复已承诺。"),
        (
            Measured(
                words("Cyclists on the path, a working day|工作日骑行人次"),
                words("cyclists|人次"),
                "310",
                "900",
            ),
        ),
        key="cycling",
        steps_ago=(55,),
    ),
    Decided(
        words("A tram around the lake|环湖有轨电车"),
        words("Eleven kilometres of track, fourteen stops.|轨道十一公里，设十四站。"),
        words(
            "Several people asked for it when the bus line was cut.|公交线路取消后，多人提出此事。"
        ),
        "transport",
        "TRA-BUS-LINE",
        "refused",
        70,
        0,
        0,
        (),
        _NONE,
        (),
        words(
            "It would cost as much as all roads of the district in nine years, for 2,100 trips a "
            "day. Buses every eight minutes carry as many for a twentieth of it; that is being "
            "prepared instead.|"
            "造价相当于全区九年的道路投资，每天只有 2100 人次。每八分钟一班的公交运力相同，"
            "费用只要二十分之一，正按此另行准备。"
        ),
    ),
    Decided(
        words("Sensors in every parking place of Xingang|新港街道车位全部装传感器"),
        words(
            "One thousand two hundred sensors and an app that shows free places.|"
            "一千二百个传感器，用应用显示空位。"
        ),
        words(
            "People drive around for a place, and park on the pavement.|车辆绕圈找位、占道停放。"
        ),
        "transport",
        "TRA-PARK-ILLEGAL",
        "dropped",
        125,
        1,
        900_000,
        (),
        _NONE,
        (Measured(words("Minutes to find a place|找车位用时"), words("minutes|分钟"), "11", "5"),),
        words(
            "A trial with forty sensors changed nothing: there are too few places, not too little "
            "knowledge of them. The money goes into the car park at the market.|"
            "四十个传感器试点没有效果：问题是车位太少，不是找不到。资金转用于菜场停车楼。"
        ),
        key="sensors",
        steps_ago=(118, 43),
    ),
)

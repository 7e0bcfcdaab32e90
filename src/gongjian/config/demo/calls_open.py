"""Calls of the demo town that are open for bids, and those that ended with nothing.

English before ``|``, Chinese after it.
"""

from __future__ import annotations

from gongjian.config.demo.call_scripts import (
    Amended,
    Asked,
    CallScript,
    Days,
    Ended,
    Offer,
    Proof,
    Quality,
    Second,
    words,
)

PUMP = CallScript(
    key="pump",
    initiative="pressure",
    procedure="open_call",
    buyer="water",
    supply="goods",
    title=words("A second pump for Meiwu Estate|梅坞小区第二台加压泵"),
    text=words(
        "A pump for the floors above the tenth, beside the one that is there, with power from two "
        "lines and a tank for an hour. Water may be off for four hours at most, and not in the "
        "evening. At seven in the evening there are to be 1.5 bar on the top floor.|"
        "在现有水泵旁增设一台，供十层以上用水，双路供电，水箱可供一小时。停水不得超过四小时，"
        "晚间不得停水。晚七点顶层水压须达到 1.5 巴。"
    ),
    estimate=510_000,
    ceiling=540_000,
    quality=(
        Quality(
            words("Pressure that is promised|承诺水压"),
            35,
            words(
                "At seven in the evening on the top floor, and what follows if it is missed.|"
                "晚七点顶层水压，未达到如何处理。"
            ),
            least=5,
        ),
        Quality(
            words("Power it needs|能耗"),
            20,
            words("Kilowatt hours for a cubic metre.|每立方米水耗电多少度。"),
        ),
    ),
    price_weight=45,
    days=Days(8, 6, 21),
    offers=(
        Offer(
            by=1,
            price=522_000,
            title=words("Two pumps that take turns|两泵轮换"),
            text=words(
                "Old and new pump take turns each night, so that both stay in order.|"
                "新旧两泵每晚轮换，保持良好状态。"
            ),
            answers=(
                words("1.6 bar.|1.6 巴。"),
                words("0.42 kilowatt hours.|0.42 度。"),
            ),
        ),
    ),
)

KERBS_OPEN = CallScript(
    key="kerbs-2",
    initiative="kerbs",
    procedure="open_call",
    buyer="urban",
    supply="works",
    title=words("Kerbs without a step: a hundred more crossings|路口缓坡第二批：一百处"),
    text=words(
        "A hundred crossings in the six other subdistricts. Each kerb comes down to no more than "
        "one centimetre, with a tactile strip.|"
        "其余六个街道共一百处路口。路缘高差降到一厘米以内，并铺设盲道提示带。"
    ),
    estimate=940_000,
    ceiling=980_000,
    quality=(
        Quality(
            words("For those who walk and roll meanwhile|施工期间通行"),
            35,
            words("How people with wheelchairs get past.|轮椅如何通过。"),
        ),
        Quality(
            words("Order of the work|施工顺序"),
            20,
            words("Which crossings first, and why.|先做哪些、为什么。"),
        ),
    ),
    price_weight=45,
    days=Days(13, 11, 17),
    questions=(
        Asked(
            1,
            9,
            words(
                "Is the tactile strip to be of concrete, or may it be glued on?|"
                "盲道提示带必须用混凝土砖吗，可否粘贴？"
            ),
            8,
            words(
                "Laid, not glued: what is glued comes off in the second winter.|"
                "须铺砌，不得粘贴：粘贴的第二个冬天就会脱落。"
            ),
        ),
        Asked(
            3,
            7,
            words(
                "May two crossings of the same road be worked at together?|"
                "同一条路上的两处路口能否同时施工？"
            ),
            4,
            words(
                "Yes, if one can walk past on one side. The description says so now.|"
                "可以，但须保证一侧通行。说明已作补充。"
            ),
        ),
        Asked(
            8,
            2,
            words(
                "Who pays if a drain is found where no map shows one?|"
                "若挖到图上没有的管道，费用由谁承担？"
            ),
        ),
    ),
    amended=Amended(
        3,
        words(
            "Two crossings of a road may be worked at together, and the strip is to be laid. The "
            "deadline moves, so that bids can be written anew.|"
            "同一道路可两处同时施工；提示带须铺砌。截止时间顺延，便于重新编制投标。"
        ),
        words(
            "A hundred crossings in the six other subdistricts. Each kerb comes down to no more "
            "than one centimetre, with a tactile strip that is laid, not glued. Two crossings of "
            "the same road may be worked at together if one can walk past on one side.|"
            "其余六个街道共一百处路口。路缘高差降到一厘米以内，铺砌（不得粘贴）盲道提示带。"
            "保证一侧通行的，同一道路可两处同时施工。"
        ),
    ),
    offers=(
        Offer(
            by=8,
            price=951_000,
            title=words("Cut along the street|沿街切割"),
            text=words("With the saw of the first lot, street by street.|沿用切割工艺，逐街推进。"),
            answers=(
                words("Closed for an hour each.|每处封闭一小时。"),
                words("Clinics first.|诊所周边优先。"),
            ),
        ),
    ),
)

BOARDS = CallScript(
    key="boards",
    initiative="water-tests",
    procedure="quotation",
    buyer="ecology",
    supply="goods",
    title=words("Three boards at the landing stages|三处码头公示牌"),
    text=words(
        "Three boards that show the last water test, with number, colour and day, and that can be "
        "changed by hand every Friday.|"
        "三块公示牌，显示最近一次水质检测的数值、颜色等级和日期，每周五可人工更换。"
    ),
    estimate=9_000,
    ceiling=9_000,
    quality=(
        Quality(
            words("To be read from the water|水上可读"),
            50,
            words("At twenty metres, in sun and rain.|二十米外，晴雨皆可读。"),
        ),
    ),
    price_weight=50,
    days=Days(28, 26, 5),
    ended=Ended(
        19,
        words(
            "Nobody bid: three boards are too small an order for the firms in the register. The "
            "carpenters of the district's own yard make them.|"
            "无人投标：三块牌子对登记企业来说订单太小。改由区属工场木工制作。"
        ),
    ),
)

SENSORS = CallScript(
    key="sensors",
    initiative="sensors",
    procedure="challenge",
    buyer="transport",
    title=words("Less driving around for a place in Xingang|减少新港街道绕圈找车位"),
    text=words(
        "People drive around for eleven minutes before they find a place. Show us how five are "
        "enough. Two of you prove it with forty places, paid.|"
        "找车位平均要绕十一分钟。请提出五分钟以内的办法；选两家用四十个车位做有偿试点。"
    ),
    estimate=880_000,
    ceiling=900_000,
    proof=40_000,
    quality=(
        Quality(
            words("Why it works|为什么有效"),
            100,
            words("With numbers of another town, or of a trial.|用其他城市或试点数据说明。"),
            least=5,
        ),
    ),
    price_weight=40,
    days=Days(66, 64, 12, judged=51, technical=51, begun=50, scored=49),
    offers=(
        Offer(
            by=2,
            price=0,
            title=words("Sensors in the ground|地埋传感器"),
            text=words(
                "A sensor in each place, a map on the telephone, signs at three corners.|"
                "每个车位一个传感器，手机地图显示，三个路口设诱导屏。"
            ),
            answers=(words("Minus 40 % in a town of our size.|同等规模城市减少四成。"),),
            scores=(8,),
        ),
        Offer(
            by=6,
            price=0,
            title=words("Cameras on lamp posts|灯杆摄像头"),
            text=words(
                "Cameras that count and keep no picture, on posts that are there.|"
                "利用现有灯杆，只计数不存图像。"
            ),
            answers=(
                words("A trial with nine posts, errors of 3 %.|九根灯杆试点，误差百分之三。"),
            ),
            scores=(7,),
        ),
        Offer(
            by=3,
            price=0,
            title=words("Wardens with telephones|引导员"),
            text=words("Eight wardens who tell drivers where to go.|八名引导员现场指引。"),
            answers=(words("It works at our estates.|在我们管理的小区有效。"),),
            scores=(3,),
        ),
    ),
    evaluators=("handler-transport-1", "handler-traffic-2", "handler-planning-1"),
    second=Second(
        opened=46,
        lasts=10,
        invited={
            2: words("The best numbers, from a town like ours.|数据最充分，城市规模相近。"),
            6: words("Cheaper by far if it counts well enough.|若精度足够，费用低得多。"),
        },
        left_out={},
        offers=(
            Offer(
                by=2,
                price=612_000,
                title=words("Forty sensors, three weeks|四十个传感器，运行三周"),
                text=words(
                    "All forty worked through heavy rain. From eight to eight no place was free "
                    "for longer than ninety seconds; the map showed red.|"
                    "四十个传感器在大雨中全部正常。早八点到晚八点没有车位空闲超过九十秒，地图一直是红的。"
                ),
                answers=(words("Ten minutes in place of eleven.|由十一分钟降到十分钟。"),),
            ),
            Offer(
                by=6,
                price=438_000,
                title=words("Five cameras, three weeks|五个摄像头，运行三周"),
                text=words(
                    "Counted right in 97 of 100 cases by day, in 91 by night. Cars went round for "
                    "as long as before.|"
                    "白天计数准确率 97%，夜间 91%。车辆绕行时间和以前一样。"
                ),
                answers=(words("No difference that we can show.|没有可证明的差别。"),),
            ),
        ),
        proofs=(
            Proof(by=2, accepted=31, paid=28),
            Proof(
                by=6,
                accepted=31,
                paid=28,
                note=words("Voucher 118 of this quarter|本季度第 118 号凭证"),
            ),
        ),
    ),
    ended=Ended(
        33,
        words(
            "The forty places were always full: there are too few, and knowing so helps nobody. "
            "Both companies are paid for their proof.|"
            "四十个车位始终是满的：问题是太少，不是找不到。两家企业的试点费用照付。"
        ),
        is_cancelled=True,
    ),
)

CALLS = (PUMP, KERBS_OPEN, BOARDS, SENSORS)

"""Calls of the demo town that came to a contract and to something built.

English before ``|``, Chinese after it.
"""

from __future__ import annotations

from gongjian.config.demo.call_scripts import (
    Agreed,
    CallScript,
    Days,
    Offer,
    Part,
    Quality,
    Rated,
    Stone,
    words,
)

CROSSING = CallScript(
    key="crossing",
    initiative="crossing",
    procedure="quotation",
    buyer="transport",
    supply="works",
    title=words("Lights and a raised crossing at Wanglu School|望鹭学校路口信号灯和抬高人行横道"),
    text=words(
        "Lights for those on foot on both sides of Wanglu School, a crossing raised by ten "
        "centimetres, and one lamp above it. Work only when there is no school. The lights are to "
        "be read and set by the traffic police, from any make of control desk.|"
        "在望鹭学校两侧设置行人信号灯，人行横道抬高十厘米，上方安装一盏路灯。只能在非上学时段施工。"
        "信号灯须能由交警读取和设置，不限控制台品牌。"
    ),
    estimate=310_000,
    ceiling=310_000,
    quality=(
        Quality(
            words("How the work is done|施工方案"),
            40,
            words(
                "Safety of pupils while it is built, and how long the road is shut.|"
                "施工期间学生的安全，以及占道时间。"
            ),
            least=4,
        ),
        Quality(
            words("Care for five years|五年养护"),
            20,
            words("How soon a fault is mended, and by whom.|故障多久修复、由谁负责。"),
        ),
    ),
    price_weight=40,
    days=Days(
        32, 30, 5, judged=24, technical=24, begun=23, scored=22, prices=22, intended=21, awarded=17
    ),
    offers=(
        Offer(
            by=6,
            price=298_000,
            title=words("Lights in two weekends|两个周末装好"),
            text=words(
                "We dig on two weekends and keep one footway open all the time. Lamps and lights "
                "come from our own store; an open interface is in the delivery.|"
                "利用两个周末开挖，始终保留一侧人行道通行。灯具均有现货，交付时提供开放接口。"
            ),
            answers=(
                words(
                    "Two weekends, guards at both ends, no night work.|"
                    "两个周末完工，两端设专人看守，夜间不施工。"
                ),
                words(
                    "Faults of the lights within four hours, of the lamp within a day.|"
                    "信号灯故障四小时内修复，路灯一天内修复。"
                ),
            ),
            scores=(9, 8),
        ),
        Offer(
            by=1,
            price=284_000,
            title=words("Crossing from one piece|整体预制横道"),
            text=words(
                "The raised part is cast in our yard and laid in one day. For that day the road is "
                "shut; buses go round by Reed Road.|"
                "抬高段在厂内预制，一天铺设完成。当天封路，公交绕行芦苇路。"
            ),
            answers=(
                words("One day of full closure, fenced on all sides.|全封闭一天，四周围挡。"),
                words("By our service desk, in two days.|由客服受理，两天内处理。"),
            ),
            scores=(7, 5),
        ),
        Offer(
            by=8,
            price=309_000,
            title=words("Everything from one hand|一家总包"),
            text=words(
                "Our group plans, builds and looks after all of it. Signals are of the make that "
                "the ring road has.|集团负责设计、施工和养护，信号机与环路同品牌。"
            ),
            answers=(
                words("Four weeks, half the road at a time.|分幅施工，工期四周。"),
                words("Round the clock by the group.|集团全天候值守。"),
            ),
            scores=(6, 7),
        ),
    ),
    evaluators=("handler-transport-2", "handler-traffic-1", "handler-planning-1"),
    reason=words(
        "First by the ranking: best plan for the safety of pupils, at a price 12,000 below the "
        "estimate.|排名第一：学生安全方案最好，报价比估算低 1.2 万元。"
    ),
    agreed=Agreed(
        drafted=17,
        signed=16,
        acceptor="handler-education-1",
        exit_text=words(
            "Either side may end the contract if a milestone is more than thirty days late. What "
            "is accepted is paid; what is dug is closed within three days.|"
            "任一节点逾期超过三十日，任何一方均可解除合同。已验收部分照付，已开挖路面三日内恢复。"
        ),
        source_text=words(
            "The settings of the signal controller and their description are handed over in an "
            "open format.|信号机配置及说明以开放格式移交。"
        ),
        data_text=words(
            "Counts of the detectors belong to the town and are deleted at the company once they "
            "are handed over.|检测器数据归政府所有，移交后企业即行删除。"
        ),
        parts=(
            Part(
                words("Lights and raised crossing|信号灯和抬高横道"),
                1,
                (
                    "company",
                    "buyer",
                    ("third", words("Traffic Police|交管大队")),
                    "buyer",
                    "buyer",
                    "company",
                ),
            ),
            Part(
                words("Lamp above the crossing|横道上方路灯"),
                2,
                ("company", "buyer", "company", "buyer", "buyer", "company"),
            ),
        ),
        stones=(
            Stone(
                title=words("Lights work, crossing is raised|信号灯启用，横道抬高"),
                criteria=words(
                    "Both lights show green to walkers within forty seconds; the ramp is one in "
                    "twelve or flatter.|两处行人灯四十秒内放行；坡度不大于一比十二。"
                ),
                amount=243_000,
                due=9,
                reported=11,
                report=words(
                    "Lights are on since Sunday, the crossing is open. Times are set as the "
                    "traffic police wished.|信号灯周日启用，横道已开放，配时按交警要求设置。"
                ),
                is_tried=True,
                tried=words(
                    "My daughter and I crossed three times. Cars stop now.|"
                    "我和女儿走了三次，车都停了。"
                ),
                accepted=9,
                paid=7,
            ),
            Stone(
                title=words("The lamp burns|路灯亮灯"),
                criteria=words(
                    "Twenty lux on the whole crossing, measured at night.|"
                    "夜间实测整条横道照度不低于二十勒克斯。"
                ),
                amount=55_000,
                due=10,
                reported=5,
                report=words(
                    "The lamp burns. It is late: its first head was damaged on the way.|"
                    "路灯已亮。有延误：首批灯头运输途中损坏。"
                ),
                accepted=4,
                paid=3,
            ),
        ),
        rated=Rated(
            day=3,
            buyer=(
                4,
                words(
                    "Clean work, nobody was endangered. The lamp came late, and we had to ask "
                    "twice.|施工干净利落，没有安全问题。路灯延误，催了两次。"
                ),
            ),
            company=(
                5,
                words(
                    "Questions were answered the same day, and paid was within a week.|"
                    "问题当天答复，一周内付款。"
                ),
            ),
            reply=words(
                "Fair. We keep a second lamp head in store now.|评价公允。今后灯头备双份。"
            ),
        ),
    ),
)

TREES = CallScript(
    key="trees",
    initiative="trees",
    procedure="quotation",
    buyer="urban",
    title=words("Sixty camphor trees and three summers of care|六十棵香樟及三年夏季养护"),
    text=words(
        "Sixty camphor trees along the North Shore Greenway, planted by the end of the season and "
        "watered for three summers. What dies is planted again. For small firms only.|"
        "在北岸绿道种植六十棵香樟，当季种完，养护三个夏天，死一补一。面向小型企业。"
    ),
    estimate=180_000,
    ceiling=180_000,
    largest_size="small",
    quality=(
        Quality(
            words("Trees and planting|苗木与栽植"),
            30,
            words("Size, where they come from, how they are planted.|规格、来源、栽植方法。"),
        ),
        Quality(
            words("Care|养护"),
            30,
            words("Water in dry weeks, and who looks after it.|干旱期浇水安排和责任人。"),
            least=5,
        ),
    ),
    price_weight=40,
    days=Days(
        40, 39, 5, judged=33, technical=33, begun=32, scored=31, prices=31, intended=30, awarded=26
    ),
    offers=(
        Offer(
            by=5,
            price=168_000,
            title=words("Grown in Daoxiang|本地稻香苗圃"),
            text=words(
                "Trees of twelve centimetres from our nursery in Daoxiang, eight kilometres away; "
                "no root is out of the earth for more than two hours.|"
                "胸径十二厘米，产自八公里外的稻香苗圃，起苗到栽植不超过两小时。"
            ),
            answers=(
                words(
                    "Own trees with their earth, a pit of one metre, bark against drying.|"
                    "自有苗圃带土球，一米见方树穴，覆树皮保墒。"
                ),
                words(
                    "Water bags, filled twice a week from May to September; two gardeners by "
                    "name.|挂滴灌袋，五至九月每周补水两次，两名园艺师专人负责。"
                ),
            ),
            scores=(9, 9),
        ),
        Offer(
            by=4,
            price=149_000,
            title=words("Planted with a drip line|滴灌管同步敷设"),
            text=words(
                "We plant smaller trees of eight centimetres and lay a drip line that our pump "
                "fills.|栽植胸径八厘米苗木，同步铺设滴灌管，由水泵供水。"
            ),
            answers=(
                words("Bought from a dealer in the province.|从省内苗商采购。"),
                words("By timer, without anybody on site.|定时控制，现场无人。"),
            ),
            scores=(5, 6),
        ),
        Offer(
            by=6,
            price=175_000,
            title=words("Trees and lights together|树灯一体"),
            text=words(
                "With each tree a lamp at its foot, from our stock, so that the greenway can be "
                "walked at night.|每棵树下配一盏地灯，库存现货，夜间也能散步。"
            ),
            answers=(
                words("A partner plants; lamps are ours.|栽植由合作单位负责，灯具自产。"),
                words("The partner waters on call.|接到通知后由合作单位浇水。"),
            ),
            scores=(6, 4),
        ),
    ),
    evaluators=("handler-urban-2", "handler-ecology-2", "handler-planning-1"),
    reason=words(
        "First by the ranking: trees from the district, and people who water them.|"
        "排名第一：本区苗木，专人养护。"
    ),
    agreed=Agreed(
        drafted=26,
        signed=25,
        acceptor="handler-health-1",
        exit_text=words(
            "Ended early, the company waters until the next one has begun, for thirty days at "
            "most, at the monthly price.|提前终止的，企业继续养护至交接，最长三十日，按月计价。"
        ),
        source_text=words(
            "There is no software. The plan with the place of each tree is handed over as a table "
            "and a map.|不涉及软件。每棵树的位置以表格和地图移交。"
        ),
        data_text=words("The record of watering belongs to the town.|浇水记录归政府所有。"),
        parts=(
            Part(
                words("Thirty-two trees, jetty to bend|码头至弯道三十二棵"),
                1,
                ("company", "buyer", "company", "buyer", "buyer", "company"),
            ),
            Part(
                words("Twenty-eight trees, bend to pavilion|弯道至亭子二十八棵"),
                2,
                ("company", "buyer", "company", "buyer", "buyer", "company"),
            ),
            Part(
                words("Care for three summers|三个夏天的养护"),
                3,
                (
                    "company",
                    "buyer",
                    "company",
                    "buyer",
                    "buyer",
                    (
                        "shared",
                        words("drought that is declared: half and half|干旱预警期间各担一半"),
                    ),
                ),
            ),
        ),
        stones=(
            Stone(
                title=words("Thirty-two trees stand|三十二棵栽植完成"),
                criteria=words(
                    "Each stands upright, is bound and has leaves after four weeks.|"
                    "树干直立、支撑牢固，四周后有新叶。"
                ),
                amount=70_000,
                due=8,
                reported=10,
                report=words(
                    "Thirty-two trees from the jetty to the bend; water bags hang.|"
                    "码头至弯道三十二棵已种完，滴灌袋已挂。"
                ),
                is_tried=True,
                tried=words(
                    "There is shade at the jetty already. One tree leans towards the path.|"
                    "码头那边已经有树荫了。有一棵往路这边歪。"
                ),
                accepted=7,
                paid=5,
            ),
            Stone(
                title=words("Twenty-eight more stand|再栽二十八棵"),
                criteria=words(
                    "As before; the leaning tree of the first part is set upright.|"
                    "标准同前；首段倾斜的一棵扶正。"
                ),
                amount=62_000,
                due=-6,
                reported=2,
                report=words(
                    "The other twenty-eight stand, up to the pavilion. The leaning tree is "
                    "upright.|其余二十八棵种到亭子，倾斜的一棵已扶正。"
                ),
                is_tried=True,
            ),
            Stone(
                title=words("After the third summer|第三个夏天之后"),
                criteria=words(
                    "At least fifty-seven of sixty are alive.|六十棵中至少成活五十七棵。"
                ),
                amount=36_000,
                due=-900,
            ),
        ),
    ),
)

CALLS = (CROSSING, TREES)

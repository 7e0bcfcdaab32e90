"""Calls of the demo town whose bids are in: sealed, being judged, judged, or for one firm only.

English before ``|``, Chinese after it.
"""

from __future__ import annotations

from gongjian.config.demo.call_scripts import (
    Account,
    Agreed,
    CallScript,
    Days,
    Offer,
    Part,
    Quality,
    Stone,
    words,
)

WALLS = CallScript(
    key="walls",
    initiative="mixing-plant",
    procedure="open_call",
    buyer="ecology",
    supply="works",
    title=words("Walls round the hoppers and a washing hall|料斗隔声墙和室内洗车间"),
    text=words(
        "Sound walls round four hoppers and the belt of the mixing plant on Industry Second Road, "
        "and a hall in which lorries are washed with the doors shut. At the balconies of Xingang "
        "Estate no more than 45 decibels may come from there at night.|"
        "为工业二路搅拌站四个料斗和皮带加装隔声墙，并建封闭洗车间。"
        "在新港小区阳台，夜间来自该处的声级不得超过 45 分贝。"
    ),
    estimate=820_000,
    ceiling=860_000,
    quality=(
        Quality(
            words("Noise at the balconies|阳台处降噪效果"),
            40,
            words(
                "What is promised, how it is computed, what happens if it is missed.|"
                "承诺值、计算依据、未达标如何处理。"
            ),
            least=5,
        ),
        Quality(
            words("Work beside a running plant|不停产施工"),
            20,
            words("How long the plant stands still.|搅拌站停产多长时间。"),
        ),
    ),
    price_weight=40,
    days=Days(36, 34, 16, judged=17, technical=15, begun=13, scored=10, prices=8, intended=3),
    offers=(
        Offer(
            by=7,
            price=742_000,
            title=words("Absorbing walls, measured before and after|吸声墙体，施工前后实测"),
            text=words(
                "We measured for three nights from the pavement of Xingang Estate. Perforated "
                "panels with 120 millimetres of mineral wool take away 24 decibels; the hall has a "
                "gate that closes by itself in eight seconds.|"
                "我们在新港小区人行道实测三夜。穿孔板内填一百二十毫米岩棉，可降二十四分贝；"
                "洗车间设八秒自动关闭的快速门。"
            ),
            answers=(
                words(
                    "43 decibels on the fourth floor, by the method of the standard; if it is "
                    "missed we add panels at our cost.|"
                    "按标准方法计算四楼为 43 分贝；未达标则自费加装。"
                ),
                words(
                    "Two Sundays of standstill, the rest by day beside the running belt.|"
                    "停产两个周日，其余白天不停产施工。"
                ),
            ),
            scores=(9, 8),
            secret=words(
                "Recipe of the binder in our panels: 14 % lime.|面板胶结料配方：石灰 14%。"
            ),
        ),
        Offer(
            by=1,
            price=812_000,
            title=words("Concrete walls with lining|混凝土墙加内衬"),
            text=words(
                "Walls of precast concrete, five metres high, stand on strip foundations and carry "
                "a lining of wood wool. The washing hall is a steel frame with insulated panels. "
                "Our crews have built eleven such walls along the ring road.|"
                "采用五米高预制混凝土墙，条形基础，内衬木丝板。洗车间为钢框架配保温板。"
                "我们的班组在环路沿线建过十一处同类隔声墙。"
            ),
            answers=(
                words("45 decibels are kept with a margin of one.|可达 45 分贝，余量一分贝。"),
                words("Three weeks of standstill for the foundations.|基础施工需停产三周。"),
            ),
            scores=(7, 5),
        ),
        Offer(
            by=8,
            price=846_000,
            title=words("Concrete walls with lining, by a group|混凝土墙加内衬（集团承建）"),
            text=words(
                "Walls of precast concrete, five metres high, stand on strip foundations and carry "
                "a lining of wood wool. The washing hall is a steel frame with insulated panels. "
                "Our crews have built forty such walls along the ring road.|"
                "采用五米高预制混凝土墙，条形基础，内衬木丝板。洗车间为钢框架配保温板。"
                "我们的班组在环路沿线建过四十处同类隔声墙。"
            ),
            answers=(
                words("45 decibels are kept with a margin of one.|可达 45 分贝，余量一分贝。"),
                words("Two weeks of standstill for the foundations.|基础施工需停产两周。"),
            ),
            scores=(7, 6),
        ),
        Offer(
            by=3,
            price=298_000,
            title=words("Curtains and a roof|隔声帘和顶棚"),
            text=words(
                "Heavy curtains on rails around the hoppers, and a roof over the place where "
                "lorries are washed today.|"
                "料斗四周安装滑轨式隔声帘，在现有洗车位上方加顶棚。"
            ),
            answers=(
                words("About half as loud, we expect.|预计响度减半。"),
                words("No standstill at all.|完全不停产。"),
            ),
            scores=(4, 9),
        ),
    ),
    evaluators=("handler-ecology-2", "handler-housing-2", "handler-health-1"),
    conflicted=(
        "handler-ecology-1",
        words("My brother-in-law works in the sales department there.|我妹夫在该公司销售部工作。"),
    ),
    accounts=(
        Account(
            by=3,
            asked=7,
            question=words(
                "Your price is less than half of the mean of all bids. Which parts do you buy, at "
                "which price, and what do you not build that the call asks for?|"
                "贵方报价不到全部报价均值的一半。哪些材料外购、单价多少？征集要求中哪些内容未包含？"
            ),
            answered=5,
            answer=words(
                "Curtains are left over from another order, bought at 1,100 a metre. We read the "
                "call so that a roof is enough for washing.|"
                "隔声帘为另一订单余料，每米 1100 元购入。我们理解洗车处有顶棚即可。"
            ),
        ),
    ),
    reason=words(
        "First by the ranking: the only bid that measured on site and answers for the result. The "
        "cheapest one was asked about its price; what it promises against the noise is below the "
        "least that the call asks for, so it has no place.|"
        "排名第一：唯一实测并对结果负责的投标。已要求最低价投标人说明报价；其降噪承诺得分低于"
        "征集要求的最低分，不列入排名。"
    ),
)

METERS = CallScript(
    key="meters",
    initiative="mixing-plant",
    procedure="direct",
    buyer="ecology",
    title=words("A public page for the two noise meters|两台噪声仪数据公开网页"),
    text=words(
        "The two meters on the balconies of Xingang Estate show their values on a public page, "
        "every ten seconds, with the nights of the last year and a table to download.|"
        "将新港小区两处阳台噪声仪的数值每十秒更新到公开网页，可查近一年夜间数据并下载表格。"
    ),
    estimate=64_000,
    ceiling=64_000,
    quality=(
        Quality(
            words("The page|网页"),
            60,
            words(
                "Readable on a phone, values to download, open source.|"
                "手机可读、数据可下载、代码开源。"
            ),
        ),
    ),
    price_weight=40,
    direct_reason=words(
        "The meters were lent by Reedlight Software for a trial, and their interface is described "
        "only in its manual. Others would have to exchange both meters, which costs more than the "
        "page. The contract makes the description public, so that the next order is open to all.|"
        "两台噪声仪由芦光软件试用期出借，接口说明只在其手册中。换其他企业须同时更换设备，"
        "费用高于网页本身。合同要求公开接口说明，下次采购即可公开竞争。"
    ),
    days=Days(
        16, 14, 3, judged=10, technical=10, begun=9, scored=9, prices=9, intended=8, awarded=2
    ),
    offers=(
        Offer(
            by=2,
            price=58_000,
            title=words("Noise page|噪声公开页"),
            text=words(
                "One page without scripts from elsewhere, a curve for each night, a table and an "
                "interface. Source under a free licence from the first day.|"
                "单页网页，不引用外部脚本；每夜一条曲线，附表格和接口。首日起源码开源。"
            ),
            answers=(
                words(
                    "Works on any phone of the last eight years, in two languages.|"
                    "近八年内的手机都能打开，中英双语。"
                ),
            ),
            scores=(8,),
        ),
    ),
    evaluators=("handler-ecology-2",),
    reason=words(
        "The only company that could be invited; price and page are as asked.|"
        "唯一可邀请的企业，价格和方案符合要求。"
    ),
    agreed=Agreed(
        drafted=2,
        signed=1,
        is_signed_by_company=False,
        acceptor="handler-health-1",
        exit_text=words(
            "The town may end the contract at the end of any month. The page then moves to the "
            "town's own machines within ten days, with help.|"
            "政府可在任一月末解除合同；十日内协助将网页迁移到政府自有设备。"
        ),
        source_text=words(
            "All source, with its history, is public under the Apache licence; the description of "
            "the meters' interface, too.|"
            "全部源码连同历史按 Apache 许可证公开，噪声仪接口说明一并公开。"
        ),
        data_text=words(
            "Measured values belong to the town. At the end all are handed over as CSV and deleted "
            "at the company.|"
            "测量数据归政府所有，合同结束时以 CSV 移交并在企业侧删除。"
        ),
        parts=(
            Part(
                words("Public page|公开网页"),
                1,
                ("company", "buyer", "company", "buyer", "buyer", "company"),
            ),
            Part(
                words("A year of service|一年运维"),
                2,
                (
                    "company",
                    "buyer",
                    "company",
                    "buyer",
                    "buyer",
                    (
                        "shared",
                        words(
                            "the line is the town's, the page the company's|"
                            "线路由政府负责，网页由企业负责"
                        ),
                    ),
                ),
            ),
        ),
        stones=(
            Stone(
                title=words("The page is on the web|网页上线"),
                criteria=words(
                    "Both meters show values not older than thirty seconds, for a week.|"
                    "两台仪器数值延迟不超过三十秒，持续一周。"
                ),
                amount=40_000,
                due=-25,
            ),
            Stone(
                title=words("After a year|满一年"),
                criteria=words(
                    "Values are missing for no more than four days.|数据缺失累计不超过四天。"
                ),
                amount=18_000,
                due=-390,
            ),
        ),
    ),
)

KERBS_EVALUATED = CallScript(
    key="kerbs-1",
    initiative="kerbs",
    procedure="quotation",
    buyer="urban",
    supply="works",
    title=words("Kerbs without a step: the first forty crossings|路口缓坡第一批：四十处"),
    text=words(
        "Forty crossings in Wanglu and Nanting, those between homes, clinics and markets first. "
        "Each kerb comes down to no more than one centimetre, with a tactile strip.|"
        "望鹭、南汀四十处路口，先做住宅、诊所、菜场之间的。路缘高差降到一厘米以内，并铺设盲道提示带。"
    ),
    estimate=400_000,
    ceiling=420_000,
    quality=(
        Quality(
            words("For those who walk and roll meanwhile|施工期间通行"),
            30,
            words("How people with wheelchairs get past while it is built.|施工期间轮椅如何通过。"),
            least=4,
        ),
        Quality(
            words("How exact|施工精度"),
            30,
            words("How one centimetre is kept and shown.|如何保证并证明一厘米。"),
        ),
    ),
    price_weight=40,
    formula="lowest_price",
    days=Days(15, 13, 5, judged=7, technical=6, begun=4, scored=2),
    offers=(
        Offer(
            by=1,
            price=386_000,
            title=words("Four crews, one month|四个班组一个月完成"),
            text=words(
                "Four crews work at one crossing each, never at two corners of the same one. A "
                "ramp of steel lies beside every pit.|"
                "四个班组各负责一处，同一路口不同时开挖两角，每个坑旁放置钢制坡道。"
            ),
            answers=(
                words("Steel ramps, ninety centimetres wide.|九十厘米宽钢坡道。"),
                words(
                    "Measured with a gauge at three places of each kerb, photographs published.|"
                    "每处三点用量规实测，照片公开。"
                ),
            ),
            scores=(8, 9),
        ),
        Offer(
            by=8,
            price=352_000,
            title=words("Cut, not dug|切割代替开挖"),
            text=words(
                "A saw on rails takes the kerb down in place. No pit, but noise for an hour each.|"
                "轨道锯就地切低路缘石，不开挖，每处约一小时噪声。"
            ),
            answers=(
                words("Closed for an hour only.|每处只封闭一小时。"),
                words("By the rails, to two millimetres.|由轨道控制，误差两毫米。"),
            ),
            scores=(8, 7),
        ),
        Offer(
            by=3,
            price=371_000,
            title=words("With our caretakers|物业养护队施工"),
            text=words(
                "Our caretakers know these corners. They work between two rounds, so that it takes "
                "until autumn.|我们的养护队熟悉这些路口，利用巡查间隙施工，工期到秋天。"
            ),
            answers=(
                words("Somebody is always there to help.|现场始终有人协助。"),
                words("By eye and spirit level.|目测加水平尺。"),
            ),
            scores=(6, 4),
        ),
    ),
    evaluators=("handler-urban-2", "handler-civil-1", "handler-health-1"),
    waiting=1,
)

CYCLING = CallScript(
    key="cycling",
    initiative="cycling",
    procedure="open_call",
    buyer="transport",
    supply="works",
    title=words("The western gap of the canal cycle path|运河自行车道西段缺口"),
    text=words(
        "Three hundred metres of cycle path with a footbridge over the drain, lit, open on both "
        "sides while it is built. The canal bank may be used from the water only.|"
        "三百米自行车道，含一座跨渠人行桥和照明；施工期间两端保持通行。河岸施工只能从水上进行。"
    ),
    estimate=2_450_000,
    ceiling=2_600_000,
    quality=(
        Quality(
            words("The bridge|桥梁"),
            30,
            words("Width, slope, and how long it lasts.|宽度、坡度、使用年限。"),
            least=4,
        ),
        Quality(
            words("Work from the water|水上施工"),
            25,
            words("What the bank and its birds have to bear.|对河岸和鸟类的影响。"),
        ),
    ),
    price_weight=45,
    days=Days(24, 22, 17, judged=4, technical=2),
    offers=(
        Offer(
            by=8,
            price=2_520_000,
            title=words("A steel bridge in one lift|钢桥一次吊装"),
            text=words(
                "The bridge comes on a barge and is lifted in one night; the path is asphalt with "
                "lamps every twenty metres.|"
                "桥体驳运到位，一夜吊装；路面为沥青，每二十米一盏灯。"
            ),
            answers=(
                words(
                    "Three and a half metres, four in a hundred, sixty years.|"
                    "宽三米五，坡度百分之四，使用六十年。"
                ),
                words(
                    "One barge, two nights, none in the breeding season.|"
                    "一条驳船、两夜，避开繁殖季。"
                ),
            ),
            scores=(8, 8),
        ),
        Offer(
            by=1,
            price=2_390_000,
            title=words("Wood on steel|钢木组合桥"),
            text=words(
                "Oak planks on steel beams. The path is laid from both ends, by day.|"
                "钢梁铺橡木板，两端白天同时铺设。"
            ),
            answers=(
                words(
                    "Three metres, six in a hundred, planks for fifteen years.|"
                    "宽三米，坡度百分之六，木板十五年一换。"
                ),
                words("From a raft that is moved by hand.|人工移动浮排。"),
            ),
            scores=(7, 9),
        ),
        Offer(
            by=6,
            price=2_580_000,
            title=words("Light that follows|感应照明"),
            text=words(
                "With a partner for the bridge; lamps in the railing that grow brighter when "
                "somebody comes.|联合体承建桥梁；栏杆内置灯，有人时自动变亮。"
            ),
            answers=(
                words(
                    "Three metres, five in a hundred, fifty years.|"
                    "宽三米，坡度百分之五，使用五十年。"
                ),
                words("By the partner.|由合作单位负责。"),
            ),
            scores=(6, 6),
        ),
    ),
    evaluators=("handler-transport-2", "handler-urban-1", "handler-planning-1"),
    shares=1,
)

CALLS = (WALLS, METERS, KERBS_EVALUATED, CYCLING)

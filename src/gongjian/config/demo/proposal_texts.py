"""What people of the demo town propose, say of it, and are answered.

English before ``|``, Chinese after it.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongjian.config.demo.budget_texts import words
from gongjian.config.demo.model import Words

FOR, AGAINST, NEITHER = 1, -1, 0
NONE = Words("", "")


@dataclass(frozen=True)
class Said:
    """A comment of a resident by number, or of a department by its code; and its replies."""

    who: int | str
    side: int
    text: Words
    replies: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Told:
    """An official answer, so many days after enough people supported it."""

    outcome: str
    days: int
    text: Words
    plan: Words = NONE
    cost: int = 0


@dataclass(frozen=True)
class Suggested:
    key: str
    who: int
    days_ago: int
    supports: int
    category: str
    street: str
    title: Words
    text: Words
    place: tuple[str, str, int] | None = None
    said: tuple[Said, ...] = ()
    told: Told | None = None
    is_signed: bool = False


def said(who: int | str, side: int, text: str, *replies: Said) -> Said:
    return Said(who, side, words(text), replies)


SUGGESTED = (
    Suggested(
        "night-bus",
        1,
        34,
        61,
        "TRA-BUS-LINE",
        "",
        words("A night bus past the hospital|开一条经过医院的夜班公交"),
        words(
            "The last bus leaves at ten. Nurses, cleaners and people who visit somebody walk forty "
            "minutes or pay for a taxi. One bus an hour until two, from the station past the "
            "hospital to the harbour, would do.|"
            "末班车晚上十点就没有了。护士、保洁员和探病的家属要么走四十分钟，要么打车。"
            "每小时一班，开到凌晨两点，从车站经医院到港口就够了。"
        ),
        said=(
            said(
                2,
                FOR,
                "I work nights in the laundry. I would take it every day.|"
                "我在洗衣房上夜班，每天都会坐。",
                said(4, NEITHER, "How many are you on that shift?|你们那一班有多少人？"),
                said(
                    2,
                    NEITHER,
                    "Thirty-one, and most live north of the canal.|三十一个人，大多住在运河以北。",
                ),
            ),
            said(
                5,
                AGAINST,
                "An empty bus at one in the morning costs us all. Try it for three "
                "months first.|凌晨一点的空车大家都要掏钱。先试三个月吧。",
            ),
            said(
                "transport",
                NEITHER,
                "We are counting how many people leave the hospital after "
                "ten, and publish it here in two weeks.|"
                "我们正在统计晚上十点后离开医院的人数，两周内在这里公布。",
            ),
        ),
    ),
    Suggested(
        "shade",
        3,
        30,
        96,
        "TRA-BUS-STOP",
        "liuying",
        words("Shade and seats at every bus stop|每个公交站都有遮阳和座位"),
        words(
            "My mother is 78 and waits in the sun. At 31 of our 40 stops there is neither a roof "
            "nor a seat. Begin with those that people use most.|"
            "我母亲七十八岁，只能在太阳底下等车。我们四十个站里有三十一个没有顶棚也没有座位。"
            "从人最多的站开始就好。"
        ),
        ("stop", "liuying", 0),
        said=(
            said(
                1, FOR, "Trees instead of roofs: cheaper, and they last.|种树比顶棚便宜，也更长久。"
            ),
            said(
                6,
                FOR,
                "And room for a wheelchair beside the seat, please.|座位旁边请留出轮椅的位置。",
            ),
        ),
    ),
    Suggested(
        "sports",
        4,
        78,
        113,
        "EDU-OUT-SPORT",
        "",
        words("Open the schools’ sports grounds on Sundays|学校操场星期天也开放"),
        words(
            "Children have time on Sundays, and on Sundays the gates are shut. Leave those at the "
            "street open from eight to six: it costs a padlock.|"
            "孩子们星期天才有空，学校的大门偏偏锁着。临街的几个门八点到六点开着，只费一把锁的事。"
        ),
        said=(
            said(
                2, FOR, "Three of us play between parked cars.|我们三个人只能在停着的车中间踢球。"
            ),
            said(3, NEITHER, "Who answers when somebody breaks an arm?|要是有人摔伤了谁负责？"),
        ),
        is_signed=True,
    ),
    Suggested(
        "ramps",
        6,
        96,
        104,
        "CITY-ROAD-COVER",
        "",
        words("Lower the kerbs on the way to the health centre|把去卫生中心路上的路缘石降下来"),
        words(
            "Between the market and the health centre there are eleven kerbs that a wheelchair "
            "cannot pass alone. I have counted and photographed them.|"
            "从菜市场到卫生中心有十一处路缘石轮椅自己过不去。我都数过、拍过照。"
        ),
        said=(said(1, FOR, "The same with a pram.|推婴儿车也一样。"),),
        told=Told(
            "adopted",
            12,
            words(
                "You are right: we went along with you and found thirteen. They are lowered before "
                "the end of next quarter, those at the crossing first. A tactile strip marks each.|"
                "您说得对：我们和您一起走了一遍，发现有十三处。下个季度末之前全部降低，路口的先做，"
                "每处都铺设盲道提示带。"
            ),
            cost=186_000,
        ),
    ),
    Suggested(
        "cycling",
        2,
        110,
        88,
        "TRA-SAFE-CROSS",
        "",
        words("A cycle lane along the canal|沿运河修一条自行车道"),
        words(
            "Along the canal one could ride from the estates to the station without crossing a "
            "single main road. Two gaps of 300 metres are missing.|"
            "沿着运河可以从小区一路骑到车站，不用过一条主干道，只差两段三百米。"
        ),
        told=Told(
            "in_plan",
            15,
            words(
                "Both gaps are in the traffic plan; the western one is built next spring, the "
                "eastern one once the pumping station is moved.|"
                "这两段都在交通规划里：西段明年春天开工，东段等泵站迁走以后动工。"
            ),
            words("Traffic plan, measure 14|交通规划第14项"),
        ),
    ),
    Suggested(
        "parking",
        5,
        88,
        83,
        "TRA-PARK-ILLEGAL",
        "xingang",
        words("Two hours of free parking everywhere|所有路边停车免费两小时"),
        words(
            "Whoever shops in town pays more for parking than for lunch. Two hours free would "
            "bring "
            "customers back.|进城买个东西，停车费比午饭还贵。免费两小时，顾客就回来了。"
        ),
        said=(
            said(
                3,
                AGAINST,
                "Then the first who come stay, and nobody finds a space.|"
                "那样先来的就不走了，谁也找不到车位。",
            ),
            said(1, AGAINST, "I would rather have a bus that runs.|我更想要能准点的公交。"),
        ),
        told=Told(
            "rejected",
            18,
            words(
                "The spaces turn over four times a day because they cost something; where they "
                "were "
                "free, in spring, cars stood for six hours. For short errands there are now forty "
                "spaces of twenty minutes, free of charge.|"
                "正因为收费，车位一天能周转四次；春天试行免费时，车一停就是六小时。"
                "办短事的，现在有四十个二十分钟免费车位。"
            ),
        ),
    ),
    Suggested(
        "water",
        3,
        120,
        91,
        "ENV-WATER-RIVER",
        "beidu",
        words("Say every week how clean the lake is|每周公布湖水水质"),
        words(
            "Children bathe in it. Hang out what is measured at the three jetties and put it on "
            "the "
            "net, as numbers and as a colour.|"
            "孩子们在湖里游泳。请把检测结果贴在三个码头，也放到网上，用数字和颜色表示。"
        ),
        told=Told(
            "adopted",
            44,
            words(
                "From the first of next month on, every Friday. We are late with this answer: the "
                "laboratory first had to free two days a month.|"
                "从下月一日起，每周五公布。这个答复晚了：化验室先要腾出每月两天的时间。"
            ),
            cost=24_000,
        ),
    ),
    Suggested(
        "dancing",
        1,
        27,
        44,
        "ENV-NOISE-LIFE",
        "nanting",
        words("A place to dance where nobody sleeps|给广场舞找个不吵人的地方"),
        words(
            "We dance, others want to sleep, both are right. The covered market is empty after "
            "seven: let us in until nine, we sweep it ourselves.|"
            "我们想跳舞，别人想睡觉，都有道理。菜市场大棚晚上七点以后空着：让我们用到九点，我们自"
            "己打扫。"
        ),
        said=(
            said(4, FOR, "I live above the square: yes, please.|我就住在广场边上：太好了。"),
            said(6, NEITHER, "The floor there is slippery when it rains.|那里下雨天地滑。"),
        ),
    ),
    Suggested(
        "dogs",
        2,
        5,
        6,
        "CITY-GREEN-PARK",
        "daoxiang",
        words("A fenced meadow for dogs|围一块狗狗活动的草地"),
        words(
            "Then they need not run where children play. 600 square metres behind the tram depot "
            "lie "
            "unused.|那样狗就不用在孩子玩的地方跑了。电车场后面有六百平方米空着没用。"
        ),
        ("park", "daoxiang", 0),
    ),
    Suggested(
        "repair",
        6,
        3,
        11,
        "CITY-CLEAN-RUBBISH",
        "",
        words("A repair café in each subdistrict, once a month|每个街道每月办一次维修角"),
        words(
            "Toasters, bicycles, trousers: many of us can mend something. What is missing is a "
            "room "
            "with sockets.|烤面包机、自行车、裤子：很多人都会修点什么。缺的只是一间有插座的屋子。"
        ),
        is_signed=True,
    ),
)
LIKE_NIGHT_BUS = Suggested(
    "late-bus",
    4,
    30,
    17,
    "TRA-BUS-LINE",
    "",
    words("Buses after ten in the evening|晚上十点以后也要有公交"),
    words(
        "Whoever works in the hospital or in the harbour gets home on foot. A bus an hour would be "
        "enough.|在医院和港口上班的人只能走路回家。每小时一班就够了。"
    ),
)
WITHDRAWN = Suggested(
    "clock",
    5,
    64,
    9,
    "CITY-ROAD",
    "wanglu",
    words("Repair the clock at the old ferry house|修好老渡口的大钟"),
    words(
        "It has stood at ten past four since last winter.|"
        "从去年冬天起它就停在四点十分，等船的人都看它，请把它修好。"
    ),
)
FLAGGED = Suggested(
    "carts",
    5,
    9,
    14,
    "CITY-ORDER",
    "xingang",
    words("No more food carts at the station|车站不许再摆小吃摊"),
    words(
        "They block the way, and the fat one with the noodles never cleans up. Send them all away.|"
        "他们挡路，那个卖面的胖子从来不收拾。统统赶走。"
    ),
)
HIDDEN = Suggested(
    "landlord",
    3,
    16,
    4,
    "HOU-RENT",
    "liuying",
    words("A list of bad landlords|公布黑房东名单"),
    words(
        "Everybody should know whom not to rent from. I begin: the owner of the corner house, "
        "first floor left.|大家都该知道谁的房子不能租。我先来：街角那栋一楼左边的房东。"
    ),
)
UNDER_REVIEW = Suggested(
    "bell",
    4,
    1,
    0,
    "EDU-SCHOOL",
    "meiwu",
    words("School begins at half past eight|早上八点半上课"),
    words(
        "Pupils of twelve to fifteen fall asleep at eleven and get up at six. Half an hour more "
        "would do them good.|十二到十五岁的孩子十一点才睡，六点就要起。多睡半小时对他们好。"
    ),
)
MERGE_REASON = words(
    "Both ask for a bus at night on the same way.|两条建议都希望在同一条线路上开夜班公交。"
)
WITHDRAW_REASON = words("It goes again since Tuesday. Thank you!|星期二修好了，谢谢！")
HIDE_REASON = words(
    "It names a person by their flat and accuses them. Without that it can be public again.|"
    "它指名道姓地说出某人的住处并加以指责。去掉这一句就可以重新公开。"
)
APPEAL = words(
    "I did not write a name. Everybody may say where they had trouble.|"
    "我没有写名字。谁都可以说自己在哪里遇到了麻烦。"
)
FLAG = words("“The fat one”: that is an insult.|“胖子”：这是侮辱人。")
NEW_WORDS = words(
    "We dance, others want to sleep, both are right. The covered market is empty after seven: let "
    "us in until nine, with small loudspeakers. We sweep it ourselves.|"
    "我们想跳舞，别人想睡觉，都有道理。菜市场大棚晚上七点以后空着：让我们用到九点，只用小音箱，我"
    "们自己打扫。"
)
EDIT_REASON = words(
    "Small loudspeakers: the neighbours asked for it.|改用小音箱：这是邻居们提出来的。"
)

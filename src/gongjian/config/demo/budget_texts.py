"""What people of the demo town want to be built with the money of its finished budget round.

Titles and texts are ``English|Chinese``. ``taste`` is in percent how many families, older people
and young people approve of it.
"""

from typing import NamedTuple

from gongjian.config.demo.model import Words


class Idea(NamedTuple):
    """One project; ``street`` names the part of the money it asks for, "" that of all."""

    street: str
    place: tuple[str, str, int]
    """Kind, street and number of a place of the gazetteer."""
    cost: int
    """In yuan, as the department found it."""
    department: str
    taste: tuple[int, int, int]
    title: Words
    text: Words


def words(text: str) -> Words:
    english, _bar, chinese = text.partition("|")
    return Words(english, chinese)


def idea(
    street: str,
    place: tuple[str, str, int],
    cost: int,
    department: str,
    taste: tuple[int, int, int],
    title: str,
    text: str,
) -> Idea:
    return Idea(street, place, cost, department, taste, words(title), words(text))


TITLE = words("First neighbourhood budget|第一期社区微更新资金")
ABOUT = words(
    "Small things that nobody plans for, and everybody walks past: what would you build? Anybody "
    "could submit a project; departments said what is possible and what it costs; everybody with "
    "an account, or on paper at the service halls, voted. The part for all pays for what serves "
    "the whole district.|"
    "身边那些没人规划、却天天路过的小地方：您想建什么？人人都可以提交项目；部门核实能不能建、要花多少钱；"
    "有账户的居民在网上投票，也可以在便民服务中心用纸质选票投票。全区部分用于服务全区的项目。"
)
WHOLE = 650_000
STREETS = {"wanglu": 165_000, "liuying": 195_000, "nanting": 210_000, "shiqiaotou": 130_000}

IDEAS = (
    idea(
        "", ("park", "wanglu", 1), 180_000, "urban", (68, 74, 52),
        "Shade trees along the North Shore Greenway|北岸绿道种遮阴树",
        "From the jetty to the pavilion there is not one tree. In July nobody walks there between "
        "ten and five. Sixty camphor trees, planted in autumn so that they take.|"
        "从码头到亭子没有一棵树，七月里十点到五点没人走。建议秋天种六十棵香樟，容易成活。",
    ),
    idea(
        "", ("stop", "liuying", 0), 120_000, "transport", (24, 9, 93),
        "Covered bicycle stands at twelve bus stops|十二个公交站建带顶棚的自行车架",
        "Who comes by bicycle has nowhere to leave it dry. Start with the twelve stops that most "
        "people change at.|骑车来坐公交，没有能遮雨的地方停车。先从换乘最多的十二个站点做起。",
    ),
    idea(
        "", ("water", "nanting", 1), 96_000, "water", (72, 58, 70),
        "Drinking-water taps on the lakeside path|环湖步道安装直饮水点",
        "Eight taps with a low one for children and a bowl for dogs. Checked every week, closed "
        "in frost.|八个直饮水点，带儿童高度的龙头。每周检测水质，冰冻时关闭。",
    ),
    idea(
        "", ("road", "xingang", 0), 450_000, "transport", (22, 12, 81),
        "A night bus on Fridays and Saturdays|周五周六开通夜班公交",
        "The last bus to Port Avenue leaves at half past nine. A bus every hour until two would "
        "bring home those who work late.|"
        "去港口大道的末班车是九点半。希望到凌晨两点每小时一班，方便下晚班的人。",
    ),
    idea(
        "", ("junction", "liuying", 0), 160_000, "traffic", (49, 81, 38),
        "Crossings that can be heard|九个路口安装盲人过街提示音",
        "At nine crossings near clinics and the blind people’s association the lights should tick, "
        "and be felt with the hand.|"
        "在医院和盲人协会附近的九个路口，红绿灯应当有提示音和可触摸的按钮。",
    ),
    idea(
        "", ("hall", "beidu", 0), 120_000, "civil", (55, 69, 33),
        "A van that repairs things|流动便民维修车",
        "Umbrellas, lamps, wheelchairs, knives: a van with tools and two repairers comes to each "
        "subdistrict twice a month.|"
        "修伞、修灯、修轮椅、磨刀：一辆维修车、两位师傅，每个街道每月来两次。",
    ),
    idea(
        "", ("park", "liuying", 0), 140_000, "urban", (30, 92, 12),
        "Benches with armrests every three hundred metres|环湖每三百米一张带扶手的长椅",
        "My mother would walk round the lake if she could sit down on the way, and get up again. "
        "Armrests matter more than the view.|"
        "只要路上能坐下、还能站起来，我妈妈就愿意绕湖走一圈。扶手比风景更要紧。",
    ),
    idea(
        "", ("park", "beidu", 1), 85_000, "ecology", (63, 47, 46),
        "A bird hide in Reed Marsh Park|芦苇湿地公园建观鸟屋",
        "Herons breed forty metres from the path. A hide of wood, boards that tell the birds "
        "apart, and two telescopes, one at the height of a wheelchair.|"
        "白鹭在离步道四十米处筑巢。建一座木制观鸟屋、辨鸟牌和两架望远镜，其中一架适合轮椅高度。",
    ),
    idea(
        "", ("village", "daoxiang", 0), 260_000, "education", (58, 36, 19),
        "A library van for the villages|流动图书车下乡",
        "Five villages have no library within an hour. A van with two thousand books, every second "
        "Saturday.|五个村子一小时内到不了图书馆。一辆装两千本书的流动图书车，隔周周六来一次。",
    ),
    idea(
        "wanglu", ("park", "wanglu", 0), 78_000, "urban", (84, 40, 24),
        "Sails over the playground|儿童游乐场加装遮阳帆",
        "The slide in Egret Viewing Park is too hot to touch from May on.|"
        "观鹭公园的滑梯从五月起就烫得不能碰。",
    ),
    idea(
        "wanglu", ("school", "wanglu", 0), 65_000, "traffic", (90, 52, 35),
        "An island in the crossing before the school|学校门口斑马线设安全岛",
        "Six hundred children cross Academy Road at half past seven. Grandparents with prams do "
        "not make it in one green.|"
        "每天七点半六百个孩子过书院路，推婴儿车的老人一个绿灯过不完。",
    ),
    idea(
        "wanglu", ("estate", "wanglu", 5), 54_000, "urban", (46, 63, 42),
        "A garden that neighbours keep|邻里共享菜园",
        "Behind Magnolia Court lies a strip nobody uses. Twenty beds, a shed, a rain barrel.|"
        "玉兰苑后面有一块闲地，可以做二十块菜畦、一间工具房、一个雨水桶。",
    ),
    idea(
        "wanglu", ("market", "wanglu", 1), 42_000, "education", (39, 57, 71),
        "Table tennis on Heron Plaza|白鹭广场设室外乒乓球台",
        "Four tables of concrete that need nothing, and a light until ten.|"
        "四张不用维护的混凝土球台，灯亮到晚上十点。",
    ),
    idea(
        "liuying", ("market", "liuying", 1), 118_000, "housing", (51, 83, 29),
        "A ramp to the footbridge|天桥加装坡道",
        "At Drumtower Shopping Street the footbridge has thirty-eight steps and no other way up.|"
        "鼓楼商业街的天桥有三十八级台阶，没有别的路可上。",
    ),
    idea(
        "liuying", ("water", "liuying", 0), 68_000, "urban", (66, 61, 58),
        "Lights along Lotus Creek|荷花浜步道安装路灯",
        "The short way from the bus to Lotus Gardens is dark, so everybody takes the long one.|"
        "从公交站到荷塘月苑的近路没有灯，大家只好绕远路。",
    ),
    idea(
        "liuying", ("estate", "liuying", 1), 88_000, "civil", (27, 79, 12),
        "A kitchen where older people eat together|老年共享厨房",
        "In Drumtower New Village every third flat is somebody alone. The old laundry has water "
        "and room for thirty.|鼓楼新村三分之一是独居老人。旧洗衣房有水有电，能坐三十人。",
    ),
    idea(
        "liuying", ("park", "liuying", 1), 36_000, "urban", (31, 22, 64),
        "A fenced meadow for dogs|宠物狗活动区",
        "So that dogs run, and children do not have to.|让狗跑得开，孩子也不用躲。",
    ),
    idea(
        "nanting", ("road", "nanting", 4), 92_000, "education", (43, 9, 86),
        "A skating corner under the south bridge|桥下滑板角",
        "It is dry, loud already, and nobody lives there. Ramps of steel that can be moved.|"
        "那里不淋雨，本来就吵，也没人住。用可移动的钢制坡道就行。",
    ),
    idea(
        "nanting", ("school", "nanting", 0), 74_000, "traffic", (91, 50, 30),
        "A safe way to Reed Street School|芦花街小学安全上学路",
        "A pavement that is not parked on: bollards, two raised crossings, thirty on the signs.|"
        "让人行道不被停车占用：设隔离桩、两处抬高的斑马线、限速三十。",
    ),
    idea(
        "nanting", ("park", "nanting", 1), 38_000, "education", (62, 55, 49),
        "A reading corner on Sunrise Square|朝阳广场读书角",
        "A glazed shelter with shelves, like a bus stop for books.|"
        "带书架的玻璃亭子，像书的公交站。",
    ),
    idea(
        "nanting", ("estate", "nanting", 5), 58_000, "water", (35, 38, 44),
        "A rain garden instead of eight parking places|八个车位改成雨水花园",
        "Orchid Court stands under water after each storm. Let the rain go into the ground.|"
        "兰庭每次下大雨都积水，让雨水渗到地下去。",
    ),
    idea(
        "shiqiaotou", ("road", "shiqiaotou", 2), 46_000, "housing", (40, 76, 37),
        "The old well and its pavilion|修缮古井和井亭",
        "The roof leaks on the one thing tourists photograph.|井亭漏雨，而它是游客拍得最多的地方。",
    ),
    idea(
        "shiqiaotou", ("road", "shiqiaotou", 0), 28_000, "transport", (58, 87, 34),
        "Handrails on the stone bridge|石桥两侧加扶手",
        "Forty steps worn smooth by four hundred years, and rain.|"
        "四百年踩光了四十级台阶，下雨就滑。",
    ),
    idea(
        "shiqiaotou", ("estate", "shiqiaotou", 3), 64_000, "education", (33, 45, 72),
        "Music at the Bell Tower|钟楼小舞台",
        "A small stage with power, to be booked by anybody, quiet after nine.|"
        "一个带电源的小舞台，谁都可以预约，九点以后安静。",
    ),
    idea(
        "shiqiaotou", ("market", "shiqiaotou", 1), 52_000, "urban", (54, 49, 51),
        "Clean corners for the night market|夜市清洁点",
        "Water, a drain and bins that are sorted, at both ends of Silk Lane.|"
        "在丝行巷两头设水龙头、排水口和分类垃圾桶。",
    ),
)  # fmt: skip
REFUSED = 4
WITHDRAWN = 21
GIVEN_UP = 18
UNDER_WAY = 1
"""Its call and its contract stand in calls_done.py."""
UNDER_WAY_DAYS = 30

FEASIBLE = words(
    "We looked at the place. It can be built within the year, and this is what it costs with "
    "planning and upkeep for five years.|"
    "已现场查看，一年内可以建成；造价含设计费和五年维护费。"
)
NOT_FEASIBLE = words(
    "A budget round pays for what is built once. A night bus costs about 1.4 million each year, "
    "and its route is part of the contract with the operator, which runs for two more years. We "
    "have put the wish on the list for the next contract and will answer it there.|"
    "本资金只用于一次性建设。夜班公交每年约需一百四十万元，线路又在与运营公司的合同之内，合同还有"
    "两年到期。我们已把这一诉求列入下一轮合同的清单，届时再作答复。"
)
TAKEN_BACK = words(
    "During the vote the water company told us that a main will be laid here next spring. What we "
    "plant would be dug up again. We are sorry; votes for it stay valid for everything else.|"
    "投票期间，供水公司告知明年春天要在此处铺设主管，种下的会被挖掉。很抱歉；投给它的选票其余部分"
    "仍然有效。"
)
BEGUN = words("The contract is placed; work has begun.|合同已签，已开工。")
DONE = words(
    "It is finished and in use. What it cost is above; the rest goes back into the next round.|"
    "已建成投入使用。实际花费见上；结余转入下一轮。"
)
STOPPED = words(
    "The yearly survey found that the south bridge has to be repaired from below: for eight months "
    "nobody may stay under it. Another place nobody voted for. We gave it up; the money goes into "
    "the next round, where it can be proposed anew.|"
    "年度检测发现南桥必须从桥下加固，八个月内桥下不能停留；换地方又不是大家投票选的。我们决定放弃，"
    "资金转入下一期，可以重新提出。"
)

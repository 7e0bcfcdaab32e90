"""What people of the demo town say of the old freight yard, and how far each camp agrees to it.

In percent how many of each camp agree: those who want green and quiet, those who want shops and
parking, families who want rooms and schools; then English, and Chinese below.
"""

from collections.abc import Iterator

from gongjian.config.demo.model import Words

TITLE = Words("What should become of the old freight yard?", "老货场应当变成什么？")
ABOUT = Words(
    "The freight yard at the lake has stood empty for six years; the district gets the land next "
    "spring. Before anything is planned, the council wants to know what people agree on and where "
    "they differ. Fixed already: the two old halls stay, and nothing is built within thirty metres "
    "of the water.",
    "湖边的老货场已闲置六年，明年春天土地将移交给区里。在规划之前，区里想知道大家在哪些方面意见一致、"
    "在哪些方面有分歧。已经确定的是：两座老仓库保留，离湖岸三十米以内不建任何建筑。",
)

SAID = """\
95 90 93 The lakeside path must stay open to everybody, day and night.
湖边步道应当全天对所有人开放。
96 86 94 Before anything is built, the soil must be tested.
动工之前必须先检测土壤。
84 92 88 The two old halls should be used, not only kept.
两座老仓库应当利用起来，而不只是保留。
90 83 92 Everybody must be able to get there by bus.
每个人都应当能坐公交到那里。
91 80 89 What is planned should be shown to the neighbours every three months.
规划进展应当每三个月向附近居民公布一次。
71 90 92 The yard must be lit well at night.
夜间照明必须充足。
86 87 94 There should be public toilets that are open until late.
应当有开放到深夜的公共厕所。
 8 29 11 The whole yard should be handed to one developer.
整个货场应当交给一家开发商。
92 74 91 Nobody should have to pay to enter.
进去不应当收费。
94 24 62 Half of the land should become a park with trees.
一半的土地应当变成有树的公园。
88  9 54 No cars should be allowed on the yard.
货场内不应当允许汽车进入。
11 91 38 Three hundred parking spaces are needed there.
那里需要三百个停车位。
22 78 41 An underground car park is worth its price.
修地下停车场物有所值。
24 89 66 A supermarket would help everybody around.
开一家超市对周边的人都有好处。
73 68 61 Small shops at low rents matter more than one large store.
低租金的小店比一家大商场更重要。
13 84 22 Restaurants may stay open until midnight.
餐馆可以营业到半夜。
92 31 88 Loud music must end at nine in the evening.
晚上九点以后不得放高音量音乐。
21 90 37 A night market would bring life to the quarter.
夜市会给片区带来活力。
38 31 90 The district should build flats with low rents there.
区里应当在那里建低租金住房。
61 44 96 A kindergarten is missing in this quarter.
这个片区缺一所幼儿园。
31 20 88 A new primary school matters more than anything else.
新建一所小学比什么都重要。
64 29 94 A playground should be the first thing that is built.
首先应当建一个儿童游乐场。
76 60 85 Older people need a place where they can sit inside.
老年人需要一个室内活动的地方。
58 52 90 A clinic for the quarter belongs there.
那里应当有一个社区诊所。
93 26 63 No building should be higher than four floors.
建筑都不应超过四层。
19 86 33 Offices would bring jobs that we need.
写字楼会带来我们需要的就业。
 9 70 21 The district should earn money with the land.
区里应当用这块地赚钱。
90 14 42 Birds at the lake are more important than new buildings.
湖边的鸟比新建筑更重要。
91 48 79 The old tracks should become a bicycle lane.
旧铁轨应当改成自行车道。
66 74 52 Workshops and repair shops should find room there.
那里应当有手工作坊和维修店的位置。
86 13 24 A part should be left wild and not be planned at all.
应当留一部分保持自然，完全不作规划。
85 22 68 Allotment gardens for people of the quarter are a good idea.
给片区居民开辟小菜园是个好主意。
41 82 58 The yard should host concerts in summer.
夏天应当在货场办音乐会。
36 51 82 A swimming pool is worth the money.
游泳池值得花这笔钱。
95 89 94 What it costs must be public before it is decided.
决定之前必须公布费用。
80 55 93 Schools of the town should be able to use the halls.
全区的学校都应当能使用老仓库。
84 17 61 Deliveries should only come in the morning.
送货车只应当在上午进入。
55 40 70 I live less than a kilometre from the yard.
我住的地方离货场不到一公里。
17  5  6 It would be best to leave everything as it is.
最好一切保持原样。
46 38 57 Those who live there now should decide, not the whole town.
应当由住在附近的人决定，而不是全区。
"""


def _statements() -> Iterator[tuple[Words, list[int]]]:
    lines = SAID.splitlines()
    for first, chinese in zip(lines[::2], lines[1::2], strict=True):
        *percents, english = first.split(maxsplit=3)
        yield Words(english, chinese), list(map(int, percents))


STATEMENTS = tuple(_statements())

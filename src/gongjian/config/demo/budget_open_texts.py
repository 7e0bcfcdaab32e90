"""The demo town's round that is being voted on, and the one that still collects projects."""

from gongjian.config.demo.budget_texts import idea, words

OPEN_TITLE = words("Second neighbourhood budget|第二期社区微更新资金")
OPEN_ABOUT = words(
    "One million for the whole district and a hundred and fifty thousand for each of three "
    "subdistricts. On your ballot choose projects that fit into the money together: the ballot "
    "tells you what is left as you go.|"
    "全区部分一百万元，三个街道各十五万元。请选择合起来不超过资金总额的项目；选择时会一直显示还剩多少。"
)
OPEN_WHOLE = 1_000_000
OPEN_STREETS = {"xingang": 150_000, "meiwu": 150_000, "daoxiang": 150_000}

OPEN_IDEAS = (
    idea(
        "", ("water", "liuying", 1), 320_000, "water", (61, 30, 78),
        "Steps into the lake|东岸亲水台阶",
        "On the east shore the water is clean enough, says the water bureau, and nobody can reach "
        "it. Wide steps, a rail, a lifebuoy.|"
        "水务局说东岸水质达标，但没有地方可以下水。建宽台阶、扶手和救生圈。",
    ),
    idea(
        "", ("park", "daoxiang", 1), 240_000, "urban", (52, 44, 57),
        "Solar lamps on the Dyke Greenway|圩堤绿道安装太阳能灯",
        "Four kilometres that end with the daylight. Warm light, dimmed after ten for the birds.|"
        "四公里的绿道天黑就没法走。用暖光灯，十点以后调暗，不惊扰鸟类。",
    ),
    idea(
        "", ("road", "wanglu", 1), 60_000, "transport", (38, 15, 72),
        "Ten pumps and tool posts for bicycles|十个自行车充气维修桩",
        "At the ends of the cycle lanes, bolted down.|设在自行车道两端，固定安装。",
    ),
    idea(
        "", ("park", "xingang", 0), 280_000, "urban", (70, 82, 49),
        "A public toilet that is open until eleven|公厕开放到晚上十一点",
        "In Lighthouse Park, with a changing table and a door that a wheelchair opens.|"
        "建在灯塔公园，带婴儿护理台和轮椅可自行打开的门。",
    ),
    idea(
        "", ("water", "wanglu", 0), 190_000, "education", (34, 28, 51),
        "A jetty for boats without steps|无障碍小船码头",
        "So that people in wheelchairs come onto the lake too.|让坐轮椅的人也能到湖上去。",
    ),
    idea(
        "", ("stop", "beidu", 2), 130_000, "transport", (57, 75, 46),
        "A warm place to wait for the ferry|渡口候船暖房",
        "Glass on three sides, a bench, a screen that tells when it comes.|"
        "三面玻璃、一排长椅、一块到船信息屏。",
    ),
    idea(
        "xingang", ("market", "xingang", 1), 84_000, "market", (55, 51, 68),
        "Tables under roofs at the food street|美食街加建带棚餐桌",
        "Half the customers eat standing.|一半客人只能站着吃。",
    ),
    idea(
        "xingang", ("park", "xingang", 1), 92_000, "education", (64, 22, 79),
        "A basketball court that drains|篮球场改造排水",
        "After rain Tide Square is a pond for two days.|下过雨，潮声广场要积两天水。",
    ),
    idea(
        "meiwu", ("park", "meiwu", 0), 76_000, "urban", (48, 70, 33),
        "Rests on the way up Tea Hill|茶山登山道休息点",
        "Five benches, one roof, at the places where people stop anyway.|"
        "在大家本来就会停下的地方设五张长椅和一个顶棚。",
    ),
    idea(
        "meiwu", ("water", "meiwu", 0), 88_000, "water", (59, 57, 42),
        "Spring Brook in the open again|泉水溪重见天日",
        "Forty metres of pipe in Spring Lane could be a brook.|"
        "泉水巷有四十米暗管，可以恢复成小溪。",
    ),
    idea(
        "daoxiang", ("school", "daoxiang", 0), 95_000, "education", (77, 46, 30),
        "A school garden for rice and vegetables|校园稻菜园",
        "Children here eat rice every day and few have planted any.|"
        "孩子们天天吃米饭，却很少有人种过稻。",
    ),
    idea(
        "daoxiang", ("village", "daoxiang", 2), 70_000, "daoxiang", (50, 68, 41),
        "A drying floor that is a square as well|晒谷场兼文化广场",
        "Willow Dyke Village dries its rice on the road.|柳堤村现在在马路上晒稻谷。",
    ),
)  # fmt: skip
ROOM = words(
    "There is room, and the cost includes five years of upkeep.|场地可行，造价含五年维护费。"
)

COLLECT_TITLE = words("Schoolyards that are open at weekends|周末开放的校园")
COLLECT_ABOUT = words(
    "Next year four schoolyards will be open to everybody on Saturdays and Sundays. What should "
    "there be? Write it down here; until the end of the month everything is collected.|"
    "明年将有四所学校的操场在周六、周日向所有人开放。那里应该有什么？请写在这里，月底前都在征集。"
)
COLLECT_WHOLE = 400_000
COLLECT_IDEAS = (
    idea(
        "", ("school", "wanglu", 0), 60_000, "education", (0, 0, 0),
        "A climbing wall|攀岩墙",
        "Low enough that nobody needs a rope.|高度不需要系绳。",
    ),
    idea(
        "", ("school", "nanting", 1), 35_000, "education", (0, 0, 0),
        "Shade and a tap beside the track|跑道边的遮阳棚和水龙头",
        "Grandparents who bring the children have nowhere to sit.|带孩子来的老人没有地方坐。",
    ),
    idea(
        "", ("school", "shiqiaotou", 0), 80_000, "urban", (0, 0, 0),
        "A gate of its own for the yard|操场单独开门",
        "So that the building stays locked while people play.|教学楼锁着，操场也能进。",
    ),
)  # fmt: skip

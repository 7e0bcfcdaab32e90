"""The names of streets and places, in both languages.

A line lists a street's places of one kind as ``English|Chinese`` pairs, parted by semicolons.
"""

from gongjian.config.demo.model import Words

STREET_NAMES = {
    "beidu": Words("Beidu Subdistrict", "北渡街道"),
    "wanglu": Words("Wanglu Subdistrict", "望鹭街道"),
    "liuying": Words("Liuying Subdistrict", "柳营街道"),
    "meiwu": Words("Meiwu Subdistrict", "梅坞街道"),
    "xingang": Words("Xingang Subdistrict", "新港街道"),
    "nanting": Words("Nanting Subdistrict", "南汀街道"),
    "shiqiaotou": Words("Shiqiaotou Subdistrict", "石桥头街道"),
    "daoxiang": Words("Daoxiang Subdistrict", "稻香街道"),
}

ROADS = {
    "beidu": "Beidu Road|北渡路; Wharf Road|码头路; Maple Grove Road|枫林路; Boatyard Lane|船厂巷",
    "wanglu": "Lakeside North Road|湖滨北路; Wanglu Avenue|望鹭大道; Academy Road|书院路;"
    " Cloud Gate Road|云门路; Heron Street|白鹭街",
    "liuying": "Liuying Road|柳营路; Drumtower East Road|鼓楼东路; Lotus Road|荷花路;"
    " Lakeside East Road|湖滨东路",
    "meiwu": "Meiwu Road|梅坞路; Tea Hill Road|茶山路; Pine Ridge Road|松岭路; Spring Lane|泉水巷",
    "xingang": "Port Avenue|港口大道; Xingang Road|新港路; Warehouse Road|仓前路;"
    " Industry Second Road|工业二路; Tide Road|潮声路",
    "nanting": "Nanting Road|南汀路; Lakeside South Road|湖滨南路; Reed Street|芦花街;"
    " Sunrise Road|朝阳路; Bridge South Road|桥南路",
    "shiqiaotou": "Stone Bridge Street|石桥街; Old Market Street|老市街; Well Lane|水井巷;"
    " Silk Lane|丝行巷; Lakeside West Road|湖滨西路",
    "daoxiang": "Daoxiang Road|稻香路; Granary Road|粮仓路; Dyke Road|圩堤路;"
    " Fish Pond Road|渔塘路",
}
ESTATES = {
    "beidu": "Maple Court|枫林苑; Ferry Gardens|渡口花园; Lakeview New Village|湖景新村;"
    " Dragon Boat Homes|龙舟家园; Spring Tide Court|春潮里",
    "wanglu": "Heron Bay|白鹭湾; Academy Mansions|书院府; Wanglu Gardens|望鹭花园;"
    " Cloud Gate Homes|云门家园; North Shore Terrace|北岸华庭; Magnolia Court|玉兰苑",
    "liuying": "Willow Court|柳岸雅苑; Drumtower New Village|鼓楼新村; Lotus Gardens|荷塘月苑;"
    " East Shore Homes|东岸家园; Camphor Court|香樟里",
    "meiwu": "Tea Hill Homes|茶山家园; Plum Valley|梅谷山庄; Pine Ridge Gardens|松岭花园;"
    " Hillside Terrace|半山华庭",
    "xingang": "Harbour New Town|港湾新城; Tidewater Gardens|潮声花园; Seagull Apartments|海鸥公寓;"
    " Beacon Homes|灯塔家园; Xingang New Village|新港新村",
    "nanting": "Reed Bay|芦花湾; Sunrise Gardens|朝阳花园; South Bridge Homes|桥南家园;"
    " Nanting Court|南汀雅苑; Waterside Mansions|临水公馆; Orchid Court|兰庭",
    "shiqiaotou": "Silk Lane Homes|丝行里; Stone Bridge New Village|石桥新村;"
    " Old Mill Court|磨坊弄; Bell Tower Homes|钟楼家园; West Shore Gardens|西岸花园",
    "daoxiang": "Rice Field Homes|稻田家园; Granary Court|粮仓苑; Dyke Side New Village|圩堤新村;"
    " Golden Harvest Gardens|金穗花园",
}
_SCHOOLS = {
    "beidu": "Beidu Primary School|北渡小学; No. 3 Middle School|鹭湖三中;"
    " Maple Grove Kindergarten|枫林幼儿园",
    "wanglu": "Academy Road Primary School|书院路小学; No. 1 Middle School|鹭湖一中;"
    " Heron Kindergarten|白鹭幼儿园",
    "liuying": "Liuying Primary School|柳营小学; Drumtower Middle School|鼓楼中学",
    "meiwu": "Tea Hill School|茶山学校; Meiwu Primary School|梅坞小学",
    "xingang": "Xingang Primary School|新港小学; Harbour Middle School|港湾中学",
    "nanting": "Reed Street Primary School|芦花街小学; No. 5 Middle School|鹭湖五中;"
    " Sunrise Primary School|朝阳小学",
    "shiqiaotou": "Stone Bridge Primary School|石桥小学; Bell Tower Middle School|钟楼中学",
    "daoxiang": "Daoxiang School|稻香学校; Granary Primary School|粮仓小学",
}
_CLINICS = {
    "beidu": "Beidu Health Centre|北渡社区卫生服务中心",
    "wanglu": "Egret Lake People's Hospital|鹭湖区人民医院;"
    " Wanglu Health Centre|望鹭社区卫生服务中心",
    "liuying": "Liuying Health Centre|柳营社区卫生服务中心;"
    " Women and Children's Clinic|鹭湖妇幼保健院",
    "meiwu": "Meiwu Health Centre|梅坞社区卫生服务中心",
    "xingang": "Xingang Health Centre|新港社区卫生服务中心",
    "nanting": "Nanting Health Centre|南汀社区卫生服务中心; South Shore Hospital|南岸医院",
    "shiqiaotou": "Old Town Health Centre|老城社区卫生服务中心",
    "daoxiang": "Daoxiang Health Centre|稻香卫生院",
}
_MARKETS = {
    "beidu": "Ferry Market|渡口农贸市场; Wharf Night Market|码头夜市",
    "wanglu": "Cloud Gate Market|云门菜市场; Heron Plaza|白鹭广场",
    "liuying": "Liuying Market|柳营农贸市场; Drumtower Shopping Street|鼓楼商业街",
    "meiwu": "Meiwu Market|梅坞集市",
    "xingang": "Xingang Market|新港农贸市场; Tide Road Food Street|潮声路美食街",
    "nanting": "Nanting Market|南汀菜市场; South Bridge Plaza|桥南广场",
    "shiqiaotou": "Old Market|老市农贸市场; Silk Lane Night Market|丝行巷夜市",
    "daoxiang": "Daoxiang Market|稻香集市",
}
_PARKS = {
    "beidu": "Old Ferry Park|古渡公园; Reed Marsh Park|芦苇湿地公园",
    "wanglu": "Egret Viewing Park|观鹭公园; North Shore Greenway|北岸绿道",
    "liuying": "Willow Bank Park|柳岸公园; Lotus Pond Park|荷塘公园",
    "meiwu": "Tea Hill Forest Park|茶山森林公园; Plum Blossom Park|梅花公园",
    "xingang": "Lighthouse Park|灯塔公园; Tide Square|潮声广场",
    "nanting": "Reed Bay Park|芦花湾公园; Sunrise Square|朝阳广场",
    "shiqiaotou": "Stone Bridge Park|石桥公园; City Wall Green|城墙绿地",
    "daoxiang": "Rice Field Park|稻田公园; Dyke Greenway|圩堤绿道",
}
_WATERS = {
    "beidu": "Maple Creek|枫林河; the Qingting River at Old Ferry|清汀河古渡段",
    "wanglu": "the north shore of Egret Lake|鹭湖北岸; Cloud Gate Creek|云门溪",
    "liuying": "Lotus Creek|荷花浜; the east shore of Egret Lake|鹭湖东岸",
    "meiwu": "Spring Brook|泉水溪; Tea Hill Reservoir|茶山水库",
    "xingang": "Port Canal|港口运河; the Qingting River at Tide Road|清汀河潮声段",
    "nanting": "Reed Creek|芦花港; the south shore of Egret Lake|鹭湖南岸",
    "shiqiaotou": "the moat by the old wall|护城河; Well Lane Canal|水井浜",
    "daoxiang": "Dyke Canal|圩堤河; Granary Ditch|粮仓沟",
}
_VILLAGES = {
    "meiwu": "Upper Meiwu Village|上梅坞村; Stone Kiln Village|石窑村",
    "daoxiang": "East Paddy Village|东圩村; Fishpond Village|渔塘村; Willow Dyke Village|柳堤村",
}

LISTED = {
    "road": ROADS,
    "estate": ESTATES,
    "school": _SCHOOLS,
    "clinic": _CLINICS,
    "market": _MARKETS,
    "park": _PARKS,
    "water": _WATERS,
    "village": _VILLAGES,
}

"""The category tree: ten subjects, their branches, and 60 leaves under which cases are filed."""

from gongjian.config.demo.model import Category, Words

# One line a node: code, English, Chinese. Depth follows from the number of dashes.
_TREE = """
HOU Housing | 住房
HOU-EST Estates and property management | 小区与物业
HOU-EST-FEES Property fees and service | 物业收费与服务
HOU-EST-LIFT Lifts | 电梯
HOU-EST-PARK Parking in estates | 小区停车位
HOU-EST-LEAK Leaks and shared repairs | 漏水与公共维修
HOU-NEW New homes | 新建住房
HOU-NEW-LATE Late handover | 延期交房
HOU-NEW-FAULT Faults in new homes | 新房质量
HOU-NEW-DEED Property certificates | 不动产权证
HOU-RENT Renting | 租房
HOU-RENT-PUBLIC Public rental housing | 公租房
HOU-RENT-DISPUTE Tenancy disputes | 租房纠纷
CITY Streets and parks | 市容环卫
CITY-ROAD Roads and lights | 道路与照明
CITY-ROAD-HOLE Potholes and pavements | 路面破损
CITY-ROAD-LIGHT Street lights | 路灯
CITY-ROAD-COVER Manhole covers | 井盖
CITY-CLEAN Cleanliness | 环境卫生
CITY-CLEAN-RUBBISH Rubbish collection | 垃圾清运
CITY-CLEAN-TOILET Public toilets | 公共厕所
CITY-ORDER Order in the streets | 街面秩序
CITY-ORDER-VENDOR Street stalls | 占道经营
CITY-ORDER-BUILD Illegal building | 违章搭建
CITY-ORDER-DOG Dogs | 养犬
CITY-GREEN Greenery | 园林绿化
CITY-GREEN-TREE Trees | 树木修剪
CITY-GREEN-PARK Parks and playgrounds | 公园与游乐设施
ENV Environment | 生态环境
ENV-NOISE Noise | 噪声
ENV-NOISE-SITE Noise from sites and plants | 工地与企业噪声
ENV-NOISE-LIFE Noise from squares and neighbours | 广场与邻里噪声
ENV-AIR Air | 空气
ENV-AIR-FUME Restaurant fumes | 餐饮油烟
ENV-AIR-DUST Dust | 扬尘
ENV-AIR-SMELL Smells and waste gas | 异味废气
ENV-WATER Rivers and lake | 河湖
ENV-WATER-RIVER River and lake water | 河湖水质
TRA Traffic and transport | 交通出行
TRA-SAFE Road safety | 道路交通安全
TRA-SAFE-SIGNAL Traffic lights | 红绿灯
TRA-SAFE-CROSS Crossings | 过街设施
TRA-SAFE-EBIKE Electric bicycles | 电动自行车
TRA-PARK Parking in the street | 路面停车
TRA-PARK-ILLEGAL Illegal parking | 违法停车
TRA-BUS Buses, taxis and bicycles | 公共出行
TRA-BUS-LINE Bus lines | 公交线路
TRA-BUS-STOP Bus stops | 公交站台
TRA-BUS-TAXI Taxis and ride-hailing | 出租车与网约车
TRA-BUS-BIKE Shared bicycles | 共享单车
UTI Water and energy | 水电气
UTI-WATER Water | 供水排水
UTI-WATER-PRESS Water supply and pressure | 供水与水压
UTI-WATER-QUAL Tap water quality | 自来水水质
UTI-WATER-DRAIN Drains and flooding | 排水与内涝
UTI-ENERGY Energy | 燃气与充电
UTI-ENERGY-GAS Gas supply | 燃气供应
UTI-ENERGY-CHARGE Charging points | 充电设施
EDU Schools and sport | 教育体育
EDU-SCHOOL Schools | 学校
EDU-SCHOOL-PLACE School places | 入学
EDU-SCHOOL-MEAL School meals | 校园餐
EDU-OUT Outside school | 校外
EDU-OUT-TUTOR Tutoring schools | 校外培训
EDU-OUT-SPORT Sports grounds | 体育场地
HEA Health | 医疗卫生
HEA-CARE Care | 看病与接种
HEA-CARE-CLINIC Clinics and appointments | 就医与预约
HEA-CARE-VACC Vaccination | 疫苗接种
HEA-PUBLIC Public health | 公共卫生
HEA-PUBLIC-PEST Mosquitoes and rats | 蚊鼠防治
SOC Work and support | 就业与保障
SOC-WORK Work | 劳动就业
SOC-WORK-WAGE Unpaid wages | 拖欠工资
SOC-WORK-INSUR Social insurance | 社会保险
SOC-WORK-TRAIN Training and finding work | 培训与就业
SOC-CARE Support | 民生保障
SOC-CARE-ELDER Services for older people | 养老服务
SOC-CARE-AID Allowances and relief | 补贴与救助
SOC-CARE-ACCESS Step-free access | 无障碍设施
MAR Shops and business | 市场监管
MAR-BUY Buying | 消费
MAR-BUY-CARD Prepaid cards | 预付卡
MAR-BUY-FOOD Food safety | 食品安全
MAR-BUY-PRICE Prices and scales | 价格与计量
MAR-FIRM Running a business | 办企业
MAR-FIRM-LICENCE Business licences | 营业执照
SAF Safety and land | 安全与土地
SAF-FIRE Safety | 安全隐患
SAF-FIRE-EXIT Blocked fire exits | 消防通道
SAF-FIRE-WORK Dangers at work | 安全生产
SAF-LAND Land | 土地与规划
SAF-LAND-SLOPE Slopes and unsafe buildings | 边坡与危房
SAF-LAND-PLAN Planning notices | 规划公示
SAF-LAND-VILLAGE Village homes and fields | 宅基地与农田
"""
LEAF_LEVEL = 3


def categories() -> tuple[Category, ...]:
    """Return every node of the tree, parents before their children."""
    nodes = []
    for line in _TREE.strip().splitlines():
        code, _, names = line.partition(" ")
        en, _, zh = names.partition(" | ")
        level = code.count("-") + 1
        parent = code.rpartition("-")[0]
        nodes.append(Category(code, parent, level, level == LEAF_LEVEL, Words(en, zh)))
    return tuple(nodes)


def leaf_names() -> dict[str, Words]:
    """Return the names of the 60 leaves by their codes."""
    return {node.code: node.name for node in categories() if node.is_leaf}

"""Examples that a small model learns in some seconds."""

from random import Random

import pytest

from gongjian.government.triage import learning_rules as rules

SAID = {
    "lights": ["路灯不亮", "路灯坏了", "没有路灯", "路灯一直闪", "路灯又灭了"],
    "noise": ["施工噪音", "广场舞噪音", "噪音太大", "装修噪音", "工厂噪音"],
}
AROUND = (
    "小区门口 学校旁边 菜市场 公园里 河边 桥下 老人摔倒 孩子害怕 已经三天 上周开始 打过电话 没人来 "
    "晚上十点 凌晨两点 下雨天 冬天更早 请尽快处理 谢谢领导 很多邻居 整条街 新修的 去年 物业说不管 "
    "社区推脱 影响休息 看不见路 电动车 放学时 加班回来 不敢出门 超市对面 地铁口 三号楼 北门 停车场 "
    "医院附近 考试前 周末 一到夜里 反映多次 希望解决 到底归谁 拍了照片 十分着急 六十多岁 上班路上"
)
"""What stands around it, in many mixtures, so that no two messages are near copies."""


@pytest.fixture(scope="session")
def sayings():
    """What people say of each of two matters: 100 different messages of each."""
    random = Random(1)

    def message(said):
        words = random.sample(AROUND.split(), 9)
        return f"{words[0]}{said}", "，".join([*words[1:5], said, *words[5:]])

    return {matter: [message(SAID[matter][number % 5]) for number in range(100)] for matter in SAID}


@pytest.fixture
def _few_are_enough(monkeypatch):
    """Thresholds of a village: a model is made of tens of examples, not of hundreds."""
    monkeypatch.setattr(rules, "LEAST_EXAMPLES", 40)
    monkeypatch.setattr(rules, "LEAST_UNSEEN", 16)
    monkeypatch.setattr(rules, "LEAST_ANSWERED", 5)

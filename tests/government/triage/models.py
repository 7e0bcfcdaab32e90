"""Models for tests: as a training leaves them, and quick to make."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from itertools import count
from random import Random

from gongjian.government.triage.actions.keep_examples import ExampleDraft, keep_examples
from gongjian.government.triage.models import Evidence, ModelContent, ModelState, TrainedModel
from tests.factories import NOW

_numbers = count(1)


def make_model(
    *, weights: bytes = b"", held_back: bytes = b"", made_at: datetime | None = None, **fields
) -> TrainedModel:
    """A former model; its state, card or weights are traits."""
    at = made_at or NOW - timedelta(days=next(_numbers))
    values = {
        "state": ModelState.FORMER, "made_at": at, "learnt_until": at, "in_use_since": at,
        "sha256": hashlib.sha256(weights).hexdigest(), "size_bytes": len(weights), "card": {},
        **fields,
    }  # fmt: skip
    model = TrainedModel.objects.create(**values)
    ModelContent.objects.create(model=model, weights=weights, held_back=held_back)
    return model


def teach(categories, sayings, *, at=NOW, many=slice(None), swapped=False):
    """Keep what people say as examples of their matters, or each as one of the other."""
    names = list(categories)
    drafts = [
        ExampleDraft(
            reference=f"row:{matter}{number}{at.timestamp()}", title=title, text=text, at=at,
            category_id=categories[names[1 - names.index(matter)] if swapped else matter].pk,
            evidence=Evidence.CORRECTION,
        )
        for matter in sayings
        for number, (title, text) in enumerate(sayings[matter][many])
    ]  # fmt: skip
    keep_examples(drafts=drafts, now=at)


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


def make_sayings() -> dict[str, list[tuple[str, str]]]:
    """What people say of each of two matters: 100 different messages of each."""
    random = Random(1)

    def message(said: str) -> tuple[str, str]:
        words = random.sample(AROUND.split(), 9)
        return f"{words[0]}{said}", "，".join([*words[1:5], said, *words[5:]])

    return {
        matter: [message(said[number % 5]) for number in range(100)]
        for matter, said in SAID.items()
    }

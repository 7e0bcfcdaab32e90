"""What is GB 18030 is told from what only decodes as it."""

from __future__ import annotations

import pytest

from gongjian.methods.chinese_encoding import reads_as_chinese

CHINESE = "学校旁边的垃圾一个星期没有人清理，路灯也坏了，请有关部门尽快处理，谢谢大家！"
TRADITIONAL = "學校旁邊的垃圾一個星期沒有人清理，路燈也壞了，請有關部門盡快處理。"
KOREAN = (
    "학교 옆에 쓰레기가 일주일째 방치되어 있고 아무도 치우지 않습니다. "
    "가로등이 고장 났습니다. 빨리 고쳐 주세요."
)
JAPANESE = (
    "学校の隣にゴミが一週間放置されていて、誰も片付けてくれません。"
    "街灯が壊れています。早く直してください。"
)


@pytest.mark.parametrize(
    ("text", "encoding", "is_chinese"),
    [
        (CHINESE, "gb18030", True),
        (CHINESE[:4], "gb18030", True),
        ("朱镕基路的路灯", "gb18030", True),
        ("Rubbish", "ascii", True),
        ("名称,类型\n河务局,部门\n", "gb18030", True),
        ("Müll in der Großen Straße", "cp1252", False),
        ("Çöpler bir haftadır duruyor", "cp1254", False),
        (TRADITIONAL, "big5", False),
        (KOREAN, "euc-kr", False),
        (JAPANESE, "euc-jp", False),
        (JAPANESE, "shift-jis", False),
    ],
)
def test_only_chinese_reads_as_chinese(text, encoding, is_chinese):
    assert reads_as_chinese(text.encode(encoding).decode("gb18030")) is is_chinese

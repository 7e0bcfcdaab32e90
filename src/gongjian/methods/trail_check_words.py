"""What the check of a trail says, in English and Chinese: data, to be read line by line."""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = ("en", "zh")
VERDICTS: Final = {
    "pass": ("pass", "通过"),
    "fail": ("FAIL", "不通过"),
    "unproven": ("NOT PROVEN", "无法证明"),
}
CHECKS: Final = {
    "format": ("The file", "文件"),
    "signature": ("Signature of the town", "公共机构签名"),
    "ledger": ("Places in the ledger", "账本中的位置"),
    "entries": ("What was recorded", "记录内容"),
    "order": ("Order", "顺序"),
    "links": ("What led to what", "前因后果"),
    "days": ("Days", "天数"),
}
REASONS: Final = {
    "unreadable": ("It cannot be read: {error}.", "无法读取：{error}。"),
    "readable": ("It is the file of a trail.", "是一份轨迹文件。"),
    "signed": ("{town} signed all of it.", "{town} 已为全部内容签名。"),
    "not_signed": (
        "{town} did not sign this: it was changed, or comes from somebody else.",
        "{town} 没有为此签名：内容已被改动，或来自他人。",
    ),
    "no_checkpoint": (
        "The ledger had sealed nothing yet when the file was made.",
        "生成文件时账本尚未封存任何条目。",
    ),
    "checkpoint_not_signed": (
        "The checkpoint of the ledger is not signed by {town}.",
        "账本检查点没有 {town} 的签名。",
    ),
    "not_in_ledger": (
        "Moments that do not stand where the file says: {places}.",
        "以下时刻不在文件所称的位置：{places}。",
    ),
    "in_ledger": (
        "{entries} of {moments} moments stand in the ledger of {size} entries.",
        "{moments} 个时刻中有 {entries} 个在账本（共 {size} 条）中。",
    ),
    "another_act": (
        "Entries that tell of another act or moment: {places}.",
        "以下条目记录的是其他行为或时刻：{places}。",
    ),
    "same_acts": (
        "{opened} opened entries tell of the same acts at the same moments.",
        "{opened} 条公开条目记录的行为和时刻与文件一致。",
    ),
    "not_opened": (
        "{closed} entries are of what persons did and are not opened: they stand in the ledger, "
        "and what they hold is not shown.",
        "{closed} 条为个人所为，不予公开：它们在账本中，但内容不显示。",
    ),
    "without_entry": (
        "{missing} moments have no entry in the ledger, or none that was sealed then.",
        "{missing} 个时刻在账本中没有条目，或当时尚未封存。",
    ),
    "in_order": ("{moments} moments, in the order of time.", "{moments} 个时刻，按时间顺序排列。"),
    "out_of_order": ("The moments are not in the order of time.", "各时刻未按时间顺序排列。"),
    "known_things": (
        "{links} links, all between things that are named or counted.",
        "{links} 条关联，均在已列出或已计数的事项之间。",
    ),
    "unknown_things": (
        "{count} things are spoken of that are not on the trail.",
        "提到了 {count} 个不在轨迹上的事项。",
    ),
    "days_add_up": ("{days} days from first to last.", "从头到尾共 {days} 天。"),
    "days_differ": (
        "It says {days} days; the moments give {since}.",
        "文件称 {days} 天，按各时刻计算为 {since} 天。",
    ),
}

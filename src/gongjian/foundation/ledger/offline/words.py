"""What the commands say around their findings, in English and Chinese."""

from __future__ import annotations

import os
from typing import Final

from gongjian.methods.receipt_words import LANGUAGES

TEXTS: Final = {
    "holds": ("All of it holds.", "全部成立。"),
    "holds_unproven": (
        "Nothing is wrong; what is marked is not proven.",
        "没有不成立之处；标出的项目无法证明。",
    ),
    "wrong": ("Something is wrong.", "有不成立之处。"),
    "unreadable": ("Nothing can be said: {why}.", "无法判断：{why}。"),
    "recorded": ("What was recorded:", "记录内容："),
    "downloaded": ("{size} entries in {folder}.", "{size} 个条目已存入 {folder}。"),
    "no_key": (
        "“{key}” is no key of a log: it reads like town.example/ledger+0123abcd+A…, and the town "
        "prints it on its page /ledger/. Take it from somewhere else, too.",
        "“{key}”不是日志的密钥：其形式如 town.example/ledger+0123abcd+A…，公布于公共机构的 "
        "/ledger/ 页面。请与其他来源核对。",
    ),
    "no_witness": (
        "“{key}” is no key of a witness.",
        "“{key}”不是见证方的密钥。",
    ),
    "witness_key": ("This witness's key: {key}", "本见证方的密钥：{key}"),
    "witness_signed": ("signed {size} entries", "已签署 {size} 个条目"),
    "witness_refuses": (
        "REFUSED ({why}): {shown} entries shown, {known} signed before. Evidence: {evidence}",
        "拒绝签名（{why}）：对方出示 {shown} 个条目，此前已签署 {known} 个。证据：{evidence}",
    ),
    "witness_waits": ("the log cannot be read: {why}", "日志无法读取：{why}"),
    "witness_not_taken": ("the log did not take the signature: {why}", "日志未接受签名：{why}"),
    "witness_runs": (
        "Another process uses {folder}. A witness that runs twice could sign two ledgers.",
        "另一个进程正在使用 {folder}。同时运行两个见证进程可能签署两本账。",
    ),
    "witness_state": (
        "{path} is damaged. Without knowing what was signed nothing is signed; bring it back from "
        "a copy, or begin a new witness in another folder",
        "{path} 已损坏。不知道签署过什么就不能再签名；请从副本恢复，或在另一文件夹中启用新的见证方",
    ),
    "answer_unknown_log": ("unknown_log", "另一本日志"),
    "answer_not_signed": ("not_signed", "签名无效"),
    "answer_malformed": ("malformed", "格式有误"),
    "answer_other_size": ("other_size", "起始条目数不同"),
    "answer_fork": ("fork", "两本账"),
    "answer_rolled_back": ("rolled_back", "被回退"),
    "answer_inconsistent": ("inconsistent", "并非延续"),
    "no_name": (
        "“{name}” is no name of a witness: no spaces, no plus sign, as witness.example/w1.",
        "“{name}”不是见证方名称：不含空格和加号，例如 witness.example/w1。",
    ),
    "quorum": (
        "--quorum {quorum} needs as many different --witness keys; {count} given.",
        "--quorum {quorum} 需要同样多的不同 --witness 密钥；现有 {count} 个。",
    ),
    "witness_serves": ("Taking checkpoints at {address}", "在 {address} 接收检查点"),
}


def language() -> str:
    """That of the machine, where it is one of ours."""
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh" if next(filter(None, names), "").startswith("zh") else "en"


def say(code: str, language: str, **values: object) -> str:
    return TEXTS[code][LANGUAGES.index(language)].format(**values)

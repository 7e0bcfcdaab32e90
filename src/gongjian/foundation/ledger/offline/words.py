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
        "Another process uses {folder}. A witness that runs twice could sign two ledgers",
        "另一个进程正在使用 {folder}。同时运行两个见证进程可能签署两本账",
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
    "file_fails": ("{path} cannot be used: {why}", "{path} 无法使用：{why}"),
    "file_too_large": ("{path} is too large", "{path} 过大"),
    "file_missing": ("{path} is not there", "{path} 不存在"),
    "log_misses": ("there is no {path}", "其中没有 {path}"),
    "no_text": ("{path} is no text", "{path} 不是文本"),
    "no_ed25519": ("{path} is no Ed25519 key", "{path} 不是 Ed25519 密钥"),
    "answers_with": ("{url} answers with {status}", "{url} 返回 {status}"),
    "no_answer": ("{url} does not answer: {why}", "{url} 没有应答：{why}"),
    "answer_too_large": (
        "{url} answers with more than {most} bytes",
        "{url} 的应答超过 {most} 字节",
    ),
    "not_taken": ("{status} {said}", "{status} {said}"),
    "no_proof": ("its hashes lead nowhere: {why}", "由其哈希得不出证明：{why}"),
    "needs_log": (
        "of two sizes, the hashes are needed: name the log with --log",
        "两者条目数不同，需要其间的哈希：请用 --log 指明日志",
    ),
    "witness_serves": ("Taking checkpoints at {address}", "在 {address} 接收检查点"),
}


def language() -> str:
    """That of the machine, where it is one of ours."""
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh" if next(filter(None, names), "").startswith("zh") else "en"


class Told(Exception):
    """An error that is told to people, in a language of `LANGUAGES`."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values

    def words(self, language: str) -> str:
        return say(self.code, language, **self.values)

    def __str__(self) -> str:
        return self.words(language())


def say(code: str, language: str, **values: object) -> str:
    """What a code of `TEXTS` stands for; errors among the values are told in the same language."""
    told = {
        name: value.words(language) if isinstance(value, Told) else value
        for name, value in values.items()
    }
    return TEXTS[code][LANGUAGES.index(language)].format(**told)

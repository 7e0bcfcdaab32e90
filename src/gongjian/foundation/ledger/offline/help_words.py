"""What the commands of the ledger say of themselves in ``--help``, in English and Chinese."""

from __future__ import annotations

from typing import Final

from gongjian.foundation.ledger.offline.words import language

EXITS: Final = (
    "Ends with 0 where everything holds, 1 where something is wrong, 2 where it was called "
    "wrongly, 3 where nothing can be said because something cannot be read."
)
CHINESE: Final = {
    "check a receipt, checkpoints or a whole log": "核验回执、检查点或整本日志",
    "check a receipt": "核验一份回执",
    "the receipt, or - for the standard input": "回执文件；- 表示标准输入",
    "address or folder: has it grown out of the receipt's tree?": (
        "地址或文件夹：核对日志是否由回执中的树增长而来"
    ),
    "compare two checkpoints": "比较两个检查点",
    "address or folder, for the hashes between the two": "地址或文件夹，用于取得两者之间的哈希",
    "compute a whole log anew": "重新计算整本日志",
    "its address, or a folder of a download": "日志的地址，或者已下载的文件夹",
    "a checkpoint kept from before": "此前保存的检查点",
    "copy a log into a folder": "把日志复制到文件夹",
    "its address": "日志的地址",
    "watch a log and sign what grew": "监视日志，对其增长签名",
    "folder for key and memory": "存放密钥和记录的文件夹",
    "of this witness, as witness.example/w1": "本见证方的名称，例如 witness.example/w1",
    "seconds between two looks": "两次查看之间的秒数",
    "look once, and end": "只查看一次",
    "host:port to take checkpoints at, too (C2SP)": "另在此 主机:端口 接收检查点（C2SP）",
    "where signatures go; else the log's API": "签名发往何处；缺省为日志的接口",
    "sign, and send it to nobody": "只签名，不发送",
    "of the log, or a file with it": "日志的密钥，或者含有密钥的文件",
    "of the words": "输出所用的语言",
    "key of one you trust": "您信任的见证方的密钥",
    "how many of these must have signed": "其中至少须有几方签名",
    "recompute everything and tell the first mismatch": "重新计算全部内容，指出第一处不符",
    "the verifier key, as it was published": "对外公布的验证密钥",
    "put waiting entries into the tree now": "立即将待封存的条目放入树中",
    "print the ledger's name and public key": "输出账本的名称和公钥",
    "go on after the database was set back": "数据库被回退之后继续",
    "address or folder of a copy of the log": "日志副本的地址或文件夹",
    "the later one; else that of the copy": "较晚的检查点；缺省为副本中的检查点",
    "another key, for a database with no sealed entry": "换用另一密钥，仅限没有已封存条目的数据库",
    EXITS: ("退出码：0 全部成立；1 有不成立之处；2 调用方式有误；3 无法读取因而不能判断。"),
}


def told(english: str) -> str:
    """In the language of the machine."""
    return CHINESE[english] if language() == "zh" else english

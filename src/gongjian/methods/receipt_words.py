"""What the check of a receipt or a log says, in English and Chinese: data, line by line."""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = ("en", "zh")
VERDICTS: Final = {
    "pass": ("holds", "成立"),
    "fail": ("WRONG", "不成立"),
    "unproven": ("NOT PROVEN", "无法证明"),
}
CHECKS: Final = {
    "format": ("The file", "文件"),
    "signature": ("Signature of the town", "公共机构签名"),
    "entry": ("What was recorded", "记录内容"),
    "place": ("Place in the ledger", "账本中的位置"),
    "witnesses": ("Witnesses", "见证方"),
    "growth": ("The ledger since then", "此后的账本"),
    "tree": ("All entries", "全部条目"),
    "tiles": ("Published hashes", "公布的哈希"),
    "whole": ("The whole file", "整个文件"),
    "decision": ("Decision of the gateway", "网关的决定"),
    "agreement": ("Agreement it stands on", "所依据的协议"),
    "answer": ("What the source signed", "来源方的签名"),
    "asked": ("The question in the ledger", "账本中的查询"),
    "outcome": ("The outcome in the ledger", "账本中的结果"),
}
REASONS: Final = {
    "not_a_receipt": ("This is no receipt: {error}.", "这不是回执：{error}。"),
    "is_receipt": (
        "It is a receipt in the format C2SP tlog-proof.",
        "是 C2SP tlog-proof 格式的回执。",
    ),
    "is_statement": (
        "It is a signed statement: the town's word, which is not in the ledger.",
        "这是一份已签名的声明：是公共机构的承诺，本身不在账本中。",
    ),
    "signed": (
        "{origin} signed this with its key {key}.",
        "{origin} 用其密钥 {key} 签署。",
    ),
    "not_signed": (
        "It is not signed by {origin} with its key {key}. It was changed, or is of another town, "
        "or somebody invented it.",
        "没有 {origin} 用密钥 {key} 作出的有效签名：内容被改动过，或属于其他公共机构，或系伪造。",
    ),
    "opened": (
        "What is written below is what the ledger's entry stands for: a changed letter would "
        "lead elsewhere.",
        "账本条目所代表的正是下面的内容：改动一个字符就会对应不上。",
    ),
    "not_opened": (
        "Only the entry's digest is given: what it stands for was erased or is not told here.",
        "仅给出条目的摘要：其内容已被删除，或此处不予公开。",
    ),
    "bad_opening": (
        "What the receipt tells of its entry cannot be read: {error}.",
        "回执中关于条目的内容无法读取：{error}。",
    ),
    "in_tree": (
        "It is entry {place} of {size} under the signed root.",
        "它是已签名的根之下 {size} 个条目中的第 {place} 个。",
    ),
    "not_in_tree": (
        "The path does not lead from this entry to the signed root: entry, place, salt or path "
        "were changed.",
        "路径无法从该条目通向已签名的根：条目、位置、盐值或路径被改动过。",
    ),
    "no_place": ("A statement has none.", "声明没有位置。"),
    "witnessed": (
        "The same root was signed by {names}, the last time at {at}.",
        "{names} 签署了同一个根，最近一次在 {at}。",
    ),
    "too_few_witnesses": (
        "{count} of the witnesses that you trust signed this root; you asked for {quorum}. The "
        "town alone could show others another ledger.",
        "您信任的见证方中有 {count} 个签署了这个根，而您要求 {quorum} 个。仅凭公共机构自身，"
        "它可能向其他人展示另一本账。",
    ),
    "no_witness_signed": (
        "None of the witnesses has signed this root yet. The town alone could show others another "
        "ledger.",
        "尚无见证方签署这个根。仅凭公共机构自身，它可能向其他人展示另一本账。",
    ),
    "wrong_witness": (
        "A signature in the name of a witness that you trust is wrong: {error}.",
        "以您信任的见证方名义作出的签名有误：{error}。",
    ),
    "not_asked": (
        "You named no witness. The town alone could show others another ledger.",
        "您没有指定见证方。仅凭公共机构自身，它可能向其他人展示另一本账。",
    ),
    "grew": (
        "The ledger of {new} entries is that of {old} entries, only longer.",
        "{new} 个条目的账本就是 {old} 个条目的账本的延续。",
    ),
    "same": ("Both say the same of {size} entries.", "两者对 {size} 个条目的说法相同。"),
    "forked": (
        "TWO LEDGERS. The town signed two roots for {size} entries. Keep both files: each is "
        "proof against it.",
        "存在两本账。公共机构对 {size} 个条目签署了两个不同的根。请保存两份文件：它们就是证据。",
    ),
    "not_grown": (
        "TWO LEDGERS. The ledger of {new} entries did not grow out of that of {old}. Keep both "
        "files: the town signed both.",
        "存在两本账。{new} 个条目的账本并非由 {old} 个条目的账本延续而来。请保存两份文件："
        "两者均由公共机构签署。",
    ),
    "rolled_back": (
        "The log shows {new} entries, fewer than the {old} that it signed before. It is behind, "
        "or was set back.",
        "日志显示 {new} 个条目，少于它此前签署的 {old} 个：数据滞后，或被回退。",
    ),
    "tree_fits": (
        "{size} entries, computed anew, lead to the signed root {root}.",
        "重新计算全部 {size} 个条目，得到已签名的根 {root}。",
    ),
    "tree_differs": (
        "The entries do not lead to the root that was signed for {size} of them.",
        "这些条目无法得出为 {size} 个条目签署的根。",
    ),
    "entries_short": (
        "Bundle {number} of the entries is not what a log of this size must have there.",
        "第 {number} 个条目包与该规模日志应有的内容不符。",
    ),
    "not_a_look": ("This is no proof of a look at data: {why}.", "这不是查看数据的证明：{why}。"),
    "is_look": ("It is a proof of a look at data.", "是一份查看数据的证明。"),
    "whole": ("The gateway signed all of it.", "网关对全部内容签了名。"),
    "not_whole": (
        "It is not what the gateway signed: something was changed.",
        "与网关所签的不符：有内容被改动过。",
    ),
    "allowed": (
        "The gateway signed it: all {count} checks passed.",
        "网关已签名：{count} 项核验全部通过。",
    ),
    "refused": (
        "The gateway signed it: refused, for these checks failed: {names}.",
        "网关已签名：予以拒绝，未通过的核验为 {names}。",
    ),
    "wrong_decision": (
        "It is not signed with a key of the gateway, or does not fit together.",
        "没有网关密钥的有效签名，或内容自相矛盾。",
    ),
    "agreed": (
        "{consumer} and {provider} both signed it, and it names these fields.",
        "{consumer} 与 {provider} 均已签署，且其中列有这些字段。",
    ),
    "no_agreement": ("The question named none that there is.", "该查询没有指明存在的协议。"),
    "wrong_agreement": (
        "It is not the agreement that the decision names, signed by both.",
        "不是该决定所指、并由双方签署的协议。",
    ),
    "answered": (
        "{provider} signed the digest of what it gave, and that it was right as of {as_of}.",
        "{provider} 对所提供内容的摘要及其截至时间 {as_of} 签了名。",
    ),
    "denied": ("{provider} signed that it gives nothing.", "{provider} 签名表示不予提供。"),
    "not_asked_source": ("The source was not asked.", "没有询问来源方。"),
    "no_answer": ("The source signed nothing.", "来源方没有签名。"),
    "wrong_answer": (
        "It is no answer to this question signed by this source.",
        "不是该来源方对这一查询签名的答复。",
    ),
    "in_ledger": (
        "It is entry {place} of {size} under the root that the town signed, and says the same.",
        "它是公共机构所签的根之下 {size} 个条目中的第 {place} 个，内容一致。",
    ),
    "entry_differs": (
        "The ledger's entry says something else, or is about another look.",
        "账本条目的内容与此不同，或属于另一次查看。",
    ),
    "entry_erased": (
        "The entry is in the ledger, but its words were erased.",
        "条目在账本中，但其内容已被删除。",
    ),
    "no_outcome": ("Nothing is said of what came of it.", "没有说明结果如何。"),
    "tiles_fit": ("{count} tiles say the same.", "{count} 个分块与之相符。"),
    "tile_differs": (
        "Tile {level}/{number} says something else than the entries.",
        "分块 {level}/{number} 与条目不符。",
    ),
}
ERRORS: Final = {
    "it is too long": "内容过长",
    "its first line is not": "首行不符",
    "what is extra is not base64": "附加内容不是 base64",
    "it has no index": "没有序号",
    "its path is not of hashes": "路径不是 base64 哈希",
    "it has no checkpoint": "空行之后没有检查点",
    "its checkpoint is malformed": "检查点格式有误",
    "it has neither entry and salt nor a commitment": "既无条目与盐值，也无承诺值",
    "it is not": "十六进制值的长度或写法不符",
    "non-hexadecimal number": "不是十六进制数",
    "the entry is nested too deep": "条目嵌套过深",
    "the entry is not spelled as entries are": "条目的写法与账本条目不符",
    "more than": "内容过长",
    "not JSON": "不是 JSON",
    "not in its one spelling": "不是唯一的规范写法",
    "not an integer": "含有非整数",
    "an integer of more than 53 bits": "整数超过 53 位",
    "a value that has no canonical form": "含有没有规范写法的值",
    "a key outside ASCII": "键名含有 ASCII 以外的字符",
    "text holds half of a character": "文本含有不完整的字符",
    "the note is too long": "内容过长",
    "the note has control characters": "含有控制字符",
    "the note has no signature lines": "空行之后没有签名行",
    "a checkpoint has at least three lines": "检查点至少有三行，且均不为空",
    "the size is not a plain decimal number": "条目数不是十进制整数",
    "the root is not the base64": "根不是相应长度的 base64",
    "a signature line is malformed": "签名行格式有误",
    "a signature is not base64": "签名不是 base64，或过短",
    "the cosignature of": "见证签名有误",
    "Expecting value": "不是 JSON",
    "Extra data": "JSON 之后还有内容",
}
"""Chinese for what errors of the formats begin with; their English is that of the programmes."""


def error_words(error: object, language: str) -> str:
    """An error inside a sentence of `REASONS`; in English where its words are not known here."""
    text = str(error)
    if language == "en":
        return text
    return next((words for begin, words in ERRORS.items() if text.startswith(begin)), text)

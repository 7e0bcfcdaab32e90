"""What the check of a call says, in English and Chinese: data, to be read line by line."""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = ("en", "zh")
CHECKS: Final = {
    "format": ("Formats and signatures", "格式与签名"),
    "key": ("The town's key", "公共机构密钥"),
    "closing": ("What was signed at the closing", "截止声明"),
    "root": ("Root over all envelopes", "全部密封件的根值"),
    "deadline": ("Deadline", "截止时间"),
    "withdrawal": ("Replaced and withdrawn envelopes", "已替换与已撤回的密封件"),
    "company": ("Whose bids they are", "投标归属"),
    "ledger": ("Proof from the ledger", "账本证明"),
    "receipt": ("Your receipt", "您的回执"),
    "shares": ("Trustees' shares", "密钥保管人的份额"),
    "opening": ("Openings", "开启结果"),
    "judging": ("Rules of judging", "评审规则"),
    "locks": ("Scores as they were locked", "评分锁定"),
    "scores": ("Scores and ranking", "评分与排名"),
}
VERDICTS: Final = {
    "pass": ("pass", "通过"),
    "fail": ("FAIL", "不通过"),
    "unproven": ("NOT PROVEN", "无法证明"),
    "nothing": ("nothing yet", "尚无内容"),
}
REASONS: Final = {
    "unreadable": ("The file cannot be read: {error}.", "文件无法读取：{error}。"),
    "signed": (
        "{envelopes} envelopes with right signatures and formats, and {releases} files with "
        "shares, each signed by its trustee.",
        "{envelopes} 个密封件签名与格式正确，{releases} 份密钥份额文件均由其保管人签名。",
    ),
    "key_given": ("The bids were sealed for this key.", "投标即为此密钥密封。"),
    "key_not_given": (
        "No key of the town was given; the file's own was taken. Anybody can invent a whole call "
        "under a key of their own.",
        "未提供公共机构密钥，使用的是文件自带的密钥。任何人都可以用自己的密钥伪造整个征集。",
    ),
    "another_town": (
        "The bids were sealed for a town with another key.",
        "投标是为另一把公共机构密钥密封的。",
    ),
    "not_closed": ("The call has not closed.", "征集尚未截止。"),
    "bids_without_closing": (
        "There are bids, but nothing signed at closing.",
        "有投标，但没有签名的截止声明。",
    ),
    "closing_unsigned": (
        "What was said at closing is not signed: {error}.",
        "截止声明未经签名：{error}。",
    ),
    "closing_elsewhere": (
        "What was said at closing is about another call.",
        "截止声明属于另一项征集。",
    ),
    "closing_signed": (
        "The town signed the closing of {closed_at}.",
        "公共机构签署了 {closed_at} 的截止声明。",
    ),
    "root_other": (
        "The root signed at closing does not fit the envelopes.",
        "截止时签署的根值与密封件不符。",
    ),
    "others_stood": (
        "The envelopes are not those that stood at closing.",
        "文件中的密封件不是截止时有效的密封件。",
    ),
    "part_left_out": (
        "A part other than trade secrets was left out.",
        "除商业秘密外另有部分被略去。",
    ),
    "root_fits": (
        "It fits all {envelopes} envelopes that came in.",
        "与收到的全部 {envelopes} 个密封件相符。",
    ),
    "closed_early": (
        "The call was closed before its deadline, {deadline}.",
        "征集在截止时间 {deadline} 之前即已截止。",
    ),
    "came_late": (
        "An envelope came in after the deadline, {deadline}.",
        "有密封件在截止时间 {deadline} 之后收到。",
    ),
    "no_times": (
        "The times of the closing cannot be compared.",
        "截止声明中的时间无法比较。",
    ),
    "in_time": (
        "All came in before the deadline, {deadline}, and the call closed at {closed_at}.",
        "全部在截止时间 {deadline} 之前收到，征集于 {closed_at} 截止。",
    ),
    "heads_other": (
        "The heads are not those of the envelopes that do not stand.",
        "所列信封头不是未生效密封件的信封头。",
    ),
    "head_elsewhere": (
        "An envelope that does not stand was sealed for another call.",
        "有未生效的密封件属于另一项征集。",
    ),
    "withdrawals_other": (
        "The signed withdrawals are not those of the withdrawn envelopes.",
        "已签署的撤回声明与已撤回的密封件不符。",
    ),
    "no_successor": (
        "{envelope} counts as replaced, and no later envelope of its company came in.",
        "{envelope} 被记为已替换，但该公司没有更晚的密封件。",
    ),
    "not_latest": (
        "{envelope} stands, and a later envelope of its company was not withdrawn.",
        "{envelope} 有效，但该公司更晚的密封件并未撤回。",
    ),
    "taken_back": (
        "Their own bidders replaced {replaced} and withdrew {withdrawn}, with the keys of the "
        "envelopes.",
        "投标人用密封件自身的密钥替换了 {replaced} 个、撤回了 {withdrawn} 个。",
    ),
    "other_key": (
        "{envelope} was replaced or withdrawn under another key than its own; that the key is its "
        "company's is the town's word.",
        "{envelope} 由另一把密钥替换或撤回；该密钥属于同一公司仅有公共机构的说法为凭。",
    ),
    "company_twice": ("Two bids of one company stand.", "同一公司有两份有效投标。"),
    "companies_other": (
        "The companies are not those that signed the envelopes.",
        "所列公司不是签署密封件的公司。",
    ),
    "companies_fit": (
        "Every bid is of the company whose number its envelope names.",
        "每份投标都属于其密封件所写编号的公司。",
    ),
    "no_proof": (
        "The file has no proof that the closing stands in the town's ledger.",
        "文件没有截止声明已记入账本的证明。",
    ),
    "proof_malformed": (
        "The proof from the ledger is malformed: {error}.",
        "账本证明格式有误：{error}。",
    ),
    "proof_other": (
        "The ledger's proof does not prove this closing.",
        "账本证明所证明的不是此截止声明。",
    ),
    "in_ledger": (
        "The closing stands in the ledger, entry {index} of {size}.",
        "截止声明记于账本第 {index} 条（共 {size} 条）。",
    ),
    "receipt_unsigned": ("The town did not sign it: {error}.", "该回执未经公共机构签名：{error}。"),
    "receipt_elsewhere": ("It is of another call or stage.", "该回执属于另一项征集或另一阶段。"),
    "receipt_lost": (
        "The town signed that it received {envelope}, and the envelope is not in this file.",
        "公共机构签名确认收到 {envelope}，但文件中没有该密封件。",
    ),
    "receipt_other": (
        "Time, company or deadline of {envelope} are other than the receipt says.",
        "{envelope} 的时间、公司或截止时间与回执不符。",
    ),
    "receipt_fits": (
        "Its envelope {envelope} is in the file: {fate}.",
        "其密封件 {envelope} 在文件中：{fate}。",
    ),
    "shares_secret": (
        "Trustee {trustee} has shares of trade secrets in a public file.",
        "公开文件含有保管人 {trustee} 的商业秘密份额。",
    ),
    "shares_other": (
        "Trustee {trustee} released shares for another closing.",
        "保管人 {trustee} 的份额属于另一份截止声明。",
    ),
    "shares_unknown": (
        "Trustee {trustee} released shares of bids that did not stand.",
        "保管人 {trustee} 交出了未生效投标的份额。",
    ),
    "shares_wrong": (
        "Trustee {trustee} gave a wrong answer for the {part} part of {envelope}.",
        "保管人 {trustee} 对 {envelope} 的 {part} 部分给出了错误答复。",
    ),
    "shares_right": (
        "All shares fit what bidders committed to.",
        "全部份额与投标人的承诺相符。",
    ),
    "published_twice": ("One part of a bid is published twice.", "同一投标部分公布了两次。"),
    "published_other": (
        "The {part} part of {envelope} comes out as “{outcome}”, not as published.",
        "{envelope} 的 {part} 部分结果为“{outcome}”，与公布的不同。",
    ),
    "published_only": (
        "Published, but not in the bids: the {part} part of {envelope}.",
        "已公布但投标中没有：{envelope} 的 {part} 部分。",
    ),
    "unopenable": (
        "The {part} part of {envelope} cannot be opened: trustees {complaints} say that their "
        "boxes are spoiled, which nobody can check; right shares came from {right}.",
        "{envelope} 的 {part} 部分无法开启：保管人 {complaints} 称其密封盒已损坏，此事无人能核实；"
        "给出正确份额的保管人：{right}。",
    ),
    "published_right": (
        "{count} opened parts come out as published.",
        "{count} 个已开启部分与公布的一致。",
    ),
    "no_evaluation": ("Nothing has been judged yet.", "尚未评审。"),
    "rules_other": (
        "Bids were sealed for another “{name}” than they are judged by.",
        "评审所用的“{name}”与投标密封时不同。",
    ),
    "rules_fit": (
        "Criteria, weights and price formula are those that bids were sealed for.",
        "评审标准、权重与价格公式与投标密封时一致。",
    ),
    "lock_other": (
        "Scores and reasons of {evaluator} are not those that were locked.",
        "{evaluator} 的评分与理由不是其锁定的内容。",
    ),
    "locks_fit": (
        "Scores and reasons of {count} evaluators are those of the digests published when they "
        "were locked.",
        "{count} 位评审人的评分与理由与锁定时公布的摘要一致。",
    ),
    "scores_wrong": ("{error}", "评分有误（原文）：{error}"),
    "scores_right": (
        "Scores and ranking come out as published.",
        "评分与排名与公布的一致。",
    ),
}
"""By code: English, Chinese."""

"""The town's rules on sharing data between departments, article by article."""

from datetime import date

from gongjian.config.demo.model import Words

SHARING = Words("Egret Lake District Rules on Sharing Public Data", "鹭湖区公共数据共享管理规定")
_SINCE = date(2022, 11, 1)

# code: (law, article, in force from, English, Chinese)
SHARING_ARTICLES: dict[str, tuple[Words, str, date, str, str]] = {
    "sharing-5": (
        SHARING,
        "5",
        _SINCE,
        "Data are shared unless an article says otherwise. What is shared without conditions is "
        "given to any department within one working day of its request.",
        "公共数据以共享为原则、不共享为例外。无条件共享的数据，提供部门应当自收到申请之日起"
        "一个工作日内提供。",
    ),
    "sharing-7": (
        SHARING,
        "7",
        _SINCE,
        "Data about people are shared under conditions: for a purpose that a law or rule names, "
        "with no more fields than the purpose needs, and about people who have a matter before "
        "the department that asks.",
        "涉及个人的数据有条件共享：应当用于法律、法规或者规章明确的履职目的，字段以必要为限，"
        "且仅限于在需求部门有事项办理的人员。",
    ),
    "sharing-9": (
        SHARING,
        "9",
        _SINCE,
        "Not shared are addresses that a court protects, diagnoses, numbers of bank accounts, and "
        "who reported a violation. A department that needs them asks the person, who is free to "
        "say no.",
        "人民法院裁定保护的住址、诊断信息、银行账号和举报人信息不予共享。确需使用的，"
        "应当征得本人同意，本人可以拒绝。",
    ),
    "sharing-11": (
        SHARING,
        "11",
        _SINCE,
        "Each field has one source. Whoever holds a copy gives none away, and sends doubts about "
        "it to the source.",
        "一数一源。持有副本的部门不得对外提供副本，对数据的异议转由来源部门核实。",
    ),
    "sharing-14": (
        SHARING,
        "14",
        _SINCE,
        "A request for data shared under conditions is answered within ten working days, with a "
        "reason where it is refused. What is overdue goes to the digital government office.",
        "有条件共享数据的申请，提供部门应当在十个工作日内答复，不同意的应当说明理由；"
        "逾期未答复的，报区数字政府办公室督办。",
    ),
    "sharing-17": (
        SHARING,
        "17",
        _SINCE,
        "Both departments sign what is given, for what, for how long, and how old it may be. The "
        "person is shown every query about them, and may ask for an explanation.",
        "共享双方应当签署协议，载明字段、用途、期限和时效。每次查询应当向本人公开，"
        "本人有权要求说明。",
    ),
    "sharing-21": (
        SHARING,
        "21",
        _SINCE,
        "Whoever finds an error in data about them says so, and has an answer from the source "
        "within ten working days.",
        "个人发现本人数据有误的，可以提出异议，来源部门应当在十个工作日内核实答复。",
    ),
    "sharing-23": (
        SHARING,
        "23",
        _SINCE,
        "Where the person's knowledge would defeat an investigation, a query is kept from them "
        "for a year at most. It is counted in public from the first day.",
        "告知本人将妨碍调查的，可以暂缓告知，最长不超过一年；查询数量自当日起计入公开统计。",
    ),
}
TRIAL = Words(
    "As a trial, health centres ask the pension register who is entitled to the free check-up. "
    "The trial ends with the day on which this article does.",
    "社区卫生服务机构为确认免费体检资格，可以试行查询养老待遇登记信息，试行期满本条自行失效。",
)
TRIAL_SINCE = date(2025, 1, 1)

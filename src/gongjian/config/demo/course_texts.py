"""The words of a course: notes, questions, replies, reasons and ratings.

Texts depend on how a matter is handled: ``works`` (something is repaired), ``order``
(somebody keeps to a rule), ``dispute`` (two sides disagree), ``service`` (an application
or a question), ``conduct`` (a complaint about a service), ``idea`` (a suggestion). ``ask`` and ``reply`` with the same number belong together.
"""
# A sentence a line: prose is easier to read and to compare unwrapped.
# ruff: noqa: E501

from gongjian.config.demo.field_texts_en import ENGLISH
from gongjian.config.demo.field_texts_zh import CHINESE
from gongjian.config.demo.model import Language

Texts = tuple[str, ...]

ANY: dict[Language, dict[str, Texts]] = {
    "en": {
        "dispatch": (
            "By the duty register: {lead}.",
            "{category}, {area}: dispatched to {lead}.",
            "Dispatched to {lead} as the department responsible.",
        ),
        "dispatch:gap": (
            "The duty register names nobody for this. Until that is settled, {lead} takes it on.",
            "No duty in the register. Agreed with {lead} on the telephone for this case.",
        ),
        "dispatch:again": (
            "Checked with the register; now goes to {lead}.",
            "The reason is convincing. Passed on to {lead}.",
            "Dispatched once more, to {lead}.",
        ),
        "settle": (
            "Handed back twice. After hearing both departments the service centre settles it: {lead} handles it. This is final and proposed as a change of the duty register.",
            "Settled: {lead} is responsible, because the matter itself and not the place decides. Proposed for the duty register.",
        ),
        "hand_back": (
            "By the duty register “{category}” in {area} is the duty of {better}. Our officer was on site and took photographs.",
            "This is a matter for {better}; we have neither the crew nor the powers. They know about it by telephone.",
            "We were only asked to help here. The lead lies with {better}.",
        ),
        "note:overdue": (
            "Overdue. Please answer within two days and tell me what is holding it up.",
            "The time limit has passed; escalated. I have asked the section head to see to it.",
            "Escalated at 100 %. The requester is to be rung today and told a date.",
        ),
        "approve_extension": (
            "Approved for five working days. Please tell the requester why.",
            "Approved; the reason is sound.",
        ),
        "refuse_extension": (
            "Refused: this can be answered in time with what is known.",
            "Not approved. Please ask the neighbouring team for help instead.",
        ),
        "uphold_appeal": (
            "The appeal is right: with these details the matter can be examined, and it is the district's. Dispatched to {lead}.",
        ),
        "dismiss_appeal": (
            "Examined again. The reason of the rejection stands; the right authority and its telephone number were given to the requester.",
        ),
        "merge": (
            "Same matter, same place as an earlier case; handled there together. The requester is told of every step.",
            "Joined with the earlier case about this. The answer goes to both.",
        ),
        "hide": (
            "The text names a neighbour with the number of his flat. Handled on as before.",
            "It accuses somebody by name, which nobody has looked into yet. Hidden until then.",
            "Children can be recognised by what is written. The case is handled on.",
        ),
        "appeal_hiding": (
            "I named nobody: the number is that of the lamp post.",
            "This is what happened, and the others in the house should know that I have reported it.",
        ),
        "show_again": ("The requester is right: nobody can be recognised by it. Shown again.",),
        "keep_hidden": (
            "The person can still be recognised. It stays hidden and is handled on as before.",
        ),
        "rate:good": (
            "",
            "",
            "Quick and friendly, thank you.",
            "It has really been done. Thank you!",
            "I did not expect it to go so fast.",
            "It was done before the date you named.",
            "I went to look: it is as you wrote.",
            "Our whole building says thank you.",
            "Good that somebody takes it seriously.",
            "Clear answer, all is well now.",
            "The colleague rang me and explained it. Very good.",
        ),
        "rate:fair": (
            "",
            "Solved, but it took long.",
            "In the end it worked.",
            "All right, though I had to ask twice.",
            "Fine so far; let us see whether it lasts.",
        ),
    },
    "zh": {
        "dispatch": (
            "按职责清单派发至{lead}。",
            "{area}“{category}”类诉求，派发{lead}办理。",
            "派发至主办部门{lead}。",
        ),
        "dispatch:gap": (
            "职责清单中该事项无主办部门，明确之前暂由{lead}办理。",
            "职责清单未列明，已电话商请{lead}先行办理本件。",
        ),
        "dispatch:again": (
            "经核对职责清单，改派{lead}。",
            "退回理由成立，转派{lead}。",
            "重新派发至{lead}。",
        ),
        "settle": (
            "该件已两次退回。经听取双方意见，热线中心裁定由{lead}办理，为最终决定，并建议修订职责清单。",
            "裁定由{lead}主办：以事项性质而非地点确定职责，已列入职责清单修订建议。",
        ),
        "hand_back": (
            "按职责清单，{area}的“{category}”由{better}负责。我单位已派人到现场并拍照。",
            "该事项属{better}职责，我单位无相应人员和职权，已电话告知对方。",
            "我单位在此事项中仅为协办，主办部门应为{better}。",
        ),
        "note:overdue": (
            "已超期，请两日内答复，并说明卡在哪个环节。",
            "已过办理期限，升级督办，已要求科室负责人跟进。",
            "期限已满100%，升级督办。今天必须与诉求人联系并告知时间。",
        ),
        "approve_extension": (
            "同意延期五个工作日，请向诉求人说明原因。",
            "同意，理由充分。",
        ),
        "refuse_extension": (
            "不同意。现有情况足以按期答复。",
            "不予批准，请商请兄弟科室支援。",
        ),
        "uphold_appeal": ("申诉成立：补充信息后事项可以核查，且属本区职权，派发{lead}办理。",),
        "dismiss_appeal": ("经复核，不予受理理由成立，已告知诉求人相应主管单位及电话。",),
        "merge": (
            "与此前一件诉求事由、地点相同，合并办理，每一步进展均会告知诉求人。",
            "已并入此前同一事项的诉求，统一答复。",
        ),
        "hide": (
            "内容写明了邻居的门牌号，诉求照常办理。",
            "内容点名指责他人，尚未核实，核实前停止公开。",
            "从内容可辨认出未成年人，诉求照常办理。",
        ),
        "appeal_hiding": (
            "我没有点名任何人，那个号码是路灯杆编号。",
            "情况属实，楼里其他住户也应当知道已经有人反映。",
        ),
        "show_again": ("诉求人意见成立，内容无法辨认个人，恢复公开。",),
        "keep_hidden": ("仍可辨认出个人，维持停止公开，诉求照常办理。",),
        "rate:good": (
            "",
            "",
            "办得很快，态度也好，谢谢。",
            "真的解决了，谢谢！",
            "没想到这么快。",
            "比答应的日子还早，点赞。",
            "我去看过了，和答复说的一样。",
            "替整栋楼的邻居说声谢谢。",
            "有人认真管，心里踏实。",
            "答复清楚，问题解决了。",
            "工作人员还专门打电话解释，点赞。",
        ),
        "rate:fair": (
            "",
            "解决是解决了，就是时间长了点。",
            "总算办好了。",
            "还行，不过催了两次。",
            "目前可以，看能不能保持。",
        ),
    },
}

BY_FIELD: dict[Language, dict[str, dict[str, Texts]]] = {"en": ENGLISH, "zh": CHINESE}

OPENINGS: dict[Language, dict[str, Texts]] = {
    "en": {
        "fault": (
            "Thank you for telling us about {place}.",
            "Thank you for your message.",
            "We have looked into what you wrote about {place}.",
            "Thank you for your report; this is what we have found.",
        ),
        "question": (
            "Thank you for your question.",
            "We are glad to answer your question.",
            "Thank you for asking.",
        ),
        "suggestion": (
            "Thank you for your suggestion.",
            "Your proposal for {place} was discussed in our weekly meeting.",
            "Thank you for thinking along.",
        ),
        "application": (
            "Thank you for your application.",
            "We have examined your application.",
        ),
        "again": (
            "You asked us to take this up again, and rightly so; our first answer was not good enough.",
            "After you reopened the case, another colleague went through it from the beginning.",
            "We apologise for our first answer.",
        ),
    },
    "zh": {
        "fault": (
            "您好！您反映的{place}的问题收悉，现答复如下：",
            "您好！来信收悉，经核查，情况如下：",
            "您好！关于您反映的{place}有关问题，我单位已核实。",
            "您好！感谢您的反映，现将办理情况答复如下：",
        ),
        "question": (
            "您好！您咨询的问题收悉，现答复如下：",
            "您好！很高兴为您解答。",
            "您好！感谢您的咨询。",
        ),
        "suggestion": (
            "您好！感谢您的建议。",
            "您好！您关于{place}的建议，我单位已在例会上研究。",
            "您好！感谢您为城市管理出主意。",
        ),
        "application": (
            "您好！您的申请收悉。",
            "您好！您的申请我单位已审核。",
        ),
        "again": (
            "您好！您要求重新办理是对的，我们第一次的答复不够到位，现重新答复如下：",
            "您好！您重新提出诉求后，我单位另派人员从头核查。",
            "您好！对第一次的答复我们深表歉意。",
        ),
    },
}

CLOSINGS: dict[Language, Texts] = {
    "en": (
        "The basis is {citation}. If anything is left open, please ring {desk} at {tel}, working days from 8:30 to 17:30.",
        "This follows {citation}. Questions: {desk}, {tel}. If you do not agree, you may reopen the case within thirty days.",
        "We rely on {citation}. You can reach {desk} at {tel}; please give the number of your case.",
    ),
    "zh": (
        "依据：{citation}。如有疑问，请在工作日8:30至17:30拨打{desk}电话{tel}。",
        "以上依据{citation}办理。咨询电话：{desk}{tel}。如您不同意，可在三十日内申请重新办理。",
        "办理依据为{citation}。您可拨打{desk}电话{tel}咨询，请说明诉求编号。感谢您的监督！",
    ),
}

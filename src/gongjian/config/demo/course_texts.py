"""The words of a course: notes, questions, replies, reasons and ratings.

Texts depend on how a matter is handled: ``works`` (something is repaired), ``order``
(somebody keeps to a rule), ``dispute`` (two sides disagree), ``service`` (an application
or a question), ``conduct`` (a complaint about a service), ``idea`` (a suggestion). ``ask`` and ``reply`` with the same number belong together.
"""
# A sentence a line: prose is easier to read and to compare unwrapped.
# ruff: noqa: E501

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

BY_FIELD: dict[Language, dict[str, dict[str, Texts]]] = {
    "en": {
        "works": {
            "ask": (
                "Could you describe the exact spot, for example by the nearest house number or lamp post, or send a photograph?",
                "At what times is it worst, and is it still the same today?",
                "May our crew come between 9 and 11 on a working day, and who can let us in?",
            ),
            "reply": (
                "It is opposite {landmark}, about ten steps from the corner. I have sent two photographs.",
                "It is still the same today, and worst in the morning.",
                "Yes, that suits me; my neighbour is at home if I am not.",
            ),
            "invite": (
                "Please tell us what you know of {place} from earlier repairs.",
                "Please come along to {place}, so that we settle on the spot who does what.",
            ),
            "contribute": (
                "Our records of the last two years are attached.",
                "Was there; agreed on the spot and noted.",
            ),
            "note": (
                "Crew informed, material is in the store.",
                "Was on site: worse than described. Photographs in the folder.",
                "Rang the contractor; it will take two days.",
                "Second report about the same spot this year. Look for the cause and not just the symptom.",
            ),
            "extension": (
                "The spare part has to be ordered; the supplier names four days.",
                "Two quotations have to be obtained first.",
                "The firm that did the work must be heard first.",
            ),
            "poor": (
                "The matter has been handed to the maintenance company, which will deal with it in due course.",
                "Our crew drove past {place} on {visit}. Repairs will be considered in next year's plan.",
                "The object is old, and faults cannot be ruled out. We ask for your understanding.",
            ),
            "bad": (
                "Nothing has been repaired.",
                "Somebody came, looked and left. It is as before.",
                "That is not an answer.",
                "Handled, you say. Handled by whom?",
            ),
            "reopen": (
                "I walked past again today: nothing has changed. Please see for yourselves.",
                "The answer says that it is handled, yet it is the same as before. Here is a new photograph.",
                "Nobody has been here since your answer.",
            ),
        },
        "order": {
            "ask": (
                "On which days and at what hours does it happen mostly?",
                "Do you know which shop or person it is? A house number would help us.",
                "May an officer ring you when it happens, and on which number?",
            ),
            "reply": (
                "Almost daily, mostly after eight in the evening, worse on weekends.",
                "I cannot say the name, but it is the side towards {road}.",
                "Yes, please do; I am usually at home in the evening.",
            ),
            "invite": (
                "Please come along for a joint inspection of {place}.",
                "Please tell us whether a permit was granted for {place}.",
            ),
            "contribute": (
                "Took part. Our findings are in the joint record.",
                "No permit in our files for this address.",
            ),
            "note": (
                "Went there at noon, nothing to be found. Must go at night.",
                "Third complaint about the same operator this quarter.",
                "The operator admits it and promises to mend it; check on Friday.",
                "The grid officer confirms what the requester says.",
            ),
            "extension": (
                "The measurement must be repeated at night when there is no wind.",
                "The operator has a legal term of five days to respond.",
                "A joint inspection with two other departments is fixed for next week.",
            ),
            "poor": (
                "Our officers went to {place} on {visit} and found nothing unusual at that time. We shall keep an eye on it.",
                "Those concerned have been advised to show more consideration.",
                "An inspection during office hours gave no cause for action.",
            ),
            "bad": (
                "They stopped for one evening, and now all is as before.",
                "You came at noon, of course there was nothing.",
                "A word of advice is not enough.",
                "Nobody rang me although I asked for it.",
            ),
            "reopen": (
                "It happened again last night. Please come when it happens and not when it suits you.",
                "As soon as the officers had gone it went on. I ask you to take it up again.",
                "Nothing has changed, and I have a video of it.",
            ),
        },
        "dispute": {
            "ask": (
                "Please send the contract or the receipt; a photograph is enough.",
                "Which sum do you claim, and how is it made up?",
                "Would you come to a mediation, and on which days?",
            ),
            "reply": (
                "Sent just now: contract, receipt and the chat.",
                "What I paid, less what I have used. I have listed it in the attachment.",
                "Gladly, any day after four in the afternoon.",
            ),
            "invite": (
                "Please tell us whether the firm at {place} is registered and who stands for it.",
                "Please look whether other complaints about it have reached you.",
            ),
            "contribute": (
                "Registered and active; the register extract is attached.",
                "Seven more in this quarter, list attached.",
            ),
            "note": (
                "Rang the other side: ready to talk, wants to see the receipt.",
                "The other side does not pick up; letter sent.",
                "Mediation fixed, both sides have agreed.",
                "Ask the colleagues whether the account was supervised.",
            ),
            "extension": (
                "The other side has been given five days to state its case.",
                "The other side is away until next week and has asked for a date.",
                "The number of people concerned has grown; one mediation for all.",
            ),
            "poor": (
                "We spoke with the other side on the telephone. It takes a different view; you are free to go to court.",
                "This is a matter between two private parties. We have asked the other side to think it over.",
                "The other side has promised a solution soon.",
            ),
            "bad": (
                "No call, no solution, nothing.",
                "They promised it to you and laugh at me.",
                "You only passed on their excuse.",
                "I could have gone to court without you.",
            ),
            "reopen": (
                "What they told you is not true, and nothing has changed. I ask you to take it up again.",
                "They deny everything now. I have further proof and send it along.",
                "The answer does not say whether this is allowed. Please examine it.",
            ),
        },
        "service": {
            "ask": (
                "Please tell us under which name and when you applied; no papers are needed.",
                "In which street do you live? The place responsible depends on it.",
                "When may we ring you?",
            ),
            "reply": (
                "I applied myself at the beginning of last month.",
                "At {estate}, {street}.",
                "Best between noon and two.",
            ),
            "invite": (
                "Please confirm the entry in your register, so that the requester need not bring it.",
                "Please say whether anything speaks against it from your side.",
            ),
            "contribute": (
                "Confirmed; the entry is current.",
                "Nothing from our side.",
            ),
            "note": (
                "The file was found under the former address.",
                "Rang; the requester is friendly but has been sent round three counters.",
                "Complete. Only the signature is missing.",
                "Add the answer to the list of frequent questions.",
            ),
            "extension": (
                "A file has to be fetched from another office first.",
                "The commission meets next Tuesday.",
            ),
            "poor": (
                "Please consult the notice on our web page; the rules stated there apply.",
                "Your request has been noted. You will be told when there is news.",
                "Please apply at the counter in person with all papers.",
            ),
            "bad": (
                "I asked a simple question and got no answer to it.",
                "The page you name does not say it.",
                "Go to the counter: that is where I came from.",
            ),
            "reopen": (
                "My question has not been answered. I only want to know what holds in my case.",
                "I was at the counter as you wrote, and they sent me away again.",
                "Please answer in plain words and not with a link.",
            ),
        },
        "conduct": {
            "ask": (
                "On which day and at what time was it, and whom did you speak with?",
                "Is it still the same today?",
                "May we ring you, and at what time?",
            ),
            "reply": (
                "It was in the morning, a little after nine; I did not ask for the name.",
                "Yes, I was there again yesterday.",
                "Best between noon and two.",
            ),
            "invite": (
                "Please tell us whether similar complaints have reached you.",
                "Please come along when we go and look.",
            ),
            "contribute": (
                "Two this quarter; notes attached.",
                "Took part; agreed on what is to change.",
            ),
            "note": (
                "Talked with the head of the place; she knows about it.",
                "Went there unannounced: it is as the requester says.",
                "The place admits it and has already changed the rota.",
            ),
            "extension": (
                "The person concerned is on leave until next week.",
                "We want to see it on a busy day first.",
            ),
            "poor": (
                "We have passed your criticism on to the place concerned.",
                "The place concerned has been reminded of the rules.",
                "We regret the inconvenience and ask for your understanding.",
            ),
            "bad": (
                "Passed on, and then?",
                "It was just the same again yesterday.",
                "An apology changes nothing.",
            ),
            "reopen": (
                "Passing it on is not an answer. What changes?",
                "It is exactly as before. Please look into it yourselves.",
            ),
        },
        "idea": {
            "ask": (
                "Which corner do you mean exactly? A sketch or a photograph would help.",
                "Have you talked with other people there, and what do they think?",
                "May we ring you about it?",
            ),
            "reply": (
                "The corner towards {landmark}; I have sent a photograph.",
                "Yes, with about a dozen neighbours; nobody is against it.",
                "Yes, gladly, best in the evening.",
            ),
            "invite": (
                "Please say whether anything speaks against this at {place} from your side.",
                "Please send what you know about the number of people at {place}.",
            ),
            "contribute": (
                "Nothing against it, provided that the way stays clear for fire engines.",
                "Counts of the last quarter attached.",
            ),
            "note": (
                "Good idea; cost about as much as two benches.",
                "Put on the list for the weekly meeting.",
                "A similar proposal came in spring. Answer both.",
            ),
            "extension": (
                "The meeting that decides on it takes place next week.",
                "People on the spot are to be asked first.",
            ),
            "poor": (
                "Your proposal has been noted and will be considered when plans are drawn up.",
                "There are no funds for it this year. We ask for your understanding.",
            ),
            "bad": (
                "“Noted” is what I was told last year as well.",
                "Nobody seems to have looked at the place.",
            ),
            "reopen": (
                "I asked for a reason, not for a form letter. Please look at the place once.",
                "It costs next to nothing. Please examine it.",
            ),
        },
    },
    "zh": {
        "works": {
            "ask": (
                "请说明具体位置，例如最近的门牌号或灯杆号，也可以发一张照片。",
                "一般什么时间最严重？今天还是这样吗？",
                "施工人员工作日9点到11点上门是否方便？由谁开门？",
            ),
            "reply": (
                "就在{landmark}对面，离拐角十来步，已经发了两张照片。",
                "今天还是老样子，早上最明显。",
                "可以的，我不在家的话邻居在。",
            ),
            "invite": (
                "请提供{place}以往维修的情况。",
                "请派员到{place}会商，现场明确分工。",
            ),
            "contribute": (
                "近两年记录附后。",
                "已到场，分工现场商定并形成记录。",
            ),
            "note": (
                "已通知施工队，库房有料。",
                "去现场看了，比描述的严重，照片存档。",
                "联系了承包单位，两天完成。",
                "今年同一地点第二次报修，要找根源，不能只治表面。",
            ),
            "extension": (
                "配件需订购，厂家答复四天到货。",
                "需先取得两家报价。",
                "需先听取原施工单位意见。",
            ),
            "poor": (
                "该问题已转维护单位，将适时处理。",
                "我单位人员{visit}曾路过{place}，维修将在明年计划中统筹考虑。",
                "该设施使用年限较长，难免出现故障，敬请谅解。",
            ),
            "bad": (
                "根本没修。",
                "来人看了一眼就走了，还是老样子。",
                "这算什么答复。",
                "说已处理，到底谁处理的？",
            ),
            "reopen": (
                "今天又去看了，一点变化都没有，请你们自己来看看。",
                "答复说已处理，可实际和原来一样，附上新拍的照片。",
                "答复之后根本没有人来过。",
            ),
        },
        "order": {
            "ask": (
                "请问主要发生在哪几天、什么时段？",
                "请问是否知道具体是哪家店或哪个人？有门牌号更好。",
                "现场发生时，执法人员可以拨打您哪个电话联系？",
            ),
            "reply": (
                "几乎天天有，多在晚上八点以后，周末更严重。",
                "叫不出名字，就是靠{road}那一侧的。",
                "可以打给我，我晚上一般都在家。",
            ),
            "invite": (
                "请派员参加{place}联合检查。",
                "请核实{place}是否办理过许可。",
            ),
            "contribute": (
                "已参加检查，意见写入联合记录。",
                "经查我单位无该地址许可记录。",
            ),
            "note": (
                "中午去过，没有发现，需夜间再去。",
                "本季度第三次投诉同一经营者。",
                "当事人承认并承诺整改，周五复查。",
                "网格员证实诉求人所说属实。",
            ),
            "extension": (
                "需在无风的夜间重新检测。",
                "当事人有五日法定陈述期限。",
                "与两个部门的联合检查定在下周。",
            ),
            "poor": (
                "我单位执法人员{visit}到{place}检查，当时未发现异常，将持续关注。",
                "已对当事人进行劝导，要求其注意影响。",
                "工作时间内检查，未发现需要处理的情形。",
            ),
            "bad": (
                "消停了一个晚上，现在又和以前一样。",
                "你们中午来，当然什么都没有。",
                "光劝导有什么用。",
                "说好打电话给我，也没有打。",
            ),
            "reopen": (
                "昨晚又来了，请在发生的时候来，不要挑你们方便的时候。",
                "执法人员一走又继续，请求重新处理。",
                "没有任何改变，我录了视频。",
            ),
        },
        "dispute": {
            "ask": (
                "请提供合同或者票据，拍照即可。",
                "请问您主张的金额是多少，怎么计算的？",
                "请问您是否同意调解，哪几天方便？",
            ),
            "reply": (
                "刚刚发了，合同、收据和聊天记录都有。",
                "就是交的钱减去用掉的，明细在附件里。",
                "同意，下午四点以后哪天都行。",
            ),
            "invite": (
                "请核实{place}该企业登记情况和负责人。",
                "请查看贵单位是否收到过对该企业的其他投诉。",
            ),
            "contribute": (
                "登记存续，信息附后。",
                "本季度另有七件，清单附后。",
            ),
            "note": (
                "已联系对方，愿意协商，要求看票据。",
                "对方电话不接，已发函。",
                "调解时间已定，双方同意。",
                "请同事核实资金是否纳入监管。",
            ),
            "extension": (
                "已给对方五个工作日陈述意见。",
                "对方负责人下周才返回，已约定时间。",
                "涉及人数增加，需统一调解。",
            ),
            "poor": (
                "我单位已电话联系对方，对方持不同意见，您可依法提起诉讼。",
                "该事项属双方民事纠纷，已建议对方妥善考虑。",
                "对方承诺尽快解决。",
            ),
            "bad": (
                "没电话，没说法，什么都没有。",
                "他们答应你们，转头就笑话我。",
                "你们只是转达了他们的借口。",
                "要去法院我自己也会去。",
            ),
            "reopen": (
                "他们跟你们说的不是事实，什么都没变，请求重新处理。",
                "他们现在全不认账，我又找到了新的证据，一并提交。",
                "答复里没有说这样做到底合不合法，请核查。",
            ),
        },
        "service": {
            "ask": (
                "请告知您的申请姓名和申请时间，无需提供材料。",
                "请问您住在哪个街道？不同街道受理点不同。",
                "请问什么时间方便接听电话？",
            ),
            "reply": (
                "上个月月初本人申请的。",
                "住在{street}{estate}。",
                "中午十二点到两点最方便。",
            ),
            "invite": (
                "请核对贵单位登记信息，免去诉求人提交材料。",
                "请确认贵单位对此有无不同意见。",
            ),
            "contribute": (
                "已核对，信息有效。",
                "无不同意见。",
            ),
            "note": (
                "档案在原地址下找到。",
                "已去电，诉求人态度很好，但此前跑了三个窗口。",
                "材料齐全，只差签字。",
                "把答复补充到常见问题里。",
            ),
            "extension": (
                "需先向其他单位调取档案。",
                "评审会下周二召开。",
            ),
            "poor": (
                "请查阅我单位网站公告，按其中规定办理。",
                "您的诉求已记录，如有进展将另行告知。",
                "请本人携带全部材料到窗口办理。",
            ),
            "bad": (
                "我就问一个简单的问题，也没有回答。",
                "你们说的网页上根本没写。",
                "让我去窗口，我就是从窗口来的。",
            ),
            "reopen": (
                "我的问题没有得到回答，我只想知道我这种情况怎么办。",
                "按你们说的去了窗口，又被打发回来了。",
                "请用大白话回答，不要只给个链接。",
            ),
        },
        "conduct": {
            "ask": (
                "请问是哪天、什么时间、和谁沟通的？",
                "请问现在还是这样吗？",
                "方便电话沟通吗，什么时间合适？",
            ),
            "reply": (
                "上午九点多，没问对方姓名。",
                "是的，昨天我又去了一次。",
                "中午十二点到两点最方便。",
            ),
            "invite": (
                "请告知贵单位是否收到过类似投诉。",
                "请一同前往现场查看。",
            ),
            "contribute": (
                "本季度两件，记录附后。",
                "已参加，整改措施现场商定。",
            ),
            "note": (
                "已与该单位负责人沟通，对方知情。",
                "未打招呼去看过，与反映一致。",
                "该单位承认问题，已调整排班。",
            ),
            "extension": (
                "当事人休假，下周返岗。",
                "需在高峰日再实地查看一次。",
            ),
            "poor": (
                "您的意见已转达相关单位。",
                "已提醒相关单位遵守规定。",
                "给您带来不便，敬请谅解。",
            ),
            "bad": (
                "转达了，然后呢？",
                "昨天又是一样。",
                "光道歉有什么用。",
            ),
            "reopen": (
                "转达不算答复，到底有什么改变？",
                "和以前一模一样，请你们自己去看看。",
            ),
        },
        "idea": {
            "ask": (
                "请问具体是哪个位置？有示意图或照片更好。",
                "请问您是否和周边居民聊过，他们怎么看？",
                "方便电话沟通一下吗？",
            ),
            "reply": (
                "靠{landmark}那一侧，照片已发。",
                "和十来位邻居聊过，没有人反对。",
                "可以，晚上最方便。",
            ),
            "invite": (
                "请确认贵单位对{place}这一建议有无不同意见。",
                "请提供{place}的人流数据。",
            ),
            "contribute": (
                "无不同意见，但须保持消防通道畅通。",
                "上季度数据附后。",
            ),
            "note": (
                "建议不错，花费和两张长椅差不多。",
                "已列入本周例会议题。",
                "春天也有类似建议，一并答复。",
            ),
            "extension": (
                "审议会议下周召开。",
                "需先征求周边居民意见。",
            ),
            "poor": (
                "您的建议已记录，将在今后规划中统筹考虑。",
                "今年暂无相应资金安排，敬请谅解。",
            ),
            "bad": (
                "去年也说“已记录”。",
                "看样子根本没人去现场看过。",
            ),
            "reopen": (
                "我要的是理由，不是套话，请去现场看一看。",
                "这几乎不花钱，请认真研究一下。",
            ),
        },
    },
}

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

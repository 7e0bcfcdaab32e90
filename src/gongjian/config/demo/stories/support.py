"""What people write about work, insurance and support."""

# ruff: noqa: E501

TEXT = """
=== SOC-WORK-WAGE dispute weight 7 private 0.3
add 1,2,3: The rent is due, and my child starts school.
add 1,2,4: I have the attendance sheets and the chat.
add 1,2,3: 房租到期了，孩子还要交学费。
add 1,2,4: 考勤表和聊天记录我都留着。
ask: Please help us to get our wages.
ask: We only want what we have earned.
ask 1,2,4: Please tell us what we have to bring.
ask: 请帮我们讨回工资。
ask: 我们只要自己的血汗钱。
ask 1,2,4: 请告知需要准备什么材料。
--- 1 complaint site
title: Wages unpaid at {place}
title: {n} months without wages, {place}
title: {employer} owes workers at {place}
title: {place}拖欠工资
title: {place}拖欠农民工工资{n}个月
title: {employer}在{place}欠薪
tell: I work as a bricklayer at {place} for {employer}. We have had no wages {since}; {kyuan} yuan are due to me.
tell: {employer} took {many} of us for tiling at {place} and promised pay every month. For {n} months there have only been advances for food.
tell: The work at {place} was finished on {date}, but {employer} pays only half and says the rest depends on the client.
tell: 我在{place}给{employer}砌砖，{since}一分工资没发，还欠我{kyuan}元。
tell: {employer}招了我们{many}个人在{place}贴砖，说好按月发工资，{n}个月来只给过点生活费。
tell: {date}{place}的活就干完了，{employer}只付一半，说剩下的要等甲方给钱。
add: I have sent nothing home for two months.
add: There are {many} of us in the same position.
add: The foreman no longer answers the telephone.
add: 已经两个月没往家里寄钱了。
add: 和我一样的有{many}个人。
add: 工头电话已经打不通了。
ask: Please check the special account for wages.
ask: Please make the main contractor pay.
ask: 请核查工资专户。
ask: 请要求总包单位先行支付。
find: Our inspectors went to {place} on {visit} and took down the claims of all. The main contractor advanced the money through the special account; it will be on your cards by {plan}. {employer} is in the register of debtors now.
find: {employer} was summoned on {visit} and has acknowledged the debt. The first half was paid the same day before our eyes, the rest is due on {plan}. If it does not come, the case goes to the court without further steps on your side.
find: {visit}我局监察人员到{place}逐人登记，由总包单位通过工资专户先行垫付，{plan}前全部到卡，{employer}已列入失信名单。
find: {visit}约谈{employer}，对方认可欠薪，当天现场支付一半，其余{plan}前付清，逾期将直接移送法院，无需您另行申请。
--- 2 complaint market
title: {employer} at {place} does not pay wages
title: Last month's wage withheld, {place}
title: {place}{employer}拖欠工资
title: {place}离职后扣发工资
tell: I left {employer} at {place} on {date} with proper notice. The last wage of {kyuan} yuan is withheld as a “training fee”.
tell: {date}我从{place}的{employer}正常离职，最后一个月工资{kyuan}元以“培训费”为由不发。
find: {employer} was heard on {visit}. A training fee that was never agreed is unlawful; the wage will be in your account by {plan}. We check the wages of all its staff this quarter.
find: {visit}约谈{employer}，无约定扣培训费属违法，{plan}前工资到账，本季度将核查其全员工资。
--- 3 complaint market
title: Probation without pay at {employer}
title: {employer}试用期不发工资
tell: {employer} pays nothing for the first {n} days at {place}, because they are “a trial”; hardly anyone is kept after that.
tell: {employer}在{place}招人，头{n}天算“试岗”不给钱，试完基本不留人。
find: Trial days without pay are unlawful. {employer} was heard on {visit} and pays them to you and {n} others by {plan}; its advertisement has been corrected.
find: 试岗不付薪属违法，{visit}约谈{employer}，{plan}前向您和另外{n}人补发，招聘信息已更正。
--- 4 complaint market
title: Overtime at {employer} not paid
title: {employer}加班不付工资
tell: At {employer}, {place}, we have worked {many} hours of overtime {since} and nothing of it is on the slip.
tell: 在{place}的{employer}，{since}我们加班{many}个小时，工资条上一分没有。
find: The overtime was taken from the door log on {visit}: it comes to {n} days. {employer} pays it with the next wage at one and a half times the rate.
find: {visit}调取门禁记录核定加班折合{n}天，{employer}将在下期工资中按1.5倍支付。
--- 5 question market
title: Contract expired at {employer}: what now?
title: 咨询{employer}合同到期不续签
tell: My contract with {employer} at {place} ended in {month}, but I go on working without a new one. What holds now?
tell: 我和{place}的{employer}的合同{month}到期，没续签但一直在上班，请问怎么算？
find: Whoever goes on working without a new contract is owed double pay from the second month until it is signed. Please keep your attendance record; our advice desk is open every working day.
find: 合同到期继续用工未续签的，自第二个月起应支付双倍工资。请保留考勤记录，我局咨询窗口工作日均可咨询。
--- 6 question market
title: Notice period at {employer}
title: 请问从{employer}辞职要提前多久？
tell: I would like to leave {employer} at {place}. How long is the notice, and may they withhold my certificate?
tell: 我想从{place}的{employer}辞职，请问要提前多久，他们能扣我的证件吗？
find: The notice is thirty days in writing, three during probation, and needs no consent. Nobody may keep your papers; if {employer} does, ring us.
find: 辞职提前三十日书面通知即可，试用期三日，无需对方同意。任何人不得扣押证件，如{employer}扣押请来电。

=== SOC-WORK-INSUR service weight 5 private 0.3
add 6,7: I cannot take another day off.
add 6,7: I feel like a parcel sent back and forth.
add 6,7: 我实在请不了假了。
add 6,7: 我就像皮球一样被踢来踢去。
ask 1,2,3,4: I should like to know which papers are needed.
ask 1,2,3,4: Can it be done online?
ask: Please clear this up.
ask 5,6: Please ring me back.
ask 1,2,3,4: 请告知需要哪些材料。
ask 1,2,3,4: 可以网上办理吗？
ask: 请尽快解决。
ask 5,6: 请给我回电话。
--- 1 question hall
title: Missing months of insurance
title: 社保有断缴月份怎么办？
tell: In my insurance record {n} months are missing, although {employer} deducted the contribution. Can they still be paid?
tell: 我的社保有{n}个月断缴，可{employer}明明从工资里扣了钱，请问还能补吗？
find: {employer} must pay the missing months itself, with a surcharge; we demanded it on {visit}, and the months show in your record by {plan}. You need not do anything.
find: 断缴月份应由{employer}补缴并承担滞纳金，{visit}已责令补缴，{plan}前可在记录中查到，您无需办理手续。
--- 2 question hall
title: Pension insurance: how to go on paying in {street}
title: 在{street}如何续缴养老保险
tell: I am 57 and still {n} years short of the minimum. May I pay the rest at once at {place}?
tell: 我今年57岁，养老保险离最低年限还差{n}年，请问能在{place}一次补齐吗？
find: Paying by the month is possible up to the minimum, at any level between the lowest and the highest base. At {place} counter 2 works out for you what pension comes of it; please bring only your identity card.
find: 可按月续缴至最低年限，基数在上下限之间自选。{place}2号窗口可为您测算待遇，携带身份证即可。
--- 3 question hall
title: Moving my insurance to {street}
title: 社保关系转到{street}怎么办理
tell: I worked in another city until {month} and now live in {street}. How do I bring my pension insurance here, and must I go there for it?
tell: 我{month}之前在外地上班，现住{street}，请问养老保险怎么转过来，需要回去办吗？
find: The transfer is asked for in one place only: on the telephone or at {place}, without a journey. It takes about fifteen days; you get a message at each step.
find: 转移只需在手机或{place}申请一次，无需往返，约十五日办结，每一步都有短信通知。
--- 4 question hall
title: Insurance for freelancers in {street}
title: 咨询{street}灵活就业人员参保
tell: As a freelancer living at {estate}, which insurance can I join, and what does it cost a month?
tell: 我是自由职业者，住{estate}，请问能参加哪种社保，每月多少钱？
find: Freelancers may join pension and medical insurance at the level they choose, from about 900 yuan a month; those over forty may get a grant of a third. Apply at {place} or online, with your identity card only.
find: 灵活就业人员可自选档次参加养老和医疗保险，每月约900元起，四十岁以上可补贴三分之一，凭身份证在{place}或网上办理。
--- 5 help hall
title: Pension not paid
title: 养老金没有到账
tell: My mother's pension did not arrive in {month}. She is {age} and lives at {estate}.
tell: 我母亲{month}的养老金没到账，她今年{age}岁，住{estate}。
add: This money is what she lives on.
add: 这是全家的生活来源。
find: The yearly proof of life had not come through from the other system. It was entered on {visit}, and the missing month is paid by {plan}. It need not be repeated.
find: 系资格认证信息未同步所致，{visit}已补录，{plan}前补发，无需重复认证。
--- 6 help hall
title: Social security card blocked
title: 社保卡无法使用
tell: My social security card has been blocked {since}. At {place} I was told to go to the bank, and at the bank to {place}.
tell: 我的社保卡{since}用不了，{place}让我去银行，银行又让我回{place}。
find: Bank and bureau had two different numbers for you. We joined the records on {visit}; the card works again.
find: 系银行与社保信息不一致，{visit}已核对合并，社保卡恢复使用。
--- 7 help hall
title: Insurance counter of {street}: sent away {few} times
title: 在{street}社保窗口跑了{few}趟
tell: For a change of name I have been to {place} {few} times. Each time another paper was missing that nobody had mentioned before.
tell: 为了改个名字，我跑了{place}{few}趟，每次都说还缺一样之前没提过的材料。
ask: Please tell me in one go what is needed.
ask: 请一次性告知需要什么。
find: That should not have happened. Your change of name was entered on {visit} with what we already had. Since then each counter of {place} has had a list, and one person stays with a matter until it is done.
find: 非常抱歉。{visit}已凭系统内已有材料为您办结更名。{place}各窗口现已实行一次告知、专人负责到底。

=== SOC-WORK-TRAIN service weight 3 private 0.12
add 5,7: People looking for work should not be treated like that.
add 5,7: 不能这样糊弄找工作的人。
ask 1,2,3,4: Thank you for advice.
ask 1,2,3,4: Please let me know the deadline.
ask 5,7: Please check who is admitted.
ask 1,2,3,4: 谢谢指导。
ask 1,2,3,4: 请告知截止时间。
ask 5,7: 请对参会单位把关。
--- 1 question hall
title: Training grant: how to apply in {street}
title: 请问{street}技能培训补贴怎么申请？
tell: I passed the electrician's course in {month}. How do I apply for the training grant at {place}, and by when?
tell: 我{month}通过了电工培训，请问补贴在{place}怎么申请，有期限吗？
find: The grant for your course is 1,200 yuan and is applied for within twelve months; your certificate is already in our system, so the bank account is enough. At {place} or online.
find: 该工种补贴1200元，取证后十二个月内申请，证书信息已联网，提供银行账号即可，{place}或网上均可办理。
--- 2 question hall
title: Courses for people over forty in {street}
title: {street}有适合四十岁以上的培训吗？
tell: Are there courses in {street} for people over forty who have lost their work, best in the evening?
tell: 请问{street}有没有面向四十岁以上失业人员的培训，最好是晚上的？
find: A new evening course begins at {place} on {plan}: care work, charging technology and bookkeeping, free of charge, with a place in a firm at the end. {n} places are free.
find: {plan}起{place}开设晚间班，有护理、充电设施运维和会计三个方向，免费并推荐就业，尚余{n}个名额。
--- 3 question hall
title: Help for starting a shop in {street}
title: 咨询{street}创业扶持政策
tell: I would like to open a small shop near {estate} and have heard of a loan with interest paid by the state. Who decides on it?
tell: 我想在{estate}附近开个小店，听说有贴息贷款，请问由哪里审批？
find: The loan is up to 200,000 yuan for three years, with half of the interest paid. Our adviser at {place} goes through your plan with you on Thursday afternoons; the bank decides within ten days.
find: 贴息贷款最高20万元，期限三年，贴息一半。{place}每周四下午有创业导师指导，银行十日内审批。
--- 4 question hall
title: Internships for graduates in {street}
title: 咨询{street}见习岗位
tell: My daughter finishes college this year. Is there a list of internships in {street}?
tell: 女儿今年毕业，请问{street}有没有见习岗位目录？
find: The list for {street} has {many} places at present, with a monthly grant of 1,600 yuan; it is online and hangs at {place}. Your daughter may apply until {plan}.
find: {street}目前有见习岗位{many}个，每月补贴1600元，网上和{place}均可查询，报名截至{plan}。
--- 5 complaint hall
title: Job fair full of agencies
title: 招聘会全是中介
tell: At the job fair at {place} on {date} half of the stands were agencies that wanted {yuan} yuan before naming an employer.
tell: {date}{place}的招聘会一半是中介，先交{yuan}元才告诉单位。
find: Agencies that take money in advance were excluded on {visit}; we rang {n} people who had paid, and the fees have been returned. At the next fair on {plan} each stand shows its licence.
find: {visit}已清退收费中介，联系{n}名缴费人员并退款，{plan}下一场招聘会各展位须公示资质。
--- 6 complaint hall
title: Training grant not paid
title: 培训补贴迟迟不发
tell: I applied for the training grant at {place} in {month} and have been told “next month” {few} times.
tell: 我{month}在{place}申请了培训补贴，已经{few}次答复“下个月”。
add: I have no income at present.
add: 我现在没有收入。
ask: Please see to it and tell me the result.
ask: 请处理并告知结果。
find: Your grant had been held up by a wrong account number. It was corrected on {visit}, and the amount will be there by {plan}. We are sorry that nobody rang you.
find: 因银行账号录入有误导致延误，{visit}已更正，{plan}前到账。未及时与您联系，深表歉意。
--- 7 complaint hall
title: {employer} advertised one job and offered another
title: {employer}招聘内容与实际不符
tell: {employer} advertised at {place} for a fitter; on the spot it was selling insurance.
tell: {employer}在{place}招钳工，到了现场却让我卖保险。
find: {employer} was struck from the list of the fair on {visit} and had to correct its advertisement. At the next fair on {plan} each stand is checked beforehand.
find: {visit}已将{employer}移出招聘会名单并责令更正信息，{plan}下一场招聘会将逐一审核岗位。

=== SOC-CARE-ELDER service weight 4 private 0.2
add 4,5,6: They do not complain themselves, so I do.
add 4,5,6: Many of them are over eighty.
add 4,5,6: 老人们自己不会说，我替他们反映。
add 4,5,6: 他们好多都八十多岁了。
ask 1,2,3: Please send somebody to look at what is needed.
ask 1,2,3: Please ring me, I can come at any time.
ask 1,2,3: What does it cost, and who may have it?
ask 5,6: Please talk with those responsible.
ask 1,2,3: 请派人上门看看需要什么。
ask 1,2,3: 请给我打电话，我随时可以过来。
ask 1,2,3: 请问怎么收费，哪些人可以申请？
ask 5,6: 请与相关方沟通解决。
--- 1 help estate
title: Meals for my mother at {place}
title: {place}老人助餐需求
tell: My mother is {age} and lives alone in building {bld} at {place}. She can no longer cook; does the meal service come to her?
tell: 我母亲{age}岁，独居在{place}{bld}栋，已经做不了饭了，请问助餐能送上门吗？
find: A nurse of the community visited on {visit}. From {plan} on lunch is brought every day for nine yuan; whoever brings it rings if nobody opens.
find: {visit}社区护士已上门评估，{plan}起每日送午餐，9元一份，无人应门时送餐员会电话确认。
--- 2 help estate
title: Alarm button for an old couple at {place}
title: {place}老人申请紧急呼叫器
tell: Two old people live alone on the {floor}th floor of building {bld}, {place}; he fell on {date} and lay there for {mins} minutes before anyone heard.
tell: {place}{bld}栋{floor}楼住着老两口，{date}老爷子摔倒，躺了{mins}分钟才有人听见。
find: An alarm button was fitted on {visit} and tried out with them; it is free from the age of seventy. A neighbour has a key, and the nurse looks in on Mondays.
find: {visit}已上门安装紧急呼叫器并现场调试，70周岁以上免费；邻居留有钥匙，护士每周一上门探视。
--- 3 help estate
title: Day care near {place}
title: {place}附近有日间照料吗？
tell: My father, who is {age}, has begun to forget things. I work all day. Is there day care near {place}?
tell: 我父亲{age}岁，开始记不住事了，我白天要上班，请问{place}附近有日间照料吗？
find: There is a place in the day care beside {place} from {plan}, with a car that fetches him at 8:20. The first week is for trying and costs nothing.
find: {place}旁的日间照料中心{plan}起有空位，8:20专车接送，首周免费试住。
--- 4 complaint estate
title: Canteen for older people at {place} closed
title: {place}老年食堂停业
tell: The canteen for older people at {place} has been closed {since}. {many} people ate there every day.
tell: {place}的老年食堂{since}停了，原来每天有{many}个老人在那里吃饭。
add: There is nothing else within walking distance.
add: 附近走得到的地方没有第二家。
ask: Please see that it opens again.
ask: 请尽快恢复。
find: The operator had given up. A new one was found on {visit} and cooks from {plan}; until then lunch is brought from the next canteen. The price stays at nine yuan.
find: 原运营方退出，{visit}已确定新运营方，{plan}起恢复供餐，其间由邻近食堂送餐，价格仍为9元。
--- 5 complaint estate
title: Care home charges more, near {place}
title: {place}附近养老院乱收费
tell: The care home near {place} has charged {yuan} yuan a month more {since}, for “activities” that do not take place.
tell: {place}附近的养老院{since}每月多收{yuan}元“活动费”，可根本没有活动。
ask: Please check this.
ask: 请核查。
find: We visited the care home on {visit}: the fee has no basis and is returned with the next bill. From now on its price list hangs in the hall.
find: {visit}现场核查，该收费无依据，随下期账单退还，价目表已在大厅公示。
--- 6 complaint estate
title: Community room at {place} used as a store
title: {place}老年活动室被占用
tell: The room for older people in building {bld} at {place} is used by {manager} as a store; the card tables stand in the corridor.
tell: {place}{bld}栋的老年活动室被{manager}当仓库，牌桌都搬到走廊里了。
find: {manager} cleared the room on {visit}; the tables are back, and the key hangs with the neighbourhood group.
find: {visit}{manager}已腾退活动室，牌桌搬回，钥匙由居民小组保管。

=== SOC-CARE-AID service weight 4 private 0.45
add: We do not know how to manage until then.
add: Others in the house get it with the same income.
add: 这段时间真不知道怎么过。
add: 楼里收入差不多的都拿到了。
ask 1,2,3,4: Please help us.
ask 1,2,3,4: Please tell me whether anything is missing.
ask 1,2,3,4: I can bring all papers at any time.
ask: Please check the decision.
ask: Please look at it again.
ask 1,2,3,4: 恳请帮助。
ask 1,2,3,4: 请告知材料是否齐全。
ask 1,2,3,4: 材料我随时可以送来。
ask: 请重新核查。
ask: 请复核。
find 1,3,4: Two colleagues visited you on {visit}. Urgent relief was granted and paid the next day; the monthly support is decided by {plan}. Income and property were looked up by us, so nothing has to be brought.
find 7,8: The decision was reviewed on {visit} and is reversed: the data were out of date. The months that are missing are paid together by {plan}. We apologise.
find 1,3,4: {visit}两名工作人员上门走访，紧急救助已批准并于次日发放，低保待遇{plan}前审定，收入和财产由系统核对，无需提交材料。
find 7,8: 经{visit}复核，原数据未更新，决定已撤销，{plan}前一并补发，对此深表歉意。
--- 1 application estate
title: Application for relief, {street}
title: Help after an illness in the family
title: 申请临时救助（{street}）
title: 家人患病申请救助
tell: My husband has been in hospital {since}; the bills come to {kyuan} yuan already, and I earn little. We live at {place} and apply for relief.
tell: 我爱人{since}一直住院，花费已达{kyuan}元，我收入很低，家住{place}，申请临时救助。
--- 2 application estate
title: Allowance for people over eighty, {street}
title: 申请高龄津贴（{street}）
tell: My father turned eighty in {month} and lives at {place}. I apply for the allowance; what do we have to bring?
tell: 我父亲{month}满八十周岁，住{place}，申请高龄津贴，请问需要什么材料？
find: The allowance has been granted from the month after the birthday, 100 yuan a month, and comes with the first payment on {plan}. It goes on by itself; only a move must be reported.
find: 高龄津贴自满八十周岁次月起发放，每月100元，{plan}首次到账，今后自动续发，仅迁居时需告知。
--- 3 application estate
title: Support for a grandmother with a grandchild, {place}
title: {place}隔代抚养申请补助
tell: I bring up my {child}-year-old grandchild alone at {place}, building {bld}, on a pension of {yuan} yuan. I ask whether there is support for us.
tell: 我独自在{place}{bld}栋带着{child}岁的孙子，每月养老金只有{yuan}元，请问能不能申请补助？
--- 4 application estate
title: Urgent help after a fire at {place}
title: {place}火灾后申请紧急救助
tell: Since the fire in our kitchen at {place} on {date} we have been living with neighbours. We apply for urgent help.
tell: {date}{place}家里厨房失火，现在借住邻居家，申请紧急救助。
--- 5 question hall
title: Disability card: how to apply in {street}
title: 在{street}如何办理残疾人证
tell: My brother has been using a wheelchair since his accident in {month}. How do we get a disability card at {place}, and what support comes with it?
tell: 我弟弟{month}出事故后坐轮椅，请问在{place}怎么办残疾人证，有哪些补贴？
find: The card is applied for at {place} or online; the doctor comes to the house if needed. With it go the care allowance, free buses and a grant for aids. We prepared the form with what we already know.
find: 可在{place}或网上申请，行动不便者医生上门评定。持证可享护理补贴、免费公交和辅具补贴，表格我们已预填好。
--- 6 question hall
title: Which income counts for the subsistence allowance in {street}?
title: 请问{street}低保收入怎么计算？
tell: Which income counts for the subsistence allowance in {street}, and does a small flat count too?
tell: 请问{street}申请低保时哪些收入要计算，有一套小房子算不算？
find: Wages and pensions count, allowances for care do not; a flat you live in yourselves does not count either. If you wish, we work it out for you on the telephone in five minutes.
find: 工资、养老金计入，护理补贴不计入，自住的一套住房不影响申请。如需要，我们可电话为您测算，约五分钟。
--- 7 complaint estate
title: Allowance stopped without a letter
title: 补贴被停发没有通知
tell: The allowance of my mother, who is {age} and lives at {place}, has not come {since}. No letter was sent.
tell: 我母亲{age}岁，住{place}，津贴{since}没有发，也没收到任何通知。
--- 8 complaint estate
title: Decision on relief unfair, {place}
title: {place}救助评定不公
tell: Our application from {place} was refused in {month} because of a car that was scrapped long ago.
tell: 我们住{place}，{month}申请救助被拒，理由是名下有车，可那辆车早就报废了。

=== SOC-CARE-ACCESS works weight 3 private 0.03
add 1,3: With a pram it is the same.
add 1,2,3: It was promised {few} years ago.
add 4,6: So we go round once and home again.
add 4,5,6: The guard only shrugs.
add 1,3: 推婴儿车也一样。
add 1,2,3: {few}年前就答应要改了。
add 4,6: 只能在门口转一圈就回家。
add 4,5,6: 保安也只是摊摊手。
ask 1,2,3: Please ask those concerned before you plan.
ask 4,5,6: Please see to it.
ask 4,6: Please check the other entrances, too.
ask 1,2,3: 规划前请先听听使用者的意见。
ask 4,5,6: 请尽快处理。
ask 4,6: 请把其他入口也检查一下。
--- 1 help estate
title: Step at the entrance of building {bld}, {place}
title: Ramp needed at {place}
title: {place}{bld}栋门口台阶出行难
title: {place}需要增设坡道
tell: At the entrance of building {bld}, {place}, there are {n} steps and no ramp. A man with a wheelchair has lived there {since}.
tell: {place}{bld}栋门口有{n}级台阶，没有坡道，{since}住进来一位坐轮椅的居民。
add: My neighbour cannot leave the house alone.
add: One single step is enough to shut a person in.
add: 邻居自己根本出不了门。
add: 就这么一级台阶，把人困在了家里。
ask: Please build a ramp.
ask: 请修一个坡道。
find: We came with a person in a wheelchair on {visit}. A ramp of one in twelve fits beside the steps; it is built by {plan} and paid from the fund for step-free homes.
find: {visit}邀请轮椅使用者一同勘察，台阶旁可修1:12坡道，{plan}前完工，费用由无障碍改造资金承担。
--- 2 help estate
title: Handrails for {place}
title: {place}楼道加装扶手
tell: {place} was built without a lift. People over eighty live up to the {floor}th floor of building {bld}; at least handrails on both sides would help.
tell: {place}没有电梯，{bld}栋{floor}楼还住着八十多岁的老人，至少两边装上扶手。
ask: Is there a grant for it?
ask: 请问有补贴吗？
find: Handrails on both sides were fitted in building {bld} on {visit}. For a lift two thirds of the owners must agree; we explain it at a meeting on {plan}.
find: {visit}{bld}栋楼道两侧已装扶手。加装电梯须三分之二业主同意，{plan}召开说明会。
--- 3 help estate
title: Ramp of building {bld}, {place}, too steep
title: {place}{bld}栋坡道过陡
tell: The ramp of building {bld} at {place} is so steep that my mother's chair tipped over on {date}.
tell: {place}{bld}栋的坡道太陡，{date}我母亲的轮椅翻了。
ask: Please repair it.
ask: 请修复。
find: The ramp of building {bld} was measured on {visit}: one in six. By {plan} it is rebuilt at one in twelve, with a landing; until then the level side entrance stays open.
find: {visit}实测{bld}栋坡道坡度1:6，{plan}前改建为1:12并设平台，其间侧门平坡入口保持开放。
--- 4 report park
title: Wheelchair entrance of {place} locked
title: {place}无障碍通道上锁
tell: The level entrance of {place} has been locked {since}; at the other there are {n} steps.
tell: {place}的平坡入口{since}锁着，另一个门有{n}级台阶。
find: The level entrance of {place} has been open since {visit} and has no lock any more.
find: {visit}已打开{place}平坡入口并拆除门锁。
--- 5 report park
title: Accessible toilet at {place} full of brooms
title: {place}无障碍卫生间堆杂物
tell: The accessible toilet at {place} is used for brooms and buckets; on {date} I had to go home.
tell: {place}的无障碍卫生间堆满扫帚水桶，{date}我只能回家。
find: The accessible toilet at {place} was cleared on {visit}; it opens by a button now, and the brooms have a cupboard of their own.
find: {visit}已清空{place}无障碍卫生间，改为按钮开启，保洁工具另设工具间。
--- 6 report park
title: Gate at {place} too narrow
title: {place}入口过窄轮椅进不去
tell: At the new gate of {place} the posts against bicycles stand so close that no wheelchair passes.
tell: {place}新装的防电动车桩间距太小，轮椅过不去。
ask: Please ask those concerned before you build.
ask: 建之前请先问问使用的人。
find: We moved the posts apart on {visit} and tried them with three kinds of wheelchair. The same is done at the other parks by {plan}.
find: {visit}已调整桩距，并用三种轮椅实测，{plan}前完成其他公园的排查整改。
"""

"""What people write about renting, from the town and from others."""

# ruff: noqa: E501

TEXT = """
=== HOU-RENT-PUBLIC service weight 4 private 0.35
add 1,2: We are four people in one room of eighteen square metres.
add 1,2: I work in this district and cannot pay market rents on my wage.
add 1,2: We were told to wait, but not for how long.
add 3,5: Others wait for years for such a flat.
add: We told the housing office and nothing happened.
add 3,5: Everybody in the house knows about it.
add 1,2: 我们一家四口挤在十八平方米的一间房里。
add 1,2: 我在本区上班，靠工资租不起市场上的房子。
add 1,2: 只说让等，没说要等多久。
add 3,5: 还有很多人排队等着这样的房子。
add: 跟住房保障中心反映过，一直没有动静。
add 3,5: 楼里的人都知道这件事。
ask 1,2: Please tell me where I stand on the list.
ask 1,2: Please check my application again.
ask 1,2: I ask for advice on which papers to bring.
ask 1,2: Could somebody call me back about it?
ask 3,5: Please check this on the spot.
ask: Please see to it and tell us the result.
ask 3,5: I ask that the rules be applied to everybody.
ask 1,2: 请告知我目前排在第几位。
ask 1,2: 请重新核对我的申请。
ask 1,2: 请指导一下需要补充哪些材料。
ask 1,2: 能否安排工作人员给我回个电话？
ask 3,5: 请上门核查。
ask: 请处理并告知结果。
ask 3,5: 希望一视同仁、按规定办。
--- 1 application estate
title: Public rental flat: how far is my application?
title: Moving up on the list for public rental housing
title: 公租房申请进度查询
title: 请求核实公租房轮候次序
tell: I applied for a public rental flat in {month}; at present we rent one room at {place}. The counter says my points were recalculated, but I received no letter.
tell: My number on the list for public rental housing was {many} in {month}. Now the web page shows nothing under my name.
tell: 我{month}申请了公租房，目前在{place}租住一间房。窗口说我的积分重新计算了，但我没有收到任何通知。
tell: 我{month}的公租房轮候号是{many}号，现在网站上却查不到我的名字。
find: Your application is valid. The points were recalculated on {visit} because the number of people in your household had changed; you now stand in the first third of the list for two-room flats. The next allotment is on {plan}, and the order is posted online.
find: 您的申请有效。因家庭人口变化，积分已于{visit}重新核算，目前您在两居室轮候名单的前三分之一，下一批配租时间为{plan}，次序在网上公开。
--- 2 application estate
title: Application for public rental housing, {street}
title: 申请公租房（{street}）
tell: We would like to apply for public rental housing. Our registered address is {place}, building {bld}; my husband works at {employer} and I have no work at the moment.
tell: 我们想申请公租房，户籍地址是{place}{bld}栋，丈夫在{employer}上班，我目前没有工作。
find: We have found your earlier file and joined it to the new one, so you need not bring the papers again. Income and registration were confirmed by the other departments on {visit}. You will receive your number by {plan}.
find: 我局已找到您此前的档案并与本次申请合并，无需重复提交材料。收入和户籍信息已于{visit}由相关部门核实，{plan}前会通知您轮候号。
--- 3 complaint estate
title: Public rental flat at {place} let on to others
title: {place}公租房被转租
tell: A public rental flat on the {floor}th floor of building {bld} at {place} has plainly been let on: different people come and go with suitcases every few days.
tell: {place}{bld}栋{floor}楼有一套公租房明显被转租了，隔几天就换一拨人拖着行李进出。
find: We checked the flat on {visit}. The tenant had indeed let it on; the contract has been ended and the flat goes to the next household on the list by {plan}. Thank you for the hint.
find: {visit}经上门核查，该承租人确有转租行为，已解除合同，房屋将于{plan}前配租给轮候家庭，感谢您的监督。
--- 4 complaint estate
title: Repairs in public rental flat at {place} refused
title: {place}公租房报修没人管
tell: The water heater in our public rental flat at {place} has been broken {since}. The housing office tells us to pay for it ourselves.
tell: 我们住的{place}公租房热水器{since}坏了，住房中心让我们自己掏钱修。
find: Water heaters of public rental flats are repaired by the housing office, not by the tenant. The new one was installed on {visit}.
find: 公租房热水器应由住房保障中心维修，已于{visit}更换到位。
--- 5 complaint estate
title: Empty public rental flats at {place}
title: {place}公租房长期空置
tell: At least {n} public rental flats in building {bld} of {place} stand empty, while people wait for years.
tell: {place}{bld}栋至少有{n}套公租房空着，可好多人排队排了几年。
find: The {n} empty flats in building {bld} are being rewired after long use. The work ends on {plan}, and the week after they are allotted in the order of the list.
find: {bld}栋空置的{n}套公租房正在改造线路，{plan}完工，之后一周内按轮候次序配租。

=== HOU-RENT-DISPUTE dispute weight 4 private 0.2
title 1,2: Deposit for flat at {place} not returned
title 1,2: {place}租房押金不退
add: Nobody answers my calls any more.
add: It is a month's wage for me.
add: I have the contract, the photographs and the chat.
add: I need the money for the next flat.
add: 现在打电话没人接，发消息也不回。
add: 这相当于我一个月的工资。
add: 合同、照片和聊天记录我都保留着。
add: 我还等着这笔钱租下一个房子。
ask: Please help me to get the money back.
ask: Please mediate between the landlord and me.
ask: I ask that the agency be checked.
ask: What can I do, and which papers do you need?
ask: 请帮我把钱要回来。
ask: 请帮忙与房东调解。
ask: 请对这家中介进行查处。
ask: 请问我该怎么办，需要提供什么材料？
--- 1 complaint estate
title: Landlord at {place} keeps {kyuan} yuan deposit
title: Agency at {place} charges for damage that was there before
title: {place}房东扣押金{kyuan}元
title: {place}中介以旧损坏为由扣押金
tell: I moved out of a flat in building {bld} at {place} on {date}, clean and with all keys. The landlord keeps the deposit of {kyuan} yuan because of scratches that were there before me.
tell: {date}我从{place}{bld}栋退租，打扫干净并交还了全部钥匙，房东却以入住前就有的划痕为由扣下{kyuan}元押金。
find: We brought both sides together on {visit}. With the photographs from the day you moved in, the scratches could not be laid to your charge; the landlord returned the whole deposit the same afternoon.
find: {visit}我局组织双方调解，对照您入住当天的照片，划痕不应由您承担，房东当天下午已全额退还押金。
--- 2 complaint estate
title: Agency at {place} demands a cleaning fee before it returns the deposit
title: {place}中介收清洁费才退押金
tell: The agency through which I rented at {place} demands {yuan} yuan for “cleaning and management” before it returns my deposit.
tell: 我通过中介租住{place}，退租时中介要求先交{yuan}元“清洁管理费”才肯退押金。
find: The agency has no right to a cleaning fee that is not in the contract. It was heard on {visit}, has repaid the deposit and received a warning.
find: 合同中未约定的清洁管理费，中介无权收取。{visit}已约谈该中介，押金已退还并予以警示。
--- 3 complaint estate
title: Partitioned flat at {place}: {kyuan} yuan kept back
title: {place}隔断房退租被扣{kyuan}元
tell: My flat at {place} is divided by plasterboard into {n} rooms, which I did not know when I signed by video. I want to leave, and the agent refuses to return {kyuan} yuan.
tell: 我租的{place}房子被石膏板隔成{n}间，视频签约时没告诉我。现在想退租，中介拒绝退还{kyuan}元。
find: A flat may not be let in plasterboard rooms, so you are not bound by the contract. The agency was heard on {visit} and has repaid everything; the partitions will be gone by {plan}.
find: 隔断房不得出租，您可以解除合同。{visit}已约谈中介，款项全额退还，{plan}前拆除隔断。
--- 4 question estate
title: May the landlord raise the rent at {place} midway?
title: 请问{place}房东能中途涨租吗？
tell: My landlord at {place} wants {yuan} yuan more a month although the contract runs for another {n} months. Must I pay?
tell: 我在{place}租房，合同还有{n}个月，房东要求每月涨{yuan}元，请问我必须同意吗？
find: During the term the rent may be changed only if you agree. If the landlord ends the contract for that reason, you are owed the damages it names. Our mediation room is open every working day.
find: 合同期内未经您同意，房东不得单方涨租；房东因此解约的，应当按合同承担违约责任。我局调解室工作日均可受理。
--- 5 question estate
title: Registration of a tenancy at {place}
title: 咨询{place}租房备案怎么办
tell: How do I register my tenancy at {place}? I need it for my child's school and my employer.
tell: I rented a room at {place} without a written contract. What holds in such a case, and can I still have it registered?
tell: 请问{place}租房怎么办理租赁备案？孩子上学和单位都要用。
tell: 我在{place}租了一间房，没有签书面合同，这种情况怎么算？还能备案吗？
find: Registration is free: online with a photograph of the contract, or at the community office with both identity cards. It is done at once. A spoken contract is valid as well; write down rent, term and deposit together and register that sheet.
find: 租赁备案免费，可网上上传合同照片，或携带双方身份证到社区办理，即时办结。口头约定同样有效，建议双方补写租金、租期、押金后备案。
"""

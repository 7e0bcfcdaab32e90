"""What the district cannot act on: others' powers, matters before a court, nothing to examine."""

# ruff: noqa: E501

TEXT = """
=== TRA-BUS-LINE service weight 1 private 0.03
reject: Trains and their stops are decided by the railway company and not by the district; its address is enclosed. You may appeal to the service centre within sixty days.
reject: 列车和停站由铁路部门决定，不属于本区职权，联系方式附后。如有异议，可在六十日内向热线中心申诉。
appeal: The station lies in this district, so somebody here must be able to do something.
appeal: 车站就在本区，总该有人能管吧。
--- 1 suggestion stop
title: Let the fast train stop in Yunting again
title: 建议恢复高铁停靠云汀站
tell: The fast train at half past seven no longer stops at Yunting station. Those of us who change to line {line} at {place} now leave an hour earlier.
tell: 早上七点半的高铁不再停靠云汀站，我们在{place}换乘{line}路的人只好提前一小时出门。
--- 2 suggestion stop
title: More trains in the evening, please
title: 建议增加晚间列车班次
tell: After nine in the evening no train leaves Yunting any more. One or two more would help many who live in {street}.
tell: 晚上九点以后云汀站就没有车了，希望加一两班，方便{street}的居民。

=== TRA-SAFE-SIGNAL service weight 1 private 0.03
reject: The motorway and its slip roads belong to the province's road company, to which we have passed on your message. You may appeal to the service centre within sixty days.
reject: 高速公路及匝道由省高速公司管理，您的反映已转送。如有异议，可在六十日内向热线中心申诉。
appeal: But the queue stands on our roads. Please look again.
appeal: 可堵的是我们区里的路，请重新考虑。
--- 1 complaint road
title: Toll gate on the motorway too slow
title: Only one toll lane open towards {street}
title: 高速收费站通行太慢
title: 高速{street}出口只开一个车道
tell: At the motorway exit to {street} only one lane was open on {date}, and the queue reached back to {place}.
tell: The toll gate at the exit does not read my card. I have stood there {few} times with everyone hooting behind me, once as far back as {place}.
tell: {date}高速{street}出口只开了一个车道，车队一直排到{place}。
tell: 高速出口的收费机总读不出我的卡，{few}次被后面的车按喇叭，队伍都排到{place}了。
add: Everybody coming from work is caught in it.
add: 下班的人全堵在那里。
ask: Please make them open more lanes.
ask: 请督促多开车道。

=== SOC-WORK-INSUR service weight 1 private 0.2
reject: The age of retirement and the base of the contributions are set by national law and not by the district. We have noted your opinion. You may appeal to the service centre within sixty days.
reject: 退休年龄和缴费基数由国家规定，不属于本区职权，您的意见已记录。如有异议，可在六十日内向热线中心申诉。
appeal: I know that it is a law. Then please pass it on to those who make it.
appeal: 我知道是法律规定的，那就请转达给制定的人。
--- 1 suggestion hall
title: Pension age should be lower for heavy work
title: 建议重体力岗位提前退休
tell: Whoever has worked on the quay for thirty years cannot go on until sixty. Please let people with heavy work retire earlier.
tell: 在码头干了三十年的人，实在干不到六十岁，建议重体力岗位提前退休。
--- 2 suggestion hall
title: Contributions too high for the self-employed
title: 建议降低个体户社保基数
tell: The lowest base for contributions rises every year. A small shop at {estate} can hardly earn that.
tell: 社保最低基数年年涨，在{estate}开个小店根本挣不出来。

=== HOU-NEW-LATE dispute weight 1 private 0.1
reject: According to your text the court is already dealing with this. While it does, we may not decide. You may appeal to the service centre within sixty days.
reject: 根据您的描述，该事项已进入诉讼程序，审理期间我们不能作出处理。如有异议，可在六十日内向热线中心申诉。
appeal: The suit is about the compensation and not about the keys. Please look again.
appeal: 官司打的是违约金，不是交房，请重新核查。
--- 1 complaint estate
title: In court with {developer} because of {place}
title: Please order {developer} to pay: {place}
title: 与{developer}因{place}打官司
title: 请责令{developer}支付{place}违约金
tell: Our suit against {developer} for the delay at {place} has been before the court since {month}. The next hearing has been put off again.
tell: The court has heard us and {developer} on {date} about {place}, building {bld}, and given no decision yet.
tell: 我们起诉{developer}延期交付{place}，{month}立案，开庭又推迟了。
tell: {place}{bld}栋的案子{date}开了庭，{developer}也到了，到现在没有判决。
ask: Please order the developer to pay at once.
ask: Please tell the court to hurry.
ask: 请直接责令开发商支付。
ask: 请催一催法院。

=== HOU-RENT-DISPUTE dispute weight 1 private 0.3
reject: The matter is before the court, as you write yourself. Until it has decided, no authority may. You may appeal to the service centre within sixty days.
reject: 您反映的事项正在法院审理，判决之前行政机关不能处理。如有异议，可在六十日内向热线中心申诉。
appeal: I only wanted to know whether the agency is registered at all.
appeal: 我只是想知道这家中介有没有备案。
--- 1 complaint estate
title: Suit about the rent at {place} takes too long
title: Former tenant at {place} does not pay
title: {place}租金官司拖太久
title: {place}前租客欠租不还
tell: My former tenant at {place}, building {bld}, owes me {kyuan} yuan in rent. The suit has been running since {month}.
tell: The court found for me in the matter of {place} in {month}, and the other side has appealed. I am still waiting for {kyuan} yuan.
tell: {place}{bld}栋的前租客欠我租金{kyuan}元，{month}起诉到现在。
tell: {place}的租金官司{month}一审我赢了，对方上诉，{kyuan}元到现在没拿到。
ask: Please make him pay.
ask: 请责令对方付款。

=== CITY-CLEAN-RUBBISH works weight 3 private 0.02
reject: From your text we cannot tell what should be examined and where. Please write again with place and time, or appeal to the service centre within sixty days.
reject: 根据现有描述无法判断需要核查的事项和地点，请补充时间、地点后重新提交，或在六十日内向热线中心申诉。
appeal: I mean the corner behind building {bld} at {place}, where bags have been lying for a week. I thought that everybody knew it.
appeal: 我说的是{place}{bld}栋后面那个角落，垃圾袋堆了一个星期，我以为大家都知道。
find: Now we know the corner: it was cleared on {visit}, and the bins behind building {bld} at {place} are emptied every day. Thank you for writing a second time.
find: 感谢您补充地点：{visit}已清理，{place}{bld}栋后的垃圾桶改为每天清运。
--- 1 complaint estate
title: Everything is dirty
title: Nobody cleans here
title: 到处都脏
title: 没人打扫
tell: It is dirty everywhere, and nobody does anything. What do we pay for?
tell: The usual dirt in the usual place. You know what I mean.
tell: 到处都是脏的，没人管，钱都交到哪里去了？
tell: 老地方又脏了，你们懂的。
ask: Do something at last.
ask: 赶紧管一管吧。

=== ENV-NOISE-LIFE order weight 3 private 0.05
reject: We tried to reach you and could not; without a place and a time there is nothing to examine. You may write again at any time or appeal to the service centre within sixty days.
reject: 多次联系未能接通，缺少时间地点无法核查。您可以随时重新提交，或在六十日内向热线中心申诉。
appeal: I was at work. It is {place}, every evening from eight, and the loudspeaker stands by the steps.
appeal: 当时我在上班。地点是{place}，每晚八点开始，音箱就放在台阶边上。
find: With the place named, officers were at {place} on {visit} from 19:30. The group has moved its loudspeaker away from the houses and stops at 21:00.
find: 根据您补充的地点，{visit}19时30分执法人员到{place}，音箱已移离住宅一侧，21时结束。
--- 1 complaint park
title: Far too loud
title: Noise every evening
title: 太吵了
title: 天天晚上吵
tell: It is far too loud in the evenings. Other districts manage it.
tell: Again that noise yesterday. How often must one still write?
tell: 晚上实在太吵了，别的区怎么就管得好。
tell: 昨天又是那个声音，还要反映多少次？
ask: Please see that there is quiet.
ask: 请还大家一个安静。
"""

"""What people write about noise, air and water."""

# ruff: noqa: E501

TEXT = """
=== ENV-NOISE-SITE order weight 8 private 0.04
title 1,2: Work at night at {place}
title 1,2: {place}: drilling after {late}
title 1,2: {place}夜间施工噪声扰民
title 1,2: {place}{late}还在施工
add 1,2,3,6,7: We are up every night and go to work like sleepwalkers.
add: My daughter sits her final examination next summer and cannot study.
add 1,2,3,6,7: My mother, who is {age}, has high blood pressure and no longer sleeps.
add: Windows shut, earplugs in, and still one hears every blow.
add 1,2,3,6,7: The police came once; ten minutes later it started again.
add 1,2,3,6,7: 我们夜夜睡不着，白天上班像梦游。
add: 女儿明年中考，根本没法复习。
add 1,2,3,6,7: 我母亲{age}岁，有高血压，整夜整夜睡不着。
add: 关了窗、戴了耳塞，还是一声声听得清清楚楚。
add 1,2,3,6,7: 报过一次警，人一走十分钟后又开工了。
ask 1,2,3,6,7: Please measure it at night and stop it.
ask: Please see that the quiet hours are kept.
ask 1,2,3,6,7: Has a permit been granted, and if so, why was it not posted?
ask 1,2,3,6,7: Please have somebody come after {late} and listen.
ask: Please fine them; asking has not helped.
ask 1,2,3,6,7: 请夜间到现场检测并制止。
ask: 请督促他们遵守夜间禁噪时间。
ask 1,2,3,6,7: 请问是否办过夜间施工许可？为什么没有公示？
ask 1,2,3,6,7: 请{late}以后派人来听一听。
ask: 请依法处罚，好言相劝没有用。
find 1,2: Our inspectors measured at {place} at 23:20 on {visit}: 61 decibels, eleven too many. There was no permit for the night. The builder has been fined and may work from 6:30 to 21:30 only; a meter with a live display hangs at the gate.
find 2,3: On {visit} the site manager was heard. One pour of concrete may not be interrupted and needs a permit; the next, on {plan}, is posted three days before. All other work at {place} ends at 22:00, and the steel is lifted by crane instead of being thrown.
find 8,9: The loud part at {place} ends on {plan}. Night permits are posted at the gate and on the bureau's page three days before; you may object until noon of the day before, by e-mail or by telephone.
find 1,2: 我局执法人员于{visit}23时20分在{place}检测，噪声61分贝，超标11分贝，且未办理夜间施工许可。已立案处罚，作业时间限定为6:30至21:30，并在门口安装噪声实时显示屏。
find 2,3: {visit}约谈了项目负责人。连续浇筑确需夜间作业的须办理许可，下一次为{plan}，将提前三日公示；其他工序22时前停止，钢筋改用吊车装卸。
find 8,9: {place}高噪声阶段将于{plan}结束。夜间施工许可提前三日在工地门口和我局网站公示，可在施工前一日中午之前通过电话或邮件提出异议。
--- 1 complaint site
tell: At {place} work goes on until {late} and starts again at {early}. The excavator and the pump stand {many} metres from our bedroom.
tell: {place}每天干到{late}，{early}又开工，挖掘机和泵车离我家卧室只有{many}米。
--- 2 complaint site
tell: {since} {place} has been working through the night. Steel is thrown from the lorries, and the foreman shouts through a loudspeaker.
tell: {since}，{place}天天通宵施工，钢筋从车上直接往下扔，工头还拿着喇叭喊。
--- 3 complaint site
title: Concrete poured all night at {place}
title: {place}通宵浇筑混凝土
tell: On {date} concrete was poured all night at {place}, next to {estate}. No notice had been put up anywhere.
tell: {date}，{estate}旁边的{place}通宵浇筑混凝土，事先没有看到任何公告。
--- 4 complaint site
title: Hammering at {place} from {early} on
title: {place}{early}就开始破碎施工
tell: At {place} they break up the old foundation with a hammer, from {early} on, also on Sundays.
tell: {place}从{early}开始用破碎锤砸旧基础，周日也不停。
find: Breaking up the foundation at {place} is allowed on working days only, from 8:00 to 12:00 and from 14:00 to 18:00. The builder was told so in writing on {visit} and has brought a saw instead of the hammer.
find: {place}破碎作业限工作日8:00至12:00、14:00至18:00，{visit}已书面告知施工方，现改用静力切割。
--- 5 complaint road
title: Workshop noise on {place}
title: {place}加工店噪声大
tell: A metal workshop at {place} {no} cuts and grinds from {early}, with the shutter open to the street.
tell: {place}{no}号有家金属加工店，从{early}就开始切割打磨，卷帘门还朝着马路敞开。
find: The workshop at {place} {no} was inspected on {visit}. It now works from 8:00 to 18:00 with the shutter closed; the grinder has moved to the back room. A second measurement follows on {plan}.
find: {visit}检查了{place}{no}号加工店，现作业时间调整为8:00至18:00并关闭卷帘门，打磨机移至里间，{plan}将复测。
--- 6 complaint road
title: Loading at night on {place}
title: {place}夜间装卸货物吵闹
tell: Lorries load behind {place} {no} between {late} and {early}, with engines running and crates thrown on the ramp.
tell: 每天{late}到{early}，{place}{no}号后面有货车装卸，发动机不熄火，箱子直接往坡道上摔。
find: Loading behind {place} {no} has ended at 22:00 since {visit}; the ramp has a rubber floor, and drivers must switch off the engine. The gate keeps a list of every lorry.
find: {visit}起{place}{no}号22时后禁止装卸，坡道铺设橡胶垫，司机须熄火，出入车辆有登记可查。
--- 7 complaint road
title: Cooling units roar on {place}
title: {place}冷却机组轰鸣
tell: The cooling units on the roof of {place} {no} have been roaring {since}; our windows on the {floor}th floor hum along.
tell: {since}，{place}{no}号屋顶的冷却机组一直轰鸣，我家{floor}楼的窗户都跟着嗡嗡响。
find: We measured on {visit} in front of the nearest bedroom: 54 decibels at night. The operator must bring it under 50 by {plan}; rubber mats and a timer are already in place.
find: {visit}我局在最近住户卧室外检测，夜间54分贝，责令{plan}前降至50分贝以下，现已加装橡胶垫和定时器。
--- 8 question site
title: How long will the work at {place} last?
title: 请问{place}要施工到什么时候？
tell: How long will the work at {place} still go on, and on which nights is work allowed?
tell: 请问{place}还要施工多久，哪些晚上允许施工？
--- 9 question site
title: Night permit for {place}?
title: 咨询{place}是否有夜间施工许可
tell: Where can I see whether {place} has a permit for night work, and may I object to it?
tell: 请问在哪里可以查到{place}有没有夜间施工许可？可以提出异议吗？

=== ENV-NOISE-LIFE order weight 6 private 0.08
add: Our baby wakes up every time.
add: My husband works shifts and has to sleep in the day.
add: We have asked them kindly, and they only turned it up.
add: One cannot hear one's own television.
add: Half the building is annoyed, but nobody wants a quarrel.
add: 孩子每次都被吵醒。
add: 我爱人上夜班，白天需要补觉。
add: 好好跟他们说，反而把声音开得更大。
add: 在家里连电视声都听不见。
add: 楼里一半人都有意见，可谁也不想撕破脸。
ask: Please speak with them and agree on hours.
ask 1,2,3,5,6: Please measure it and set a limit.
ask: Please come at the time I named.
ask 1,2,5,6: We only ask for quiet after nine.
ask: Please enforce the quiet hours.
ask: 请出面协调，约定一个时间。
ask 1,2,3,5,6: 请检测音量并予以限制。
ask: 请在我说的时间段来查看。
ask 1,2,5,6: 我们只求晚上九点以后安静。
ask: 请严格执行禁噪时间。
--- 1 complaint park
title: Loud dance music at {place}
title: Three loudspeakers at once at {place}
title: {place}广场舞音乐太吵
title: {place}几个音箱比着放
tell: Every evening from seven, {few} dance groups meet at {place}, each with its own loudspeaker, and try to drown each other out.
tell: 每晚七点开始，{place}有{few}支广场舞队，各放各的音箱，一个比一个响。
find: We met the groups on {visit} with the community. They share one loudspeaker with a limiter now, dance at the far end of {place} and stop at 21:00. The meter by the steps shows the value to everybody.
find: {visit}我局会同社区与几支队伍协商，现统一使用一台限音音箱，移至{place}远端活动，21时结束，台阶旁已安装噪声显示屏。
--- 2 complaint park
title: Karaoke at {place} until {late}
title: {place}有人露天唱歌到{late}
tell: {since} somebody has been singing karaoke with an amplifier at {place} until {late}.
tell: {since}，有人在{place}架着音箱唱卡拉OK，一直唱到{late}。
find: The amplifier was measured at 72 decibels on {visit} and its owner warned. Patrols pass at {place} at 20:30 every evening until {plan}; whoever plays on after 21:00 is fined.
find: {visit}检测音箱音量达72分贝，已对当事人警告。{plan}前每晚20:30在{place}巡查，21时后仍播放的予以处罚。
--- 3 complaint park
title: Whips and marches at dawn, {place}
title: {place}一大早甩鞭放音乐
tell: From {early} a group cracks whips and plays marches at {place}, below the windows of {estate}.
tell: 每天{early}，{place}就有人甩响鞭、放进行曲，正对着{estate}的窗户。
find: We met the group on {visit} at dawn. It begins at 7:30 from now on, without whips, and on the side of {place} that lies away from the houses.
find: {visit}清晨与该队伍沟通，今后7:30后活动、不再甩鞭，并移至{place}远离住宅一侧。
--- 4 complaint estate
title: Neighbour drills at all hours, building {bld}, {place}
title: Renovation without end at {place}
title: {place}{bld}栋邻居随时装修
title: {place}装修噪声没完没了
tell: The flat above ours in building {bld} at {place} has been under renovation {since}. They drill from {early}, at noon, and on Sundays.
tell: {place}{bld}栋我家楼上{since}在装修，{early}开始打钻，中午和周日也不停。
find: Officers and {manager} went up on {visit}. Renovation is allowed from 8:00 to 12:00 and 14:00 to 18:00 on working days; the owner has signed this and hung it on the door. The next breach costs the deposit.
find: {visit}我局会同{manager}上门，装修时间限工作日8:00至12:00、14:00至18:00，业主已签承诺书并张贴门口，再犯将扣除装修押金。
--- 5 complaint estate
title: Party flat in building {bld}, {place}
title: {place}{bld}栋短租房深夜聚会
tell: In building {bld}, {place}, a flat is let by the night. Every weekend there is a party on the {floor}th floor until {late}.
tell: {place}{bld}栋有一套房做短租，每到周末{floor}楼就开派对闹到{late}。
find: The flat is let by the night. Since {visit} it has had a limiter for music, and the host answers his telephone at night; another complaint ends the registration.
find: 该房屋系短租房，{visit}已约谈房东，安装限音装置并保证夜间电话畅通，再被投诉将取消备案。
--- 6 complaint estate
title: Sewing workshop in a flat at {place}
title: {place}居民楼内缝纫作坊噪声
tell: A family in building {bld} at {place} runs a sewing workshop in the flat; the machines rattle from {early} until {late}.
tell: {place}{bld}栋有一户在家里开缝纫作坊，机器从{early}响到{late}。
find: The family was heard on {visit}. The workshop moves out by {plan}; until then the machines stand still after 19:00. If it does not hold, please ring us while it is going on.
find: {visit}已约谈住户，作坊{plan}前搬离，在此之前19时后停止作业。如未遵守，请当场来电，我们立即到场。

=== ENV-AIR-FUME order weight 5 private 0.04
title 1,2: Fumes of {shop} on {place}
title 1,2: {place}{shop}油烟扰民
add: We cannot hang out the washing or open a window.
add: My son has asthma.
add: The wall of our house is black with grease.
add: By evening the whole stairwell smells of frying.
add: 衣服不敢晾，窗户不敢开。
add: 我儿子有哮喘。
add: 外墙被油烟熏得发黑。
add: 一到晚上整个楼道都是油烟味。
ask 1,2,4,5: Please check the filter and the chimney.
ask: Please tell us which of the two bureaus is responsible; each names the other.
ask: Please come during cooking hours.
ask 1,2,4,5: Please have the outlet moved away from the homes.
ask 1,2,4,5: 请检查净化设备和烟道。
ask: 请明确到底归哪个局管，两边互相推。
ask: 请在做饭时段来检查。
ask 1,2,4,5: 请让他们把排烟口移开，别对着居民楼。
find 1,2: {shop} was inspected on {visit} at noon. The filter had not been cleaned for months. It has been replaced, the cleaning is logged every month, and the outlet will be led over the roof by {plan}.
find 6,7: We like it and talked to the operator on {visit}. A common unit for {place} is being priced; the traders vote on {plan}. The cleaning dates hang at the entrance from next week on.
find 1,2: {visit}中午检查了{shop}，油烟净化器数月未清洗，现已更换并建立每月清洗台账，{plan}前将排烟口引至屋顶。
find 6,7: 建议很好，{visit}已与市场方沟通，{place}集中净化方案正在询价，{plan}由商户表决；清洗记录下周起在入口公示。
--- 1 complaint road
title: {shop} blows smoke into our flats, {place}
title: {shop}油烟直排居民家，{place}
tell: The outlet of {shop} on {place} ends right below our windows, and from eleven in the morning the smoke drifts in.
tell: {place}{shop}的排烟口就在我家窗户下面，上午十一点起油烟就往屋里灌。
find: Both bureaus came together on {visit}. The kitchen may not be run under homes without its own flue; {shop} is closed until the flue is built, at the earliest on {plan}.
find: {visit}两局联合检查，居民楼下无专用烟道不得从事产生油烟的餐饮，{shop}停业改造烟道，最早{plan}恢复。
--- 2 complaint road
title: No filter at {shop}, {place}
title: {place}{shop}没装油烟净化器
tell: {shop} at {place} {no} has been cooking without a filter {since}; one can see the blue smoke from across the street.
tell: {since}，{place}{no}号的{shop}没开净化器就炒菜，马路对面都能看见蓝烟。
--- 3 complaint road
title: Smoke from the grill of {shop}, {place}
title: {place}{shop}露天烧烤烟大
tell: {shop} grills on the footway of {place} until {late}, and the whole front of {estate} is in the smoke.
tell: {shop}在{place}人行道上烤到{late}，{estate}临街一面全是烟。
find: Grilling on the footway was stopped on {visit}, and the grill is held until the fine is paid. {shop} may grill indoors under a hood with a filter.
find: {visit}制止露天烧烤并暂扣烤炉，{shop}如在室内使用带净化器的烟罩可继续经营。
--- 4 complaint estate
title: Restaurant opened under our flats, {place}
title: {place}楼下新开餐馆油烟大
tell: {shop} opened on the ground floor of building {bld} at {place} in {month} and uses the old rubbish chute as a flue.
tell: {month}，{shop}在{place}{bld}栋一楼开业，把旧垃圾道当烟道用。
find: On {visit} we closed off the chute and ordered a flue of its own. Until it is finished {shop} sells cold dishes only; the second inspection is on {plan}.
find: {visit}已封闭垃圾道并责令另设专用烟道，完工前{shop}只能经营冷食，{plan}复查。
--- 5 complaint estate
title: Kitchen smells in building {bld}, {place}
title: {place}{bld}栋楼道油烟味重
tell: At {place}, building {bld}, {shop} has led its pipe into the light well; the smell stands up to the {floor}th floor.
tell: {shop}把排烟管接进了{place}{bld}栋的天井，油烟味一直窜到{floor}楼。
find: The pipe into the light well was taken out on {visit}. {shop} may cook again when a flue over the roof has been accepted; we look at it on {plan}.
find: {visit}已拆除伸入天井的排烟管，{shop}烟道升至屋顶并验收后方可恢复烹饪，{plan}复查。
--- 6 suggestion market
title: One shared filter for {place}
title: 建议{place}统一安装净化设备
tell: The stalls at {place} each have a small filter that nobody cleans. One large one for all, paid by the square metre, would do more.
tell: {place}各摊位自装小净化器，没人清洗，建议统一装一台大的，按面积分摊费用。
--- 7 suggestion market
title: Cleaning dates of the kitchens at {place}: a proposal
title: 建议{place}公示油烟机清洗记录
tell: Please publish the cleaning dates of the kitchens at {place} at the entrance, so that guests can see them.
tell: 建议把{place}各家厨房的清洗记录公示在入口，让顾客也能监督。

=== ENV-AIR-DUST order weight 4 private 0.02
title 1,3: Dust from {place}
title 1,3: {place}扬尘严重
add 1,3,5: The washing on the balcony is grey by noon.
add: On dry days one walks through a cloud.
add 1,2,3,5: The dust lies on the desks of the school opposite.
add 1,3,5: I wipe the table, and an hour later I can write on it.
add 1,3,5: 阳台上的衣服到中午就是灰的。
add: 天一干走路像在云里。
add 1,2,3,5: 对面学校的课桌上都是灰。
add 1,3,5: 桌子刚擦完，过一小时又能写字了。
ask 1,3: Please have it wetted down and covered.
ask 1,3: Please measure the dust and publish it.
ask 2,4: Please make the lorries cover their loads.
ask 1,3: 请督促洒水降尘、覆盖裸土。
ask 1,3: 请检测扬尘并公布数据。
ask 2,4: 请要求渣土车加盖。
find 1,2: {place} was inspected on {visit}. The soil is covered with nets, two mist cannons run from 7:00 to 19:00, and the wheel wash works again. The site paid a fine; its dust sensor now reports to us every five minutes.
find 1,2: {visit}检查了{place}，裸土已全部覆盖，两台雾炮7:00至19:00运行，洗车台恢复使用，已处以罚款，扬尘在线数据每五分钟上传一次。
--- 1 complaint site
title: Bare soil at {place} uncovered
title: {place}裸土未覆盖
tell: A heap of soil as high as a house lies uncovered at {place}; {since} every wind has carried it over to {estate}.
tell: {place}有一堆一层楼高的裸土没盖，{since}一刮风就往{estate}飘。
--- 2 complaint site
title: Lorries carry mud out of {place}
title: {place}渣土车带泥上路
tell: Lorries leave {place} with mud on their wheels; the wheel wash at the gate is dry and {road} is brown for {many} metres.
tell: 渣土车带着泥从{place}开出来，门口的洗车台是干的，{road}有{many}米长的路面都成了黄色。
ask: Please check the wheel wash.
ask: 请检查洗车台有没有用。
--- 3 complaint site
title: Demolition without water at {place}
title: {place}拆除不洒水
tell: {place} pulls down the old building without any water. On {date} the cloud could be seen from {landmark}.
tell: {place}拆旧楼不洒水，{date}扬起的灰在{landmark}都看得见。
find: Demolition at {place} was stopped on {visit} until sprinklers were in place. {road} is swept wet twice a day until {plan} at the builder's cost.
find: {visit}责令{place}停止拆除，落实喷淋后方可复工，{plan}前{road}每日两次湿扫，费用由施工方承担。
--- 4 report road
title: Gravel lorries lose their load on {place}
title: {place}砂石车沿路抛洒
tell: Gravel lorries race along {place} with open loads, mostly between {late} and {early}. Stones lie in the cycle lane at number {no}.
tell: 砂石车不盖篷布在{place}上飞驰，多在{late}到{early}之间，{no}号附近的非机动车道上全是石子。
find: At the check on {visit} with the traffic police {n} lorries were stopped and fined. The route now avoids {place}; a washing vehicle passes every night.
find: {visit}我局会同交警设卡检查，查处{n}辆，运输线路已绕开{place}，每晚安排冲洗车作业。
--- 5 report road
title: {place} grey with dust
title: {place}路面积尘严重
tell: {place} has not been washed {since}, and every lorry draws a cloud behind it as far as {landmark}.
tell: {since}，{place}没冲洗过，货车一过灰尘一直扬到{landmark}。
ask: Please have the road washed.
ask: 请安排冲洗路面。
find: A washing vehicle has passed {place} twice each night since {visit}, and the lorries of the two building sites take another way.
find: {visit}起{place}每晚冲洗两遍，两处工地的货车改线行驶。

=== ENV-AIR-SMELL order weight 4 private 0.04
add: It gives one a headache and makes the eyes water.
add: We have a small child and do not know what is in it.
add: Guests ask what it is, and we have no answer.
add: With the window open nobody can sleep.
add: 闻久了头疼，眼睛发酸。
add: 家里有小孩，也不知道气里有什么。
add: 来客人都问是什么味道，我们也说不清。
add: 开着窗根本睡不着。
ask 1,2,3: Please find the source and measure it.
ask 1,2,3: Please send somebody when it smells, at night.
ask 1,2: Please publish what was measured.
ask 1,2: Please have the plant shut down until the filter works.
ask 1,2,3: 请查清来源并进行检测。
ask 1,2,3: 请在有味道的时候来，多在夜里。
ask 1,2: 请公布检测结果。
ask 1,2: 治理设施修好之前请先停产。
find 1,2: Our van with instruments stood on {place} for two nights from {visit}. The trace leads to one workshop, whose carbon filter was spent. It is closed until the new one is accepted, at the earliest on {plan}. The values are on our page.
find 1,2: {visit}起我局走航监测车在{place}连续监测两晚，溯源锁定一家作坊，活性炭已失效，已责令停产，验收合格后方可恢复，最早{plan}，数据已在网站公布。
--- 1 report road
title: Chemical smell on {place} at night
title: {place}夜间有化工异味
tell: {since} there has been a sweetish smell of solvent along {place}, strongest after {late} when the wind comes from the works.
tell: {since}，{place}一带总有股甜腻的溶剂味，{late}以后风从厂区吹来时最重。
--- 2 report road
title: Burnt plastic smell, {place}
title: {place}有烧塑料的味道
tell: On {date} at about {late} the air on {place} smelt of burnt plastic for {mins} minutes.
tell: {date}{late}左右，{place}空气里全是烧塑料的味道，持续了{mins}分钟。
--- 3 report road
title: Stench around {place}
title: {place}一带恶臭
tell: Around {place} {no} it smells of rotten eggs, mostly in the early morning; the nearest shaft is by {landmark}.
tell: {place}{no}号附近有臭鸡蛋味，多在清晨，最近的井口在{landmark}旁边。
find: The smell came from a blocked sewer, not from the works: the shaft was flushed on {visit}, and a trap is built in by {plan}. If you notice it again, please ring us at once; somebody is on call at night.
find: 经查异味来自堵塞的污水管，并非工厂：{visit}已疏通，{plan}前加装防臭装置。如再闻到请立即来电，我局夜间有人值班。
--- 4 report road
title: Paint shop on {place} sprays with open doors
title: {place}喷漆店敞开作业
tell: A paint shop behind {place} {no} sprays with the doors open. One smells it as far as {landmark}.
tell: {place}{no}号后面有家喷漆店敞着门喷漆，味道一直飘到{landmark}。
ask: Please stop it until there is a filter.
ask: 请责令停止，装好净化设施再说。
find: The paint shop behind {place} {no} was inspected on {visit}: no booth, no filter. It may spray again only in a closed booth; until the check on {plan} it is sealed.
find: {visit}检查{place}{no}号喷漆店，无喷漆房和净化设施，已查封，{plan}验收合格后方可恢复。
--- 5 complaint estate
title: Smell from the sewage works at {place}
title: {place}闻到污水处理站臭味
tell: When the air is still, the smell of the pumping station lies over {place}, worst at building {bld}.
tell: 一没风，污水泵站的臭味就罩着{place}，{bld}栋最严重。
ask: Please check the station and cover it.
ask: 请检查泵站并加盖密封。
find: The pumping station was inspected on {visit}. The deodorising spray has been refilled, and both basins get covers by {plan}.
find: {visit}检查了该泵站，除臭液已补充，{plan}前两座池体加盖。
--- 6 complaint estate
title: {place} smells of rubbish station
title: {place}垃圾中转站臭味扰民
tell: {since} the refuse transfer station beside {place} has been working with its gate open, and building {bld} gets it all.
tell: {since}，{place}旁边的垃圾中转站开着大门作业，{bld}栋首当其冲。
ask: Please make them work with the gate closed.
ask: 请要求关门作业。
find: The transfer station beside {place} has had a gate that closes by itself since {visit}; it is washed down every evening.
find: {visit}起{place}旁的中转站大门改为自动关闭，每晚冲洗消杀。

=== ENV-WATER-RIVER works weight 4 private 0.02
add 1,2,3: People still fish there.
add: The smell reaches the footpath.
add: It was clear until last summer.
add: We are proud of this water and do not want to lose it.
add 1,2,3: 还有人在那里钓鱼。
add: 臭味一直飘到步道上。
add: 去年夏天之前水还是清的。
add: 大家都为这片水自豪，不想就这么毁了。
ask: Please take a sample and find the outlet.
ask 1,3: Please say whether the water is safe.
ask 1,2,4: Please stop it and make the polluter pay.
ask: 请取样检测并查找排口。
ask 1,3: 请说明水质是否安全。
ask 1,2,4: 请制止排污并追究责任。
find 1,3,4: We sampled {place} on {visit} in three spots. Oxygen was low and ammonium high at the storm outlet; with dye we traced it to two washing machines wired to the rain drain. They are on the sewer now, and the value is back to normal.
find 1,2: The outlet was sealed on {visit}, and its owner is being charged. {place} is aerated until {plan}; a sensor reports every hour, and you can see its line on our page.
find 1,3,4: {visit}我局在{place}三处取样，雨水排口处溶解氧偏低、氨氮偏高，经染色溯源系两户洗衣机接入雨水管，现已改接污水管，指标恢复正常。
find 1,2: {visit}已封堵该排口并立案调查，{plan}前对{place}曝气增氧，在线监测每小时更新，可在网站查看。
--- 1 report water
title: Water of {place} black and foul
title: {place}水体发黑发臭
tell: The water of {place} has been black {since} and gives off a foul smell.
tell: {since}，{place}的水变得又黑又臭。
--- 2 report water
title: Outlet discharges into {place}
title: {place}有排口偷排
tell: From a pipe below {landmark} milky water runs into {place}, always between {late} and {early}.
tell: {landmark}下方有根管子往{place}排乳白色的水，都在{late}到{early}之间。
add: Dead fish float by the bank.
add: 岸边漂着死鱼。
--- 3 report water
title: Foam on {place}
title: Dead fish in {place}
title: {place}水面出现泡沫
title: {place}发现死鱼
tell: On {date} there was white foam a hand high on {place}, and by evening some {many} dead fish lay on the bank.
tell: {date}，{place}水面上的白沫有一掌厚，傍晚岸边的死鱼不下{many}条。
ask: Please clear the surface.
ask: 请清理水面。
--- 4 report water
title: Storm drain pours grey water into {place}
title: 雨水口往{place}排灰水
tell: After every rain grey water gushes out of the storm drain into {place} near {road}. It should be rain, but it smells of soap.
tell: 一下雨，{road}附近的雨水口就往{place}冒灰水，按说是雨水，却一股洗衣粉味。
--- 5 suggestion water
title: Volunteers for {place}
title: 愿意参加{place}护水志愿活动
tell: Our group would like to watch over {place}: take samples with a simple kit every week and send you the values. Who could work with us?
tell: 我们几个邻居想认领{place}，每周用简易试剂取样，把数据发给你们，请问和谁对接？
find: Gladly: from {plan} on, our laboratory gives volunteers at {place} kits and a morning of training. The values are published beside our own. Please write to the address at the end.
find: 非常欢迎。{plan}起我局监测站为{place}志愿者提供试剂盒和半天培训，数据与官方数据并列公布，请按文末方式联系。
--- 6 suggestion water
title: Clean shore at {place}: a proposal
title: 关于{place}岸线保洁的建议
tell: A floating barrier below {landmark} would catch most of the plastic before it drifts into {place}.
tell: 建议在{landmark}下方设一道拦漂浮筒，大部分塑料就不会漂进{place}了。
find: We tried a barrier on {visit}; in a week it held back {many} kilograms. It stays, and the boat empties it on Mondays.
find: {visit}试装了一道，一周拦截垃圾{many}公斤，决定保留，每周一由保洁船清理。
"""

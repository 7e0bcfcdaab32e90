"""What people write about buses, taxis and shared bicycles."""

# ruff: noqa: E501

TEXT = """
=== TRA-BUS-LINE service weight 5 private 0.01
add 1,2: Pupils come late to school because of it.
add 1,2: 学生因此经常迟到。
ask: Please look into it and tell us what is possible.
ask 1,3: Please publish the real departure times.
ask: 请研究一下并告知能否实现。
ask 1,3: 请公布真实的发车时刻。
find 4,5: We counted and asked on {visit} at {place}. A trial starts on {plan}: the small bus K{line} runs every twenty minutes from 6:40 to 21:30. If on average more than twelve people ride each bus, it stays.
find 4,5: {visit}我局在{place}实地调查，{plan}起试运行微循环K{line}，6:40至21:30每二十分钟一班，平均每班满12人即长期保留。
--- 1 complaint stop
title: Line {line} hardly ever comes to {place}
title: Waiting {mins} minutes for line {line} at {place}
title: {line}路在{place}总等不到车
title: {place}等{line}路要{mins}分钟
tell: Line {line} is supposed to come every twelve minutes at {place}. {since} I have regularly waited {mins} minutes.
tell: {line}路按理十二分钟一班，{since}我在{place}经常要等{mins}分钟。
add: In the morning three buses pass full before one takes us.
add: Many of us would leave the car at home if it worked.
add: 早上要过去三辆满的才挤得上一辆。
add: 线路方便的话，很多人就不开车了。
ask: One more bus in the rush hour would already help.
ask: 高峰期多加一班就好。
find: We went through the records of line {line} for two weeks: on {n} days a bus was missing because drivers were ill. Two drivers have been moved to it since {visit}, and the interval at {place} is kept again. Departures are shown live in the app.
find: 经调阅{line}路两周运行记录，因驾驶员病假有{n}天缺班，{visit}已调入两名驾驶员，{place}发车间隔恢复正常，可在应用中查看实时到站。
--- 2 complaint stop
title: Line {line} passes {place} without stopping
title: {line}路在{place}甩站
tell: On {date} {few} buses of line {line} drove past {place} without stopping, although people were waving.
tell: {date}，{few}辆{line}路开过{place}都不停，站台上的人一直在招手。
find: The driver passed {place} because the bus was full and did not call a second one; the company has apologised and instructed all crews on {visit}. From {plan} a relief bus runs from 7:10.
find: 驾驶员因满员越站且未报告加车，公司已致歉并于{visit}开展教育，{plan}起7:10增发区间车。
--- 3 complaint stop
title: Last bus of line {line} left {place} too early
title: {line}路末班车提前离开{place}
tell: The last bus of line {line} left {place} {mins} minutes early on {date}. I walked home.
tell: {date}{line}路末班车提前{mins}分钟离开{place}，我只能走回家。
add: It was the last one, and no taxi was to be had.
add: 那是最后一班，出租车也打不到。
find: The recorder confirms it: the last bus of line {line} left {place} too early that day. The driver has been spoken to, and the company repays your taxi. Since {visit} the last bus of each line may only leave when the control room says so.
find: 经查行车记录，当日{line}路末班车确有提前，驾驶员已受到处理，公司承担您的打车费用。{visit}起末班车须经调度确认方可发车。
--- 4 suggestion estate
title: A bus to {place}
title: Extend line {line} to {place}
title: 建议开通到{place}的公交
title: 建议{line}路延伸到{place}
tell: At {place} {many}0 families have moved in since spring, and the next stop is more than a kilometre away. Line {line} could turn there.
tell: 今年春天以来{place}入住了{many}0户，最近的公交站要走一公里多，建议{line}路延伸到这里掉头。
find: The road to {place} is too narrow for the long buses of line {line}, so it cannot be extended. Instead a stop is set up nearer to your gate by {plan}, and the small bus K{line} passes there.
find: 通往{place}的道路较窄，{line}路大车无法延伸。{plan}前在小区门口附近增设站点，由微循环K{line}停靠。
--- 5 suggestion estate
title: Small shuttle between {place} and {landmark}
title: 建议开通{place}到{landmark}的微循环
tell: I suggest a small bus between {place} and {landmark}, every twenty minutes, for schoolchildren and older people.
tell: 建议在{place}和{landmark}之间开一条小公交，二十分钟一班，方便学生和老人。
--- 6 suggestion estate
title: Later buses of line {line} for {place}
title: 建议{line}路延长运营时间（{place}）
tell: Line {line} ends at half past six. People who work in shops and live at {place} need one at nine and one at ten.
tell: {line}路六点半就收班了，住{place}又在商场上班的人需要九点、十点各有一班。
find: From {plan} line {line} has two later departures, at 21:00 and 22:00, for a trial of three months. If on average more than ten people ride, they stay.
find: {plan}起{line}路增加21:00和22:00两班，试行三个月，平均每班满10人即长期保留。
--- 7 question stop
title: Timetable of line {line} at {place}
title: 请问{line}路在{place}的时刻表
tell: Does line {line} still run from {place} on public holidays, and where is the timetable for them?
tell: 请问法定节假日{line}路在{place}还停吗，时刻表在哪里查？
find: On public holidays line {line} runs as on Sundays; the sheet hangs at {place} and is online.
find: 节假日{line}路按周日时刻运行，{place}站牌和网上均可查询。
--- 8 question stop
title: Lost property on line {line}
title: {line}路公交遗失物品
tell: I left a blue bag on line {line} on {date}; I got off at {place} around half past eight. Whom do I ask?
tell: {date}我把一个蓝色背包落在{line}路上了，八点半左右在{place}下的车，请问找谁？
find: Lost property is kept for ninety days at the depot on {road}. A blue bag was handed in there on {visit}; please bring your identity card.
find: 失物在{road}场站保管九十天，{visit}确有一只蓝色背包上交，请携带身份证认领。

=== TRA-BUS-STOP works weight 3 private 0.01
add 1,2,4: There are mostly older people waiting there.
add 2,3: Strangers ask me every day when the bus comes.
add 1,2,4: 在那里等车的多是老人。
add 2,3: 天天有外地人问我车什么时候来。
ask 1,3,4: Please repair it.
ask 1,3,4: 请尽快维修。
find 2,3: Sign, display and light at {place} were renewed on {visit}; the new sign shows the times of all lines that stop there.
find 2,3: {visit}已更新{place}站牌、电子屏和照明，新站牌标明全部停靠线路和时刻。
--- 1 report stop
title: Shelter broken at {place}
title: {place}候车亭损坏
tell: The glass of the shelter at {place} was smashed on {date}, and splinters still lie under the bench.
tell: {date}，{place}候车亭的玻璃被砸碎，座椅下还有碎渣。
add: When it rains everybody crowds under the one tree.
add: 一下雨大家都挤在一棵树下。
find: The glass at {place} was replaced on {visit} and the splinters swept up. The new panels are laminated and do not splinter.
find: {visit}已更换{place}玻璃并清扫碎渣，新玻璃为夹层安全玻璃。
--- 2 report stop
title: Wrong sign at {place}
title: {place}站牌信息错误
tell: The sign at {place} still shows line {line}, which has not stopped there {since}; the new times are nowhere to be found.
tell: {since}，{place}站牌上还写着{line}路，其实早就不停了，新时刻哪里都没有。
ask: Please update the sign.
ask: 请更新站牌。
--- 3 report stop
title: No light at {place}
title: {place}没有照明
tell: The display at {place} has been black {since}, and the light in the shelter does not work either.
tell: {since}，{place}的电子屏黑着，候车亭的灯也不亮。
add: At night one does not even find the stop.
add: 晚上连站牌都找不到。
ask: Please have it cleaned and lit.
ask: 请打扫干净并装上照明。
--- 4 report stop
title: Platform at {place} sunk
title: {place}站台下沉积水
tell: The platform at {place} has sunk so that a puddle of {many} centimetres forms where one boards.
tell: {place}站台下沉，上车的地方积了{many}厘米深的水。
find: The platform at {place} is raised by {plan}; since {visit} the bus has stopped ten metres further on.
find: {place}站台{plan}前抬高，{visit}起公交车前移十米停靠。
--- 5 suggestion stop
title: Bench and roof for {place}
title: 建议{place}加装雨棚座椅
tell: At {place} there is just a pole in the verge. A roof, a bench and a level surface would make it a stop.
tell: {place}就一根杆子插在绿化带里，加个棚、放张椅子、铺平地面，才像个车站。
find: {place} is on this year's list: shelter, bench, lighting and a surface level with the bus floor, to be built by {plan}.
find: {place}已列入今年改造清单，{plan}前建成候车亭、座椅、照明和与车厢齐平的站台。
--- 6 suggestion stop
title: Move {place} nearer to {landmark}
title: 建议将{place}移到{landmark}附近
tell: Please move {place} by {many} metres to {landmark}; hardly anyone gets off where it is now.
tell: 建议把{place}往{landmark}方向移{many}米，现在的位置几乎没人下车。
find: We asked the passengers on {visit}; most want it moved. The stop goes to the place you propose on {plan}, and the school agrees.
find: {visit}征求乘客意见，多数同意迁移，{plan}将移至您建议的位置，附近学校也已同意。

=== TRA-BUS-TAXI dispute weight 4 private 0.06
add 1,2,3,6: I had my luggage and an appointment at the hospital.
add 1,3: I have the receipt and the number of the car.
add 1,2,3: My mother was with me and was quite upset.
add 1,3,5,6: It is not about the money, it is about the manners.
add 1,2,3,6: 我带着行李，还约了医院看病。
add 1,3: 我有发票，也记下了车号。
add 1,2,3: 我母亲也在车上，受了不小的惊吓。
add 1,3,5,6: 不是钱的事，是态度太差。
ask 1,3,5,6: Please check it and have the fare returned.
ask 1,2,3: Please speak with the driver and the company.
ask 1,2,3: I should like an apology.
ask 1,3: Please look at the recording from the car.
ask 1,3,5,6: 请核查并退还车费。
ask 1,2,3: 请对司机和公司进行教育。
ask 1,2,3: 我要求道歉。
ask 1,3: 请调取车内录像。
find 1,3: The track of the car confirms what you wrote. The company repaid the fare on {visit} and suspended the driver for three days; he has also been fined.
find 5,6: The platform refunded the amount on {visit}; it was a booking error on its side. Should it happen again, send us the order number, which is enough.
find 1,3: 经调取车辆轨迹，您反映属实。公司于{visit}退还车费并停运该司机三天，我局已依法处罚。
find 5,6: 平台已于{visit}退款，系其系统重复扣费。如再发生，提供订单号即可处理。
--- 1 complaint road
title: Taxi took a detour to {place}
title: 去{place}打车遭绕路
tell: On {date} around {late} a taxi took me from {landmark} to {place} by way of {road} and charged {yuan} yuan for what usually costs a third.
tell: {date}{late}左右，出租车从{landmark}送我到{place}，绕了{road}，收了{yuan}元，平时只要三分之一。
find: We heard the driver on {visit}. He could show that the road had been closed that evening; the difference was repaid all the same. The company trains its drivers on short trips by {plan}.
find: {visit}询问驾驶员，当晚该路段确有封闭，公司仍退还了差价，并将在{plan}前组织全体驾驶员培训。
--- 2 complaint road
title: Ride refused on {place}
title: 在{place}被拒载
tell: {few} taxis in a row refused to take me from {place} to {estate} on {date}, because it was “too near”.
tell: {date}，我在{place}打车去{estate}，连续{few}辆出租车都以“太近”为由拒载。
find: With the street cameras we found the drivers; they were fined on {visit}. For short trips the company now pays them two yuan more. Please note the number of the car next time, then it goes faster.
find: {visit}通过道路视频查到涉事车辆并依法处罚，公司对短途订单每单补贴两元。如再遇拒载请记下车号。
--- 3 complaint road
title: Driver on {place} did not use the meter
title: {place}出租车不打表
tell: The driver I hailed on {place} on {date} did not switch on the meter and asked {yuan} yuan when we arrived at {landmark}.
tell: {date}我在{place}拦的出租车不打表，到{landmark}张口要{yuan}元。
--- 4 complaint park
title: Ride-hailing cars crowd {place}
title: 网约车聚集{place}门口
tell: Ride-hailing drivers wait with running engines at the gate of {place} every evening, {many} at a time, and shout for passengers.
tell: 每晚{place}门口都有{many}辆网约车不熄火等客，还大声拉客。
add: The fumes and the shouting reach the playground.
add: 尾气和吆喝声一直传到游乐场。
ask: Please move them to another place.
ask: 请让他们换个地方候客。
find: A waiting area for {many} cars behind {place} was opened on {visit}. Drivers who wait at the gate are blocked by the platform for a day.
find: {visit}在{place}后方启用{many}个车位的候客区，仍在门口候客的由平台停单一天。
--- 5 complaint park
title: App charged twice for a ride to {place}
title: 去{place}的网约车重复扣费
tell: For a ride from {estate} to {place} on {date} the app took {yuan} yuan twice. Its hotline only answers with a machine.
tell: {date}我从{estate}到{place}打网约车，平台扣了两次{yuan}元，客服只有机器人应答。
--- 6 complaint park
title: Charged for a cancelled ride from {place}
title: 在{place}网约车取消仍被扣费
tell: On {date} a driver cancelled my ride from {place} after I had waited {mins} minutes, and I was charged for it.
tell: {date}我在{place}等了{mins}分钟，司机取消订单，平台反而扣了我的钱。

=== TRA-BUS-BIKE order weight 3 private 0.01
add: People with prams and wheelchairs cannot get past.
add: Nobody seems to be responsible for it.
add: Some have been lying in the ditch for weeks.
add: The operators' hotlines send you from one to the next.
add: 推婴儿车、坐轮椅的根本过不去。
add: 好像没有哪个部门管这件事。
add: 有的在沟里躺了好几周。
add: 几家公司的客服互相推。
ask: Please say who is in charge of this and have them taken away.
ask: Please limit their number.
ask: Please mark places for them and keep the rest clear.
ask: Please make the operators clear them every day.
ask: 请明确归谁管，并尽快清走。
ask: 请控制投放数量。
ask: 请划定停放区，其他地方不许停。
ask: 请要求运营企业每天清理。
find 1,2: No department is named for shared bicycles so far; so that you need not wait, we have taken this on for now. With both operators we cleared {place} on {visit} and marked a bay for {many} bicycles. Who will be responsible for good is being settled.
find 1,2,3: {many} bicycles were taken away on {visit}. The operators must keep {place} clear by 7:30 every morning, or their quota shrinks. The question of the duty is before the district and will be answered by {plan}.
find 4,5: The operators switched on the fence around {place} on {visit}; rides can be ended only in the bays at the gates. Please tell us in a month whether it works.
find 1,2: 共享单车目前尚无明确的主管部门，为不耽误您的诉求，我局先行处理：{visit}会同两家企业清理{place}，并划定可停{many}辆的停放区，长期职责归属正在明确。
find 1,2,3: {visit}清走{many}辆，要求企业每日7:30前清理完{place}，否则核减投放量。职责归属已报区里研究，{plan}前答复。
find 4,5: {visit}运营企业已启用{place}电子围栏，只能在门口停放区还车，一个月后欢迎您反馈效果。
--- 1 complaint stop
title: Shared bicycles block {place}
title: No way through at {place} because of shared bicycles
title: {place}共享单车堵路
title: {place}共享单车乱停放
tell: At {place} some {many} shared bicycles stand and lie all over the footway every morning; boarding the bus is an obstacle race.
tell: 每天早上，{place}的人行道上横七竖八停着约{many}辆共享单车，上车像过障碍。
--- 2 complaint stop
title: Heap of shared bicycles at {place}
title: {place}共享单车堆成山
tell: {since} broken shared bicycles have been piling up beside {place}; nobody fetches them.
tell: {since}，坏掉的共享单车在{place}旁边越堆越多，没人来收。
--- 3 complaint stop
title: Even more shared bicycles at {place}
title: {place}共享单车过量投放
tell: On {date} a van unloaded {many} new shared bicycles at {place}, although there was no room for the old ones.
tell: {date}，一辆货车在{place}又卸下{many}辆新共享单车，可旧的都放不下了。
--- 4 suggestion park
title: Parking bays for shared bicycles at {place}
title: 建议在{place}设共享单车停放区
tell: Please mark bays for shared bicycles at both gates of {place} and let the app refuse to end the ride elsewhere.
tell: 建议在{place}两个门口划共享单车停放区，不停进去就不能还车。
--- 5 suggestion park
title: Geofence for shared bicycles at {place}
title: 建议{place}设共享单车电子围栏
tell: The paths of {place} should be closed for shared bicycles by a geofence; they are left even in the reeds.
tell: {place}里面应设电子围栏禁止共享单车进入，芦苇丛里都有人乱扔。
"""

"""What people write about signals, crossings, electric bicycles and parking."""

# ruff: noqa: E501

TEXT = """
=== TRA-SAFE-SIGNAL works weight 5 private 0.01
add 1,3,4,5,6: There have been near misses every day this week.
add 2,4,6: At rush hour the queue reaches back to the next junction.
add 2,4,6: Bus drivers have stopped keeping to the timetable there.
add 1,3,4,5,6: 这周天天都有险些相撞的。
add 2,4,6: 高峰期车队一直排到下个路口。
add 2,4,6: 公交司机到这里就没法准点。
ask 1,2,3: Please look at the timing on the spot.
ask 1,2,3: Please tell us how the timing was worked out.
ask 4,5,6: Please repair it before there is an accident.
ask 4,5,6: Please send an officer until it works.
ask 1,2,3: 请到现场看看配时。
ask 1,2,3: 请说明这个配时是怎么定的。
ask 4,5,6: 请在出事故前修好。
ask 4,5,6: 修好之前请派警力疏导。
--- 1 complaint junction
title: Green for pedestrians too short at {place}
title: {place}行人绿灯太短
tell: At {place} pedestrians get {n} seconds of green. My father, who is {age}, reaches the middle at best.
tell: {place}行人绿灯只有{n}秒，我父亲{age}岁，走到路中间就红了。
add: Everybody runs across at the last moment.
add: 大家都是最后一刻冲过去。
find: Our signal engineers counted at {place} on {visit}. Green for pedestrians was lengthened by eight seconds and starts three seconds before the cars'. We look at the counts again on {plan}.
find: {visit}信号工程师在{place}实测人流，行人绿灯延长8秒，并提前3秒放行行人，{plan}将再次评估。
--- 2 complaint junction
title: Long red at {place}
title: {place}红灯时间过长
tell: {since} the red phase at {place} has lasted more than two minutes, although nobody comes from the side.
tell: {since}，{place}红灯要等两分多钟，侧向根本没车。
find: The detector in the side road was broken and called for green all the time. It was replaced on {visit}; the longest wait is now 75 seconds.
find: 系侧向检测线圈故障误触发，{visit}已更换，最长等待时间降至75秒。
--- 3 complaint junction
title: Signal timing at {place} makes no sense
title: {place}信号灯配时不合理
tell: Left-turning cars and pedestrians have green together at {place}. On {date} a girl was brushed by a mirror.
tell: {place}左转车和行人同时绿灯，{date}有个女孩被后视镜蹭到。
find: The left turn at {place} has had a phase of its own since {visit}; pedestrians cross while it is red. We watched it for two rush hours.
find: {visit}起{place}左转设置专用相位，与行人绿灯错开，已观察两个高峰时段。
--- 4 report junction
title: Traffic lights out at {place}
title: {place}红绿灯不亮
tell: The traffic lights at {place} have been out {since}; only one still shows green.
tell: {since}，{place}的红绿灯灭了，只有一组还亮着绿灯。
find: An officer directed traffic at {place} within half an hour of your report. The cable was replaced on {visit} and the signal runs again.
find: 接报后半小时内已派警力到{place}疏导，{visit}更换线缆，信号灯恢复正常。
--- 5 report junction
title: Signal at {place} turned the wrong way
title: {place}信号灯方向歪了
tell: A lorry turned the signal head at {place} on {date}. Drivers from {road} now see the green of the others.
tell: {date}一辆货车把{place}的灯头撞歪了，{road}方向的司机看到的是别人的绿灯。
find: The signal head was turned back and bolted on {visit}; the post gets a guard of steel by {plan}.
find: {visit}已扶正灯头并加固，{plan}前在灯杆外侧加装防撞护栏。
--- 6 report junction
title: Flashing amber for days at {place}
title: {place}信号灯多日黄闪
tell: At {place} the lights have been flashing amber {since}, also in the morning rush.
tell: {since}，{place}一直黄闪，早高峰也是。
find: The controller had lost its program after a power cut. It was restored on {visit}, and the signal at {place} runs normally; a battery now bridges such cuts.
find: 系停电后信号机程序丢失，{visit}已恢复，{place}信号灯运行正常，并加装备用电源。
--- 7 suggestion junction
title: Right-turn arrow at {place}
title: 建议{place}增设右转箭头灯
tell: A separate arrow for right turns at {place} would keep lorries from cutting across the cycle lane.
tell: 建议在{place}增设右转专用箭头灯，避免大货车右转压到非机动车道。
find: An arrow for right turns at {place} needs another post and a longer lane. Both are in this year's plan; the works start on {plan}.
find: {place}增设右转箭头灯需新立灯杆并延长车道，已列入今年计划，{plan}开工。
--- 8 suggestion junction
title: Countdown display at {place}, please
title: 希望{place}安装倒计时显示
tell: Please put a countdown on the pedestrian signals at {place}, with a sound for people who cannot see.
tell: 希望在{place}行人信号灯上装倒计时，并配视障提示音。
find: Sound and countdown come with the new controller of {place} on {plan}. We have asked residents who cannot see to try the sound beforehand.
find: {plan}更换{place}信号机时同步加装倒计时和提示音，已邀请视障居民提前试听。

=== TRA-SAFE-CROSS works weight 4 private 0.01
title 1,3: Dangerous way to {place}
title 1,3: {place}门口过马路危险
add 1,2,3: In the morning more than a hundred children cross here.
add 1,2,3: Drivers do not slow down.
add 1,3: A woman was hit here last year.
add 4,5,6: Older people do not dare to cross there any more.
add 1,2,3: 早上有一百多个孩子从这里过马路。
add 1,2,3: 司机根本不减速。
add 1,3: 去年这里就撞过一个人。
add 4,5,6: 老人都不敢过马路了。
ask 1,2: Please mark a crossing and put up signs.
ask 1,2: Please put a patrol there in the mornings for now.
ask 4,5,6: Please find a solution soon.
ask 4,5: Please tell us what is planned there.
ask 1,2: 请划设斑马线并立警示牌。
ask 1,2: 请先在早高峰安排人员值守。
ask 4,5,6: 请尽快解决。
ask 4,5: 请告知有什么改造计划。
--- 1 help school
title: No crossing in front of {place}
title: {place}门口没有斑马线
tell: In front of {place} there is no crossing for {many} metres. Parents form a chain with their arms to stop the cars.
tell: {place}门口{many}米内没有斑马线，家长们只能手拉手拦车让孩子过。
ask: Please build it before the new term.
ask: 请赶在开学前完工。
find: We looked at the way to {place} on {visit} with the school. A crossing with a push button is built in front of the gate by {plan}; until then two wardens stand there from 7:20 to 8:10.
find: {visit}我队会同学校踏勘，{plan}前在{place}门口建成按钮式信号灯过街，其间7:20至8:10有两名护学员值守。
--- 2 help school
title: Crossing by {place} worn off
title: {place}门前斑马线磨没了
tell: The crossing by {place} has hardly been visible since the road was resurfaced, and the speed sign has gone as well.
tell: 路面重铺以后，{place}门口的斑马线几乎看不见，限速牌也不见了。
add: The paint has worn off so far that one can only guess.
add: 斑马线磨得只能靠猜。
find: We looked at the way to {place} on {visit} with the school. The crossing was painted anew that night, with a raised table and 30 km/h on both sides to follow by {plan}. Two wardens stand there from 7:20 to 8:10.
find: {visit}我队会同学校踏勘，当晚已重划斑马线，{plan}前加设抬高式过街和两侧限速30标志，7:20至8:10有两名人员护学。
--- 3 help school
tell: On {date} a boy on his way to {place} was nearly run over on {road}, where the hedge hides children until they step out.
tell: {date}，一个男孩去{place}上学，在{road}差点被撞，那里的绿篱挡住了孩子，走出来司机才看得见。
ask: Please cut the hedge and slow the cars down.
ask: 请修剪绿篱，并让车辆减速。
find: The hedge on {road} was cut to knee height on {visit}. A signal with a push button is planned in front of {place}; the works start on {plan}.
find: {visit}已将{road}绿篱修剪至膝盖高度，{place}门口拟设按钮式信号灯，{plan}开工。
--- 4 complaint road
title: Crossing on {place} blocked by a railing
title: {place}过街处被护栏挡住
tell: The new railing on {place} has closed the old crossing at number {no}. The next one is by {landmark}, ten minutes on foot.
tell: {place}新装的护栏把{no}号门前的老过街口堵死了，最近的在{landmark}，要走十分钟。
add: I have seen people climb over with their shopping.
add: 我亲眼见过有人提着菜翻过去。
find: The railing was opened at number {no} on {visit} and an island built in the middle of {place}.
find: {visit}已在{no}号处打开护栏并在{place}中央设安全岛。
--- 5 complaint road
title: Footbridge on {place} without a lift
title: {place}天桥没有电梯
tell: The lift of the footbridge over {place} has been out of order {since}; people with prams cross between the cars.
tell: {since}，{place}天桥的电梯坏了，推婴儿车的人只能从车流里穿过去。
find: The lift was repaired on {visit}. Its control now reports a fault by itself, so that nobody has to ring us any more.
find: 电梯已于{visit}修复，并加装故障自动报警，无需再由市民报修。
--- 6 complaint road
title: No way to cross {place} with a wheelchair
title: {place}轮椅无法过街
tell: At the crossing on {place} by {landmark} the kerb has not been lowered. My neighbour in a wheelchair has to go back {many} metres.
tell: {place}靠近{landmark}的斑马线没有做坡道，我邻居坐轮椅要往回绕{many}米。
ask: Please look at it together with somebody in a wheelchair.
ask: 请找坐轮椅的人一起来看看。
find: The kerbs on both sides of the crossing by {landmark} were lowered on {visit}; a wheelchair user tried them with us.
find: {visit}已将{landmark}处斑马线两侧路缘石降坡，并邀请轮椅使用者试行。

=== TRA-SAFE-EBIKE order weight 5 private 0.04
title 1,2: Electric bicycles race along the footway of {place}
title 1,2: {place}电动车在人行道飞驰
add 1,2,3: Children and old people no longer feel safe there.
add 1,2,3: I was nearly knocked down myself.
add 4,5,6: After the fire in the news one lies awake.
add 4,5,6: Notices on the wall are all that has been done.
add 1,2,3: 老人孩子走着都提心吊胆。
add 1,2,3: 我自己就差点被撞倒。
add 4,5,6: 看了起火的新闻，夜里都睡不踏实。
add 4,5,6: 就贴了几张通知，再没别的动作。
ask: Please check it regularly and not just once.
ask 1,3: Please talk with the delivery firms.
ask 4,5,6: Please see to it that there are other places for them.
ask 4,5,6: Please act before something happens.
ask: 请经常检查，不要只来一次。
ask 1,3: 请约谈外卖平台站点。
ask 4,5,6: 请给车辆安排停放和充电的地方。
ask 4,5,6: 请在出事之前管起来。
find 1,3: Since {visit} an officer has stood on {place} at the hours you named; {many} riders were stopped in the first week. The two delivery depots have signed a pledge, and whoever is caught twice loses the account for three days.
find 4,6: Together with the fire service we checked building {bld} on {visit} at 22:00: {n} bicycles were moved out and the leads cut. {manager} has set up a shed with {many} sockets; the lift refuses to close when a bicycle is inside.
find 5,6: On {visit} every household was visited. The charging shed at {place} is enlarged by {plan}; the first month is free. Stairwells are checked twice a week.
find 7,8: You can register it at the police post on {road}, Tuesdays to Saturdays, with the invoice and your identity card; it takes a quarter of an hour and costs nothing. For a second-hand bicycle the seller's plate and a signed sheet are enough. Old ones without a plate may no longer be ridden.
find 1,3: 自{visit}起我队在您反映的时段于{place}定点执勤，首周查处{many}起，两家外卖站点已签承诺书，违法两次停单三天。
find 4,6: {visit}22时我队会同消防部门检查{bld}栋，清出电动车{n}辆、拆除飞线，{manager}已建成{many}个插口的充电棚，电梯加装了电动车阻拦系统。
find 5,6: {visit}逐户上门宣传，{plan}前扩建{place}充电棚，首月免费，楼道每周检查两次。
find 7,8: 请携带发票和身份证到{road}警务站办理，周二至周六，约一刻钟，免费。二手车凭原车牌和双方签字的转让单即可过户，无牌旧车已不能上路。
--- 1 complaint road
tell: On {place} electric bicycles use the footway as a racetrack, above all between eleven and one, when the food is delivered.
tell: {place}人行道成了电动车的赛道，中午十一点到一点送餐时段最严重。
--- 2 complaint road
tell: {since} the cycle lane on {place} by {landmark} has been closed, and riders come towards you on the footway without lights.
tell: {since}，{place}靠近{landmark}的非机动车道封了，电动车不开灯在人行道上迎面冲过来。
find: The cycle lane by {landmark} was opened again on {visit}, and bollards keep bicycles off the footway. Controls go on until {plan} at changing hours.
find: {visit}已恢复{landmark}处非机动车道，并在人行道加设隔离桩，{plan}前不定时查处。
--- 3 complaint road
title: Riders against the traffic on {place}
title: {place}电动车逆行严重
tell: At {place} near number {no} I counted {many} riders against the traffic in {mins} minutes on {date}.
tell: {date}我在{place}{no}号附近数了{mins}分钟，有{many}辆电动车逆行。
--- 4 report estate
title: Batteries charged in the stairwell of building {bld}, {place}
title: {place}{bld}栋楼道给电动车充电
tell: In building {bld} at {place} {n} electric bicycles are charged in the stairwell every night, on one extension lead.
tell: {place}{bld}栋楼道里每晚有{n}辆电动车在一个接线板上充电。
--- 5 report estate
title: Electric bicycles taken up in the lift at {place}
title: {place}电动车进电梯上楼
tell: At {place} people take their batteries up in the lift of building {bld} and charge them beside the door on the {floor}th floor.
tell: {place}有人把电瓶带进{bld}栋电梯，放在{floor}楼家门口充电。
--- 6 report estate
title: Flying leads from windows at {place}
title: {place}居民飞线充电
tell: From the windows of building {bld}, {place}, cables hang down to the bicycles; when it rained on {date} there were sparks.
tell: {place}{bld}栋窗口一根根电线垂下来给电动车充电，{date}下雨还冒了火花。
--- 7 question estate
title: Where to register an electric bicycle in {street}?
title: 请问{street}电动车在哪里上牌？
tell: Where in {street} can I have my electric bicycle registered, and may I keep the old one without a plate until it breaks?
tell: 请问{street}哪里可以给电动车上牌，没牌的旧车还能继续骑吗？
--- 8 question estate
title: Papers for a second-hand electric bicycle?
title: 请问二手电动车怎么过户？
tell: I bought a second-hand electric bicycle near {place}. Which papers do I need to have it put in my name?
tell: 我在{place}附近买了辆二手电动车，过户需要什么材料？

=== TRA-PARK-ILLEGAL order weight 9 private 0.03
add 1,6: One has to walk on the carriageway with the children.
add 1,3,4: Nobody can see whether a car is coming.
add 1,2,3,4: Those who park properly are the stupid ones.
add 2,5,6: The bus cannot get to its stop.
add 2,5,6: It takes a quarter of an hour to get through there.
add 1,6: 只能带着孩子走机动车道。
add 1,3,4: 根本看不见有没有来车。
add 1,2,3,4: 规规矩矩停车的人反倒吃亏。
add 2,5,6: 公交车都进不了站。
add 2,5,6: 光过这一段就要一刻钟。
ask 1,2,3,4,5: Please tow them.
ask 1,2,3,5: Please check there in the evenings too.
ask 1,2,5,6: Please put up bollards.
ask 1,2,3,5,6: Please mark where one may park and where not.
ask 1,2,5,6: Please put up a camera.
ask 1,2,3,4,5: 请依法拖离。
ask 1,2,3,5: 请晚上也来检查。
ask 1,2,5,6: 请安装隔离桩。
ask 1,2,3,5,6: 请划清楚哪里能停、哪里不能停。
ask 1,2,5,6: 请安装违停抓拍。
find 1,2,5: Officers were on {place} on {visit} and the following evenings: {many} cars were fined and {few} towed. Bollards are set by {plan}, and the camera at number {no} has been switched on.
find 1,2,5: {visit}起我队连续多晚在{place}执法，处罚{many}辆、拖离{few}辆，{plan}前安装隔离桩，{no}号抓拍设备已启用。
--- 1 report road
title: Cars on the footway of {place}
title: {place}机动车占人行道
tell: On {place}, from number {no} to {landmark}, cars stand with all four wheels on the footway, {many} of them yesterday.
tell: {place}从{no}号到{landmark}，机动车四个轮子都停在人行道上，昨天数了有{many}辆。
--- 2 report road
title: Both sides of {place} parked full
title: {place}两侧停满车辆
tell: {place} is parked full on both sides after six in the evening, so that two cars cannot pass each other.
tell: 晚上六点以后{place}两侧停得满满当当，两辆车根本会不了车。
--- 3 report road
title: Lorries parked overnight on {place}
title: {place}夜间停满大货车
tell: Heavy lorries have been standing on {place} overnight {since}, right in front of {estate}; they start their engines at {early}.
tell: {since}，{place}夜里停满大货车，就在{estate}门口，{early}就开始打火。
find: For the lorries there is now a place behind {landmark}. {many} drivers were told so on {visit}; after {plan} whoever still parks on {place} overnight is towed.
find: 大货车可停{landmark}后面的停车场，{visit}已告知{many}名司机，{plan}后仍在{place}过夜停放的一律拖离。
--- 4 report road
title: Car left for weeks on {place}
title: {place}有僵尸车长期占道
tell: A grey van with flat tyres has been standing in front of {place} {no} {since}.
tell: {place}{no}号门前有辆瘪了胎的灰色面包车，{since}一直停着没动过。
find: The owner of the van was found and took it away on {visit}. It had no valid inspection any more; he has paid a fine.
find: {visit}已联系车主将车移走，该车逾期未检，已依法处罚。
--- 5 report road
title: Double parking in front of {shop}, {place}
title: {place}{shop}门口并排停车
tell: Customers of {shop} stop in the second row on {place}, every noon and every evening.
tell: {shop}的顾客每到中午和晚上就在{place}并排停车。
--- 6 complaint school
title: Chaos of cars in front of {place}
title: Parents block the gate of {place}
title: {place}门口接送车辆混乱
title: {place}门前家长车辆堵路
tell: When school ends at {place}, parents' cars stand three abreast. On {date} an ambulance waited {mins} minutes.
tell: The red zone in front of {place} is full of cars every morning, also those of people who just fetch breakfast.
tell: {place}放学时家长的车并排停三列，{date}一辆救护车被堵了{mins}分钟。
tell: {place}门口的禁停区每天早上停满了车，还有人只是下来买早饭。
find: With {place} we have changed three things from {visit}: classes leave ten minutes apart, cars stop on {road} with a walking bus from there, and an officer stands at the gate. Please tell us in two weeks how it goes.
find: {visit}起与{place}采取三项措施：错峰十分钟放学，车辆停{road}后由护学队步行接送，校门口安排民警执勤。两周后欢迎您反馈效果。
--- 7 question road
title: Residents' parking on {place}: how?
title: 请问{place}居民停车怎么办理？
tell: How do residents of {place} get a permit to park at night, and what does it cost?
tell: 请问住{place}附近的居民夜间停车证怎么办，费用多少？
find: Night permits (19:00 to 7:30) for {place} cost 120 yuan a month; apply online with your plate and proof of address. They are drawn by lot if there are more applications than spaces.
find: {place}夜间停车证（19:00至次日7:30）每月120元，凭车牌和居住证明网上申请，超额时摇号。
--- 8 question road
title: Fined on {place} although there was no sign
title: {place}无标志被罚，如何申诉
tell: I was fined {yuan} yuan on {place} on {date}, where no sign stands. How do I object?
tell: {date}我在{place}被罚{yuan}元，可那里没有禁停标志，请问怎么申诉？
find: We checked the photograph on {visit}: the sign had been hidden by a tree. The fine has been lifted and the money goes back to your account. Otherwise you can object within sixty days online or at the brigade.
find: 经{visit}核查照片，标志被树遮挡，该处罚已撤销，罚款将原路退回。今后如有异议，可在六十日内网上或到大队申诉。

"""

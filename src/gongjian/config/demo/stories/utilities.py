"""What people write about water, drains, gas and charging."""

# ruff: noqa: E501

TEXT = """
=== UTI-WATER-PRESS works weight 5 private 0.01
add 1,2: The washing machine stops with an error.
add 1,2: For my mother, who is {age}, carrying water is too much.
add 1,2,3: With a baby in the house that is no joke.
add 1,2: 洗衣机一直报错停机。
add 1,2: 我母亲{age}岁，实在提不动水。
add 1,2,3: 家里有婴儿，没水真的不行。
ask 1,2,3: Please find the cause and tell us when it will be better.
ask 2,3: Please announce it beforehand next time.
ask 1,2,3: 请查明原因并告知何时恢复。
ask 2,3: 下次停水请提前通知。
--- 1 help estate
title: Water pressure too low, building {bld}, {place}
title: Only a trickle above the {floor}th floor at {place}
title: {place}{bld}栋水压过低
title: {place}{floor}楼以上出水细小
tell: {since} there has been only a trickle above the {floor}th floor of building {bld} at {place} between six and eight in the evening.
tell: {since}，{place}{bld}栋{floor}楼以上每天傍晚六点到八点水流细得像线。
add: We fill buckets at night so as to have something in the morning.
add: 我们只能半夜接水存着早上用。
ask: Please measure the pressure at our tap.
ask: 请到我家测一下水压。
find: A valve in front of building {bld} had been left half shut after a repair. It was opened on {visit}; the gauge at the highest tap then showed 0.19 megapascal at 19:00.
find: The booster pump of {place} is too weak for both buildings. A second one was installed on {visit} and runs by itself from 17:00; {manager} and we read the pressure every day until {plan}.
find: 系检修后{bld}栋前阀门未完全打开，{visit}已全开，19时最高处水压实测0.19兆帕。
find: {place}加压泵功率不足，{visit}加装第二台并于17时自动启用，{plan}前我局与{manager}每日记录水压。
--- 2 help estate
title: No water at {place}
title: {place}停水
tell: There has been no water at {place}, building {bld}, since the morning of {date}. No notice was put up.
tell: {date}早上起，{place}{bld}栋就停水了，没有任何通知。
ask: Please send a water cart meanwhile.
ask: 恢复之前请安排送水车。
find: The supply to building {bld} had been cut off by a faulty valve; it was replaced on {visit}, and there has been water since. A notice should have been put up, and we apologise.
find: 系{bld}栋阀门故障断水，{visit}更换后恢复供水。未及时张贴通知，我们深表歉意。
--- 3 help estate
title: Water off every night in building {bld}, {place}
title: {place}{bld}栋每晚停水
tell: In building {bld} at {place} the water goes off every night around {late} and comes back brown at {early}.
tell: {place}{bld}栋天天{late}左右停水，{early}来水时是黄的。
find: The pump had been set to pause at night to save power. Since {visit} it has run around the clock, and the pipe has been flushed.
find: 系水泵夜间节电停机所致，{visit}起改为全天运行，并冲洗管道。
--- 4 complaint road
title: Burst main on {place}
title: Water runs down {place} day and night
title: {place}供水管爆裂
title: {place}自来水日夜流淌
tell: Water has been bubbling out of the ground on {place} near number {no} {since} and runs past {landmark} into the drain.
tell: A main burst on {place} on {date}; the hole was filled, but the pavement is wet again.
tell: {since}，{place}{no}号附近地下一直往外冒水，一路流过{landmark}进了下水道。
tell: {date}{place}水管爆裂，坑填上了，可人行道又湿了。
add: So much drinking water is wasted.
add: The ground around it has begun to sink.
add: 这么多自来水白白流掉。
add: 周围的地面已经开始下陷。
ask: Please find the leak and repair it.
ask: Please send somebody soon.
ask: 请查找漏点并修复。
ask: 请尽快派人来修。
find: The leak at {place} was located by listening on {visit} and the joint replaced the same night; {n} households were without water from 23:00 to 4:00 and had been told.
find: {visit}采用听漏法找到{place}漏点，当夜更换接头，{n}户23时至次日4时停水，均已提前告知。
--- 5 complaint road
title: Meter on {place} counts too much
title: {place}水表走得过快
tell: Our water bill at {place} {no} rose to {yuan} yuan, three times the usual, although nothing has changed in the house.
tell: 我家{place}{no}号的水费涨到{yuan}元，是平时的三倍，用水习惯根本没变。
add: I have compared it with my neighbours: nobody pays that much.
add: 问过邻居，没有哪家要交这么多。
ask: Please have the meter tested.
ask: Please explain the bill to me.
ask: 请检定水表。
ask: 请把账单解释清楚。
find: Your meter was tested on {visit} in your presence and runs correctly; the cistern of the toilet leaks without a sound. We have halved the bill for this once, and the plumber's address is enclosed.
find: {visit}当面检定水表合格，系马桶水箱无声漏水。本次水费酌情减半，并附上维修联系方式。
--- 6 question estate
title: When is the water off at {place}?
title: 请问{place}什么时候停水？
tell: A slip at the door of building {bld}, {place}, announces “water works”, without a date. When is the water off, and for how long?
tell: {place}{bld}栋门口贴着“供水施工”，没写日期，请问哪天停水、停多久？
find: The water at {place} is off on {plan} from 9:00 to 15:00; a cart stands at the gate. The slip should have named the date; that has been corrected.
find: {place}定于{plan}9:00至15:00停水，门口安排送水车。通知漏写日期，现已更正。
--- 7 question estate
title: Old pipes at {place}: when replaced?
title: 咨询{place}老旧管网何时改造
tell: When will the old iron pipes at {place} be replaced, and do we have to pay for it?
tell: 请问{place}的老铁管什么时候换，居民要出钱吗？
find: The pipes at {place} are replaced next year; the plan hangs at the gate by {plan}. Up to the meter the water works pay, behind it the owners, who get a grant of half the price.
find: {place}管网改造列入明年计划，{plan}前在门口公示。水表前由供水单位出资，表后归业主，可补贴一半费用。

=== UTI-WATER-QUAL works weight 4 private 0.01
add 1,2,3: We now buy bottled water even for the rice.
add 1,2,3: My child has had stomach ache since.
add 4,5,6: Many children bring bottles from home now.
add 4,5,6: The school says that everything is in order.
add 1,2,3: 现在连煮饭都用桶装水。
add 1,2,3: 孩子这几天一直肚子疼。
add 4,5,6: 现在很多孩子自己带水上学。
add 4,5,6: 学校说没有问题。
ask 1,2,3: Please test the water and give us the result.
ask 1,3: Please flush the pipes.
ask 1,2,3: May we drink it, yes or no?
ask 4,5,6: Please test the water and post the result at the school.
ask 4,5,6: Please look into it before somebody falls ill.
ask 1,2,3: 请检测水质并告知结果。
ask 1,3: 请冲洗管道。
ask 1,2,3: 请明确答复能不能喝。
ask 4,5,6: 请检测水质，并在学校公示结果。
ask 4,5,6: 请赶在有人生病之前查一查。
find 4,5: The dispensers of {place} were closed on {visit}, their filters changed and the tank cleaned. The samples of {visit} are in order; they are posted by the dispensers every month from now on.
find 4,5: {visit}已停用{place}饮水机，更换滤芯并清洗水箱，取样检测合格，今后每月在饮水机旁公示。
--- 1 help estate
title: Brown water at {place}
title: {place}自来水发黄
tell: The tap water in building {bld} at {place} has been brown every morning {since}; it takes {mins} minutes to run clear.
tell: {since}，{place}{bld}栋早上放出来的水都是黄的，要放{mins}分钟才变清。
add: The filter turns brown within a week.
add: The white washing has come out yellow.
add: 滤芯一周就变成棕色。
add: 白衣服洗出来都是黄的。
ask: Please have the tank on the roof cleaned.
ask: 请清洗楼顶水箱。
find: A sample was taken from your tap on {visit}. Iron was above the limit, everything else in order. The pipes of building {bld} were flushed twice; the sample after that is clean and hangs in the hall.
find: {visit}在您家取样，铁含量超标，其余指标合格。{bld}栋管道已冲洗两次，复检合格，结果张贴在大厅。
--- 2 help estate
title: Tap water smells of chlorine, {place}
title: {place}自来水漂白粉味重
tell: The water at {place} has smelt strongly of chlorine {since}, even after boiling.
tell: {since}，{place}的自来水有很重的漂白粉味，烧开了还有。
find: The chlorine at {place} was 0.6 milligrams a litre on {visit}: harmless, but more than usual after work on the main. It has been back to 0.3 since.
find: {visit}检测{place}余氯0.6毫克/升，对健康无害，系管网施工后偏高，现已回落至0.3。
--- 3 help estate
title: White flakes in the water of building {bld}, {place}
title: {place}{bld}栋水中有白色絮状物
tell: On {date} small white flakes came out of the tap in building {bld} at {place}, on the {floor}th floor and below.
tell: {date}，{place}{bld}栋{floor}楼以下水龙头里流出白色絮状物。
find: The white flakes are lime that a new pump has loosened; they are harmless. Building {bld} was flushed on {visit}, and the sample taken after that is clean.
find: 白色絮状物为新泵带出的水垢，对健康无害。{visit}已冲洗{bld}栋管道，复检合格。
--- 4 complaint school
title: Drinking water at {place}
title: {place}饮用水问题
tell: Pupils at {place} say that the water from the dispensers has tasted of metal {since}. The sheet for changing the filters is empty.
tell: {place}的学生说{since}饮水机的水有铁锈味，滤芯更换记录是空的。
--- 5 complaint school
title: Water tank at {place} not cleaned
title: {place}水箱久未清洗
tell: The tank of {place} was last cleaned in {month} of last year, to judge by the label.
tell: 从标签看，{place}的水箱上次清洗还是去年{month}。
--- 6 complaint school
title: Cloudy tap water in the yard of {place}
title: {place}操场水龙头出浑水
tell: At {place} the children drink from a tap in the yard next to the bins; on {date} the water was cloudy.
tell: {place}的孩子在垃圾桶旁边的水龙头接水喝，{date}水是浑的。
find: The tap in the yard of {place} was closed on {visit}; two drinking fountains stand in the corridor instead. The sample from the main is in order.
find: {visit}已关闭{place}操场水龙头，改在走廊安装两台饮水机，主管取样检测合格。
--- 7 question estate
title: Water hardness at {place}
title: 请问{place}自来水硬度
tell: How hard is the water at {place}, and does one need a filter for a baby?
tell: 请问{place}的自来水硬度是多少，给婴儿冲奶需要装净水器吗？
find: The water at {place} has 9 degrees of hardness, which is medium; a filter is not needed for a baby, boiling is enough.
find: {place}自来水硬度属中等，冲奶无需加装净水器，煮沸即可。
--- 8 question estate
title: Where to see water tests for {place}?
title: 哪里能查{place}的水质检测？
tell: Where are the test results for the roof tanks of {place} published, and how often are the tanks cleaned?
tell: 请问{place}楼顶水箱的检测结果在哪里公布，多久清洗一次？
find: The roof tanks of {place} are cleaned every half year, most recently on {visit}. The results hang in the entrance and stand on our page.
find: {place}楼顶水箱每半年清洗一次，最近一次为{visit}，结果在单元门口和我局网站公布。

=== UTI-WATER-DRAIN works weight 5 private 0.01
add 1,2: The shops have put sandbags at their doors.
add 1,2: 沿街店铺都在门口堆沙袋。
ask 1,2: Please clear the drains before the next rain.
ask 1,3,4: Please find out why it happens here every time.
ask 1,4: Please put a pump there when heavy rain is forecast.
ask 1,2,3: Please tell us what is planned.
ask 1,2: 请在下一场雨前疏通。
ask 1,3,4: 请查清为什么每次都是这里。
ask 1,4: 预报有大雨时请提前布泵。
ask 1,2,3: 请告知有什么改造计划。
find 1,3: A camera was drawn through the drain on {visit}: its fall is the wrong way over {many} metres. It is relaid by {plan}; until then the crew cleans it every week.
find 4,6: A channel across the gate of {place} was built on {visit} and joined to the main; a flood board for the garage stands ready. The level of {road} is taken up in the plan for this autumn.
find 1,3: {visit}经管道机器人检测，有{many}米管段反坡，{plan}前翻建，其间每周清疏。
find 4,6: {visit}已在{place}大门口修建截水沟并接入主管，车库配备防汛挡板，{road}标高问题已列入秋季改造计划。
--- 1 report road
title: {place} under water
title: Flooding at {place} {no} after every rain
title: {place}积水严重
title: {place}{no}号逢雨必淹
tell: After half an hour of rain on {date} {place} stood {many} centimetres under water between number {no} and {landmark}.
tell: {date}下了半小时雨，{place}从{no}号到{landmark}积水{many}厘米深。
add: Cars stalled in it, and one driver had to be pulled out.
add: The children waded to school with their shoes in their hands.
add: 有车熄火在水里，司机是被拉出来的。
add: 孩子们提着鞋蹚水去上学。
find: The crew pumped {place} dry that night and flushed {many} gullies on {visit}. From the shaft at number {no} they took out a plank of formwork. Before the next heavy rain a pump stands there.
find: 当晚已将{place}积水抽排，{visit}疏通雨水口{many}个，从{no}号前的井内取出一块模板，下次大雨前将预置水泵。
--- 2 report road
title: Drains blocked on {place}
title: {place}雨水口堵塞
tell: The gullies on {place} have been stuffed with leaves and cement {since}; near number {no} {few} of them cannot even be seen any more.
tell: {since}，{place}的雨水口塞满树叶和水泥块，{no}号附近有{few}个都看不见了。
find: {many} gullies along {place} were cleared on {visit}, among them those that had been buried under cement; the builder pays for these. They are on the list for every spring now.
find: {visit}清理{place}雨水口{many}处，其中被水泥封堵的由施工单位承担费用，已列入每年汛前清单。
--- 3 report road
title: Sewage comes up on {place}
title: {place}污水外溢
tell: Sewage comes up out of the shaft in front of {place} {no} and runs down to {landmark}.
tell: {place}{no}号门前的井里往外冒污水，一直流到{landmark}。
add: It smells for days afterwards.
add: 之后好几天都是臭的。
--- 4 help estate
title: Underground garage of {place} flooded
title: {place}地下车库进水
tell: Water from {road} ran into the underground garage of {place} on {date}; {many} cars stood in it up to the sill.
tell: {date}，{road}的雨水倒灌进{place}地下车库，{many}辆车被泡。
add: The insurance pays only part of it.
add: 保险只赔了一部分。
--- 5 help estate
title: Septic tank of {place} overflows
title: {place}化粪池满溢
tell: The septic tank beside building {bld} at {place} has been overflowing {since}, and {manager} says that the public sewer is to blame.
tell: {since}，{place}{bld}栋旁边的化粪池一直往外溢，{manager}说是市政管道的问题。
add: It smells up to the fourth floor.
add: 臭味一直飘到四楼。
ask: Please have it emptied, and settle who is responsible.
ask: 请尽快抽清，并明确责任。
find: On {visit} we found the sewer in {road} narrowed by fat. It was flushed the same day and the tank emptied. {manager} will have the grease trap of the restaurants cleaned every month.
find: {visit}查明{road}污水管被油脂堵塞，当天已疏通并抽空化粪池，{manager}将督促餐饮店每月清理隔油池。
--- 6 help estate
title: {place}: water comes in at the gate
title: {place}大门口雨水倒灌
tell: Whenever it rains, the yard of {place} fills from the gate to building {bld}, because the new road lies higher than the estate.
tell: 新修的路比小区高，一下雨{place}从大门到{bld}栋全是水。
add: Older people cannot get out of the door.
add: 老人连单元门都出不了。
ask: Please tell us what can be done about it.
ask: 请告知有什么解决办法。

=== UTI-ENERGY-GAS works weight 4 private 0.02
add 1,3: We do not dare to light the stove.
add 1,2,3: There are {n} flats on this riser.
add 1,2,3: The hotline said somebody would come, and nobody did.
add 6,7: It is crowded there every evening.
add 6,7: One spark would be enough.
add 1,3: 我们都不敢打火了。
add 1,2,3: 这根立管上有{n}户人家。
add 1,2,3: 客服说会有人来，一直没见人。
add 6,7: 那里每天晚上都是人。
add 6,7: 一个火星就可能出大事。
ask 1,2: Please send somebody today.
ask 1,3: Please check the whole riser.
ask 1,3: Please make sure that it is safe.
ask 6,7: Please check it at once.
ask 6,7: Please take the bottles out of there.
ask 1,2: 请今天就派人来。
ask 1,3: 请检查整根立管。
ask 1,3: 请务必确认安全。
ask 6,7: 请立即检查。
ask 6,7: 请清走气瓶。
--- 1 help estate
title: Smell of gas in building {bld}, {place}
title: {place}{bld}栋有燃气味
tell: In the stairwell of building {bld} at {place} there has been a smell of gas {since}, strongest on the {floor}th floor.
tell: {since}，{place}{bld}栋楼道里有燃气味，{floor}楼最重。
find: The emergency crew was in building {bld} {mins} minutes after your report: a joint leaked and was replaced. The riser passed its pressure test on {visit}, and a detector was fitted on each landing.
find: 接报后{mins}分钟抢修人员到达{bld}栋，系接头漏气，已更换，{visit}立管打压合格，每层加装报警器。
--- 2 help estate
title: No gas at {place}
title: {place}停气
tell: {place}, building {bld}, has had no gas since {date}. The flame went out while we were cooking.
tell: {date}起{place}{bld}栋就停气了，做着饭火突然灭了。
add: Older people have been eating cold food for days.
add: 老人这几天只能吃冷的。
ask: Please tell us when the gas will be back.
ask: 请告知什么时候恢复供气。
find: Water had collected in the pipe. It was drawn off, and the supply came back on {visit}; a man of the gas company went from flat to flat to light the boilers.
find: 系管道积水，抽排后{visit}恢复供气，工作人员已逐户上门点火确认。
--- 3 help estate
title: Gas pipe rusted through at {place}
title: {place}燃气管锈蚀
tell: The gas pipe on the outer wall of building {bld}, {place}, has rusted so far that it flakes off.
tell: {place}{bld}栋外墙的燃气管锈得一层层往下掉皮。
find: The pipe on the outer wall was tested on {visit}: it is tight. The rusted piece is renewed by {plan}; until then it is checked every day with a detector.
find: {visit}检测外墙管道未漏气，锈蚀管段{plan}前更换，其间每日检测。
--- 4 application estate
title: Gas connection for {place}
title: 申请{place}通燃气
tell: I apply for gas to be connected to our flat in building {bld}, {place}. The neighbours on both sides have it already.
tell: 申请为{place}{bld}栋我家开通管道燃气，左右邻居都已经通了。
find: Your flat can be connected: the fitter comes on {plan} between 9 and 11. The fee of 1,900 yuan covers meter, pipe and detector.
find: 可以通气，{plan}9时至11时上门安装，费用1900元含表、管和报警器。
--- 5 application estate
title: Moving the gas meter, {place}
title: {place}申请燃气表移位
tell: I would like to have the gas meter in our kitchen at {place}, building {bld}, moved by one metre. Who may do this?
tell: 想把{place}{bld}栋家里厨房的燃气表移一米，请问由谁来施工？
find: Only the gas company's own fitters may move a meter; the visit is free. One comes on {plan} between 9 and 11 and names the price before he begins.
find: 燃气表移位须由燃气公司专业人员施工，{plan}9时至11时免费上门勘察，施工前告知费用。
--- 6 report market
title: Gas bottles in the kitchen of {shop}
title: {shop}违规使用液化气瓶
tell: At {place} {shop} has {few} gas bottles standing beside the stove, joined with tape.
tell: {place}里的{shop}在灶台边放了{few}个液化气瓶，接口用胶带缠着。
find: Together with the fire service we checked {place} on {visit}: {n} bottles were taken away and hoses changed. {shop} cooks with electricity until it has a separate store.
find: {visit}会同消防检查{place}，收缴气瓶{n}个、更换软管，{shop}在设置独立气瓶间之前改用电灶。
--- 7 report market
title: Unsafe gas at {place}
title: {place}燃气安全隐患
tell: The traders at {place} change their gas bottles themselves in the middle of the crowd; on {date} one hissed for minutes.
tell: {place}的摊主就在人群里自己换气瓶，{date}有一个嘶嘶漏了好几分钟。
find: Together with the fire service we checked {place} on {visit}: bottles are now changed only by the supplier and before seven in the morning, and hoses were renewed at {n} stalls.
find: {visit}会同消防检查{place}，今后气瓶只能由供应商在早7点前更换，{n}个摊位的软管已换新。

=== UTI-ENERGY-CHARGE works weight 4 private 0.02
add 1,2: There are more electric cars here every month.
add 1,3: People pull cables out of their windows instead.
add 1,2: 小区里的电动车一个月比一个月多。
add 1,3: 大家只好从窗户往下拉电线。
ask 2,3: Please tell us what the rules say.
ask 2,3: 请告知相关规定。
--- 1 complaint estate
title: Charging points at {place} out of order
title: {place}充电桩坏了没人修
tell: Of the {n} charging points at {place} only one has worked {since}.
tell: {place}的{n}个充电桩{since}只剩一个能用。
add: The next ones are at {landmark}, and there one queues.
add: 最近的在{landmark}，还得排队。
ask: Please have them repaired.
ask: 请安排维修。
find: The operator repaired all {n} points on {visit}; the fuse was too small. It now pays for every day on which fewer than half of them work.
find: 运营商于{visit}修复全部{n}个充电桩，系保险丝容量不足，今后可用率不足一半的按日扣罚。
--- 2 complaint estate
title: {manager} refuses charging points at {place}
title: {manager}不同意在{place}装充电桩
tell: {manager} refuses to sign for a charging point at my own space at {place}, without giving a reason.
tell: 我在{place}有自己的车位，{manager}不给盖章装充电桩，也不说理由。
add: The car park is half empty.
add: 停车场其实空着一半。
ask: Please arrange it with the property company.
ask: 请协调物业配合。
find: A property company may not refuse a point at an owner's own space when the grid has room. {manager} signed on {visit}; the fitter comes by {plan}.
find: 电网容量允许的，物业不得拒绝业主在自有车位安装。{visit}{manager}已盖章，{plan}前上门安装。
--- 3 complaint estate
title: Charging at {place} twice as expensive
title: {place}充电收费翻倍
tell: The price at the charging shed of {place} doubled on {date}; the display shows “service fee” and nothing else.
tell: {date}起{place}充电棚收费翻倍，屏幕上只写“服务费”。
ask: Please check the price.
ask: 请核查收费标准。
find: The “service fee” at the shed of {place} had no basis and was withdrawn on {visit}; what was taken too much has been credited to the cards. The price for power is on the display now.
find: {place}充电棚“服务费”无依据，{visit}已取消，多收部分退回充电卡，屏幕已公示电价。
--- 4 suggestion park
title: Charging points at {place}
title: 建议在{place}增设充电桩
tell: The car park of {place} has {many} spaces and not a single charging point. Visitors from town would be glad of a few.
tell: {place}停车场有{many}个车位，一个充电桩都没有，建议装几个。
find: The transformer at {place} has room for eight points. They are tendered this month and installed by {plan}, two of them for people with disabilities.
find: {place}变压器容量可供8个充电桩，本月招标，{plan}前安装，其中2个为无障碍车位。
--- 5 suggestion park
title: Charging for electric bicycles near {place}
title: 建议在{place}附近设电动自行车充电棚
tell: A shed with sockets for electric bicycles beside {place} would keep the batteries out of the houses of {estate}.
tell: 建议在{place}旁建电动自行车充电棚，免得{estate}的居民把电瓶带回家。
find: A shed with {many} sockets will be built beside {place} by {plan}; it has sprinklers and a camera, and the first month is free.
find: {plan}前将在{place}旁建成{many}个插口的充电棚，配喷淋和监控，首月免费。
"""

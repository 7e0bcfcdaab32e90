"""Four matters that many people write about, each in different words."""

# ruff: noqa: E501

TEXT = """
=== mixing-plant ENV-NOISE-SITE complaint at xingang-estate-0 size 60 days 80 1
title: Mixing plant keeps {place} awake
title: Noise of the concrete plant at night, {place}
title: Concrete plant beside {place}: when will it end?
title: No sleep at {place} because of the mixing plant
title: Mixers and lorries all night next to {place}
title: {place}, building {bld}: roar of the concrete plant
title: Mixing plant on Industry Second Road works until {early}
title: Please stop the night work of the concrete plant at {place}
title: Dust and noise from the mixing plant, {place}
title: 搅拌站夜间噪声吵得{place}无法入睡
title: {place}旁边的混凝土搅拌站通宵作业
title: 投诉工业二路搅拌站夜间扰民
title: {place}{bld}栋：搅拌站轰鸣何时休
title: 请求制止{place}旁搅拌站夜间生产
title: 搅拌站罐车整夜进出，{place}居民苦不堪言
title: {place}搅拌站噪声粉尘问题
title: 搅拌站{late}还在生产，{place}住户睡不着
title: 关于{place}附近搅拌站扰民的反映
tell: The concrete mixing plant beside {place} has been working through the night {since}. The drums start at {late} and do not stop before {early}.
tell: I live in building {bld} at {place}, {many} metres from the mixing plant on Industry Second Road. When the gravel falls into the hopper, our beds shake.
tell: Last night the concrete plant next to {place} was loading again from {late} on. I counted {many} mixer lorries under my window.
tell: {since} nobody on the east side of {place} has slept properly. The mixing plant beeps, roars and washes its drums at two in the morning.
tell: We bought at {place} because it was quiet. Now a mixing plant works behind the wall, at night above all, since lorries may not enter the town by day.
tell: On {date} I measured 68 decibels with my telephone on the balcony of building {bld}, {place}, at {late}. The source is the concrete plant.
tell: The mixers of the plant on Industry Second Road queue in front of {place} with engines running, from {late} until {early}.
tell: From the {floor}th floor of building {bld}, {place}, one looks straight into the mixing plant: floodlights, gravel, horns, the whole night.
tell: The plant behind {place} promised in {month} to stop at ten. On {date} it went on until {early}.
tell: A grinding and hammering from the mixing plant wakes us at {place} every night at about three; they knock hardened concrete out of the drums.
tell: {since}，{place}旁边的混凝土搅拌站天天通宵生产，{late}开机，{early}才停。
tell: 我住{place}{bld}栋，离工业二路的搅拌站只有{many}米，石子倒进料斗的时候床都在抖。
tell: 昨天{late}起，{place}旁边的搅拌站又开始装料，我从窗口数了，一共{many}辆罐车。
tell: {since}，{place}东边这几栋没人睡过一个整觉，搅拌站凌晨两点还在倒车鸣笛、洗罐子。
tell: 当初买{place}就图个清静，谁知围墙后面开了搅拌站，白天罐车不让进城，专挑夜里干。
tell: {date}{late}，我在{place}{bld}栋阳台用手机测了68分贝，声音就是搅拌站传来的。
tell: 工业二路搅拌站的罐车每天{late}到{early}在{place}门口排队，发动机一直不熄火。
tell: 从{place}{bld}栋{floor}楼望下去正对搅拌站，探照灯、砂石、喇叭，一整夜不消停。
tell: {place}后面的搅拌站{month}答应晚上十点停工，{date}又干到{early}。
tell: 每天凌晨三点左右，{place}就被搅拌站敲罐子的声音震醒，他们在清理结块的混凝土。
add: My daughter has her examination in a few weeks and falls asleep in class.
add: With windows closed and earplugs it is still too loud.
add: My father, who is {age}, has a weak heart and sits up until morning.
add: In the morning a grey film lies on everything, too.
add: Neighbours are thinking of selling, but who would buy?
add: Our baby starts up each time a drum is emptied.
add: Everybody in the building has complained, by telephone and at the gate.
add: 女儿马上要考试，白天上课都在打瞌睡。
add: 关窗加耳塞都挡不住。
add: 我父亲{age}岁，心脏不好，只能坐到天亮。
add: 早上起来，窗台上还落一层灰。
add: 邻居都想卖房了，可谁会买？
add: 每倒一次料，孩子就惊醒一次。
add: 整栋楼的人都投诉过，电话打了，大门口也去了。
ask: Please stop the work at night for good.
ask: Please measure at night, not at ten in the morning.
ask: Was this plant ever permitted so near to homes?
ask: Please move the plant to the port, where nobody lives.
ask: Tell us a date by which there will be quiet.
ask: Please publish what has been measured so far.
ask: 请彻底制止夜间生产。
ask: 请夜里来测，别上午十点来走过场。
ask: 请问搅拌站离居民楼这么近，当初是怎么批的？
ask: 请把搅拌站搬到没人住的港区去。
ask: 请给个准信，到底哪天能安静。
ask: 请公布目前的检测数据。
find: Many residents of {place} have written about the mixing plant, and this answer goes to all. We measured in the nights from {visit}: up to 63 decibels. Under the revised article the plant may no longer load or mix between 22:00 and 6:00; it was fined, and its power for the mixers is switched off by timer at 22:00.
find: The plant next to {place} has been ordered to enclose hopper and belt by {plan} and to park its lorries inside. Night work is forbidden from {visit} on. A meter on the roof of building {bld} shows the level, and anyone can read it on our page.
find: {place}多位居民反映了搅拌站问题。{visit}起我局连续夜测，最高63分贝。按新修订条款，22时至次日6时企业不得装卸、搅拌，已立案处罚，并加装定时器22时自动断电。
find: 已责令{place}旁搅拌站{plan}前完成料斗和皮带全封闭，罐车一律入场停放，{visit}起禁止夜间生产。{bld}栋楼顶安装噪声监测仪，数据可在网站实时查看。

=== bundled-parking HOU-EST-PARK complaint at nanting-estate-4 size 38 days 100 35
title: Parking spaces at {place} sold only in bundles
title: {place}: no flat keys without a parking space
title: Two parking spaces or none at {place}
title: Bundled sale of parking at {place}
title: Forced to buy a parking space at {place}
title: Developer of {place} ties parking to storage rooms
title: Parking at {place} only together with a storeroom
title: {place}捆绑销售车位
title: {place}不买车位不给钥匙
title: {place}车位必须两个起卖
title: 投诉{place}强制搭售车位
title: {place}开发商车位和储藏室捆绑
title: {place}买房被迫买车位
title: 反映{place}车位搭售问题
tell: At {place} a parking space is only sold together with a storeroom that nobody needs. For both they ask {kyuan} yuan more than was said at first.
tell: When I wanted to fetch the keys to my flat in building {bld}, {place}, I was told to sign for a parking space first.
tell: The developer of {place} sells spaces only in pairs. Our household has one car.
tell: The saleswoman at {place} told us on {date}: “No space, no handover before winter.” Is that a way to treat buyers?
tell: {since} all spaces in the garage of {place} have been blocked with chains, so as to make us buy. Letting is refused.
tell: I signed for a flat at {place} in {month}. Now the price of the parking space has been written into the contract for the fittings.
tell: At {place} owners who do not buy a space may not drive into the garage even to unload; the visitors' spaces have been painted over.
tell: Friends of mine bought at {place} as well, and all heard the same: the space is part of the package, take it or leave it.
tell: {place}的车位必须和一间没人要的储藏室一起买，两样加起来比当初说的贵了{kyuan}元。
tell: 我去{place}{bld}栋拿房子钥匙，对方要我先签车位合同。
tell: {place}的开发商车位只成对卖，可我们家就一辆车。
tell: {date}{place}的销售直接说：“不买车位，入冬前别想交房。”有这样对待业主的吗？
tell: {since}，{place}地库的车位全用铁链锁上，就是逼我们买，出租一概不办。
tell: 我{month}在{place}签的购房合同，现在车位款被写进了装修合同里。
tell: {place}没买车位的业主连进地库卸货都不让，访客车位也被涂掉了。
tell: 几个朋友也买了{place}，说法都一样：车位是打包的，爱要不要。
add: For young families that is a year's savings.
add: Whoever complains is told to go to court.
add: In the owners' group nearly everyone reports the same.
add: The advertisement said something quite different.
add: We cannot move in and go on paying rent.
add: 对年轻家庭来说，这是一年的积蓄。
add: 谁有意见就让谁去法院告。
add: 业主群里几乎人人都遇到了。
add: 当初广告可不是这么说的。
add: 房子住不进去，还得接着付房租。
ask: Please check the sales office and stop the bundling.
ask: Please make them let the unsold spaces.
ask: We want to buy a flat, not a package. Please help.
ask: Please have the contracts corrected.
ask: Please publish the prices that were filed.
ask: 请查处售楼处，制止捆绑销售。
ask: 请责令其出租未售车位。
ask: 我们买的是房子，不是套餐，请帮帮我们。
ask: 请督促更正合同。
ask: 请公布备案价格。
find: This answer goes to all buyers at {place}. The sales office was inspected on {visit}: {many} contracts tie a space to a storeroom or a second space. That is forbidden; the clauses are void, the money is repaid on request by {plan}, and unsold spaces are let at the price on the board.
find: The developer of {place} was fined on {visit} and has taken the chains off. The keys are handed over whether or not a space is bought. If you are told otherwise, ring us from the sales office.
find: 此事有多位购房人反映。{visit}检查售楼处，{many}份合同存在车位与储藏室或第二车位搭售，该条款无效，{plan}前可申请退款，未售车位按公示价出租。
find: 已于{visit}对{place}开发商立案处罚，铁链已拆除，交付钥匙不得以购买车位为条件。如再遇类似情况，请在售楼处直接拨打我局电话。

=== hillside-pressure UTI-WATER-PRESS help at meiwu-estate-3 size 27 days 32 1
title: Hardly any water pressure at {place}
title: No shower in the evening at {place}
title: Water pressure on the upper floors of {place}
title: {place}, building {bld}: water only at night
title: Again no water at {place}
title: Pump at {place} too weak?
title: {place}水压太低
title: {place}晚上洗不了澡
title: {place}高层水压不足
title: {place}{bld}栋只有半夜有水
title: {place}又没水了
title: {place}加压泵是不是坏了
tell: At {place} the water pressure has been so low {since} that the boiler does not light. From six to nine in the evening hardly anything comes out on the {floor}th floor.
tell: We live in building {bld} at {place}. In the evenings the shower drips; at {late} it is suddenly strong again.
tell: On {date} there was no water at {place} for {mins} minutes, then brown, then a trickle. It is like that every other day.
tell: Since the new houses above {place} were connected, the pressure has gone. Up to the third floor it will just do.
tell: The pump house of {place} has been silent {since}. My neighbour says that a fuse has blown, the property company says the main is to blame.
tell: Cooking at {place} has to be done before five; after that the tap in building {bld} only hisses.
tell: {place} lies on the hill, everybody knows that. But until {month} the pressure was fine, and now the washing machine takes {mins} minutes to fill.
tell: {since}，{place}水压低得热水器都打不着火，每晚六点到九点{floor}楼几乎没水。
tell: 我住{place}{bld}栋，晚上花洒像滴水，到了{late}水又突然大了。
tell: {date}{place}停水{mins}分钟，来水先黄后小，隔天就来一次。
tell: 自从{place}上面的新楼接了水，水压就没了，三楼以下还勉强能用。
tell: {place}的泵房{since}一点声音都没有，邻居说保险烧了，物业说是主管的问题。
tell: 在{place}做饭得赶在五点前，五点一过{bld}栋的水龙头就只剩嘶嘶声。
tell: {place}在半山上大家都知道，可{month}之前水压好好的，现在洗衣机进水要{mins}分钟。
add: My grandmother is {age} and cannot carry buckets.
add: We bathe the baby at noon now.
add: Several hundred households are affected.
add: We wash up the next morning.
add: 奶奶{age}岁了，提不动水桶。
add: 现在只能中午给孩子洗澡。
add: 受影响的有好几百户。
add: 碗都留到第二天早上洗。
ask: Please find the cause and set it right.
ask: Please install a stronger pump.
ask: Please tell us what is going on up there.
ask: Please send a water cart until then.
ask: Whoever is responsible, please talk to each other.
ask: 请查明原因并解决。
ask: 请换大功率水泵。
ask: 请告诉我们到底怎么回事。
ask: 恢复之前请安排送水车。
ask: 不管归谁管，请你们先商量好。
find: This answer goes to all at {place}. On {visit} we read 0.09 megapascal at the highest tap, less than the 0.14 required. The new houses draw from the same pump; a second pump is running on trial and a larger main is laid by {plan}. Until then a cart stands at the gate from 17:00 to 21:00.
find: The control of the pump house at {place} was replaced on {visit}. The pressure on the top floor has been 0.16 megapascal at the peak since; we record it every quarter of an hour and publish it.
find: 此事有多位住户反映。{visit}最高处实测0.09兆帕，低于0.14兆帕标准，系上方新楼共用水泵所致。第二台泵已试运行，{plan}前敷设大口径主管，其间每日17时至21时门口有送水车。
find: {visit}更换{place}泵房控制柜，高峰时顶楼水压0.16兆帕，每一刻钟记录一次并公开。

=== unlit-crossing TRA-SAFE-CROSS report at wanglu-school-0 size 16 days 65 20
title: Crossing by {place} unlit
title: Dark crossing on Academy Road
title: Children invisible on the crossing by {place}
title: Lamp missing at the crossing of {place}
title: Dangerous in the dark: crossing at {place}
title: {place}门口斑马线没有路灯
title: 书院路斑马线一片漆黑
title: {place}旁过街处看不见行人
title: {place}门前斑马线缺照明
title: 天黑危险：{place}过街处
tell: The zebra crossing on Academy Road in front of {place} is completely dark after six. The lamp was taken down during the cable works and never put back.
tell: On {date} a girl on the crossing by {place} was nearly hit; the driver got out and said he had not seen a thing.
tell: When the evening classes at {place} end, some {many} children cross Academy Road in the dark. The nearest lamp is {mins} metres away.
tell: {since} there has been no light at the crossing by {place}. Parents shine with their telephones so that cars stop.
tell: The sign before the crossing at {place} reflects nothing, the paint is worn and the lamp is gone. At {late} you simply drive across it.
tell: {place}门前书院路的斑马线六点以后漆黑一片，线缆施工时把路灯拆了，一直没装回来。
tell: {date}，一个女孩在{place}旁边的斑马线差点被撞，司机下来说根本没看见人。
tell: {place}晚托放学，约有{many}个孩子摸黑过书院路，最近的路灯在{mins}米外。
tell: {since}，{place}旁的斑马线一直没灯，家长只好打着手机电筒让车停下。
tell: {place}过街处的牌子不反光，标线也磨没了，路灯又拆了，{late}开车到跟前都看不出是斑马线。
add: In winter it is dark when school ends.
add: It rains, the windscreen mists, and then you see nothing at all.
add: There are two kindergartens round the corner, too.
add: 冬天一放学天就黑了。
add: 再碰上下雨、车窗起雾，什么都看不见。
add: 拐角还有两家幼儿园。
ask: Please put a lamp there before something happens.
ask: Please light the crossing and paint it anew.
ask: Please put somebody there in the evening until the lamp stands.
ask: Who has to do it, the police or the lighting team?
ask: 请在出事前把灯装上。
ask: 请给斑马线装灯并重新划线。
ask: 装好之前请晚上派人值守。
ask: 请问到底归交警还是路灯所管？
find: This answer goes to everybody who wrote about the crossing at {place}. The lamp had been left out after the cable works. With the lighting team we put up two masts with side light on {visit}, repainted the crossing and added flashing studs; an officer stands there from 17:30 to 18:30 until {plan}.
find: 此事有多位市民反映。系线缆施工后漏装路灯。{visit}我队会同路灯管护单位安装两盏侧向照明灯，重划斑马线并加装道钉灯，{plan}前每晚17:30至18:30有民警值守。
"""

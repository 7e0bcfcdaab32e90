"""What people write about roads, lights, rubbish, order in the streets and greenery."""

# ruff: noqa: E501

TEXT = """
=== CITY-ROAD-HOLE works weight 8 private 0.02
add 1,2,3: Two riders of electric bicycles fell there last week.
add 1,2: Cars swerve around it into the oncoming lane.
add 1,3,4: My father tripped there and scraped both hands.
add 1,2,3: It rattles all night whenever a lorry drives over it.
add 4,5: People with a walking frame have to turn round.
add 4,5: With a pram you are forced into the road.
add 1,2,3: 上周已经有两个骑电动车的人在那里摔倒。
add 1,2: 车辆为了避让常常拐到对向车道。
add 1,3,4: 我父亲在那里绊倒，两只手都擦破了。
add 1,2,3: 货车一压过去就哐当响，夜里吵得睡不着。
add 4,5: 拄助行器的老人走到那里只能掉头。
add 4,5: 推婴儿车的人只好走到马路上。
ask 1,2,3: Please repair it before somebody is badly hurt.
ask 1,3: Please fence it off for now and mend it properly afterwards.
ask 1,2: Please relevel the whole stretch and do not just fill the hole.
ask 1,2: A repair before the rainy days would be appreciated.
ask 4,5: Please relay it before somebody is badly hurt.
ask 4,5: Please repair the whole stretch and not just three stones.
ask 4,5: Who is responsible for it, and when will it be done?
ask 1,2,3: 请尽快修复，别等出了大事。
ask 1,3: 请先设置围挡，再彻底修复。
ask 1,2: 请整段找平，不要只补一个坑。
ask 1,2: 希望能赶在雨季前修好。
ask 4,5: 请尽快重新铺设，别等出了事。
ask 4,5: 请整段维修，不要只换几块砖。
ask 4,5: 请问由谁负责，什么时候能修好？
--- 1 report road
title: Pothole on {place} near number {no}
title: Deep hole in the road, {place}
title: {place}{no}号附近路面有坑
title: {place}路面塌陷
tell: On {place}, in front of number {no}, there is a hole in the carriageway about {many} centimetres across and deep enough to swallow a wheel.
tell: {place}{no}号门前的车行道上有一个坑，直径大约{many}厘米，车轮能整个陷进去。
add: When it rains the hole fills with water and cannot be seen.
add: 一下雨坑里积满水，根本看不出来。
find: The road crew filled the hole on {visit}, milled {n} metres around it and laid new asphalt the night after. The base had been washed out by a leaking gully, which is repaired too. The crew looks at the spot again on {plan}.
find: 道路养护队于{visit}先行填补，次日夜间铣刨周边{n}米并重新摊铺沥青。坑洞系雨水口渗漏掏空路基所致，已一并修复，{plan}将进行回访检查。
--- 2 report road
title: {place}: road surface broken
title: {place}路面破损严重
tell: The surface of {place} has been breaking up {since}; between number {no} and {landmark} it is one patch after another.
tell: {since}，{place}的路面不断碎裂，从{no}号到{landmark}一路坑坑洼洼。
find: The stretch from number {no} on was milled and relaid over its whole width in the night of {visit}. It had been patched {few} times before; this time the base has been renewed as well.
find: {visit}夜间已对{no}号起的路段整幅铣刨重铺。该处此前修补过{few}次，本次连同基层一并更换。
--- 3 report road
title: Sunken trench across {place}
title: {place}沟槽回填后下沉
tell: After the cable works on {date} the trench across {place} was only filled with gravel. It has sunk by a hand's width.
tell: {date}线缆施工后，横穿{place}的沟槽只用碎石回填，现在已经下沉了一掌深。
ask: Who is responsible here, the road crew or the cable company?
ask: 请问这里归道路养护还是管线单位负责？
find: The trench had been closed badly by the cable contractor. On {visit} we fenced it, and by {plan} the contractor relays the full width of the lane at its own cost; we withhold its deposit until then.
find: 该处系管线施工单位回填不合格。{visit}已设置围挡，责令施工单位{plan}前自费恢复整幅车道，恢复前暂扣其保证金。
--- 4 complaint road
title: Loose paving stones on {place}
title: {place}人行道地砖松动
tell: The paving stones on the footway of {place} are loose for a good {many} metres. After rain every other one spits water up your leg.
tell: {place}人行道有{many}多米的地砖是松的，下过雨一踩一脚水。
find: The crew relaid {many} square metres of paving on {visit}. The stones had been lifted by roots; the trees were given larger openings so that it does not happen again.
find: 施工队于{visit}重新铺设人行道{many}平方米。地砖系树根顶起，已扩大树池，避免再次隆起。
--- 5 complaint road
title: Pavement on {place} unusable with a pram
title: {place}人行道推婴儿车根本走不了
tell: {since} the kerb and the footway outside {place} {no} have been torn open; people walk on the carriageway.
tell: {since}，{place}{no}号门口的路缘石和人行道被挖开没人管，行人只能走在机动车道上。
find: The opening had been left by a cable contractor whose permit has run out. Our crew closed it on {visit} and charges the costs to him.
find: 系线缆单位施工许可到期后未恢复，{visit}我局养护队已先行恢复，费用由施工单位承担。
--- 6 complaint road
title: Tactile paving on {place} broken
title: {place}盲道损坏
tell: The tactile strip on {place} runs straight into a pole at number {no} and is missing altogether beyond {landmark}.
tell: {place}的盲道在{no}号门口直接撞上电线杆，过了{landmark}就整段没有了。
add: A blind neighbour of ours no longer goes there alone.
add: 一位视障邻居现在不敢独自走那里。
ask: Please check it together with somebody who cannot see.
ask: 请邀请视障人士一起来看看。
find: We walked {place} on {visit} with a representative of blind residents. The strip is being rerouted around the pole and closed by {plan}; until then the spot is marked.
find: {visit}我局邀请视障居民代表一同踏勘{place}，盲道将绕开电线杆并于{plan}前贯通，施工前已设置提示标识。

=== CITY-ROAD-LIGHT works weight 6 private 0.02
add 2,4: I have sent photographs to the community office.
add 2,3: It has been like this every single day.
add 2,4: 我已经把照片发给了社区。
add 2,3: 天天都是这样。
ask 2,3,4: Please have it put right.
ask 2,3,4: Please send the lighting team.
ask 2,3,4: Please look at it on the spot.
ask 2,3,4: 请尽快处理。
ask 2,3,4: 请派路灯维护人员来看看。
ask 2,3,4: 请到现场查看。
--- 1 report road
title: Street lights out on {place}
title: {place} dark from number {no} on
title: {few} lamps in a row dead on {place}
title: {place}路灯不亮
title: {place}{no}号往前一片漆黑
title: {place}连续{few}盏路灯熄灭
tell: {few} street lamps in a row on {place}, starting at number {no}, have been dark {since}.
tell: The lights on {place} went out during the storm on {date} and have stayed out between number {no} and {landmark}.
tell: The lamp at {place} {no} flickers all night and the next {few} do not come on at all.
tell: {place}从{no}号开始连续{few}盏路灯{since}一直不亮。
tell: {date}大风之后，{place}从{no}号到{landmark}的路灯全灭了，一直没恢复。
tell: {place}{no}号门口的路灯整夜一闪一闪，后面{few}盏干脆不亮。
add: Pupils come home this way after evening classes.
add: You only see the bicycles when they are upon you.
add: My wife no longer walks there after dark.
add: There was a fall last week because nobody saw the kerb.
add: The shops turn their signs off at ten, and then it is pitch dark.
add: 学生晚自习放学都走这条路。
add: 对面来的电动车到了跟前才看得见。
add: 我爱人天黑以后都不敢走那里了。
add: 上周就有人因为看不清路缘石摔了一跤。
add: 十点店铺招牌一关，整条路漆黑一片。
ask: Please have the lamps repaired.
ask: Please check the cable and not just the bulbs.
ask: Could the lights be switched on earlier?
ask: Please tell us when the crew will come.
ask: Could you put up at least one lamp there for now?
ask: 请尽快修好路灯。
ask: 请检查线路，不要只换灯泡。
ask: 能不能把开灯时间提前一些？
ask: 请告知维修人员什么时候来。
ask: 能否先临时装一盏灯？
find: The lighting team found a damaged cable at number {no} on {visit}, replaced {n} metres of it and changed the lamps. All lights on {place} burned at the check that night.
find: A control box had been flooded. It was dried and raised on {visit}; the {few} lamps with burnt-out drivers will be exchanged for LED by {plan}. A mobile mast stands there until then.
find: 路灯管护队于{visit}查明{no}号处电缆破损，已更换电缆{n}米并换新灯具，当晚复查{place}路灯全部亮起。
find: 系控制箱进水所致，已于{visit}烘干并抬高安装，烧坏驱动的{few}盏灯{plan}前更换为LED灯，在此之前已设置移动照明车。
--- 2 complaint road
title: Street lights on {place} burn all day
title: {place}路灯白天长明
tell: The lights on {place} have been burning all day {since}, also at noon. That is our money.
tell: {since}，{place}的路灯大白天也亮着，中午都不关，这都是纳税人的钱。
find: The timer in the cabinet had failed. It was exchanged on {visit} and switches by the light of the sky again.
find: 系控制柜时控器故障，已于{visit}更换，现恢复按光照自动开关。
--- 3 complaint road
title: Lamp shines straight into our bedroom, {place}
title: {place}路灯直射卧室
tell: The new lamp outside {place} {no} shines straight through our bedroom window on the {floor}th floor; even with curtains it is as light as day.
tell: {place}{no}号门口新装的路灯正对着我家{floor}楼卧室，拉上窗帘还亮得像白天。
add: Others in the house have noticed it too.
add: 楼里其他人也发现了。
find: A shield was fitted to the lamp on the side of the houses on {visit}, and its light is turned down by a third after 22:00. Please tell us if it still disturbs you.
find: {visit}已在灯具朝住宅一侧加装遮光罩，22时后亮度降低三分之一，如仍有影响请告知我们。
--- 4 complaint road
title: Lamp post leaning on {place}
title: {place}路灯杆倾斜
tell: The lamp post at {place} {no} has been leaning towards the footway since a van hit it on {date}. A cable hangs out at knee height.
tell: {date}一辆面包车撞了{place}{no}号的路灯杆，现在杆子朝人行道歪着，膝盖高的地方还露着电线。
find: The post was made safe the evening we heard of it and replaced on {visit}; the cable is underground now.
find: 接报当晚已做安全处置，{visit}更换新灯杆，线缆已入地。
--- 5 suggestion park
title: More light on the path through {place}
title: Lamps along {place}, please
title: 建议{place}步道增设路灯
title: 希望{place}晚上能亮一点
tell: The path through {place} has lamps only at the two gates. Many people walk or run there after supper; a few low lamps by the water would do.
tell: I suggest lamps with motion sensors at {place}. They would spare the birds and still give light when somebody comes.
tell: {place}的步道只有两头门口有灯，晚饭后散步跑步的人很多，建议在水边加几盏矮灯。
tell: 建议在{place}装感应路灯，人来灯亮、人走灯暗，既安全又不打扰鸟类。
find: We walked the path on {visit} after dark and agree. Twelve low lamps with warm light and sensors are in this year's plan for {place}; the cable is laid from {plan}.
find: 我局于{visit}夜间实地查看，认为建议合理。今年计划在{place}增设12盏暖色感应矮灯，{plan}起敷设电缆。

=== CITY-ROAD-COVER works weight 4 private 0.01
add 1,2: A child could fall in.
add 1,2: Somebody has stuck a branch into it as a warning.
add 1,2,3: Cyclists come down there at speed.
add 1,2,3: It is right where pupils cross.
add 4,5: One day the whole thing will break.
add 1,2: 小孩子走过很容易掉下去。
add 1,2: 现在是热心人插了根树枝提醒大家。
add 1,2,3: 骑车的人从那里下坡速度都很快。
add 1,2,3: 正好在学生过马路的地方。
add 4,5: 照这样下去迟早整个塌掉。
ask 1,2,3: Please send somebody at once.
ask 1,2: Please close it today.
ask 1,2: Please put a proper cover on and check the others in the row.
ask 1,2,3: Whoever owns it, please make it safe first.
ask 4,5: Please set the cover firmly.
ask 4,5: Please repair the frame and not only the lid.
ask 4,5: Please send somebody soon.
ask 1,2,3: 请立即派人处理。
ask 1,2: 请今天就盖上。
ask 1,2: 请换上合格的井盖，并检查同一排的其他井盖。
ask 1,2,3: 不管归谁管，请先消除危险。
ask 4,5: 请把井盖固定好。
ask 4,5: 请修井座，不要只换盖子。
ask 4,5: 请尽快派人来。
find 1,2: The spot was fenced within the hour and a new hinged cover fitted on {visit}. The crew checked {many} covers along {place} and tightened {n} of them.
find 1,2: The shaft belongs to the water works; so as not to lose time our crew covered it on {visit} and charges the costs. The permanent cover follows by {plan}.
find 1,2: 接报一小时内已设置围挡，{visit}安装新的防盗铰链井盖，并排查{place}沿线{many}座井盖，加固{n}座。
find 1,2: 该井属供水单位，为不耽误时间，我局养护队{visit}先行加盖，费用由权属单位承担，{plan}前更换正式井盖。
--- 1 report road
title: Manhole cover missing on {place}
title: Open shaft at {place} {no}
title: {place}井盖缺失
title: {place}{no}号前井口敞开
tell: The manhole cover in front of {place} {no} has been missing since {date}. The shaft is open and more than two metres deep.
tell: {date}起，{place}{no}号门前的井盖就不见了，井口敞着，有两米多深。
--- 2 report road
title: Manhole cover broken on {place}
title: {place}井盖断裂
tell: On {place}, near {landmark}, a cover has broken in two and one half has dropped into the shaft.
tell: {place}靠近{landmark}处，一块井盖断成两截，一半已经掉进井里。
--- 3 report road
title: Broken drain grating, {place}
title: {place}雨水篦子断裂
tell: The drain grating on {place} at number {no} has lost {few} bars. A bicycle wheel fits into the gap.
tell: {place}{no}号的雨水篦子断了{few}根，自行车轮正好能卡进去。
find: The grating was exchanged on {visit} for one with narrow bars; {n} more of the old kind along {place} follow by {plan}.
find: {visit}已更换为窄缝雨水篦子，{place}沿线另有{n}处旧式篦子{plan}前更换。
--- 4 complaint road
title: Clattering cover keeps us awake, {place}
title: {place}井盖异响扰民
tell: A loose cover in the carriageway of {place} at number {no} claps under every car. From {late} on we hear each single one.
tell: {place}{no}号前车行道上的井盖松动，每过一辆车就响一下，{late}以后听得清清楚楚。
add: Nobody on this side of the house sleeps through any more.
add: 临街这边的住户没有一个睡得安稳。
find: On {visit} the frame was set anew with fast mortar and a rubber ring. We drove over it with a lorry before leaving: it is silent.
find: {visit}已用快硬砂浆重新安装井座并加装橡胶垫圈，撤场前用货车试压，无异响。
--- 5 complaint road
title: Cover on {place} sunk below the road
title: {place}井盖下沉
tell: The cover on {place} by {landmark} has been sinking {since} and now lies a fist below the asphalt.
tell: {since}，{place}靠近{landmark}的井盖不断下沉，比路面低了一拳。
add: A motorcyclist nearly came off there on Sunday.
add: 周日有个骑摩托的差点摔倒。
find: The frame is raised and the surface around it closed by {plan}; until then a ramp of cold asphalt prevents the blow.
find: {plan}前将抬升井座并修复周边路面，现已用冷补料顺坡处理，避免颠簸。

=== CITY-CLEAN-RUBBISH works weight 8 private 0.02
add 1,2,3: Rats run there in broad daylight.
add 1,2,3: The wind carries the bags as far as the playground.
add 1,4: The liquid runs across the footway.
add 1,4: Since it has become warm there are flies everywhere.
add 5,6: It gets worse from week to week.
add 5,6: The old people here say it was never like this.
add 5,6: Everybody knows it, but nobody does anything.
add 1,2,3: 大白天都能看到老鼠。
add 1,2,3: 风一吹，塑料袋都飘到了游乐场。
add 1,4: 脏水流得满人行道都是。
add 1,4: 天一热到处是苍蝇。
add 5,6: 情况一周比一周严重。
add 5,6: 村里老人说从来没这样过。
add 5,6: 大家都知道，可是没人管。
ask 1,4: Please have it cleared and the round kept.
ask 1,2,3: Please clear it and disinfect the place.
ask 1,4: Could there be one more collection a day?
ask 2,3: Please find out who dumps it there.
ask 5,6: Please have it cleared and put up bins.
ask 5,6: Please send somebody to look, best in the evening.
ask 5,6: Please talk to the village committee.
ask 1,4: 请尽快清运，并按时收集。
ask 1,2,3: 请清理干净并做好消毒。
ask 1,4: 能否每天增加一次清运？
ask 2,3: 请查清是谁倾倒的。
ask 5,6: 请清理干净并设置垃圾桶。
ask 5,6: 请派人来看看，最好傍晚来。
ask 5,6: 请与村委会沟通解决。
--- 1 complaint estate
title: Rubbish not collected at {place}
title: Bins at {place} overflow for days
title: {place}垃圾无人清运
title: {place}垃圾桶满溢多日
tell: The bins behind building {bld} at {place} have not been emptied {since}. Bags are piled up around them to shoulder height.
tell: At {place} the lorry used to come every morning. {since} it has come every third day, if at all.
tell: {place}{bld}栋后面的垃圾桶{since}没人清，垃圾袋在旁边堆到一人肩膀高。
tell: {place}以前每天早上都有车来收垃圾，{since}变成三天一次，有时还不来。
add: The smell reaches up to the third floor.
add: 臭味一直飘到三楼。
ask: More bins would help.
ask: 希望能多放几个垃圾桶。
find: The place was cleared and washed on {visit}. The collection firm had taken a vehicle out of service without telling us; it has been fined and now comes every day before 8 o'clock. The bin shelter carries a QR code where you can see the last round.
find: {visit}已完成清运和冲洗。系清运公司擅自停用一辆车所致，已予处罚，现每天8点前清运，垃圾房已张贴二维码，可查询最近一次清运时间。
--- 2 complaint estate
title: Mountains of rubbish behind building {bld}, {place}
title: {place}{bld}栋后面垃圾成堆
tell: Old sofas and building rubble have been lying beside the bin shelter of {place} since {date}, and every day there is more.
tell: {date}起，{place}垃圾房边上就堆着旧沙发和装修垃圾，一天比一天多。
find: {n} cubic metres of rubble were removed on {visit}. Bulky waste is now collected at {place} on the first Saturday of each month; the next date is {plan}. The rubble was traced to a renovation firm, which has been charged.
find: {visit}清走装修垃圾{n}立方米。今后每月第一个周六在{place}集中收运大件垃圾，下次为{plan}。经查，装修垃圾系一家装修公司倾倒，已立案处罚。
--- 3 report road
title: Rubbish dumped on {place}
title: Building rubble by the roadside, {place}
title: {place}路边偷倒垃圾
title: {place}路边堆放建筑垃圾
tell: Somebody tips rubble from a lorry on {place} near number {no} at night. This morning it was {few} heaps.
tell: The verge of {place} by {landmark} has been used as a dump {since}: mattresses, tins of paint, bags.
tell: 夜里有人用货车在{place}{no}号附近倾倒建筑垃圾，今早一看又多了{few}堆。
tell: {since}，{place}靠近{landmark}的路边成了垃圾场，床垫、油漆桶、垃圾袋什么都有。
find: The heaps were removed on {visit}. A camera on a lamp post took the plate of the lorry on the second night; its owner pays for the clearing and a fine.
find: {visit}已全部清走。我局在灯杆上加装摄像头，第二晚即拍到涉事货车，车主承担清理费用并被处以罚款。
--- 4 report road
title: Litter all over {place} after the night market
title: {place}夜市过后满地垃圾
tell: Every morning {place} is covered with skewers, cups and grease from the stalls of the night before; nobody sweeps before nine.
tell: 每天早上{place}满地都是前一晚摊点留下的竹签、杯子和油污，九点前没人打扫。
find: The sweeping of {place} was moved to 5 o'clock on {visit}, with a washing vehicle twice a week. The stalls must carry off their own waste from {plan} or lose their pitch.
find: 自{visit}起，{place}清扫时间提前至5点，每周两次机械冲洗。{plan}起摊主须自行清走垃圾，否则取消摊位。
--- 5 report village
title: Rubbish burnt behind {place}
title: {place}村后焚烧垃圾
tell: Household rubbish is burnt in the ditch behind {place} nearly every evening around {late}. The smoke drifts into the houses.
tell: {place}村后的沟里几乎每天{late}都有人烧生活垃圾，烟直往屋里钻。
find: Our village round put out the fire on {visit} and cleared the ditch. Those concerned have been spoken to, and whoever burns rubbish there again pays a fine.
find: 我们巡查人员于{visit}扑灭火点并清理水沟，已对当事人进行教育，再次焚烧将予处罚。
--- 6 report village
title: No bins left in {place}
title: {place}没有垃圾桶
tell: The {few} bins on the road into {place} were taken away in {month} and not replaced; people put their bags by the pond.
tell: {month}，{place}进村路口的{few}个垃圾桶被拉走了，一直没补，大家只好把垃圾扔在塘边。
find: Six bins have stood on the road into {place} since {visit}. They are emptied on Mondays, Wednesdays and Fridays.
find: {visit}已在{place}村口设置6个垃圾桶，每周一、三、五清运。

=== CITY-CLEAN-TOILET works weight 3 private 0.01
add: It is the only toilet between the market and the lake.
add: Taxi drivers and street cleaners depend on it.
add: My mother cannot walk on to the next one.
add: Visitors from out of town turn away at the door.
add: 从菜场到湖边就这一个公厕。
add: 出租车司机和环卫工人都靠它。
add: 我母亲腿脚不好，走不到下一个。
add: 外地游客到了门口就扭头走了。
--- 1 complaint park
title: Public toilet at {place} dirty
title: {place}公厕脏乱
tell: The public toilet at {place} has been so dirty {since} that one can smell it from the bench {many} metres away.
tell: {since}，{place}的公厕脏得不行，{many}米外的长椅上都能闻到臭味。
ask: Please clean it and keep it open.
ask: Could somebody look in more than once a day?
ask: Please put paper and soap there.
ask: 请打扫干净并保持开放。
ask: 能不能一天多打扫几次？
ask: 请配备厕纸和洗手液。
find: The toilet was washed down on {visit} and is now cleaned four times a day; the sheet on the door shows each round. The cleaner on the late shift had left and has been replaced.
find: {visit}已全面冲洗，现每天保洁4次，门口张贴保洁记录表。此前晚班保洁员离职，现已补齐。
--- 2 complaint park
title: Toilet at {place} locked
title: {place}公厕锁门
tell: The toilet at {place} is locked, on {date} even at ten in the morning. The sign says 6:00 to 22:00.
tell: {place}的公厕总锁着门，{date}上午十点去还没开，可牌子上写着6点到22点。
ask: Please keep it open as the sign says.
ask: 请按公示时间开放。
find: The door has been unlocked by a timer from 6:00 to 22:00 since {visit}, so that nobody need come with a key. If it is locked all the same, ring the number on the door.
find: {visit}起大门改为定时开启，6:00至22:00自动开门。如仍锁闭，请拨打门上的电话。
--- 3 complaint park
title: No water in the public toilet, {place}
title: {place}公厕停水
tell: There has been no water in the public toilet at {place} {since}; {few} of the cabins are nailed shut.
tell: {since}，{place}公厕一直没水，{few}个隔间用木条钉死了。
ask: Please have the water repaired.
ask: 请尽快修好供水。
find: A broken pipe was mended on {visit}; there is water again, and all cabins are open.
find: {visit}已修复破裂水管，恢复供水，隔间全部开放。
--- 4 suggestion market
title: A public toilet near {place}
title: 建议在{place}附近增设公厕
tell: There is no public toilet within ten minutes of {place}, though hundreds of people shop there. A small one beside {landmark} would help.
tell: {place}每天人来人往，走十分钟都找不到公厕，建议在{landmark}旁边建一个小型的。
find: We counted people on {visit} and agree that one is needed. A prefabricated toilet with four cabins and a family room is planned beside {landmark}; the site is displayed from {plan}. Until then the community hall next door opens its toilets.
find: 经{visit}实地测算，确有需要。拟在{landmark}旁设置一座装配式公厕，含4个厕位和1个第三卫生间，{plan}起公示选址，其间旁边的社区活动室卫生间对外开放。
--- 5 suggestion market
title: Family cabin for the toilet at {place}
title: 建议{place}公厕增设母婴间
tell: Please add a family cabin with a changing table to the toilet at {place}; parents change their babies on the steps.
tell: 建议在{place}的公厕增设带尿布台的第三卫生间，现在家长只能在台阶上给孩子换尿布。
find: We make room for the family cabin in the toilet at {place}: the store room goes, and a changing table, a low basin and a rail come in its place by {plan}.
find: 将利用{place}公厕现有工具间改建第三卫生间，增设尿布台、矮洗手池和扶手，{plan}前完成。

=== CITY-ORDER-VENDOR order weight 6 private 0.03
add: Pushing a pram there is impossible.
add: Ambulances would not get through in the evening.
add 1,2: The grease makes the pavement slippery.
add 1,2: Shops that pay rent lose their customers.
add 1,2: The noise goes on well after we have gone to bed.
add: 推婴儿车根本过不去。
add: 傍晚要是来辆救护车都进不来。
add 1,2: 地面全是油，走路直打滑。
add 1,2: 交着房租的店铺反而没了生意。
add 1,2: 我们都睡下了，外面还吵个不停。
ask: Please keep the footway free.
ask 1,2: Please give the stalls a place where they disturb nobody.
ask: Please check at the hours when it happens and not in the morning.
ask 1,2: Please set hours and see that they are kept.
ask: 请保证人行道畅通。
ask 1,2: 请给摊贩安排一个不影响居民的地方。
ask: 请在出摊时段检查，不要上午来。
ask 1,2: 请规定经营时段并监督落实。
find 1,2: Officers were on {place} from 17:30 to 23:00 on {visit} and the two days after. The footway is kept free by a line of posts; {n} traders have moved to the marked place behind {landmark}, where they may trade until 22:30.
find 4,5: We took this up with the community on {visit}: {many} pitches are marked beside {place}, breakfast from 6:00 to 9:00, evening from 17:30 to 22:00. Draws take place on {plan}; traders from the neighbourhood come first.
find 1,2: {visit}起连续三天，我局队员17:30至23:00在{place}值守，现已设置隔离桩，{n}户摊贩迁入{landmark}后面的疏导点，经营至22:30。
find 4,5: {visit}我局与社区商定，在{place}旁划定{many}个摊位，早市6:00至9:00，夜市17:30至22:00，{plan}抽签，优先保障附近居民。
--- 1 complaint road
title: Stalls block the footway on {place}
title: {place}摊贩占用人行道
tell: Every evening from six, some {many} stalls take over the footway of {place} between number {no} and {landmark}. We walk on the carriageway.
tell: 每天傍晚六点开始，{place}从{no}号到{landmark}的人行道上摆满了{many}来个摊位，我们只能走机动车道。
--- 2 complaint road
title: Barbecue stalls on {place} every night
title: {place}每晚烧烤摊占道
tell: {since} barbecue stalls have been setting up on {place}, in front of number {no}, and they stay until {late}.
tell: {since}，{place}{no}号门前每晚都有烧烤摊，一直摆到{late}。
--- 3 complaint road
title: {shop} puts tables all over {place}
title: {shop}在{place}占道摆桌
tell: {shop} puts {n} tables on the footway of {place} every night and has even roped off the cycle lane.
tell: {shop}每晚在{place}人行道上摆{n}张桌子，连非机动车道都拉绳子占了。
find: {shop} was given a written order on {visit} and cleared the tables. The second breach within a month costs a fine; a patrol passes at 20:00 and 22:00 until {plan}.
find: {visit}已对{shop}下达责令改正通知书，桌椅全部撤回，一个月内再犯将予罚款，{plan}前每晚20点、22点巡查。
--- 4 suggestion market
title: A place for stalls near {place}
title: 建议在{place}附近设便民摊点
tell: I suggest marking pitches for breakfast stalls beside {place}. We need them on the way to work, and they would not have to run from the officers.
tell: 建议在{place}旁边划几个早餐摊位，上班路上大家都需要，摊主也不用东躲西藏。
--- 5 suggestion market
title: Night market at {place}: let it be, with rules
title: 建议规范{place}夜市而不是一关了之
tell: The stalls by {place} bring life to the quarter. Instead of chasing them away, give them hours, bins and a tap.
tell: {place}边上的夜市很有人气，与其一赶了之，不如定好时间、配好垃圾桶和水龙头。
--- 6 question market
title: Pitch at {place}: how to apply?
title: 请问{place}的摊位怎么申请？
tell: I lost my job in {month} and would like to sell pancakes by {place} in the mornings. Where do I apply for a pitch, and what does it cost?
tell: Are there still free pitches at the evening market of {place}, and do I need a health certificate for selling cut fruit?
tell: 我{month}失业了，想早上在{place}卖煎饼，请问摊位在哪里申请，要交多少钱？
tell: 请问{place}夜市还有空摊位吗？卖切好的水果需要办健康证吗？
find: Pitches cost nothing in the first half year, then three yuan a day for cleaning. Apply at the subdistrict counter with your identity card; for food you need a health certificate, which the health centre issues in two days. At {place} {n} pitches are free at present.
find: 摊位前半年免费，之后每天收3元保洁费，携带身份证到街道窗口申请即可。经营食品需办理健康证，社区卫生服务中心两天可取。{place}目前还有{n}个空位。

=== CITY-ORDER-BUILD order weight 5 private 0.12
add: If this goes on, everybody will do the same.
add: Those who did it say that they know somebody.
add: The neighbours are afraid to say anything.
add: Work goes on at weekends, when no inspector comes.
add: 这样下去大家都会跟着搭。
add: 当事人还放话说上面有人。
add: 邻居们都不敢吭声。
add: 他们专挑周末没人检查的时候施工。
ask: Please stop the work and have it taken down.
ask: Please check whether there is a permit.
ask: I ask for an inspection soon, before it is finished.
ask: Please do not tell them who reported it.
ask: 请制止施工并依法拆除。
ask: 请核查是否有审批手续。
ask: 请趁还没完工尽快来查。
ask: 请对举报人信息保密。
find 7,8: A canopy of up to 1.2 metres needs no permit if the neighbours agree. A closed sunroom counts as building: it needs the vote of the owners and a permit from the planning bureau. We are glad to look at your sketch before you spend money.
find 7,8: 1.2米以内的雨棚，征得相邻业主同意即可，无需审批。封闭式阳光房属于搭建，须经业主表决并取得规划许可，您可先把草图发给我们把关。
--- 1 report estate
title: Extension on the roof of building {bld}, {place}
title: {place}{bld}栋楼顶搭建
tell: On the roof of building {bld} at {place} a family has been putting up a second storey of steel and glass {since}.
tell: {place}{bld}栋楼顶有一户{since}在用钢架玻璃加盖第二层。
find: Officers went up on {visit} together with the planning bureau: there is no permit. The work was stopped and the owner given until {plan} to take it down; otherwise we remove it at the owner's cost.
find: {visit}我局会同资规部门上门核查，该搭建无审批手续，已责令停工，限{plan}前自行拆除，逾期将依法强制拆除，费用由当事人承担。
--- 2 report estate
title: Ground-floor flat at {place} digs a cellar
title: {place}一楼住户私挖地下室
tell: The ground-floor owner in building {bld}, {place}, is digging out a cellar. Lorries take earth away between {late} and {early}.
tell: {place}{bld}栋一楼业主在私挖地下室，{late}到{early}之间有货车往外拉土。
find: The digging was stopped on {visit}, and an institute is measuring the building. The pit must be filled by {plan} under its supervision. The gauges show no movement so far.
find: {visit}已责令停止开挖，并委托机构进行房屋监测，{plan}前须在监督下回填，目前监测数据未见异常。
--- 3 report estate
title: Green space at {place} walled in
title: {place}公共绿地被圈占
tell: A strip of the lawn beside building {bld} at {place} has been fenced in as a private garden; on {date} they laid a concrete floor.
tell: {place}{bld}栋旁边的公共草坪被一户圈成了私家花园，{date}还打了水泥地。
find: The fence and the concrete were measured on {visit}: {many} square metres of shared ground. The owner takes them away by {plan}; after that the greening crew restores the lawn.
find: {visit}现场测量，侵占公共绿地{many}平方米，当事人{plan}前自行拆除，之后由绿化队恢复草坪。
--- 4 report road
title: Illegal shed on {place}
title: {place}违章搭棚
tell: Behind {place} {no} somebody has put up a shed of tin and timber against the public wall and rents it out as a store.
tell: {place}{no}号后面有人靠着公共围墙用铁皮木料搭了个棚子，还当仓库出租。
find: The owner was heard on {visit}, had no permit and has begun to dismantle; we check on {plan}.
find: {visit}已约谈当事人，其无审批手续，现已开始自拆，{plan}复查。
--- 5 report road
title: Container house on the verge of {place}
title: {place}路边私放集装箱房
tell: A container with a kitchen has been standing on the verge of {place} near {landmark} {since}, with a cable from the lamp post.
tell: {since}，{place}靠近{landmark}的路边放了一个带厨房的集装箱，电是从路灯杆上接的。
find: The container was taken away on {visit} and the cable cut. The trader now has a pitch at the market.
find: 集装箱已于{visit}清走，私接电线一并拆除，经营者已安排进市场摊位。
--- 6 report road
title: Shop on {place} closes in the arcade
title: {place}商铺封占骑楼
tell: The shop at {place} {no} has closed the arcade with shutters, so that one has to step into the road.
tell: {place}{no}号商铺用卷帘门把骑楼封了，行人只能绕到马路上走。
find: Under a written order the shutters were opened on {visit}; they will be taken out by {plan}, and the arcade is open for its whole length.
find: {visit}已下达改正通知，卷帘门当场打开，{plan}前拆除，骑楼全线恢复通行。
--- 7 question estate
title: Do I need a permit for a sunroom at {place}?
title: 请问{place}一楼装阳光房要审批吗？
tell: I live on the ground floor of building {bld} at {place} and would like to roof my terrace with glass. Is a permit needed, and who grants it?
tell: 我住{place}{bld}栋一楼，想在露台上装玻璃顶，请问需要审批吗，找哪个部门？
--- 8 question estate
title: Canopy above the door, {place}: permit needed?
title: 咨询{place}门头雨棚是否需要报批
tell: May I put a canopy of one metre above my door at {place}, or does that count as building?
tell: 我想在{place}家门上方装一米宽的雨棚，请问算不算违建？

=== CITY-ORDER-DOG order weight 4 private 0.06
add 1,2: Children no longer dare to play there.
add 1,3: The owners only laugh when one says something.
add 1,2: My mother takes another way now.
add 4,5,6: Families with small children are afraid to go out in the evening.
add 4,5,6: My neighbour carries a stick when she takes the rubbish down.
add 4,5,6: It gets worse every week.
add 1,2: 孩子们都不敢在那里玩了。
add 1,3: 跟狗主人说，他们只是笑笑。
add 1,2: 我母亲现在都绕道走。
add 4,5,6: 有小孩的人家晚上都不敢出门。
add 4,5,6: 邻居下楼倒垃圾都要拿根棍子。
add 4,5,6: 情况一周比一周严重。
ask 1,2: Please send a patrol.
ask 1,3: Please put up signs and bag dispensers.
ask 1,2,3: Please see that the rules are kept.
ask 4,5,6: Please have the strays caught before somebody is hurt.
ask 4,5,6: Please send the shelter's team.
ask 4,5,6: Please act soon.
ask 1,2: 请安排巡查。
ask 1,3: 请设置提示牌和拾便袋。
ask 1,2,3: 请监督大家遵守养犬规定。
ask 4,5,6: 请在伤到人之前收容走。
ask 4,5,6: 请联系收容队过来。
ask 4,5,6: 请尽快处理。
find 4,6: A team of the shelter came on {visit} and {plan} is set for the second visit. {n} dogs were taken in, vaccinated and put up for adoption. Please do not leave food by the bins.
find 4,6: {visit}收容队到场收容{n}条，已免疫并开放领养，{plan}将再次前往。请不要在垃圾房旁投喂。
--- 1 complaint park
title: Dogs off the leash at {place}
title: {place}遛狗不牵绳
tell: Between six and seven every evening {few} or more dogs run off the leash at {place}, right through the children.
tell: 每天傍晚六七点，{place}至少有{few}条狗不牵绳，在孩子中间乱窜。
find: Patrols were at {place} from 18:00 to 20:00 for a week from {visit}. {n} owners were warned and two fined; a fenced run behind {landmark} will be opened by {plan}.
find: 自{visit}起连续一周，每晚18点至20点在{place}巡查，劝导{n}人、处罚2人，{plan}前将在{landmark}后面建成围栏遛狗区。
--- 2 complaint park
title: Large dog without a muzzle, {place}
title: {place}有人遛大型犬不戴嘴套
tell: A man walks a dog as big as a calf at {place} without leash or muzzle; on {date} it jumped up at my son.
tell: 有个男的在{place}遛一条像小牛一样的大狗，不牵绳也不戴嘴套，{date}扑向了我儿子。
find: The owner was found and heard on {visit}. The dog is registered now and goes with leash and muzzle; the next breach means a fine and, for this breed, the loss of the licence.
find: {visit}已找到并约谈养犬人，该犬已登记，出户须牵绳戴嘴套，再次违反将予罚款，属大型犬的吊销养犬证。
--- 3 complaint park
title: Dog dirt all over {place}
title: {place}到处是狗粪
tell: The lawns of {place} have been full of dog dirt {since}, although the bags hang at the gate.
tell: {since}，{place}的草地上到处是狗粪，门口明明挂着拾便袋。
find: Cleaners have come twice a day since {visit}, and {few} more bag dispensers hang at {place}. In the first week {n} owners were asked to turn back and pick it up; two paid a fine.
find: {visit}起每日保洁两次，{place}新增拾便袋箱{few}处，首周劝导{n}人、处罚2人。
--- 4 report estate
title: Stray dogs at {place}
title: Pack of dogs by the bins of {place}
title: {place}流浪狗聚集
title: {place}垃圾房旁有狗群
tell: A pack of {n} stray dogs has been living by the bins of {place} {since}. They follow people to the door of building {bld}.
tell: {since}，{place}垃圾房边上聚集了{n}条流浪狗，会一路跟着人走到{bld}栋门口。
--- 5 report estate
title: Strays fed behind building {bld}, {place}
title: {place}{bld}栋后有人投喂流浪狗
tell: Somebody has been feeding strays behind building {bld} at {place} {since}. By now {n} of them wait there and growl at everyone who passes.
tell: {since}有人在{place}{bld}栋后面投喂流浪狗，现在有{n}条守在那里，见人就低吼。
find: The shelter's team set traps on {visit} and took in {n} dogs by the end of the week. The person who fed them has been spoken to and now helps at the shelter.
find: 收容队于{visit}布设诱捕笼，一周内收容{n}条，已与投喂人沟通，其表示愿意到收容站做志愿者。
--- 6 report estate
title: Bitten by a stray at {place}
title: {place}有人被流浪狗咬伤
tell: My daughter was bitten by a stray at the gate of {place} on {date}; the wound was treated at the hospital.
tell: {date}，我女儿在{place}门口被流浪狗咬伤，已经去医院处理了伤口。

=== CITY-GREEN-TREE works weight 5 private 0.02
add 1,2,3: The property company says that trees are not its business.
add 2,3: Children play underneath.
add 4,5,6: It has been like this for days and nobody has come.
add 4,5,6: Everybody who passes can see it.
add 1,2,3: 物业说树不归他们管。
add 2,3: 孩子们就在下面玩。
add 4,5,6: 好几天了一直没人来处理。
add 4,5,6: 路过的人都看得见。
ask 2,3: Please do it before the storms.
ask 4,5,6: Please take care of it before the next storm.
ask 4,5,6: Please have the whole row looked at.
ask 4,5,6: Please send the greening crew.
ask 2,3: 请赶在台风天之前处理。
ask 4,5,6: 请赶在下一场大风之前处理。
ask 4,5,6: 请把整排树都检查一遍。
ask 4,5,6: 请派绿化队来处理。
--- 1 help estate
title: Trees darken the flats of building {bld}, {place}
title: Branches at our windows, {place}
title: {place}{bld}栋前树木遮光
title: {place}树枝伸到窗户上
tell: The camphor trees in front of building {bld} at {place} have grown up to the {floor}th floor and lean on the windows.
tell: {place}{bld}栋前的香樟树长到了{floor}楼，枝叶贴着窗户。
add: We have the lamp on at noon.
add: 我们大中午都得开灯。
ask: Please prune it, but do not fell it.
ask: Please mind the nests.
ask: 请修剪一下，但不要砍掉。
ask: 请注意不要伤到鸟窝。
find: The greening crew pruned {n} trees at building {bld} on {visit}; those with nests follow after {plan}. The crowns were thinned by a quarter and the windows are free.
find: 绿化队于{visit}修剪{bld}栋前树木{n}棵，有鸟巢的待{plan}后再修。树冠疏枝约四分之一，窗前已无遮挡。
--- 2 help estate
title: Dead branch over the door of building {bld}, {place}
title: {place}{bld}栋门口枯枝悬空
tell: A dead branch as thick as a leg has been hanging over the entrance of building {bld}, {place}, {since}.
tell: {since}，{place}{bld}栋单元门上方吊着一根大腿粗的枯枝。
find: The dead branch was taken down on {visit} from a lift truck, and the tree was searched for more of the kind.
find: {visit}用登高车取下枯枝，并对整棵树进行检查。
--- 3 help estate
title: Leaning tree beside building {bld} at {place}
title: {place}{bld}栋旁大树倾斜
tell: Since the rain of {date} the tree beside building {bld} at {place} has been leaning towards the house.
tell: {date}下雨以后，{place}{bld}栋旁边的那棵树一直朝楼房歪着。
add: In the last wind a branch came down on a parked car.
add: 上次刮风，一根树枝砸在了停着的车上。
ask: Please have somebody check whether it still stands firmly.
ask: 请派人看看树还牢不牢。
find: Our arborist examined the tree on {visit} with a sounding hammer. The roots are sound; it has been straightened, staked and lightened on the side of the house.
find: {visit}绿化技术人员用敲击法检测，树根完好，现已扶正支撑，并修剪靠近楼房一侧的枝条。
--- 4 report road
title: Fallen tree on {place}
title: {place}有树倒伏
tell: A tree has come down on {place} near number {no} and lies across the cycle lane since {date}.
tell: {place}{no}号附近有一棵树倒了，{date}起一直横在非机动车道上。
find: The tree was cut up and removed within two hours; on {visit} the crew checked the row and took out one more that was rotten.
find: 接报两小时内已切割清运，{visit}对整排树木进行检查，又清除一棵蛀空的树。
--- 5 report road
title: Branches hide the traffic sign on {place}
title: {place}树枝遮挡交通标志
tell: On {place} the branches hide the sign before {landmark}; drivers only see it when they are past.
tell: {place}快到{landmark}的地方，树枝把标志牌挡住了，开过去才看得见。
find: The branches in front of the sign on {place} were cut on {visit}, and so were those in front of {few} others in the row.
find: {visit}已修剪{place}遮挡标志的枝条，同一路段另外{few}处一并处理。
--- 6 report road
title: Dead trees along {place}
title: {place}行道树枯死
tell: {n} of the young trees planted along {place} in {month} are dead, and nobody has watered them {since}.
tell: {place}{month}新栽的行道树死了{n}棵，{since}没人浇过水。
find: The dead trees on {place} fall under the planter's guarantee and are replaced by {plan}; since {visit} a watering cart has passed twice a week.
find: {place}枯死苗木属养护保证期内，{plan}前由施工单位补种，{visit}起每周浇水两次。

=== CITY-GREEN-PARK works weight 5 private 0.02
title 1,4: Playground at {place} dangerous
title 1,4: {place}儿童游乐设施有隐患
add 1,2,4: On Sundays half the neighbourhood is there.
add 1,4: A boy cut his knee on it.
add 2,3: It used to be the nicest corner of the quarter.
add 1,2,4: 一到周末，半个小区的人都在那里。
add 1,4: 有个男孩把膝盖划破了。
add 2,3: 以前那里可是附近最漂亮的角落。
ask: Please repair it and check the rest too.
ask: Please close it off until it is safe.
ask: Please post when it was last inspected.
ask: Could it be looked at before the holidays?
ask: 请维修，并顺便检查其他设施。
ask: 修好之前请先围起来。
ask: 请公示最近一次检查的时间。
ask: 希望在放假前处理好。
--- 1 report park
title: Broken swing at {place}
title: {place}秋千损坏
tell: The chain of the left swing at {place} has worn through to a wire's thickness, and the slide has had a crack {since}.
tell: {place}左边那架秋千的铁链磨得只剩细细一根，滑梯{since}也裂了缝。
find: The swing was taken down the same day. New chains and a new slide were fitted on {visit}; the inspector's sheet of that day hangs at the gate.
find: 秋千当天已拆下，{visit}更换新铁链和滑梯，检查记录张贴在入口。
--- 2 report park
title: Boardwalk at {place} broken
title: {place}栈道木板断裂
tell: At {place} {few} planks of the boardwalk are broken; one sees the water through the hole.
tell: {place}的栈道断了{few}块木板，从洞里能看见下面的水。
find: The planks were replaced on {visit} in larch, and the rest of the boardwalk was checked with a hammer.
find: {visit}已更换栈道木板，并对其余部分逐段敲检。
--- 3 report park
title: Benches at {place} rotten
title: {place}长椅腐烂
tell: {n} benches along the path of {place} have lost their slats. On {date} an old man nearly fell through one.
tell: {place}步道边有{n}张长椅的木条掉了，{date}一位老人差点坐空。
add: Older people have nowhere to sit down any more.
add: 老人们连个坐的地方都没有了。
find: All {n} benches have had new slats since {visit}.
find: {visit}已更换{n}张长椅的木条。
--- 4 report park
tell: The rubber floor of the playground at {place} has come up like a carpet, just under the climbing frame.
tell: {place}游乐场攀爬架下面的塑胶地面整片翘了起来。
find: The floor of the playground is relaid by {plan}, as soon as it is dry; it has been fenced since {visit}.
find: 塑胶地面待天晴于{plan}前重铺，{visit}起已设置围挡。
--- 5 suggestion park
title: Shade and drinking water for {place}
title: 建议{place}增加遮阳和饮水点
tell: There is hardly any shade at the playground of {place}. Two sails and a drinking fountain would make it usable in summer.
tell: {place}游乐场几乎没有树荫，建议装两片遮阳帆和一个饮水台，夏天才能用得上。
find: Thank you, we have taken it into this year's plan for {place}: sails over the sand pit and a fountain by the gate, to be built by {plan}. You can follow it on the notice at the gate.
find: 感谢建议，已列入{place}今年的改造计划：沙坑上方加装遮阳帆，入口处设饮水台，{plan}前完成，进度在入口公示。
--- 6 suggestion park
title: Suggestion: table tennis at {place}
title: 建议在{place}设乒乓球台
tell: Please put two table tennis tables at {place}; the paved corner by {landmark} is empty all day.
tell: 建议在{place}摆两张乒乓球台，靠近{landmark}那块铺砖的空地整天闲着。
find: Two tables of concrete will be set up at {place} by {plan}; the corner by {landmark} has the right floor, and the neighbours have no objection.
find: {plan}前将在{place}靠近{landmark}处安装两张水泥乒乓球台，附近居民无异议。
--- 7 suggestion park
title: Longer opening hours for {place}
title: 建议延长{place}开放时间
tell: {place} closes at nine, but in summer people only come out then. An hour longer from May to September would be welcome.
tell: {place}九点就关门，可夏天大家这个点才出来，建议5月到9月延长一小时。
find: We tried it from {visit} for two weeks and counted visitors. It works, and {place} keeps the new arrangement; the neighbours have agreed, provided music is off at 21:00.
find: 自{visit}起试行两周并统计客流，效果良好，{place}将长期执行，附近居民也已同意，条件是21点后不放音乐。
"""

"""What people write about roads, street lights and manhole covers."""

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
tell: {place}人行道约有{many}米的地砖是松的，下过雨一踩一脚水。
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

"""

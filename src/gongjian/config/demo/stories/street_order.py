"""What people write about stalls, illegal building and dogs."""

# ruff: noqa: E501

TEXT = """
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
tell: 每天傍晚六点开始，{place}从{no}号到{landmark}的人行道上摆了约{many}个摊位，我们只能走机动车道。
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

"""

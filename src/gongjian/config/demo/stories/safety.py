"""What people write about dangers, land and plans."""

# ruff: noqa: E501

TEXT = """
=== SAF-FIRE-EXIT order weight 5 private 0.04
add 1,2,4,5,6: If there were a fire, nobody would get out.
add 1,2,4: Older people live on the upper floors.
add 1,2: It has been cleared before, and a week later it was as bad.
add 1,2,4: After the fires in the news one cannot sleep.
add 5,6,7: On weekends there are hundreds of people inside.
add 1,2,4,5,6: 真着了火谁也跑不出去。
add 1,2,4: 楼上住的都是老人。
add 1,2: 以前清过一次，一周后又堆满了。
add 1,2,4: 看了新闻里的火灾，心里总不踏实。
add 5,6,7: 周末里面有好几百人。
ask 1,2: Please have it cleared and check again.
ask 1,2: Please fine whoever does it.
ask 1,2,5,6,7: Please come without notice.
ask 1,2: Please make the property company look after it.
ask 5,6,7: Please have it put right and check again.
ask 1,2: 请清理并回头检查。
ask 1,2: 请对当事人处罚。
ask 1,2,5,6,7: 请突击检查。
ask 1,2: 请督促物业负起责任。
ask 5,6,7: 请责令整改并回头检查。
find 5,6,7: {place} was inspected on {visit} during opening hours. The exit is open and alarmed, {n} traders were fined, and {many} extinguishers exchanged. We come again, without notice, before {plan}.
find 5,6,7: {visit}营业时段检查{place}，出口已打开并加装报警装置，处罚{n}户，更换灭火器{many}具，{plan}前再次突击检查。
--- 1 report estate
title: Fire lane at {place} parked full
title: {place}消防通道被占
tell: The fire lane in front of building {bld} at {place} is parked full every evening; only a motorcycle gets through after {late}.
tell: {place}{bld}栋门前的消防通道每晚停满车，{late}以后只能过一辆摩托。
find: Our inspectors and the fire station were at {place} on {visit} at 21:30. {n} cars were towed; the lane is painted, posts that fold down are set by {plan}. A practice with the fire engine showed that it now gets through.
find: {visit}21时30分我局会同消防站到{place}检查，拖离{n}辆，通道已划线，{plan}前加装可倒伏立柱，经消防车实测可通行。
--- 2 report estate
title: Stairwell of building {bld}, {place}, full of things
title: {place}{bld}栋楼道堆满杂物
tell: In building {bld}, {place}, cupboards, cartons and {few} old mattresses have been standing on the stairs {since}, up to the {floor}th floor.
tell: {since}，{place}{bld}栋楼梯上堆着柜子、纸箱和{few}张旧床垫，一直堆到{floor}楼。
find: Building {bld} was cleared on {visit} with {manager}: {few} lorry loads. Whoever puts things there again pays; the caretaker photographs every floor on Mondays.
find: {visit}会同{manager}清理{bld}栋，清出{few}车杂物。今后每周一逐层拍照巡查，再堆放者予以处罚。
--- 3 report estate
title: Fire hydrants at {place} without water
title: {place}消防栓没水
tell: The hydrant on the {floor}th floor of building {bld}, {place}, gives no water. We tried it on {date}.
tell: {date}我们试了{place}{bld}栋{floor}楼的消防栓，一滴水都没有。
add: If there were a fire, nobody could put it out.
add: 真着了火都没法救。
ask: Please have the hydrants repaired and tested on every floor.
ask: 请维修并逐层测试消防栓。
find: A valve to the hydrants of building {bld} had been closed after a repair. It was opened and sealed on {visit}; the pressure was measured on every floor and is in order.
find: 系维修后{bld}栋消防管阀门未打开，{visit}已开启并铅封，逐层测压合格。
--- 4 report estate
title: Roof door chained in building {bld}, {place}
title: {place}{bld}栋天台门被锁
tell: The door to the roof of building {bld} at {place} has been locked with a chain {since}.
tell: {since}，{place}{bld}栋通往天台的门被铁链锁着。
ask: Please have the chain taken off.
ask: 请把铁链拆掉。
find: The chain was taken off on {visit}. The roof door of building {bld} now has a bar that opens from inside and sounds an alarm.
find: {visit}已拆除铁链，{bld}栋天台门改装推杆锁，可从内侧打开并报警。
--- 5 report market
title: Emergency exit of {shop} locked
title: {shop}安全出口上锁
tell: At {place} the emergency exit beside {shop} was locked on {date} in the middle of the dinner hour.
tell: {date}晚饭高峰，{place}{shop}旁边的安全出口锁着。
--- 6 report market
title: Exits at {place} blocked by goods
title: {place}安全出口被货物堵塞
tell: The passages of {place} are full of goods; {few} of the exits cannot be opened. It has been like that {since}.
tell: {since}，{place}过道堆满货物，{few}个出口打不开。
--- 7 report market
title: Fire extinguishers at {place} out of date
title: {place}灭火器过期
tell: The extinguishers at {place} bear labels from years ago, and two hang behind the shelves of {shop}.
tell: {place}的灭火器标签是好几年前的，有两个还挂在{shop}货架后面。
--- 8 question estate
title: Charging in the underground garage of {place}: allowed?
title: 请问{place}地下车库能充电吗？
tell: Is it allowed to charge electric bicycles in the underground garage of {place}, where {manager} has put sockets?
tell: {manager}在{place}地下车库装了插座，请问可以给电动车充电吗？
find: Charging is allowed only where the place is separated by fire walls, has sprinklers and is approved. At {place} this is not so, and the sockets were switched off on {visit}; a shed outside follows by {plan}.
find: 须有防火分隔、喷淋并经验收方可充电，{place}不具备条件，{visit}已断电，{plan}前在室外建充电棚。
--- 9 question estate
title: Fire drill at {place}
title: {place}能组织消防演练吗？
tell: We would like a fire drill for building {bld} at {place}. Who organises that, and what does it cost?
tell: 我们想给{place}{bld}栋组织一次消防演练，请问找谁，要收费吗？
find: A drill is free: the fire station comes to {place} on {plan} at 10:00 with an engine and lets everybody try an extinguisher. Please tell your neighbours.
find: 消防演练免费，消防站定于{plan}10时到{place}，出动消防车并教大家使用灭火器，请转告邻居。

=== SAF-FIRE-WORK order weight 4 private 0.08
add 1,2,5,6: The workers do not dare to say anything.
add 1,3,7: People walk underneath all day.
add 2,3,4,5,6,7: Somebody will be killed.
add 1,2,5,6: 工人都不敢说。
add 1,3,7: 下面整天有人走。
add 2,3,4,5,6,7: 迟早要出人命。
ask: Please stop it until it is safe.
ask: Please send an inspector.
ask: Please do not name me.
ask: Please check the other sites of this firm too.
ask: 请责令停工整改。
ask: 请派人检查。
ask: 请为我保密。
ask: 请把这家公司其他工地也查一查。
--- 1 report site
title: Scaffold at {place} unsafe
title: {place}脚手架不牢
tell: The scaffold at {place} has lost its planks and nets on the side of {road}; a clamp fell in front of my bicycle on {date}.
tell: {place}靠{road}一侧的脚手架掉了踏板和密目网，{date}一个扣件砸在我自行车前面。
find: Work at {place} was stopped on {visit} an hour after your report. {n} faults were found; the scaffold is being rebuilt and will be examined on {plan}. The foreman takes part in a course, and the builder pays a fine.
find: 接报一小时后我局即对{place}责令停工，{visit}查出隐患{n}项，脚手架正在重新搭设，将于{plan}验收，现场负责人接受培训，企业已处罚。
--- 2 report site
title: No helmets, no ropes at {place}
title: {place}工人高处作业无防护
tell: At {place} men have been working on the {floor}th floor without ropes {since}; one leans out to guide the load.
tell: {since}，{place}工人在{floor}楼作业不系安全带，有人探出身子扶吊物。
add: Nobody wears a helmet.
add: 一个戴安全帽的都没有。
find: Two inspectors were at {place} on {visit}: nobody was roped on. All work above two metres was stopped until the afternoon; the men have harnesses and a line now and took the course again.
find: {visit}两名执法人员到{place}，确无人系安全带，已停止高处作业，现已配齐安全带和生命绳并重新培训。
--- 3 report site
title: Crane swings over the road at {place}
title: {place}塔吊吊物过街
tell: The crane at {place} swings its loads over {road} and the way to {landmark}, also when people walk there.
tell: {place}塔吊吊着东西从{road}和去{landmark}的路上方过，下面还有人走。
find: The limiter of the crane at {place} was set on {visit} so that it cannot swing over {road}; a man with a flag stands below.
find: {visit}已对{place}塔吊设置限位，禁止越过{road}，并安排专人指挥。
--- 4 report site
title: Cracked pit at {place}
title: {place}基坑开裂
tell: The pit at {place} is {n} metres deep, and its wall has been cracking {since}. There is no fence on the side of {estate}.
tell: {place}基坑有{n}米深，{since}坑壁开裂，靠{estate}一侧没有围栏。
find: The pit at {place} was fenced and braced on {visit}. It is measured every day, and so far the values are calm; anyone may see them at the gate.
find: {visit}已对{place}基坑加设围栏和支撑，每日监测，数据平稳，可在门口查看。
--- 5 report road
title: Store of chemicals on {place}
title: {place}违规存放化学品
tell: In the store behind {place} {no} drums with a flame sign have been stacked {since}; people weld next to them.
tell: {since}，{place}{no}号后面的仓库堆着贴有易燃标志的桶，旁边还有人焊接。
find: The store behind {place} {no} was emptied on {visit}: {many} drums went to a licensed place, and the operator is being charged.
find: {visit}清空{place}{no}号后仓库，{many}桶转移至合规场所，已立案查处。
--- 6 report road
title: Workshop on {place} without safety
title: {place}作坊安全隐患
tell: At {place} {no} the workers of a workshop sleep in a loft above the machines, behind barred windows.
tell: {place}{no}号的作坊让工人住在机器上面的阁楼，窗户还焊着铁栏。
find: Nobody has slept above the workshop since {visit}; the firm has rented rooms, and the bars are off the windows. It may go on once the second exit is built.
find: {visit}起作坊上方人员全部搬离，企业另租宿舍并拆除窗栏，增设第二出口后方可恢复生产。
--- 7 report road
title: Loose facade tiles above {place}
title: {place}外墙砖松动
tell: Tiles come off the front of {place} {no}; on {date} {few} fell on the footway by {landmark}.
tell: {place}{no}号外墙瓷砖脱落，{date}有{few}块砸在{landmark}旁的人行道上。
find: The footway was fenced at once and the loose tiles were knocked off on {visit}. The owner has the rest tested by {plan}.
find: 接报即设围挡，{visit}敲除松动瓷砖，业主{plan}前完成整面检测。

=== SAF-LAND-SLOPE works weight 4 private 0.02
add 1,2,3: Every rain makes it worse.
add 1,2,3: 每下一场雨就更严重。
ask 1,3,4,5: Please have it examined before the rains.
ask: Please secure it.
ask 1,3,4,5: Please tell us honestly whether we may stay.
ask: Please put up a warning and a fence.
ask 1,3,4,5: 请在雨季前勘查。
ask: 请采取加固措施。
ask 1,3,4,5: 请如实告知还能不能住。
ask: 请设置警示牌和围栏。
--- 1 report village
title: Slope behind {place} slides
title: Cracks in the hill above {place}
title: {place}后山滑坡
title: {place}后山出现裂缝
tell: The slope behind {place} has been sliding {since}; a crack as wide as a hand runs above the upper houses.
tell: After the rain on {date} stones and mud came down on the road to {place}, {many} metres from the first houses.
tell: {since}，{place}后山一直在滑，上面几家房子后头裂了一掌宽的缝。
tell: {date}雨后，泥石滚到了去{place}的路上，离最近的房子只有{many}米。
add: {few} families live right below.
add: At night one hears the stones.
add: We have moved the children's beds to the other side.
add: 下面就住着{few}户人家。
add: 夜里都能听到石头滚落的声音。
add: 我们把孩子的床都搬到了另一头。
find: A geologist climbed the slope on {visit}. The crack has been closed with clay and a ditch dug above it; four gauges report every hour. {few} families stay with relatives on days with a red warning; the wall is built by {plan}.
find: {visit}地质专家现场勘查，已封填裂缝、开挖截水沟，安装4个监测点每小时回传，红色预警时{few}户转移，{plan}前建成挡墙。
--- 2 report village
title: Old house in {place} about to fall
title: {place}有老屋要倒
tell: An empty house of clay in {place} leans over the lane on which the children go to school.
tell: {place}有栋没人住的土屋朝巷子歪着，孩子们上学就从下面走。
find: The house was propped on {visit} and will be taken down by {plan}, as its owner agrees. The lane is closed until then, and the way to school leads by the hall.
find: {visit}已支护，屋主同意{plan}前拆除，其间巷道封闭，上学改走村部。
--- 3 help estate
title: Retaining wall at {place} bulges
title: {place}挡土墙鼓包
tell: The retaining wall behind building {bld} at {place} bulges outwards and has been wet {since}.
tell: {place}{bld}栋后面的挡土墙往外鼓，{since}墙面一直渗水。
find: The wall behind building {bld} was examined on {visit}. Drains were bored at once, and it is anchored by {plan}; until then nobody may park below it.
find: {visit}勘查{bld}栋后挡土墙，已打设排水孔，{plan}前完成锚固，其间下方禁止停车。
--- 4 help estate
title: Building {bld} of {place} sinks on one side
title: {place}{bld}栋一侧下沉
tell: Building {bld} of {place} has sunk on one side: the doors jam up to the {floor}th floor, and a crack in the stairs has widened since {date}.
tell: {place}{bld}栋一侧下沉，{floor}楼以下的门都卡住了，{date}以来楼梯的裂缝越来越宽。
add: At night one hears it crack.
add: 夜里能听到开裂的声音。
find: Building {bld} was measured on {visit}. It is graded B: safe to live in, with repairs. Marks at the four corners are read every week, and the stairs are repaired by {plan}.
find: {visit}对{bld}栋进行鉴定，评为B级，可居住但需维修。四角设沉降观测点每周读数，{plan}前修复楼梯。
--- 5 help estate
title: Old house at {place}: is it safe?
title: {place}老房子还安全吗？
tell: Since digging began for the new building on {road}, the floor of our house at {place}, building {bld}, has been out of level.
tell: {road}新楼开挖以后，我们{place}{bld}栋的地面就不平了。
add: New cracks appear every week.
add: 每周都有新裂缝。
find: Digging on {road} was stopped on {visit} until the pit was braced. An institute chosen by both sides examines the damage by {plan}; the builder bears the cost.
find: {visit}责令{road}项目停止开挖并加固支护，{plan}前由双方共同选定机构鉴定损失，费用由施工方承担。

=== SAF-LAND-PLAN service weight 3 private 0.03
ask 1,2,3: Please also say until when one can object.
ask 1,2,3: We should like to be heard before it is decided.
ask 1,2,3: 也请告知异议截止时间。
ask 1,2,3: 希望在决定之前听听我们的意见。
--- 1 question road
title: What will be built on {place}?
title: 请问{place}旁的空地要建什么？
tell: The vacant ground beside {place} {no} was fenced in on {date}. What will be built there, and how high?
tell: {place}{no}号旁边的空地{date}围起来了，请问要建什么，多高？
find: The plan for {place} shows a community centre of four storeys. It is on display until {plan} on site, in the subdistrict hall and online; objections need no form.
find: {place}地块规划为四层社区服务中心，{plan}前在现场、街道大厅和网上公示，异议无需固定格式。
--- 2 question road
title: Plan for {place}: where to see it
title: 在哪里可以看{place}的规划？
tell: Where can one see the plan for {place}? The notice at the site has been gone {since}.
tell: {since}，现场的公示牌被拆了，请问在哪里可以看到{place}的规划原件？
find: The plan for {place} hangs in the subdistrict hall and is online until {plan}. The notice on site was put up again on {visit}, higher than before.
find: {place}规划方案{plan}前在街道大厅和网上公示，现场公示牌{visit}已重新竖立。
--- 3 question road
title: Widening of {place}
title: 咨询{place}拓宽计划
tell: Is it true that {place} will be widened, and will the trees before {landmark} be felled for it?
tell: 听说{place}要拓宽，请问是真的吗，{landmark}前面的树会不会砍？
find: A widening of {place} is not planned; what you have seen are works on the drains. The trees stay. The plan for the whole quarter hangs in the exhibition hall, and we gladly explain it on Wednesdays.
find: {place}没有拓宽计划，现为排水施工，树木全部保留。片区规划在展示馆公开，每周三可现场讲解。
--- 4 suggestion park
title: Objection to the plan beside {place}
title: 对{place}旁规划方案的异议
tell: The plan on display beside {place} has a block of {n} storeys on its south side. It would put the playground in the shade from two o'clock on.
tell: {place}旁公示的方案在南侧安排了{n}层的楼，下午两点以后游乐场就晒不到太阳了。
find: Your objection was treated with {n} others on {visit}. The shadow study confirms it: the block loses two storeys and moves back by eight metres. The changed plan is displayed from {plan}.
find: 您的异议与另外{n}条一并于{visit}审议，日照分析证实影响，该楼降低两层、后退八米，修改方案{plan}起重新公示。
--- 5 suggestion park
title: A library instead of shops by {place}
title: 建议{place}旁建图书馆而不是商铺
tell: Instead of more shops by {place}, please plan a small library with a reading room; there is none within half an hour.
tell: {place}旁边商铺已经够多了，建议规划一座带阅览室的小图书馆，附近半小时内都没有。
find: A library is not in this plan, but rooms for a reading room are kept free in the community centre beside {place}; your proposal was put to the culture section on {visit}.
find: 本次规划未安排图书馆，但{place}旁社区中心预留阅览室，建议已于{visit}转文化部门。
--- 6 suggestion park
title: Keep the view at {place}
title: 建议保留{place}的视线通廊
tell: From {landmark} one sees across {place} to the lake. Please keep this view free in the new plan.
tell: 从{landmark}可以越过{place}看到湖面，请在新规划里保留这条视线。
find: The view across {place} is kept in the plan as a strip of thirty metres in which nothing is built.
find: 规划保留{place}三十米宽视线通廊，其间不得建设。

=== SAF-LAND-VILLAGE service weight 3 private 0.15
add 4,6: If nobody stops it, the field is lost for good.
add: The village committee looks the other way.
add 4,6: 再不制止，这田就毁了。
add: 村委会睁一只眼闭一只眼。
ask 1,2,3: Please tell us the steps.
ask 1,2,3: Please decide before the dry season.
ask: Please stop it at once.
ask 4,6: Please have the field restored.
ask 1,2,3: 请告知办理流程。
ask 1,2,3: 希望赶在旱季前批下来。
ask: 请立即制止。
ask 4,6: 请责令恢复耕种。
--- 1 application village
title: Application to rebuild our house in {place}
title: 申请翻建{place}老房
tell: Our house in {place} is more than forty years old and leaks. We apply to rebuild it on the same ground, {many} square metres more or less.
tell: 我家在{place}的房子四十多年了，到处漏雨，申请原址翻建，面积增减约{many}平方米。
find: We looked at the site in {place} on {visit} with the village committee. Rebuilding is permitted up to 120 square metres on two storeys; the papers are ready on {plan} and need not be fetched, they are brought.
find: {visit}会同村委会到{place}现场踏勘，同意原址翻建，两层、不超过120平方米，批文{plan}办好并送上门。
--- 2 application village
title: Homestead for my son in {place}
title: {place}分户申请宅基地
tell: My son has married, and the {n} of us live in three rooms in {place}. We apply for a homestead of his own.
tell: 儿子结婚了，我们{n}口人在{place}挤三间房，申请分户宅基地。
find: The application was announced in {place} for seven days from {visit}; nobody objected. The decision will be made by {plan}. For a loan you may use the certificate at once.
find: {visit}起在{place}公示七日，无异议，{plan}前作出决定，批文可直接用于贷款。
--- 3 application village
title: Second storey in {place}
title: {place}住房加层申请
tell: I should like to add a storey to my house in {place}. I asked at {road} on {date} and was told to apply here.
tell: 我想给{place}的房子加一层，{date}去{road}咨询，让我在这里申请。
find: A second storey is allowed up to seven metres if the foundation bears it; the surveyor measured it on {visit}, and it does. The permit is ready on {plan} and will be brought to you.
find: 基础满足要求的可加建二层，檐高不超过七米，{visit}测量合格，批文{plan}办好并送上门。
--- 4 report village
title: Farmland concreted over in {place}
title: {place}耕地被硬化
tell: On good farmland by {place} somebody has been laying concrete {since}, allegedly for a car park.
tell: {since}，{place}旁边的好田在浇水泥，说是要做停车场。
find: Work was stopped on {visit}. The satellite picture shows farmland; the concrete must be broken up and the soil brought back by {plan}, which we check with a drone.
find: {visit}已责令停工，经卫星影像比对属耕地，限{plan}前破除硬化、恢复耕作层，届时无人机复查。
--- 5 report village
title: House without a permit in {place}
title: {place}违法建房
tell: On the paddy at the edge of {place} a house of {few} storeys is going up. The land belongs to the village.
tell: {place}村边的水田里盖起了{few}层楼，那是集体的地。
add: Others have been refused for years.
add: 别人申请好几年都没批。
ask: Please check the permit.
ask: 请核查审批手续。
find: The owner has no permit. The case was opened on {visit}; the building is sealed, and the decision on its removal follows by {plan}.
find: 当事人无审批手续，{visit}立案并查封，{plan}前作出处理决定。
--- 6 report village
title: Earth taken from fields of {place}
title: {place}有人偷挖耕地取土
tell: At night excavators take earth from the fields of {place}; on {date} it was {many} lorries.
tell: 夜里有挖机在{place}的田里取土，{date}拉走了{many}车。
find: The excavators were stopped in the night of {visit} and two lorries held. The soil must be brought back by {plan}; the case has gone to the police as well.
find: {visit}夜间查处，暂扣货车两辆，责令{plan}前回填复垦，案件已移送公安。
--- 7 question village
title: Sale of a village house in {place}
title: 请问{place}的房子能卖吗？
tell: May I sell the house of my parents in {place} to somebody from town, and if not, what can I do with it?
tell: 请问我父母在{place}的老房子能卖给城里人吗？不能的话怎么处置？
find: A village house may be sold only within the village; it may be let to anyone, or given back for compensation. The office in {place} has model contracts.
find: 宅基地房屋只能在本集体内转让，可以出租，也可有偿退出，{place}村部备有合同范本。
--- 8 question village
title: Compensation for fields of {place}
title: 咨询{place}征地补偿
tell: For the new road part of the fields of {place} will be taken. How is the compensation worked out, and when is it paid?
tell: 修新路要征{place}的部分田地，请问补偿怎么算、什么时候发？
find: The compensation is so much a square metre by grade, plus the crops; the table hangs in the hall of {place}. Payment comes before the works begin, by {plan} at the latest.
find: 征地补偿按地类和面积计算，另付青苗费，标准张贴在{place}村部，先补偿后动工，最迟{plan}支付。
"""

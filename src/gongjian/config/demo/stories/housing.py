"""What people write about estates, new homes and renting."""

# ruff: noqa: E501

TEXT = """
=== HOU-EST-FEES dispute weight 6 private 0.06
title 4,5: Gate of {place} left open all night
title 4,5: {place}大门整夜敞开无人看守
add 1,2: People in our building now refuse to pay, and the mood at the gate is getting worse.
add 1,2: We have asked at the office three times and only ever hear that head office will decide.
add 1,2: Many of the owners are pensioners, and for them this is real money.
add: Nobody on our landing knows what we are paying for any more.
add 1,2: The notice board at the gate is empty, so there is nothing to check it against.
add 3,4,5: We pay our fees on time every month.
add 3,4,5: Nobody at the property office feels responsible.
add 1,2: 现在楼里不少人拒交费用，门岗那边天天有人争吵。
add 1,2: 我们去物业办公室问过三次，每次都说要等总部答复。
add 1,2: 小区里退休老人多，这笔钱对他们不是小数目。
add 1,2: 我们这层邻居谁也说不清这些钱到底花在了哪里。
add 1,2: 小区门口的公示栏是空的，根本无从核对。
add 3,4,5: 我们每月都按时交物业费。
add 3,4,5: 物业办公室没有人当回事。
add 3,4,5: 我们这层邻居都说不知道钱花到哪里去了。
ask 1,2: Please have the company publish its accounts and explain the charge in writing.
ask 1,2: I ask the bureau to check whether this is allowed.
ask: Could somebody from the bureau call a meeting with the company and the owners?
ask 1,2: Please tell us which charge applies and make the company keep to it.
ask 1,2: We would like an answer before the next bill is due.
ask 3,4,5: Please make the company do what the contract says.
ask 3,4,5: Please check it on the spot, at different hours.
ask 1,2: 请责令物业公开账目，并对收费作出书面说明。
ask 1,2: 请主管部门核查这样收费是否合规。
ask: 恳请主管部门牵头，让物业和业主坐下来谈一次。
ask 1,2: 请明确告知收费标准，并督促物业按标准执行。
ask 1,2: 希望在下一期缴费之前得到答复。
ask 3,4,5: 请督促物业按合同提供服务。
ask 3,4,5: 请在不同时段到现场检查。
find 3,4,5: We inspected {place} on {visit} and found the complaint justified. {manager} has hired two cleaners and repaired the barrier; the community committee counts the shifts every week until {plan}. The shortfall will be entered in the company's credit record.
find 3,4,5: On {visit} our inspectors and the community grid officer checked the building at different hours. {manager} was given a written order to staff the gate around the clock and to clean the corridors twice a week. A second check on {plan} will show whether it holds.
find 3,4,5: {visit}我局到{place}现场检查，您反映的情况属实。{manager}已增聘两名保洁员并修好道闸，{plan}前由社区居委会每周核查值班情况，本次问题将计入企业信用档案。
find 3,4,5: {visit}我局执法人员会同社区网格员在不同时段检查，已向{manager}下达整改通知书，要求门岗24小时值守、楼道每周清扫两次，{plan}将进行复查。
--- 1 complaint estate
title: Property fee at {place} raised without a vote
title: {place}: fees up, service down
title: {manager} raises fees at {place}
title: {place}物业未经表决擅自涨价
title: {place}物业费涨了服务却差了
title: 投诉{manager}在{place}乱涨物业费
tell: In {month} the property fee at {place} went up by {n} yuan a month, without any vote of the owners. {manager} put up a slip of paper at the gate and that was all.
tell: {manager} has been charging us the new fee {since}, yet the lobby of building {bld} is mopped once a week at best and the gate is unmanned after {late}.
tell: {month}起，{place}的物业费每月涨了{n}元，没有经过业主表决，{manager}只在门口贴了一张纸就算通知了。
tell: {since}，{manager}开始按新标准收费，可是{bld}栋大堂一周最多拖一次地，{late}以后门岗就没人了。
find: Our estates section inspected {place} on {visit} and went through the contract with {manager}. The increase had not been put to the owners' vote. The company has withdrawn it, will repay what it collected in the next bill, and posted its accounts for the last half year at the gate.
find: 我局物业管理科于{visit}到{place}现场核查，并调阅了{manager}的服务合同。经查，此次涨价未经业主表决。物业公司已撤回涨价通知，多收部分在下期账单中退还，近半年收支账目已在门口公示。
--- 2 complaint estate
title: “Shared energy” at {place}: {yuan} yuan without a calculation
title: {place}物业乱摊公共能耗费{yuan}元
tell: On {date} I received a bill of {yuan} yuan from {manager} for “shared energy” at {place}. Nobody could show me a meter or a calculation.
tell: {date}我收到{manager}寄来的账单，要求分摊{place}“公共能耗费”{yuan}元，问他们怎么算的，谁也拿不出电表读数和计算依据。
find: We met {manager}, the community committee and four owners on {visit}. The charge for shared energy was calculated on the wrong number of homes; it has been corrected and the difference will be credited by {plan}. The calculation is now on the notice board.
find: {visit}我局会同社区居委会约谈了{manager}，并邀请四位业主代表参加。经核实，公共能耗费分摊户数计算有误，现已更正，差额于{plan}前退还，计算明细已张贴在公示栏。
--- 3 complaint estate
title: Corridors of {place} not cleaned
title: {place}楼道长期无人打扫
tell: The stairs and corridors of building {bld} at {place} have not been cleaned {since}. Leaflets, food boxes and cigarette ends lie on every floor up to the {floor}th.
tell: {place}{bld}栋的楼梯和走廊{since}没人打扫，从一楼到{floor}楼到处是传单、饭盒和烟头。
--- 4 complaint estate
tell: The gate barrier at {place} has stood open {since} and anyone walks in. Last week {few} parcels disappeared from building {bld} alone.
tell: {since}，{place}大门的道闸一直抬着，谁都能进，光{bld}栋上周就丢了{few}个快递。
--- 5 complaint estate
title: Too few guards at {place}
title: {place}保安缺岗
tell: {manager} is meant to have two guards on each shift at {place}. For the past weeks there has been one, and after {late} there is nobody at all.
tell: 按合同{manager}每班应有两名保安，可{place}这几周只剩一个人，{late}以后一个人都没有。
--- 6 question estate
title: How do we elect an owners' committee at {place}?
title: 请问{place}如何成立业主委员会？
tell: We would like to elect an owners' committee at {place}. How many owners must sign, who checks the list, and how long does it take?
tell: 我们{place}想成立业主委员会，请问需要多少业主签名、由谁核实名单、大概要多久？
find: For {place} one fifth of the owners sign a petition; the subdistrict office checks the list within ten working days and then calls a preparatory group of seven to nine people. The forms are at the community office, and our estates section helps to fill them in on Wednesday afternoons.
find: {place}成立业主委员会，需五分之一以上业主联名提出申请，由街道办事处在十个工作日内核实名单，并组建七至九人的筹备组。申请表可在社区居委会领取，每周三下午我局物业科可现场指导填写。
--- 7 question estate
title: Term of the owners' committee at {place} over: who calls the election?
title: 咨询{place}业委会换届流程
tell: The term of our owners' committee at {place} ended in {month} and nobody has called an election. Who has to do it, and whom do we turn to?
tell: {place}上一届业委会{month}就到期了，一直没人组织换届。请问应该由谁牵头，我们找哪个部门？
find: The subdistrict office calls the election when a term has ended for three months. We asked it on {visit} to form a preparatory group for {place}; the notice will be posted by {plan}, and every owner may put names forward.
find: 业委会任期届满三个月未换届的，由街道办事处组织换届。我局已于{visit}函告街道启动{place}筹备组组建工作，公告将于{plan}前张贴，业主均可推荐人选。

=== HOU-EST-LIFT works weight 6 private 0.03
add 2,3,4: Parents no longer let their children ride it alone.
add 2,3,4: Everybody on our landing takes the stairs now, even with heavy shopping.
add 2,3,4: There is no second lift in this entrance.
add 2,3,4: 家长们都不敢让孩子单独乘坐了。
add 2,3,4: 我们这层的人宁可提着东西爬楼梯。
add 2,3,4: 单元里没有第二部电梯可用。
ask: Please publish the inspection report in the lobby.
ask 2,3,4: Please have the lift inspected at once.
ask 2,3,4: Please stop it until it is safe.
ask 2,3,4: We ask for a thorough check, not another reset.
ask: 请将检验报告张贴在大堂。
ask 2,3,4: 请立即安排检测。
ask 2,3,4: 在确认安全之前请先停用。
ask 2,3,4: 希望彻底检查，不要简单重启了事。
find 2,3,4: The lift was stopped on {visit} and examined together with the testing institute. The levelling sensor was faulty and the emergency line disconnected; both have been replaced. After a run of 48 hours without an error the lift was released. The test report hangs in the cabin.
find 2,3: Our inspectors came on {visit}, had the traction rope and the brake measured, and ordered the replacement of two parts by {plan}. Until the new test is passed, the lift stays out of service. {manager} must answer the emergency button around the clock.
find 2,3,4: {visit}我局责令停用该电梯，并会同检验机构检测，查明平层感应器故障、紧急呼叫线路断开，均已更换。连续运行48小时无异常后恢复使用，检测报告已张贴在轿厢内。
find 2,3: 我局监察人员于{visit}到场，对曳引绳和制动器进行了检测，责令{plan}前更换两处部件，复检合格前不得使用，同时要求{manager}保证紧急呼叫24小时有人应答。
--- 1 help estate
title: Lift in building {bld} of {place} out of order
title: {place}: no lift in building {bld} for days
title: Residents of the {floor}th floor at {place} without a lift
title: {place}{bld}栋电梯停运
title: {place}{bld}栋电梯坏了多日没人修
title: {place}{floor}楼住户出行难，电梯迟迟不修
tell: The lift in building {bld} of {place} has been out of order {since}. A note on the door says “waiting for parts”, without a date.
tell: {since} we have been climbing {floor} floors at {place}, because the only lift of building {bld} stands still and {manager} says the repair firm has not been paid.
tell: On {date} the lift in building {bld}, {place}, stopped and has not moved again. The repair man came once, looked, and left.
tell: {place}{bld}栋的电梯{since}一直停运，门上只贴着“等待配件”，没写什么时候修好。
tell: {since}，我们每天要爬{floor}层楼。{place}{bld}栋唯一的电梯停了，{manager}说是维保单位没收到款。
tell: {date}{place}{bld}栋电梯停了以后就再没动过，维修工来看了一眼就走了。
add: My mother is {age} and has not left her flat since.
add: Two families here push prams and have to carry them up.
add: Delivery riders leave everything downstairs, and we carry it up ourselves.
add: With a single lift for the whole entrance, mornings are chaos.
add: 我母亲今年{age}岁，自那以后就没下过楼。
add: 单元里有两户推婴儿车的，只能抬上抬下。
add: 外卖和快递都放在楼下，全靠自己往上搬。
add: 整个单元就这一部电梯，早高峰乱成一团。
ask: Please have the lift inspected and tell us when it will run again.
ask: Please make the property company repair it at once.
ask: We ask for a proper repair this time, not another reset.
ask: Could the maintenance fund be used, and who decides that?
ask: 请尽快安排检测，并告知恢复运行的时间。
ask: 请督促物业立即维修。
ask: 希望这次彻底修好，不要再简单重启了事。
ask: 请问能否动用维修资金，由谁来决定？
find: Our special-equipment inspectors checked the lift of building {bld} on {visit}. The door drive was worn out. The part was fitted the next day, the lift passed its test and has been running since; the maintenance contractor received a written warning for the delay.
find: The lift was sealed on {visit} because the brake no longer met the standard. The owners agreed to pay for a new brake from the maintenance fund under the urgent procedure; the work will be finished by {plan}. Until then the community helps those who cannot use the stairs.
find: 我局特种设备监察人员于{visit}检查了{bld}栋电梯，系门机磨损所致。配件已于次日更换，经检测合格后恢复运行，并已对维保单位延误维修下达警示函。
find: 因制动器不符合标准，该电梯已于{visit}封停。业主已同意按应急程序使用维修资金更换，{plan}前完工。施工期间由社区为行动不便的住户提供帮助。
--- 2 report estate
title: Lift at {place} drops and stops between floors
title: People trapped in the lift of building {bld}, {place}
title: {place}电梯多次下坠停在半层
title: {place}{bld}栋电梯困人
tell: The lift in building {bld} at {place} dropped about half a floor on {date} with three people inside and stopped between floors. It took {mins} minutes to free them.
tell: {date}，{place}{bld}栋电梯突然下坠半层，里面有三个人，困了{mins}分钟才被救出来。
--- 3 report estate
title: Lift at {place} shakes badly
title: {place}电梯运行抖动厉害，存在隐患
tell: {since} the lift in building {bld} of {place} has been shaking and the doors open before it is level. Yesterday my neighbour was shut in for {mins} minutes.
tell: {since}，{place}{bld}栋电梯抖动得厉害，还没平层门就开了，昨天邻居被关在里面{mins}分钟。
--- 4 report estate
title: Emergency button in the lift of {place} dead
title: {place}电梯紧急呼叫无人应答
tell: The emergency button in the lift of building {bld}, {place}, does not answer. I tried it {few} times after the lift jerked to a stop at the {floor}th floor.
tell: {place}{bld}栋电梯在{floor}楼猛地一顿，我按了{few}次紧急呼叫按钮都没人应答。

=== HOU-EST-PARK dispute weight 5 private 0.04
add: It has already come to shouting at the barrier.
add 2,3,4: The property company refuses to talk about it.
add 2,3,4: Several owners have complained at the office, in vain.
add: 门口道闸处已经吵过好几次了。
add 2,3,4: 物业根本不愿意谈。
add 2,3,4: 好几户业主去物业反映过，都没有用。
ask: Please check whether this is allowed and stop it.
ask: I would like a clear answer about what the rules say.
ask 2,3,4: Please talk with the property company.
ask: 请核查这种做法是否合法并予以制止。
ask: 希望明确答复相关规定是怎么说的。
ask 2,3,4: 请与物业公司沟通解决。
--- 1 complaint estate
title: {place} refuses to let parking spaces
title: Parking at {place} only for sale
title: Empty garage, no parking: {place}
title: {place}地下车位只售不租
title: {place}车位空置却不对业主出租
title: {place}停车难，开发商拒绝出租车位
tell: {developer} will only sell the parking spaces at {place}, at 98,000 yuan and more, and refuses to let them by the month.
tell: {since} the barrier at {place} has let in only cars with a bought space. Those of us who used to pay by the month are turned away.
tell: Of the spaces under building {bld} at {place} at least {many} are empty every night, but {manager} says they are “reserved for sale”.
tell: {place}的地下车位{developer}只卖不租，一个要价九万八起，按月租一概不办。
tell: {since}，{place}道闸只放行买了车位的车，原来按月交费的业主全被拦在外面。
tell: {place}{bld}栋地下至少有{many}个车位夜夜空着，{manager}却说是“待售车位”不能停。
add: Every evening we circle for {mins} minutes and end up parking outside, where we are fined.
add: Half of the underground spaces stand empty all year.
add: We were promised one space for each home when we bought.
add: Fire lanes are full of cars as a result.
add: 每天晚上要转{mins}分钟找车位，最后只能停到外面被贴罚单。
add: 地下车库有一半车位常年空着。
add: 买房的时候承诺的是一户一个车位。
add: 结果消防通道都停满了车。
ask: We ask the bureau to make the developer let the unsold spaces.
ask: Please arrange a meeting and publish how many spaces there are.
ask: Please have the price explained and the contracts checked.
ask: 请主管部门要求开发商出租未售车位。
ask: 请组织协调会，并公布车位总数。
ask: 请对车位价格和合同进行核查。
find: On {visit} we counted the spaces at {place} with the community committee: the unsold ones must be let. {developer} has agreed in writing to let them from {plan} at a monthly rate posted at the gate, owners first.
find: The developer was heard on {visit} and told that it may not refuse to let unsold spaces. Monthly contracts are available at the property office from {plan}. Should you be refused again, please send us the date and the name of the person at the counter.
find: {visit}我局会同社区清点了{place}车位情况，未售车位应当对业主出租。{developer}已书面承诺自{plan}起按月出租，租金在门口公示，优先满足本小区业主。
find: {visit}我局约谈了开发商，明确告知不得对未售车位拒绝出租，{plan}起可在物业办公室办理月租。如再被拒绝，请将时间和经办人告知我们。
--- 2 complaint estate
title: Parking fee at {place} doubled overnight
title: {place}停车费突然翻倍
tell: The monthly parking fee at {place} rose in {month} from {yuan} yuan to nearly twice that. There was neither a vote nor a notice.
tell: {month}起，{place}的月停车费从{yuan}元涨了将近一倍，既没有表决也没有公告。
find: We examined the charges on {visit}. The increase lacked the vote of the owners and has been taken back; money already paid is set off against the next two months.
find: 我局于{visit}核查收费情况，涨价未经业主表决，现已恢复原标准，多收费用抵扣后两个月停车费。
--- 3 complaint estate
title: Visitors' cars fill {place}
title: {place}外来车辆占满车位
tell: Every weekend cars from outside fill {place}, because {manager} lets anyone in for ten yuan. Owners come home and find their places taken.
tell: 每到周末，外来车辆交十块钱就能进{place}，业主回家反而没地方停，{manager}根本不管。
find: Since {visit} visitors' cars have been let into {place} only while more than a tenth of the spaces is free; the barrier counts them. {manager} has marked the owners' places, and the takings are shown on the board at the gate.
find: {visit}起，{place}空余车位超过一成时方可放行外来车辆，由道闸自动计数。{manager}已标识业主车位，停车收入在门口公示。
--- 4 complaint estate
title: Owners' cars clamped at {place}
title: {place}物业给业主车辆上锁
tell: On {date} {manager} clamped {few} cars of owners at {place} and asked {yuan} yuan each to open the clamps.
tell: {date}，{manager}给{place}{few}辆业主的车上了锁，每辆要交{yuan}元才给开锁。
find: On {visit} {manager} was told that a property company may not clamp cars or take fees for opening a clamp. The money has been repaid to the owners concerned. A parking rule drafted with the community committee will be put to the vote by {plan}.
find: {visit}已告知{manager}无权锁车和收取开锁费，所收费用已全部退还。社区居委会正牵头拟定停车管理规约，{plan}前提交业主表决。

=== HOU-EST-LEAK works weight 5 private 0.03
add 1,2: The ceiling of the bedroom is black with mould and my child coughs every night.
add 1,2: The plaster has begun to fall, and we moved the bed out of that room.
add 1,2: The neighbours below us now have water too.
add 1,2: We have put up buckets; each rain costs us a night's sleep.
add 1,2: The wiring of the ceiling light has become wet, which frightens us.
add 3,5: The smell goes through the whole stairwell.
add 3,4,5: Everybody points at somebody else.
add 1,2: 卧室天花板发霉发黑，孩子每晚咳嗽。
add 1,2: 墙皮已经开始脱落，我们只好把床搬了出来。
add 1,2: 现在连楼下邻居家也开始渗水了。
add 1,2: 家里摆着水桶接水，一下雨整夜睡不好。
add 1,2: 顶灯线路都受潮了，实在让人害怕。
add 3,5: 整个楼道都是臭味。
add 3,4,5: 几家单位互相推诿。
ask 1,2: Please send somebody to look and tell us who must repair it.
ask 1,2: We ask that the maintenance fund be used under the urgent procedure.
ask 1,2: Please make the property company act before the next heavy rain.
ask 1,2: Could you tell us which papers are needed for the fund?
ask: I ask for a repair that lasts.
ask 3,4,5: Please find out who is responsible and have it repaired.
ask 3,4,5: Please make the property company act this week.
ask 1,2: 请派人上门查看，并明确应由谁负责维修。
ask 1,2: 请按应急程序使用维修资金。
ask 1,2: 请督促物业赶在下一场大雨之前维修。
ask 1,2: 请告知申请维修资金需要哪些材料。
ask: 希望能彻底修好。
ask 3,4,5: 请明确责任单位并尽快修复。
ask 3,4,5: 请督促物业本周内处理。
find 3,4: We visited building {bld} with {manager} on {visit}. The pipe belongs to the shared parts and its repair to the property company. A contractor flushed it the same day and will replace {n} metres of it by {plan}.
find 3,4: {visit}我局会同{manager}到{bld}栋查看，该管道属共用部位，应由物业负责维修。施工队当天已疏通，{plan}前更换{n}米管道。
--- 1 help estate
title: Roof of building {bld}, {place}, leaks
title: Water through the ceiling at {place}
title: Top floor at {place} soaked after each rain
title: {place}{bld}栋屋顶漏水
title: {place}顶楼一下雨就漏
title: {place}{bld}栋渗水严重求助
tell: The roof of building {bld} at {place} leaks whenever it rains. Since {date} water has been dripping into our living room.
tell: We live on the top floor of building {bld}, {place}. {since} the joint along the roof edge has been open, and {manager} says the warranty is over.
tell: {place}{bld}栋屋顶一下雨就漏，{date}以来雨水一直往客厅里滴。
tell: 我家住{place}{bld}栋顶楼，{since}屋檐接缝开裂进水，{manager}说已过保修期不管。
find: Our repair section inspected the roof on {visit}. It falls under the urgent procedure: the maintenance fund pays, no vote of all owners is needed. The contractor starts on {plan}; the work takes about eight days without rain. The property company supervises it and reports to us.
find: 我局维修资金科于{visit}上门查勘，符合应急维修条件，可直接使用维修资金，无需全体业主表决。施工单位{plan}进场，约需八个晴天，由物业监督并报我局备案。
--- 2 help estate
title: Outer wall of building {bld}, {place}, lets water in
title: {place}{bld}栋外墙渗水
tell: The outer wall of building {bld} at {place} lets water through from the {floor}th floor down. The owners signed for the maintenance fund in {month} and have heard nothing since.
tell: {place}{bld}栋外墙渗水，从{floor}楼往下好几家都遭殃。{month}业主就签字申请维修资金了，至今没有下文。
find: The maintenance fund released the money on {visit}. The outer wall from the roof to your floor is being sealed from a hanging platform, and the work will be done by {plan}. Please keep photographs of the damage inside; they are needed for the repair of your ceiling.
find: 维修资金已于{visit}拨付，外墙从屋顶至您家楼层采用吊篮施工做防水，{plan}前完工。请保留室内受损照片，后续修补天花板时需要用到。
--- 3 complaint estate
title: Sewage rises in the ground-floor flats at {place}
title: {place}一楼住户家中污水倒灌
tell: The shared waste pipe of building {bld} at {place} has been blocked {since}, and dirty water comes up in the ground-floor bathrooms.
tell: {place}{bld}栋公共下水管{since}堵塞，脏水从一楼住户的卫生间往上冒。
add: The old couple on the ground floor have moved in with their son.
add: 一楼的老两口只好搬去儿子家住。
--- 4 complaint estate
title: Burst pipe at {place}, nobody feels responsible
title: {place}公共管道破裂无人负责
tell: A pipe in the stairwell of building {bld}, {place}, burst on {date}. The water was turned off, {manager} put tape on it, and it drips day and night.
tell: {date}，{place}{bld}栋楼道里的水管爆裂，{manager}关水后缠了几圈胶带就走了，现在日夜滴水。
--- 5 complaint estate
title: Basement of building {bld}, {place}, under water
title: {place}{bld}栋地下室积水
tell: The basement of building {bld}, {place}, has been standing under water ankle-deep {since}. The pump is broken and {manager} passes us from one person to the next.
tell: {since}，{place}{bld}栋地下室积水没过脚踝，水泵坏了，{manager}的人互相推来推去。
add: Mosquitoes have begun to breed in it.
add: 积水里已经开始生蚊子了。
find: The pump was replaced on {visit} and the basement is dry. {manager} has been ordered to check all pumps every month and to answer at its emergency number; we will test that number ourselves.
find: 水泵已于{visit}更换，地下室积水排净。已要求{manager}每月检查水泵并保证应急电话畅通，我局将不定期抽查。

=== HOU-NEW-LATE dispute weight 5 private 0.05
find 2,4: You need not accept the keys before water, power, gas and lifts work and the completion record hangs in the sales office. Waiting costs you nothing; the days count as the developer's delay. Our section for new homes checks the record on {plan}, and owners may be present.
find 2,4: 水、电、气、电梯未正常使用且竣工备案表未公示的，您可以不收房，等待期间按开发商逾期计算，不影响您的权益。我局将于{plan}核查备案情况，业主可到场。
--- 1 complaint estate
title: Handover at {place} postponed again
title: {developer} {n} months late with {place}
title: When will {place} be finished?
title: {place}再次延期交房
title: {developer}开发的{place}逾期{n}个月未交付
title: {place}何时能交房？
tell: Our flat in building {bld} at {place} was to be handed over in {month}. {developer} has postponed it {few} times, always by text message and without a reason.
tell: {since} there has hardly been anyone on the site of {place}. The contract with {developer} names a date that passed {n} months ago.
tell: The second phase of {place} was due {n} months ago. Building {bld} has no windows above the {floor}th floor.
tell: 我买的{place}{bld}栋，合同约定{month}交房，{developer}已经用短信延期{few}次，从来不说原因。
tell: {since}，{place}工地上几乎看不到人。和{developer}签的合同交房日期已经过去{n}个月了。
tell: {place}二期逾期{n}个月了，{bld}栋{floor}楼以上连窗户都没装。
add: We are paying the mortgage and rent at the same time and cannot go on like this for long.
add: Our child's school place depends on this address.
add: Nobody at the sales office answers the telephone any more.
add: Only a handful of workers is to be seen on the site.
add: Several hundred families are in the same position.
add: 我们一边还房贷一边付房租，实在撑不住了。
add: 孩子入学就等着这个地址。
add: 售楼处的电话已经没有人接了。
add: 工地上只看得到几个工人。
add: 几百户家庭都在等这套房子。
ask: Please tell us honestly when we can move in.
ask: Please supervise the money in the building account and publish the progress.
ask: We ask for a written schedule and for the compensation in the contract.
ask: Could the bureau hold a meeting with the buyers?
ask: Please check whether the purchase money was used for this site.
ask: 请如实告诉我们什么时候能交房。
ask: 请加强对预售资金的监管，并公布工程进度。
ask: 请要求开发商给出书面时间表，并按合同赔付违约金。
ask: 能否请主管部门组织一次业主见面会？
ask: 请核查购房款是否真正用在了这个项目上。
find: We inspected the site on {visit} and had the developer's supervised account audited. The money for finishing is there; {developer} owed a contractor, who had withdrawn. Work resumed with 60 people, the handover is set for {plan}, and the progress is posted on site every Friday.
find: The bureau summoned {developer} on {visit} and obtained a schedule by building. Compensation under the contract is paid at the handover. A meeting with the buyers takes place every second Saturday in the subdistrict hall until the keys are handed over.
find: {visit}我局现场检查了项目，并对预售监管账户进行了核查，完工所需资金尚足，系{developer}拖欠分包款导致停工。目前已有60人复工，计划{plan}交付，每周五在现场公示进度。
find: 我局于{visit}约谈{developer}，已取得分栋施工计划。违约金按合同在交付时支付。交房前每两周在街道会议室召开一次业主沟通会。
--- 2 question estate
title: Must we accept the keys at {place} already?
title: 请问{place}不具备条件可以拒绝收房吗？
tell: {developer} now wants us to accept the keys at {place} before the gas and the lifts work. Must we, and do we lose anything if we wait?
tell: {developer}要求我们在{place}燃气没通、电梯没开的情况下先收房，请问必须收吗？不收有什么影响？
--- 3 question estate
title: Compensation for the delay at {place}
title: 咨询{place}逾期交房如何赔付
tell: Our contract for {place} promises so much a day for every day of delay. How is it counted, and whom do we turn to if {developer} does not pay?
tell: {place}购房合同约定逾期每天赔付违约金，请问怎么计算？{developer}不付找谁？
find: The delay counts from the day after the date in the contract to the day the handover notice is valid. If the developer does not pay, our mediation room takes the case free of charge; for claims beyond that the court decides. Bring the contract and the notice.
find: 违约金自合同约定日次日起算，至交付通知生效之日止。开发商不付的，可带合同和通知书到我局调解室申请免费调解；调解不成的，可依法提起诉讼。
--- 4 question estate
title: Who checks before {place} is handed over?
title: 请问{place}交付前由谁验收？
tell: Who checks whether building {bld} at {place} is fit to be handed over, and may owners be present?
tell: 请问{place}{bld}栋由谁验收才算具备交付条件？业主可以到场吗？

=== HOU-NEW-FAULT works weight 4 private 0.04
add: We moved in only this year and the warranty has years to run.
add: The builder's man looked at it and never came back.
add 1,2,3: Other flats on our floor show the same.
add: I have photographs of everything, with dates.
add 1,2,3: We do not dare to furnish the room.
add: 我们今年才入住，保修期还有好几年。
add: 施工方的人看过一次就再没来过。
add 1,2,3: 同一层其他住户家里也有同样问题。
add: 我每次都拍了照片，标注了日期。
add 1,2,3: 现在我们都不敢放家具。
ask 1,2,3: Please have the construction tested by somebody independent.
ask: Please make {developer} keep its warranty.
ask: We ask for an inspection and a written result.
ask 1,2,3: I want it repaired, not painted over.
ask: Could the quality station look at it together with us?
ask 1,2,3: 请安排第三方机构检测。
ask: 请督促{developer}履行保修责任。
ask: 请现场查验并给出书面结论。
ask 1,2,3: 我要的是彻底维修，不是刷层漆盖住。
ask: 能否请质监站的人和我们一起看现场？
--- 1 complaint estate
title: Cracks in new flat at {place}
title: {place}新房墙体开裂
tell: In our new flat in building {bld} at {place}, cracks run across the bearing wall of the bedroom. They have been growing {since}.
tell: 我家在{place}{bld}栋，刚交的新房，卧室承重墙上裂了好几道缝，{since}还在变长。
find: The quality station examined the flat on {visit} with you and {developer}. The cracks lie in the plaster, not in the wall; the builder will cut, fill and mesh them by {plan} and extends the warranty for that wall by two years.
find: {visit}质监站会同您和{developer}入户查验，裂缝位于抹灰层，未伤及墙体。施工单位将在{plan}前切缝、填补、挂网修复，该墙面保修期延长两年。
--- 2 complaint estate
title: Floors at {place} sound hollow
title: {place}新房地面空鼓
tell: The floor tiles of our flat at {place} sound hollow, and {n} of them have come loose. {developer} says this is normal.
tell: {place}新房的地砖敲上去是空的，已经有{n}块松动，{developer}却说这是正常现象。
find: The floor of your flat was sounded on {visit}: {n} tiles lie hollow. {developer} relays the whole room by {plan} at its own cost and stores your furniture meanwhile.
find: {visit}对您家地面逐块敲检，空鼓{n}块。{developer}将于{plan}前自费整间重铺，其间负责家具搬移存放。
--- 3 complaint estate
title: Windows in building {bld} of {place} leak
title: {place}{bld}栋新房窗户漏水
tell: Water runs down the inside of the windows at {place}, building {bld}, {floor}th floor, whenever the wind comes from the lake. The frames were never sealed.
tell: {place}{bld}栋{floor}楼，只要刮湖风下雨，雨水就顺着窗户往里流，窗框根本没打胶。
find: The frames of {n} flats were found unsealed on {visit}. {developer} has been ordered to seal all windows on the side of the lake by {plan}, at its own cost, and to repair the damage inside. The station samples one flat in ten afterwards.
find: {visit}查实有{n}户窗框未按要求打胶，已责令{developer}于{plan}前自费对湖侧全部外窗重新密封，并修复室内损坏部分，完工后质监站按一成比例抽检。
--- 4 complaint estate
title: Insulation falls off building {bld}, {place}
title: {place}{bld}栋外墙保温层脱落
tell: The insulation on the outer wall of building {bld} at {place} is coming off; on {date} a piece as large as a door fell on the path.
tell: {place}{bld}栋外墙保温层开始脱落，{date}掉下来门板大的一块，砸在人行道上。
find: The path below was fenced off at once. On {visit} the loose insulation was taken down; {developer} renews that side of building {bld} by {plan}, and the station tests how it holds.
find: 接报后已封闭下方通道，{visit}清除松动保温层，{developer}将于{plan}前重做{bld}栋该侧外墙，由质监站做拉拔检测。
--- 5 question estate
title: How long is the warranty at {place}?
title: Warranty for windows and roof at {place}
title: 请问{place}新房保修期多长？
title: 咨询{place}门窗、屋面保修期限
tell: How long does the warranty run for the roof, the windows and the pipes at {place}, and from which day is it counted?
tell: {developer} says that our warranty at {place} began when the building was finished and not when we got the keys in {month}. Which is right?
tell: 请问{place}的屋面、门窗和管道保修期分别是多久，从哪天算起？
tell: {developer}说{place}的保修期从竣工那天算，不是从我们{month}拿钥匙那天算，到底哪个对？
find: Towards you as the buyer the warranty begins on the day of the handover: five years against leaks of roof and walls, two years for pipes, wiring and windows. The developer cannot count from completion. The quality handbook you received with the keys states the same.
find: 对业主而言，保修期自交付之日起计算：屋面和外墙防渗漏五年，管线、门窗两年，开发商不得按竣工日起算。随钥匙交付的《质量保证书》中有同样规定。

=== HOU-NEW-DEED service weight 4 private 0.15
title 1,2,3: Still no property certificate for {place}
title 1,2,3: {n} months without a certificate for building {bld}, {place}
title 1,2,3: {place}迟迟办不下不动产权证
title 1,2,3: {place}{bld}栋入住{n}个月仍未办证
add: Without the certificate our child cannot be registered for school here.
add: The bank keeps asking us for it.
add: We have all our receipts and the tax is paid.
add: I have taken two days off work for this already.
add: 没有证，孩子没法在这里报名上学。
add: 银行那边一直催我们提交。
add: 我们的票据齐全，税也缴了。
add: 为这件事我已经请了两天假。
ask: Please tell us what is missing and who has to bring it.
ask: Please speed this up.
ask: I would like to know a date.
ask: Could this be done online instead?
ask: Please check with the developer where our papers are.
ask: 请告诉我们还缺什么，由谁来提供。
ask: 请加快办理。
ask: 希望能给个明确的时间。
ask: 请问能不能网上办理？
ask: 请向开发商核实我们的材料卡在哪里。
find 1,2: We checked the file on {visit}: {developer} had not filed the first registration of building {bld}. It has done so now. You may hand in your own application from {plan}, online or at counter 6; it then takes three working days. You need not bring anything the tax office already has.
find 2,3: The survey of the building was made on {visit}. Certificates for {place} are issued by entrance; yours is scheduled for {plan} and you will receive a text message. If the school asks earlier, we issue a certificate of registration on the spot.
find 1,2: 经{visit}核查，{bld}栋首次登记开发商此前未申报，现已补报。{plan}起您可网上或到6号窗口申请，三个工作日办结，税务部门已有的材料无需重复提交。
find 2,3: 该栋楼测绘已于{visit}完成，{place}按单元分批发证，您所在单元定于{plan}，届时短信通知。学校如提前需要，我局可当场出具登记证明。
--- 1 help estate
title: Developer blocks certificates at {place}
title: {place}因开发商原因无法办证
tell: We moved into building {bld} at {place} {n} months ago and still have no property certificate. {developer} says the bureau is slow; the counter says the developer has not filed.
tell: 我们入住{place}{bld}栋已经{n}个月，不动产权证一直没办下来。{developer}说是登记中心慢，窗口说是开发商没报件。
--- 2 help estate
tell: The certificate for our flat at {place} was to come within ninety days. I handed in everything in {month} and have heard nothing.
tell: {place}的不动产权证说好九十天办下来，我{month}就交齐了材料，到现在没有消息。
--- 3 help estate
tell: On {date} the counter told me that building {bld} of {place} has not been surveyed. Nobody told us about it when we bought.
tell: {date}去窗口才知道{place}{bld}栋还没有测绘，买房时没人告诉我们。
--- 4 question estate
title: Transfer of a flat at {place}: what to bring?
title: {place}二手房过户需要带什么？
tell: I am buying a second-hand flat in building {bld} at {place}. Which papers do we need for the transfer, and do both of us have to come?
tell: 我想买{place}{bld}栋的一套二手房，请问过户需要哪些材料，双方都要到场吗？
find: For the transfer both sides come once, with identity cards, the old certificate and the contract; tax, registration and water, power and gas are changed at one counter in about forty minutes. Appointments are free at the online hall.
find: 办理二手房过户，买卖双方携带身份证、原不动产权证和合同到场一次即可，缴税、登记和水电气过户在同一窗口办理，约四十分钟，可在网上大厅预约。
--- 5 question estate
title: Adding a spouse to the certificate, {place}
title: 咨询{place}房产证加名手续
tell: I would like to add my wife to the certificate of our flat at {place}, on which a loan still runs. Is that possible, and what does it cost?
tell: {place}的房子还有贷款，想在证上加我爱人的名字，请问能办吗，费用多少？
find: With a running loan the bank must agree in writing; we ask it for you through the shared system. Between spouses there is no tax, only the fee for the certificate. Bring both identity cards and the marriage certificate to counter 3.
find: 有贷款的需经银行书面同意，我局可通过系统代为征询。夫妻间变更不征税，仅收登记工本费，请携带双方身份证和结婚证到3号窗口办理。
--- 6 question estate
title: Transfer of an inherited flat at {place}
title: {place}房产继承过户怎么办？
tell: My father died in {month} and left us a flat at {place}. What do my sister and I have to do to have it transferred?
tell: 父亲{month}去世，留下{place}一套房子，我和姐姐办理继承过户需要走哪些手续？
find: For an inheritance both of you come once to counter 5 with your identity cards; death and kinship are confirmed to us by civil affairs and the police. If one of you renounces, that is signed there as well. No tax is due between close relatives.
find: 继承过户由全体继承人携带身份证到5号窗口办理一次即可，死亡和亲属关系由民政、公安在线核验；一方放弃的可当场签署声明。近亲属之间继承不征税。

=== HOU-RENT-PUBLIC service weight 4 private 0.35
add 1,2: We are four people in one room of eighteen square metres.
add 1,2: I work in this district and cannot pay market rents on my wage.
add 1,2: We were told to wait, but not for how long.
add 3,5: Others wait for years for such a flat.
add: We told the housing office and nothing happened.
add 3,5: Everybody in the house knows about it.
add 1,2: 我们一家四口挤在十八平方米的一间房里。
add 1,2: 我在本区上班，靠工资租不起市场上的房子。
add 1,2: 只说让等，没说要等多久。
add 3,5: 还有很多人排队等着这样的房子。
add: 跟住房保障中心反映过，一直没有动静。
add 3,5: 楼里的人都知道这件事。
ask 1,2: Please tell me where I stand on the list.
ask 1,2: Please check my application again.
ask 1,2: I ask for advice on which papers to bring.
ask 1,2: Could somebody call me back about it?
ask 3,5: Please check this on the spot.
ask: Please see to it and tell us the result.
ask 3,5: I ask that the rules be applied to everybody.
ask 1,2: 请告知我目前排在第几位。
ask 1,2: 请重新核对我的申请。
ask 1,2: 请指导一下需要补充哪些材料。
ask 1,2: 能否安排工作人员给我回个电话？
ask 3,5: 请上门核查。
ask: 请处理并告知结果。
ask 3,5: 希望一视同仁、按规定办。
--- 1 application estate
title: Public rental flat: how far is my application?
title: Moving up on the list for public rental housing
title: 公租房申请进度查询
title: 请求核实公租房轮候次序
tell: I applied for a public rental flat in {month}; at present we rent one room at {place}. The counter says my points were recalculated, but I received no letter.
tell: My number on the list for public rental housing was {many} in {month}. Now the web page shows nothing under my name.
tell: 我{month}申请了公租房，目前在{place}租住一间房。窗口说我的积分重新计算了，但我没有收到任何通知。
tell: 我{month}的公租房轮候号是{many}号，现在网站上却查不到我的名字。
find: Your application is valid. The points were recalculated on {visit} because the number of people in your household had changed; you now stand in the first third of the list for two-room flats. The next allotment is on {plan}, and the order is posted online.
find: 您的申请有效。因家庭人口变化，积分已于{visit}重新核算，目前您在两居室轮候名单的前三分之一，下一批配租时间为{plan}，次序在网上公开。
--- 2 application estate
title: Application for public rental housing, {street}
title: 申请公租房（{street}）
tell: We would like to apply for public rental housing. Our registered address is {place}, building {bld}; my husband works at {employer} and I have no work at the moment.
tell: 我们想申请公租房，户籍地址是{place}{bld}栋，丈夫在{employer}上班，我目前没有工作。
find: We have found your earlier file and joined it to the new one, so you need not bring the papers again. Income and registration were confirmed by the other departments on {visit}. You will receive your number by {plan}.
find: 我局已找到您此前的档案并与本次申请合并，无需重复提交材料。收入和户籍信息已于{visit}由相关部门核实，{plan}前会通知您轮候号。
--- 3 complaint estate
title: Public rental flat at {place} let on to others
title: {place}公租房被转租
tell: A public rental flat on the {floor}th floor of building {bld} at {place} has plainly been let on: different people come and go with suitcases every few days.
tell: {place}{bld}栋{floor}楼有一套公租房明显被转租了，隔几天就换一拨人拖着行李进出。
find: We checked the flat on {visit}. The tenant had indeed let it on; the contract has been ended and the flat goes to the next household on the list by {plan}. Thank you for the hint.
find: {visit}经上门核查，该承租人确有转租行为，已解除合同，房屋将于{plan}前配租给轮候家庭，感谢您的监督。
--- 4 complaint estate
title: Repairs in public rental flat at {place} refused
title: {place}公租房报修没人管
tell: The water heater in our public rental flat at {place} has been broken {since}. The housing office tells us to pay for it ourselves.
tell: 我们住的{place}公租房热水器{since}坏了，住房中心让我们自己掏钱修。
find: Water heaters of public rental flats are repaired by the housing office, not by the tenant. The new one was installed on {visit}.
find: 公租房热水器应由住房保障中心维修，已于{visit}更换到位。
--- 5 complaint estate
title: Empty public rental flats at {place}
title: {place}公租房长期空置
tell: At least {n} public rental flats in building {bld} of {place} stand empty, while people wait for years.
tell: {place}{bld}栋至少有{n}套公租房空着，可好多人排队排了几年。
find: The {n} empty flats in building {bld} are being rewired after long use. The work ends on {plan}, and the week after they are allotted in the order of the list.
find: {bld}栋空置的{n}套公租房正在改造线路，{plan}完工，之后一周内按轮候次序配租。

=== HOU-RENT-DISPUTE dispute weight 4 private 0.2
title 1,2: Deposit for flat at {place} not returned
title 1,2: {place}租房押金不退
add: Nobody answers my calls any more.
add: It is a month's wage for me.
add: I have the contract, the photographs and the chat.
add: I need the money for the next flat.
add: 现在打电话没人接，发消息也不回。
add: 这相当于我一个月的工资。
add: 合同、照片和聊天记录我都保留着。
add: 我还等着这笔钱租下一个房子。
ask: Please help me to get the money back.
ask: Please mediate between the landlord and me.
ask: I ask that the agency be checked.
ask: What can I do, and which papers do you need?
ask: 请帮我把钱要回来。
ask: 请帮忙与房东调解。
ask: 请对这家中介进行查处。
ask: 请问我该怎么办，需要提供什么材料？
--- 1 complaint estate
title: Landlord at {place} keeps {kyuan} yuan deposit
title: Agency at {place} charges for damage that was there before
title: {place}房东扣押金{kyuan}元
title: {place}中介以旧损坏为由扣押金
tell: I moved out of a flat in building {bld} at {place} on {date}, clean and with all keys. The landlord keeps the deposit of {kyuan} yuan because of scratches that were there before me.
tell: {date}我从{place}{bld}栋退租，打扫干净并交还了全部钥匙，房东却以入住前就有的划痕为由扣下{kyuan}元押金。
find: We brought both sides together on {visit}. With the photographs from the day you moved in, the scratches could not be laid to your charge; the landlord returned the whole deposit the same afternoon.
find: {visit}我局组织双方调解，对照您入住当天的照片，划痕不应由您承担，房东当天下午已全额退还押金。
--- 2 complaint estate
title: Agency at {place} demands a cleaning fee before it returns the deposit
title: {place}中介收清洁费才退押金
tell: The agency through which I rented at {place} demands {yuan} yuan for “cleaning and management” before it returns my deposit.
tell: 我通过中介租住{place}，退租时中介要求先交{yuan}元“清洁管理费”才肯退押金。
find: The agency has no right to a cleaning fee that is not in the contract. It was heard on {visit}, has repaid the deposit and received a warning.
find: 合同中未约定的清洁管理费，中介无权收取。{visit}已约谈该中介，押金已退还并予以警示。
--- 3 complaint estate
title: Partitioned flat at {place}: {kyuan} yuan kept back
title: {place}隔断房退租被扣{kyuan}元
tell: My flat at {place} is divided by plasterboard into {n} rooms, which I did not know when I signed by video. I want to leave, and the agent refuses to return {kyuan} yuan.
tell: 我租的{place}房子被石膏板隔成{n}间，视频签约时没告诉我。现在想退租，中介拒绝退还{kyuan}元。
find: A flat may not be let in plasterboard rooms, so you are not bound by the contract. The agency was heard on {visit} and has repaid everything; the partitions will be gone by {plan}.
find: 隔断房不得出租，您可以解除合同。{visit}已约谈中介，款项全额退还，{plan}前拆除隔断。
--- 4 question estate
title: May the landlord raise the rent at {place} midway?
title: 请问{place}房东能中途涨租吗？
tell: My landlord at {place} wants {yuan} yuan more a month although the contract runs for another {n} months. Must I pay?
tell: 我在{place}租房，合同还有{n}个月，房东要求每月涨{yuan}元，请问我必须同意吗？
find: During the term the rent may be changed only if you agree. If the landlord ends the contract for that reason, you are owed the damages it names. Our mediation room is open every working day.
find: 合同期内未经您同意，房东不得单方涨租；房东因此解约的，应当按合同承担违约责任。我局调解室工作日均可受理。
--- 5 question estate
title: Registration of a tenancy at {place}
title: 咨询{place}租房备案怎么办
tell: How do I register my tenancy at {place}? I need it for my child's school and my employer.
tell: I rented a room at {place} without a written contract. What holds in such a case, and can I still have it registered?
tell: 请问{place}租房怎么办理租赁备案？孩子上学和单位都要用。
tell: 我在{place}租了一间房，没有签书面合同，这种情况怎么算？还能备案吗？
find: Registration is free: online with a photograph of the contract, or at the community office with both identity cards. It is done at once. A spoken contract is valid as well; write down rent, term and deposit together and register that sheet.
find: 租赁备案免费，可网上上传合同照片，或携带双方身份证到社区办理，即时办结。口头约定同样有效，建议双方补写租金、租期、押金后备案。
"""

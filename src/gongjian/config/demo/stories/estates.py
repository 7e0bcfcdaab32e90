"""What people write about housing estates: fees, lifts, parking, leaks."""

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

"""

"""What people write about schools, tutoring and sport."""

# ruff: noqa: E501

TEXT = """
=== EDU-SCHOOL-PLACE service weight 5 private 0.2
add: Nobody gives us anything in writing.
add: 没有人给我们任何书面答复。
ask 1,2,3,4: We would be grateful for an early answer.
ask 1,2,3,4: Please also tell us the dates.
ask 1,2,3,4: Please say whether we must come in person.
ask: Please check this and let us have it in writing.
ask 5,6: Please publish how the places were given.
ask: We ask for an explanation by the school.
ask 1,2,3,4: 盼早日答复。
ask 1,2,3,4: 也请告知时间安排。
ask 1,2,3,4: 请问必须本人到场吗？
ask: 请核查并书面答复。
ask 5,6: 请公开学位分配情况。
ask: 请学校作出说明。
--- 1 question school
title: Does {estate} belong to {place}?
title: 请问{estate}属于{place}学区吗？
tell: We live at {estate}. Does that belong to the catchment of {place} this year, and where is it written?
tell: 我们住在{estate}，请问今年是否属于{place}的学区，在哪里能查到？
find: {estate} belongs to {place}; the map by house number is on our page. Registration is open from {plan}, online; residence and property are checked by us, so nothing need be copied.
find: {estate}属于{place}学区，门牌号对应表可在我局网站查询。{plan}起网上报名，户籍和房产由系统核验，无需提交复印件。
--- 2 question school
title: School place at {place}: papers needed
title: 咨询{place}入学需要哪些材料
tell: My son has come with me from another city; I work at {employer}. Which papers does {place} ask for?
tell: 我儿子随我从外地来，我在{employer}上班，请问{place}入学需要哪些材料？
find: Children of working parents are admitted with a residence permit and half a year of social insurance, both of which we look up ourselves. Places still free at {place}: {n}. If it is full, we name the nearest school with room before {plan}.
find: 随迁子女凭居住证和满半年社保入学，均由我局在线核查。{place}目前余{n}个学位，满额后{plan}前统筹至最近的学校。
--- 3 question school
title: Late registration at {place}
title: 错过报名还能上{place}吗？
tell: We missed the registration for {place} because of an illness in {month}. Can it still be made up for?
tell: 因为家里有人生病，{month}错过了{place}的报名，请问还能补报吗？
find: Late registrations are taken until {plan}: fill in the online form and note the reason. {place} has {n} places left; if they are gone, we name the nearest school with room.
find: 补报名截至{plan}，网上填表注明原因即可。{place}目前余{n}个学位，满额则统筹至最近的学校。
--- 4 question school
title: Changing to {place} in the middle of the year
title: 中途转学到{place}怎么办理？
tell: Our daughter is to change to {place} in the middle of the year, as we have moved to {estate}. How does one go about it?
tell: 我们搬到了{estate}，女儿想中途转到{place}，请问怎么办理？
find: A change during the year is possible at the end of each month. Please fill in the online form; the old school sends the records by itself. You will have an answer by {plan}.
find: 学期中转学每月底集中办理，网上填表即可，学籍由原学校转出，{plan}前给您答复。
--- 5 complaint school
title: Place at {place} refused
title: {place}拒收孩子入学
tell: {place} refused our child although we live at {estate}. The teacher at the desk said “full” and took no application.
tell: 我家住{estate}，{place}却拒收孩子，接待老师说“满了”，连申请都不收。
add: We are now three families in the same position.
add: Our child asks every day where it will go to school.
add: 现在已有三户家庭遇到同样情况。
add: 孩子天天问自己去哪里上学。
find: {place} had no right to turn you away without taking the application. It was taken on {visit}, and your child has a place in class {n}. The headmaster has been spoken to.
find: {place}不得不收申请直接拒绝。{visit}已受理，您的孩子安排在{n}班，已对校长进行约谈。
--- 6 complaint school
title: Lottery at {place} not transparent
title: {place}摇号不透明
tell: The draw for the free places at {place} on {date} was held behind closed doors; parents got a text message with the result.
tell: {date}{place}剩余学位摇号是关起门来做的，家长只收到一条短信。
find: The draw is repeated on {plan} in the hall of {place}, with parents as witnesses and on camera. The list of places is posted beforehand.
find: {plan}将在{place}礼堂重新摇号，邀请家长见证并全程录像，学位清单提前公示。
--- 7 complaint school
title: Class of 58 at {place}
title: {place}班额高达58人
tell: In my son's class at {place} sit many more pupils than the rules allow. New ones have been added {since}.
tell: {since}，我儿子在{place}的班上不断插人，人数早就超过规定。
find: We counted the classes of {place} on {visit}. From {plan} there is another class with a teacher of its own, so that none has more than 45 pupils; nobody has to change school.
find: {visit}核查{place}各班人数，{plan}起增设一个班并配备教师，每班不超过45人，学生无需转校。

=== EDU-SCHOOL-MEAL order weight 4 private 0.08
add 1,2: My child comes home hungry every day.
add: Several parents in the class have noticed the same.
add 1,2,3: We pay for this by the month, in advance.
add 1,2,4: Photographs are in the parents' group.
add 1,2: 孩子天天饿着肚子回家。
add: 班上好几位家长都有同感。
add 1,2,3: 餐费我们是按月预交的。
add 1,2,4: 家长群里有照片。
ask 1,2,4,5,6: Please check the kitchen without notice.
ask 1,3: Please publish the supplier and the price.
ask 1,2,4,5,6: Please let parents see the kitchen.
ask: Please do not let the children suffer for this letter.
ask 1,2,4,5,6: 请突击检查食堂。
ask 1,3: 请公示供货商和价格。
ask 1,2,4,5,6: 请让家长进食堂看看。
ask: 请不要让孩子因为反映问题受影响。
find 4,5: Samples kept from that day were tested, and the kitchen of {place} inspected on {visit}: no germs, but the vegetables had been washed only once. The caterer was fined; three washing basins are in use since.
find 4,5: 已对当日留样检测并于{visit}检查{place}后厨，未检出致病菌，但蔬菜仅清洗一遍。已处罚供餐企业，现实行三池清洗。
--- 1 complaint school
title: Cold lunch at {place}
title: {place}午餐是凉的
tell: Lunch at {place} has arrived cold {since}; it comes by van from a kitchen {mins} minutes away.
tell: {since}，{place}的午餐送到都是凉的，是从{mins}分钟车程外的中央厨房拉来的。
find: We ate with the pupils of {place} on {visit} without notice: the rice was 48 degrees warm, 12 too few. The caterer now uses heated boxes, and a thermometer hangs at the counter. Parents of each class may come on Thursdays.
find: {visit}我局突击到{place}陪餐，米饭温度48度，低于标准12度。供餐企业已改用保温箱，窗口悬挂温度计，每周四家长可陪餐。
--- 2 complaint school
title: Portions at {place} too small
title: {place}饭菜量太少
tell: At {place} the pupils get {few} slices of meat and half a bowl of rice. Seconds are refused.
tell: {place}给学生就打{few}片肉、半碗饭，不给添。
find: Portions at {place} were weighed on {visit}: a fifth too little. The table of weights hangs by the counter now, and second helpings of rice and vegetables are free.
find: {visit}对{place}餐量现场称重，偏少两成，现已公示定量标准，饭菜可免费添加。
--- 3 complaint school
title: School meal at {place} more expensive, not better
title: {place}餐费涨了质量没涨
tell: {place} put the price of lunch up by {n} yuan in {month}. The menu is the same, apart from less fruit.
tell: {place}{month}把午餐涨了{n}元，菜谱没变，水果反而少了。
find: The accounts of the canteen were checked on {visit}. The increase was not covered by costs and is repaid with the next month. Price, supplier and accounts now hang by the door.
find: {visit}核查食堂账目，涨价缺乏成本依据，次月退还，价格、供货商和账目已在门口公示。
--- 4 report school
title: Insect in the school meal, {place}
title: {place}饭菜里吃出虫子
tell: On {date} my daughter found an insect in her vegetables at {place}. The cook took the plate away and said nothing.
tell: {date}，我女儿在{place}的青菜里吃出一条虫，师傅把盘子拿走，一句话没说。
--- 5 report school
title: Stomach aches after lunch at {place}
title: {place}学生饭后肚子疼
tell: {few} children in my son's class at {place} had stomach aches after lunch on {date}; two were sick in the classroom.
tell: {date}午饭后，我儿子在{place}的班里有{few}个孩子肚子疼，两个吐在教室。
--- 6 report school
title: Leftovers served again at {place}?
title: {place}疑似剩菜重复使用
tell: A helper told me that rice left over at {place} is fried and served the next day. {since} fried rice has been on the menu almost daily.
tell: 有帮厨说{place}剩饭第二天炒了再卖，{since}菜单上几乎天天有炒饭。
find: With the market inspectors we checked the kitchen of {place} on {visit}. The rice had stood without cooling; this was stopped at once, and leftovers are now weighed and thrown away under a camera. The children are well.
find: {visit}会同市场监管部门检查{place}，米饭存在未冷藏存放，已当场制止，剩饭称重销毁并全程监控。孩子们目前身体无恙。

=== EDU-OUT-TUTOR dispute weight 5 private 0.12
title 4,5: Tutoring in a flat at {place}
title 4,5: {place}有人家里办补习班
add 1,3: The contract promises the money back at any time.
add 1,2: The teacher herself has not been paid.
add 4,5: The stairs are the only way out.
add 4,5: Parents block the yard every evening.
add 1,3: 合同上写着随时可退。
add 1,2: 连老师的工资都没发。
add 4,5: 出口只有一条楼梯。
add 4,5: 每晚接孩子的车把院子都堵了。
ask 1,2,3: Please help us to get the money back.
ask 1,2: Please check the supervised account.
ask 1,2,3: Please tell us what we can do.
ask 4,5: Please check whether it is licensed.
ask 4,5: Please come in the evening, when lessons are held.
ask 1,2,3: 请帮我们把钱要回来。
ask 1,2: 请核查资金监管账户。
ask 1,2,3: 请告诉我们该怎么办。
ask 4,5: 请核查有没有资质。
ask 4,5: 请晚上上课的时候来查。
find 6,7: {tutor} at {place} is licensed; the list of all licensed schools with their accounts is on our page. It may take at most three months' fees, and only into the supervised account. Please do not pay to a private code.
find 6,7: {place}的{tutor}有办学许可，全部合规机构及监管账户名单可在我局网站查询。最多预收三个月学费且须进入监管账户，请勿扫私人收款码。
--- 1 complaint market
title: {tutor} closed, no refund
title: {tutor} at {place} owes {kyuan} yuan
title: {tutor}关门不退费
title: {place}{tutor}欠学费{kyuan}元
tell: {tutor} at {place} closed overnight on {date}. I had paid {kyuan} yuan for my child's lessons until next spring.
tell: {date}，{place}的{tutor}一夜之间关门了，我给孩子交的{kyuan}元学费能上到明年春天。
add: I have paid for lessons that will never take place.
add: Some {many} parents are waiting for their money.
add: 交了钱的课再也上不成了。
add: 有{many}位家长都在等退款。
ask: Please keep the owner from opening again under another name.
ask: 请防止老板换个名字重新开张。
find: The owner of {tutor} was found and heard on {visit}. Two fifths of the fees lay in the supervised account and are paid out by {plan}; for the rest he has signed a plan over six months. Your claim is on the list.
find: {visit}已约谈{tutor}负责人，监管账户内四成资金{plan}前发放，其余签订六个月还款计划，您的债权已登记。
--- 2 complaint market
title: {tutor} cuts the lessons it was paid for
title: {tutor}收费后擅自减课
tell: {tutor} at {place} took {kyuan} yuan for two years in advance, and {since} there has been one lesson a week instead of three.
tell: {place}的{tutor}预收了两年学费{kyuan}元，{since}课从每周三次减到一次。
find: {tutor} was heard on {visit}: from {plan} it gives the lessons as agreed or returns the share for those cut, as you choose. For taking two years' fees in advance it was fined.
find: {visit}约谈{tutor}，{plan}起按约定恢复课时，或按缩减课时退费，由您选择；其超期预收费已被处罚。
--- 3 complaint market
title: {tutor} refuses to return the fee
title: {tutor}拒绝退费
tell: I cancelled the course at {tutor}, {place}, on {date} after {n} lessons. They will return only a third of {kyuan} yuan, as “material costs”.
tell: {date}我在{place}的{tutor}申请退课，只上了{n}节，交的{kyuan}元他们只肯退三分之一，说是“教材费”。
find: {tutor} may keep only what it has shown as material: 180 yuan. The difference was repaid to you on {visit}. Taking fees for more than three months in advance is forbidden, and it has been fined for that.
find: {tutor}仅可扣除有凭据的教材费180元，差额已于{visit}退还。超过三个月预收费属违规，已依法处罚。
--- 4 report estate
title: Lessons without a licence in {place}
title: {place}居民楼内无证补课
tell: In a flat in building {bld} at {place} {many} pupils are taught every evening, without a licence and with one narrow door.
tell: {place}{bld}栋一户人家里每晚有{many}个学生上课，没有证照，只有一扇窄门。
find: On {visit} we came during a lesson with the fire service. There is no licence and no second way out; the lessons were stopped, and parents get their fees back by {plan}.
find: {visit}我局会同消防在上课时检查，无证照且无第二安全出口，已停课，{plan}前退费。
--- 5 report estate
tell: A teacher from a school nearby gives paid lessons in building {bld}, {place}, and hints in class that one had better come.
tell: 有老师在{place}{bld}栋收费补课，还在课堂上暗示学生最好都来。
find: On {visit} we found lessons going on. Teachers may not give paid lessons to pupils of their own school; the matter is with the school, parents get their fees back by {plan}, and marks of this term are looked at again.
find: {visit}现场查实。在职教师不得有偿补课，已移交学校处理，{plan}前退费，本学期成绩重新核查。
--- 6 question market
title: Is {tutor} licensed?
title: 请问{tutor}有办学资质吗？
tell: Is {tutor} at {place} a licensed school, and is its account supervised? We would like to send our {child}-year-old there.
tell: 请问{place}的{tutor}有办学许可吗，预收费有没有监管？我们想送{child}岁的孩子去。
--- 7 question market
title: {tutor} wants a whole year's fee: allowed?
title: {tutor}一次收一年学费合规吗？
tell: {tutor} at {place} wants a whole year's fee before it gives us a place. Is that allowed?
tell: {place}的{tutor}要求一次交清一年学费才给名额，请问合规吗？

=== EDU-OUT-SPORT works weight 4 private 0.01
title 1,3: Sports ground of {place} stays shut
title 1,3: {place}操场不对外开放
add 1,2,3,5,6: Young people have nowhere else to go.
add 1,2,3: We pay for it with our taxes.
add 1,2,3: In the holidays it stands empty all day.
add 1,2,3,5,6: 年轻人没有别的地方可去。
add 1,2,3: 这也是用纳税人的钱建的。
add 1,2,3: 放假期间整天空着。
ask 1,3: Please post the opening hours and keep to them.
ask 1,2,3: Please find out why, and tell us.
ask 1,2,4,5,6: Please let it be used again.
ask 4,5,6: Please repair it.
ask 1,3: 请公示并遵守开放时间。
ask 1,2,3: 请查明原因并告知。
ask 1,2,4,5,6: 请恢复开放。
ask 4,5,6: 请维修。
find 1,3: {place} had no guard for the evening. The district pays for one since {visit}, and the gate is open from 18:00 to 20:30 and on weekends from 8:00. Booking is no longer needed.
find 1,3: {place}此前缺晚间值守人员，{visit}起由区里出资配备，18:00至20:30及周末8:00起开放，无需预约。
--- 1 complaint school
tell: The sign says that the sports ground of {place} is open from 18:00 to 20:30, but the gate has been locked {since}.
tell: 牌子上写着{place}操场18:00至20:30开放，可{since}大门一直锁着。
--- 2 complaint school
title: Running track of {place} closed to residents
title: {place}跑道不让居民用
tell: At {place} residents must book the track by an app that has shown “full” {since}; yet nobody is there.
tell: 去{place}跑步要在小程序预约，{since}一直显示“已满”，可场上根本没人。
find: The app kept cancelled bookings as taken; corrected on {visit}. If you are turned away at {place} again, please ring the number at the end from the gate.
find: 系统将已取消的预约仍计为占用，{visit}已修正。如在{place}再次被拒，请在门口拨打文末电话。
--- 3 complaint school
tell: On {date} the guard of {place} sent {n} of us away although the hours hang at the gate.
tell: {date}，{place}的保安把我们{n}个人赶了出来，开放时间明明就挂在门口。
--- 4 report park
title: Fitness equipment at {place} broken
title: {place}健身器材损坏
tell: {few} of the fitness machines at {place} are broken; on the walker a foot plate has been missing {since}.
tell: {place}有{few}件健身器材坏了，漫步机{since}少了一块踏板。
add: Somebody twisted an ankle there.
add: 有人在那里崴了脚。
find: The machines were repaired or taken down on {visit}; the maker replaces two under guarantee by {plan}. Each one now has a number; if you send it, the fitter knows where to go.
find: {visit}已维修或拆除，两件保修期内的{plan}前由厂家更换。每件器材已编号，报修时告知编号即可。
--- 5 report park
title: Basketball court at {place}: hoop torn off
title: {place}篮球架坏了
tell: The hoop on the east side of the court at {place} was torn off on {date} and hangs by one screw.
tell: {date}，{place}球场东边的篮筐被拽下来，就剩一颗螺丝挂着。
find: The hoop was replaced with a spring one on {visit}, and all bolts of the court at {place} were tightened.
find: {visit}已换成弹簧篮筐，并紧固{place}球场全部螺栓。
--- 6 report park
title: Floodlight of the pitch at {place} out
title: {place}球场灯不亮
tell: The lights of the pitch at {place} have stayed dark {since}, and at six one can no longer see the ball.
tell: {since}，{place}的球场灯一直不亮，六点就看不见球了。
find: The lights of the pitch at {place} work again: the timer had been set to winter, and {few} lamps were dead. They were exchanged on {visit}.
find: 系定时器设置错误且{few}盏灯损坏，{visit}已更换，{place}球场灯恢复照明。
--- 7 suggestion park
title: A skate area at {place}
title: 建议在{place}设滑板区
tell: A smooth corner with two ramps at {place} would draw the skaters away from the steps of {landmark}.
tell: 建议在{place}找块平整的角落放两个坡道，玩滑板的孩子就不会去{landmark}的台阶上了。
find: We measured the place on {visit} with some of the young people: two ramps fit beside the paved corner of {place} and are built by {plan}. After half a year we look together how it goes.
find: {visit}我局与几位青少年现场量测，{place}铺砖一角可放两个坡道，{plan}前安装，半年后一起评估。
--- 8 suggestion park
title: Courts at {place} for badminton
title: 建议在{place}划羽毛球场
tell: The square at {place} is large enough for {few} badminton courts. Paint and posts are all it takes.
tell: {place}的空地足够划{few}个羽毛球场，刷点漆、立几根柱子就行。
find: The floor at {place} is level enough. {few} courts are painted by {plan}, with sleeves for posts; nets can be borrowed at the gate.
find: {place}地面平整，{plan}前划{few}个场地并预埋立柱套筒，球网可在门口借用。
"""

"""What people write about clinics, vaccination and pests."""

# ruff: noqa: E501

TEXT = """
=== HEA-CARE-CLINIC service weight 5 private 0.3
add 1,2,4: For older people that is hardly to be borne.
add 1,2: In the end we went to a hospital across the lake.
add 1,3,4: Others in the queue said the same.
add 1,2,4: 老人哪里受得了。
add 1,2: 最后只好去湖对面的医院。
add 1,3,4: 排队的人都这么说。
ask 1,2,3: Please have it looked into and let me know.
ask 1,2,3: 请调查并告知结果。
--- 1 complaint clinic
title: No appointments at {place}
title: {place}预约不上号
tell: At {place} all appointments for the whole week are gone at one minute past seven. {since} I have tried every morning.
tell: {place}一周的号早上七点零一分就没了，{since}我天天抢都抢不到。
ask: Please see to it that there are enough appointments.
ask: 请增加号源。
find: {place} now keeps a third of its appointments for people who come in person and for those over 65. It was checked on {visit}: at 9 o'clock {many} were still free.
find: {place}已将三分之一号源留给现场和65周岁以上老年人，{visit}抽查，9点仍有{many}个号。
--- 2 complaint clinic
title: Waiting for hours at {place}
title: {place}看病等候太久
tell: On {date} I waited {mins} minutes at {place} after my booked time, then the doctor went to lunch.
tell: {date}我在{place}按预约时间又等了{mins}分钟，结果医生去吃饭了。
find: Since {visit} whoever waits more than thirty minutes past the booked time at {place} has been told the reason and may see another doctor. A second one covers the lunch break.
find: {visit}起，在{place}超过预约时间30分钟的，须说明原因并可改看其他医生，午间安排双岗值班。
--- 3 complaint clinic
title: Rude at the counter of {place}
title: {place}窗口态度差
tell: The woman at counter {n} of {place} shouted at my father, who is {age} and hard of hearing, on {date}.
tell: {date}，{place}{n}号窗口的工作人员冲我父亲大声吼，他{age}岁了，耳朵不好。
ask: I should like an apology.
ask: 希望对方道歉。
find: We heard the staff of {place} on {visit}. The colleague has apologised to your family and works with a mentor until {plan}.
find: {visit}我委约谈{place}，当事人已向您家人致歉并带教至{plan}。
--- 4 complaint clinic
title: No cash taken at {place}
title: {place}只收手机支付
tell: The machine at {place} takes only payment by telephone. My mother, who is {age}, stood there with cash and was sent away.
tell: {place}的自助机只能手机支付，我母亲{age}岁，拿着现金被支走了。
ask: Please keep a counter for people without a telephone.
ask: 请为不会用手机的人保留窗口。
find: Cash has to be taken. Counter {n} of {place} has taken it since {visit}, and a volunteer stands by the machines.
find: 任何机构不得拒收现金。{visit}起{place}{n}号窗口可收现金，自助机旁有志愿者协助。
--- 5 question clinic
title: Family doctor at {place}: how to sign up?
title: 请问{place}怎么签约家庭医生？
tell: How do I sign up with a family doctor at {place} for my parents, who live at {estate}?
tell: 我父母住在{estate}，请问怎么在{place}签约家庭医生？
find: You can sign up at {place} with both health cards, or on the telephone; it costs nothing. The doctor for {estate} is there on Tuesday and Friday mornings.
find: 携带医保卡到{place}或致电即可签约，免费。负责{estate}的家庭医生每周二、周五上午坐诊。
--- 6 question clinic
title: Opening hours of {place} on weekends
title: 咨询{place}周末门诊时间
tell: Is {place} open on weekends, and is there a doctor for children then?
tell: 请问{place}周末开门吗，有没有儿科？
find: {place} is open on Saturdays and Sundays from 8:00 to 16:30, with a children's doctor on Saturdays.
find: {place}周六、周日8:00至16:30开诊，周六有儿科。
--- 7 question clinic
title: Home visit from {place}
title: 请问{place}能上门看诊吗？
tell: My father is {age} and cannot leave his bed. Does {place} make home visits, and what do they cost?
tell: 我父亲{age}岁，卧床不起，请问{place}能上门看诊吗，怎么收费？
find: {place} makes home visits to people who cannot leave their bed. One costs 30 yuan, of which insurance pays 21; the nurse will ring you by {plan}.
find: {place}可为卧床老人上门巡诊，每次30元，医保报销21元，护士将在{plan}前与您联系。
--- 8 suggestion clinic
title: Evening hours at {place}
title: 建议{place}开设夜间门诊
tell: {place} should open one evening a week for people who work; blood tests at ten in the morning cost us half a day's wage.
tell: 建议{place}每周开一晚夜间门诊，上午十点抽血，上班族要请半天假。
find: {place} tries an evening clinic on Wednesdays until 20:30 from {plan} on, with laboratory. If enough people come, it stays.
find: {place}{plan}起每周三试行夜间门诊至20:30，可抽血化验，人多即长期保留。
--- 9 suggestion clinic
title: More seats at the laboratory of {place}
title: 建议{place}化验室增加座椅
tell: There are {n} seats in front of the laboratory of {place} for forty people. A few more, and numbers instead of a queue, would help much.
tell: {place}化验室门口只有{n}个座位，几十个人站着等，建议加椅子、改叫号。
find: Twenty more seats and a display for numbers were set up at {place} on {visit}. Thank you for the hint.
find: {visit}已在{place}增设20个座位和叫号屏，感谢您的建议。

=== HEA-CARE-VACC service weight 4 private 0.2
add 5,6: My child should have had it weeks ago.
add 5,6: The kindergarten asks for the proof.
add 5,6: The next free date is in a month.
add 5,6: 孩子早就该打了。
add 5,6: 幼儿园要接种证明。
add 5,6: 再约要等一个月。
ask 1,2,3,4: Thank you for your help.
ask 1,2,3,4: Please also tell me what it costs.
ask 5,6: Please name a place where it can be had.
ask 6,7: Please organise this better.
ask 1,2,3,4: 谢谢帮助。
ask 1,2,3,4: 也请告知费用。
ask 5,6: 请告知哪里能打。
ask 6,7: 请改进现场组织。
--- 1 question clinic
title: Vaccination for my child at {place}
title: 咨询{place}儿童疫苗接种
tell: My child is {child} and missed a vaccination when we moved to {estate}. Can it be given at {place}, and must I bring the old book?
tell: 孩子{child}岁，搬到{estate}时漏打了一针，请问能在{place}补种吗，要带旧接种本吗？
find: A missed dose may be made up at any time. Please come to {place} on a Tuesday, Thursday or Saturday morning with the child's health card; the old book is not needed.
find: 漏种可随时补种，周二、四、六上午携带儿童医保卡到{place}即可，无需旧接种本。
--- 2 question clinic
title: Flu vaccine for older people at {place}
title: 请问{place}有老年人流感疫苗吗？
tell: Is there flu vaccine for people over 65 at {place} yet? My mother, who is {age}, would like to have it.
tell: 请问{place}现在有65岁以上老人的流感疫苗吗？我母亲{age}岁，想打一针。
find: Flu vaccine for people over 65 has been at {place} since {visit}, free of charge, {many} doses at present.
find: 65周岁以上老人流感疫苗{visit}已到{place}，免费接种，现有{many}支。
--- 3 question clinic
title: Vaccination book lost: {place}
title: 接种本丢了，{place}能补吗？
tell: We have lost the vaccination book. Can {place} print a new one? The school asks for it.
tell: 接种本弄丢了，{place}能补打印吗？学校要用。
find: The record is in the system: any counter of {place} prints the book in a minute, or you print it yourself from the health page.
find: 接种记录已联网，{place}任一窗口即时补打，也可自行下载打印。
--- 4 question clinic
title: When does {place} vaccinate?
title: 请问{place}什么时间接种？
tell: At which times does {place} vaccinate, and does one need an appointment?
tell: 请问{place}哪些时间接种疫苗，需要预约吗？
find: {place} vaccinates on Tuesdays, Thursdays and Saturdays from 8:00 to 11:00; half the places are for those who come without booking.
find: {place}每周二、四、六8:00至11:00接种，一半名额留给现场，无需预约。
--- 5 complaint clinic
title: No vaccine at {place}
title: {place}疫苗缺货
tell: {place} has been out of the vaccine for babies {since}. “Perhaps next week” is all one is told.
tell: {since}，{place}的婴儿疫苗一直缺货，每次都说“可能下周”。
ask: Please see that there is vaccine.
ask: 请保障疫苗供应。
find: A delivery was late because of the cold chain. {place} has had {many} doses since {visit}; children who waited are rung up first. Until then two other centres step in.
find: 因冷链运输延误，{visit}{place}已到货{many}支，优先通知等候儿童，其间由另外两家中心代种。
--- 6 complaint clinic
title: Appointment for vaccination at {place} cancelled
title: {place}接种预约被取消
tell: Our appointment at {place} on {date} was cancelled by text message an hour before; I had taken leave.
tell: 我们预约了{date}在{place}接种，提前一小时短信取消，我假都请好了。
find: The appointment had been cancelled because a nurse was ill. Whoever is cancelled at short notice now gets the first free place: yours is at {place}, at the latest on {plan}, and a text message names the hour.
find: 系护士临时请假所致。今后临时取消的优先补约，您的接种安排在{place}，最迟{plan}，短信通知具体时间。
--- 7 complaint clinic
title: Long queue for vaccination at {place}
title: {place}打疫苗排长队
tell: At {place} {many} people with small children stood in one corridor on {date}, the sick among the healthy.
tell: {date}，{place}的走廊里挤了{many}个抱孩子的人，生病的和没病的混在一起。
add: One catches there what one came to be protected from.
add: 本来是去打疫苗的，反倒怕染上病。
find: {place} has separated the waiting rooms since {visit} and calls people by number; the sick use the side entrance.
find: {visit}起{place}已分区候诊并叫号，就诊者走侧门。

=== HEA-PUBLIC-PEST works weight 4 private 0.01
add 1,3,5: We have caught several indoors already.
add 2,4: My child has bites all over.
add 2,4: One can no longer sit outside in the evening.
add 2,4: People are afraid of dengue fever.
add 1,3,5: 家里已经抓到好几只了。
add 2,4: 孩子身上全是包。
add 2,4: 傍晚根本没法在外面坐。
add 2,4: 大家都担心登革热。
ask: Please treat the place and remove the cause.
ask: Please come more than once.
ask: 请消杀并清除根源。
ask: 请多来几次。
--- 1 report estate
title: Rats at {place}
title: {place}老鼠多
tell: {since} rats have been running across the yard of {place} behind building {bld}, also in the daytime.
tell: {since}，{place}{bld}栋后院老鼠乱窜，大白天也能看到。
ask: Please use something that does not harm the cats.
ask: 请用对猫狗无害的药。
find: Our team treated {place} on {visit}: {many} bait boxes, holes closed, bins with lids. The second round is on {plan}, and {manager} keeps the log.
find: {visit}对{place}消杀，布设毒饵盒{many}个、封堵鼠洞、垃圾桶加盖，{plan}进行第二轮，{manager}做好记录。
--- 2 report estate
title: Mosquitoes at {place}
title: {place}蚊子成灾
tell: In the basement of building {bld} at {place} water has stood {since}, and mosquitoes come up in clouds.
tell: {since}，{place}{bld}栋地下室积水，蚊子成群往上飞。
ask: Please say when you come, so that we can shut the windows.
ask: 请提前告知时间，我们好关窗。
find: The water was pumped out of the basement on {visit} and larvae treated with a biological agent. A check every two weeks follows until {plan}.
find: {visit}抽干地下室积水，投放生物灭蚊剂，{plan}前每两周检查一次。
--- 3 report estate
title: Cockroaches in building {bld}, {place}
title: {place}{bld}栋蟑螂泛滥
tell: Cockroaches come out of the drains in building {bld}, {place}; on {date} I counted {many} in the kitchen.
tell: {place}{bld}栋下水道里爬出蟑螂，{date}我在厨房数到{many}只。
find: The drains of building {bld} were treated from top to bottom on {visit}, and gel was laid in {many} kitchens. The second round is on {plan}; please let the team in.
find: {visit}对{bld}栋下水道自上而下消杀，{many}户厨房布放胶饵，{plan}进行第二轮，请予配合入户。
--- 4 report water
title: Mosquitoes breed by {place}
title: {place}岸边孳生蚊虫
tell: Old tyres and tins full of water lie on the bank of {place} near {landmark}; the mosquitoes come from there.
tell: By {place} the mosquitoes were so thick on {date} that the evening walkers turned back.
tell: {place}岸边靠近{landmark}的地方有很多积水的旧轮胎和罐子，蚊子都从那里来。
tell: {date}，{place}边上的蚊子多得散步的人都折回去了。
find: Volunteers and our team cleared the bank of {place} on {visit}: {many} containers with standing water were taken away and the rest treated. A sign asks people not to feed.
find: {visit}我们与志愿者清理{place}岸边，清走积水容器{many}个，其余投药处理，并设置禁止投喂提示牌。
--- 5 report water
title: Rats along {place}
title: {place}沿岸鼠患
tell: The bank along {place} has been full of rat holes {since}; people tip leftovers there.
tell: {since}，{place}岸边就全是鼠洞，还有人往那里倒剩饭。
find: The holes along {place} were baited and closed on {visit}. The next round is on {plan}; in the meantime the water bureau cuts the grass.
find: {visit}对{place}沿岸鼠洞投药封堵，{plan}进行下一轮，其间由水务部门割草。
"""

"""What people write about rubbish and public toilets."""

# ruff: noqa: E501

TEXT = """
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

"""

"""What people write about trees and parks."""

# ruff: noqa: E501

TEXT = """
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

"""What people write about homes just bought."""

# ruff: noqa: E501

TEXT = """
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

"""

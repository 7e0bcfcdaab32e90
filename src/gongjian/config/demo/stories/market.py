"""What people write about buying and about running a business."""

# ruff: noqa: E501

TEXT = """
=== MAR-BUY-CARD dispute weight 7 private 0.1
add 1,2,3: I have the card, the contract and the payment slip.
add 2,3: It was meant as a birthday present.
add 1,2,3: 卡、合同和付款记录我都有。
add 2,3: 本来是给家人的生日礼物。
ask 1,2,3: Please help us to get the balance back.
ask 1,2,3: I should like to have at least what is left.
ask 1,2,3: 请帮我们追回余额。
ask 1,2,3: 至少把没用完的退给我。
find 6,7: Within seven days an unused card is returned without reasons; after that the balance is due less what was used. The supervised accounts stand in the public register; {gym} joined it on {visit}. Look for the blue sticker at the till.
find 6,7: 七日内未使用可无理由退卡，之后扣除已消费部分退还余额。监管账户可在公示名录查询，{gym}已于{visit}纳入，收银台贴有蓝色标识。
--- 1 complaint market
title: {gym} at {place} closed with our money
title: {place}{gym}关门跑路
tell: {gym} at {place} has been closed {since}; a note on the door says “renovation”. On my card are {kyuan} yuan.
tell: On {date} the staff of {gym} at {place} was still selling cards at half price; the next morning the machines were being carried out.
tell: {place}的{gym}{since}一直关门，贴着“装修”，我卡里还有{kyuan}元。
tell: {date}{place}的{gym}还在半价卖卡，第二天早上设备就被搬走了。
add: {many} people have joined a group already.
add: The manager has switched off the telephone.
add: The landlord says the rent has not been paid either.
add: 维权群里已经有{many}个人了。
add: 店长手机关机了。
add: 房东说他们连房租都欠着。
ask: Please check whether the money was supervised.
ask: Please tell me how to register my claim.
ask: 请核查预收资金有没有监管。
ask: 请告知如何登记债权。
find: The owner of {gym} was found on {visit}. The supervised account held two fifths of all balances, which are paid out by {plan}; for the rest a buyer takes over the cards at another gym, if you wish. Your claim has been registered.
find: {visit}已联系到{gym}负责人，监管账户内四成余额{plan}前发放，其余可自愿转至接手的门店使用，您的债权已登记。
--- 2 complaint market
title: {gym} refuses to refund {kyuan} yuan
title: {gym}拒退{kyuan}元会员费
tell: I bought a card for {kyuan} yuan at {gym}, {place}, in {month} and used it {few} times. Because of an operation I cannot go on, and they refuse any refund.
tell: 我{month}在{place}的{gym}办了{kyuan}元的卡，只用了{few}次，因为手术没法再去，他们坚决不退。
find: {gym} was heard on {visit}. Illness is a ground for ending the contract: the balance less the visits made was repaid. It has also been fined because it kept no supervised account.
find: {visit}约谈{gym}，因病无法继续可以解除合同，扣除已用次数后余额已退还；其未落实资金监管，已另行处罚。
--- 3 complaint market
title: {gym} has moved, card no longer valid
title: {gym}搬走后会员卡不能用
tell: In {month} {gym} moved from {place} across the lake without a word. My card is valid only “at the old place”, they say.
tell: {month}，{gym}一声不吭从{place}搬到湖对面，说我的卡只能“在老店用”。
find: Moving is no ground for letting a card lapse. {gym} was heard on {visit}: it honours the cards at the new place or returns the balance, as you choose.
find: 搬迁不能成为会员卡失效的理由。{visit}约谈{gym}，会员卡可在新店使用或退还余额，由您选择。
--- 4 complaint road
title: Pressed to buy a card at {gym}
title: {gym}强制推销办卡
tell: At {gym} on {place} my mother, who is {age}, was kept for {mins} minutes on {date} until she signed for {kyuan} yuan.
tell: {date}，我母亲{age}岁，在{place}的{gym}被缠了{mins}分钟，签了{kyuan}元的单才让走。
add: She is still upset about it.
add: 她到现在还气得睡不着。
ask: Please have the contract undone.
ask: 请帮忙撤销合同。
find: The contract with your mother was dissolved on {visit} and the whole amount returned. Our staff visit {gym} unannounced until {plan}.
find: {visit}已解除合同并全额退款，{plan}前我局将不定期暗访{gym}。
--- 5 complaint road
title: {gym} does not keep what it promised with the card
title: {gym}办卡优惠与承诺不符
tell: {gym}, {place} {no}, promised {n} free lessons with the card. Now each of them costs {yuan} yuan.
tell: {place}{no}号的{gym}办卡时承诺送{n}节课，现在每节要{yuan}元。
add: I still have the leaflet.
add: 宣传单我还留着。
ask: Please make them keep their word.
ask: 请督促他们兑现承诺。
find: The promise stood on the leaflet you sent; {gym} keeps it, and the amounts already paid for lessons came back on {visit}.
find: 您提供的宣传单上有该承诺，{gym}同意履行，已收课时费{visit}退还。
--- 6 question market
title: Refund for a prepaid card: what are the rules?
title: 请问预付卡退款有什么规定？
tell: I would like to return my card of {gym} at {place} within a week of buying it. Is there a right to that?
tell: 我刚在{place}的{gym}办卡不到一周，想退，请问有这个权利吗？
--- 7 question market
title: Is the money on the card of {gym} supervised?
title: 请问{gym}预收款有没有监管？
tell: How do I find out whether {gym} at {place} keeps the prepaid money in a supervised account?
tell: 请问怎么查{place}的{gym}预收资金有没有纳入监管？

=== MAR-BUY-FOOD order weight 5 private 0.06
add 1,3,6: I have kept the receipt and the rest in the freezer.
add 1,3,6: 小票和剩下的我都冻着留样。
ask 1,2,6: Please inspect the kitchen.
ask 1,2,3: Please take a sample and tell me the result.
ask 1,2: Please check their licence.
ask 1,2,3: Please act before more people fall ill.
ask 1,2,6: 请检查后厨。
ask 1,2,3: 请抽检并告知结果。
ask 1,2: 请核查证照。
ask 1,2,3: 请赶在更多人出事前处理。
find 1,2: We inspected {shop} without notice on {visit}. The refrigerator was at 11 degrees and raw and cooked food stood together; it was closed for three days, fined, and may open again once it passes the check on {plan}. The sample showed no dangerous germs.
find 1,2: {visit}突击检查{shop}，冰箱温度11度且生熟混放，责令停业三天并处罚，{plan}复查合格后恢复营业，留样未检出致病菌。
--- 1 report market
title: Bad meal at {shop}, {place}
title: {place}{shop}食品不卫生
tell: At {shop} in {place} I was served chicken on {date} that was raw at the bone and smelt sour.
tell: {date}我在{place}的{shop}吃饭，鸡肉靠骨头的地方还是生的，有股酸味。
add: Two of us were ill that night.
add: The staff only said that nobody else had complained.
add: 当晚我们有两个人拉肚子。
add: 店员只说别人都没投诉。
--- 2 report market
title: Dirty kitchen at {shop}
title: {shop}后厨脏乱
tell: The back door of {shop} at {place} stands open: meat lies on the floor, and a cook smokes over the pots. It has been so {since}.
tell: {place}{shop}的后门开着，肉就放在地上，厨师一边炒菜一边抽烟，{since}一直这样。
add: Children eat there after school.
add: 孩子们放学都在那里吃。
--- 3 report market
title: Spoilt food sold at {place}
title: {place}售卖变质食品
tell: At {place} a stall sells fish as “fresh” that was grey and soft on {date}; the neighbour told me it had been there for days.
tell: {place}有个摊位卖的“鲜鱼”，{date}已经发灰发软，旁边摊主说放了好几天。
find: {n} kilograms of fish were destroyed on {visit} and the stall closed for a week. {place} now checks the temperature of each stall in the morning and posts the sheet.
find: {visit}销毁鱼类{n}公斤，摊位停业一周，{place}今后每天早上逐摊测温并公示。
--- 4 report road
title: Expired food in a shop on {place}
title: {place}商店售卖过期食品
tell: In the shop at {place} {no} I bought milk on {date} that was {n} days past its date; there was more of it on the shelf.
tell: {date}我在{place}{no}号的商店买到过期{n}天的牛奶，货架上还有不少。
add: Old people buy there who cannot read the small print.
add: 去那里买东西的老人都看不清小字。
ask: Please check the shelves.
ask: 请检查货架。
find: {many} packets past their date were taken from the shelves of {place} {no} on {visit}. By law you are owed ten times the price, at least 1,000 yuan; the shop paid on the same day.
find: {visit}在{place}{no}号下架过期食品{many}件。依法可获十倍赔偿，不足1000元按1000元，商家当天已支付。
--- 5 report road
title: Wrong date on labels, {place}
title: {place}商店涂改生产日期
tell: The shop at {place} {no} rubs off the dates on biscuits with spirit and prints new ones. I saw it {few} times through the window.
tell: {place}{no}号商店用酒精擦掉饼干上的日期重新打印，我隔着玻璃看见过{few}次。
add: Who knows how long they have been doing it.
add: 不知道他们这样干了多久。
ask: Please check the shop without notice.
ask: 请突击检查这家店。
find: {many} packets with new dates were found at {place} {no} on {visit} and destroyed. Because of the forgery the case has gone to the police; the shop stays closed until it is decided.
find: {visit}在{place}{no}号查获改标食品{many}件并销毁，因涉嫌伪造已移送公安，该店停业待处理。
--- 6 report road
title: Takeaway of {shop} with a foreign body
title: {shop}外卖吃出异物
tell: In a takeaway from {shop}, {place}, there was a piece of wire on {date}. The platform offered me ten yuan.
tell: {date}我点的{place}{shop}的外卖里有一截铁丝，平台只肯赔十块钱。
find: {shop} was inspected on {visit}: the wire came from a worn scourer. All have been replaced by cloths, and you are compensated. The next check is on {plan}.
find: {visit}检查{shop}，铁丝来自破损的钢丝球，现已全部换成抹布并对您赔偿，{plan}复查。
--- 7 suggestion market
title: Kitchens on camera at {place}
title: 建议{place}推行明厨亮灶
tell: A screen at the entrance of {place} that shows the kitchens would make everybody more careful.
tell: 建议在{place}入口放块屏幕直播后厨，大家都会更注意卫生。
find: A good idea that costs little: from {plan} on, {many} kitchens at {place} are shown on a screen at the entrance.
find: 建议很好，花钱不多，{plan}起{place}{many}家后厨上屏直播。
--- 8 suggestion market
title: Test station for vegetables at {place}
title: 建议{place}设农残快检点
tell: Please put a small test station in {place}, where one can have vegetables checked for pesticides.
tell: 建议在{place}设个快检点，买的菜可以当场测农残。
find: The test station at {place} has been open from 7:00 to 11:00 since {visit}; the result takes twenty minutes and costs nothing.
find: {place}快检点{visit}已启用，7:00至11:00，二十分钟出结果，免费。

=== MAR-BUY-PRICE dispute weight 4 private 0.05
add 1,2,3,6: It is not much for one, but it is for hundreds.
add 1,3: The dealer laughed and told me to go elsewhere.
add 1,2,3,6: 一个人不多，几百个人就多了。
add 1,3: 老板还笑着说嫌贵别买。
ask 1,2,3,4: I should like the difference back.
ask 2,3: Please make them post their prices.
ask 1,2,3,4: 请退还差价。
ask 2,3: 请督促明码标价。
--- 1 complaint market
title: False weight at {place}
title: {place}缺斤短两
tell: At {place} I bought shrimps on {date}; at home I found that {few} hundred grams were missing.
tell: {date}我在{place}买虾，回家一称少了{n}两。
ask: Please check the scales.
ask: Please look in there on a weekend.
ask: 请检查计量器具。
ask: 请周末去查一查。
find: We made test purchases at {place} on {visit}: three scales were out by up to a tenth. They were taken away and the traders fined. A public scale stands at the entrance.
find: {visit}我局在{place}暗访购买，三台秤最多偏差一成，已没收并处罚，入口处设有公平秤。
--- 2 complaint market
title: Price at the till higher than on the shelf, {place}
title: {place}结账价高于标价
tell: In the supermarket at {place} {few} things cost more at the till than on the shelf on {date}. It happens every time.
tell: {date}{place}的超市里有{few}样东西结账价比标价高，次次如此。
add: Older people do not check their receipts.
add: 老人家都不看小票的。
find: The prices at the till were compared on {visit}: {n} of a hundred were wrong. All have been corrected, the difference was repaid to you, and for every wrong price the shop now owes ten yuan.
find: {visit}抽查一百种商品，{n}种价签不符，已全部更正并退还差价，今后每错一件商家赔付十元。
--- 3 complaint market
title: {shop} charges for tableware
title: {shop}强收餐具费
tell: {shop} at {place} charges {n} yuan a head for tableware and tea and does not say so before.
tell: {place}的{shop}每人收{n}元餐具茶水费，事先根本不说。
find: {shop} may charge for tableware only if the guest chooses it and the price stands on the menu. It has taken the charge off since {visit} and returned yours; {n} other restaurants at {place} were checked.
find: 餐具须由顾客自选且明码标价方可收费。{visit}起{shop}已取消收费并退还您的费用，同时检查了{place}另外{n}家餐馆。
--- 4 complaint road
title: Locksmith on {place} asked {kyuan} yuan
title: {place}开锁收费{kyuan}元
tell: A locksmith whose card hung in our stairwell on {place} wanted {kyuan} yuan on {date} for opening a door, after {yuan} on the telephone.
tell: {date}我家住{place}，按楼道里的小广告叫开锁，电话里说{yuan}元，开完要{kyuan}元。
add: It was late at night, and I had no choice.
add: 当时是深夜，我也没有别的办法。
find: We traced the number on {visit}; the locksmith returned what went beyond the agreed price and was fined. Registered locksmiths and their prices are on our page.
find: {visit}已查到该号码，开锁人员退还超出约定的费用并受到处罚，备案开锁企业和价格可在网站查询。
--- 5 complaint road
title: Repair shop on {place} replaced what was not broken
title: {place}维修店小病大修
tell: The repair shop at {place} {no} charged {kyuan} yuan for a new pump in my washing machine. The old one, which I took along, works.
tell: {place}{no}号维修店给我的洗衣机换水泵收了{kyuan}元，旧泵我拿回来一试还是好的。
add: The man only said that I could go to court.
add: 老板只说有本事去告。
ask: I should like my money back.
ask: 请把钱退给我。
find: The old pump was examined on {visit}: it works, and the repair was not needed. The shop returned the price; its slips of the last half year are being gone through.
find: {visit}检测旧水泵功能正常，该维修并无必要，店家已退款，我局正核查其近半年的维修单。
--- 6 complaint road
title: Petrol station on {place} pumps too little
title: {place}加油站油量不足
tell: At the petrol station on {place} the pump showed 62 litres on {date}. My tank holds 55.
tell: {date}我在{place}加油站加油，显示加了62升，可我的油箱只有55升。
ask: Please have the pumps measured.
ask: 请检定加油机。
find: The pumps on {place} were measured on {visit}: one gave 1.2 litres in a hundred too little. It was sealed and will be measured again on {plan}; for you the station has a voucher for the difference.
find: {visit}检定{place}加油机，其中一台每百升少1.2升，已封停校准，{plan}复检合格后启用，站方补偿差额。

=== MAR-FIRM-LICENCE service weight 4 private 0.1
ask 1,2,3,4: Thank you for a list of what is needed.
ask 1,2,3,4: Please say how long it takes.
ask 1,2,3,4: 请给一份材料清单，谢谢。
ask 1,2,3,4: 请告知需要多长时间。
--- 1 question hall
title: Licence for a small shop in {street}
title: 请问在{street}开小店如何办执照？
tell: I would like to open a noodle shop on {road}. Which licences do I need, and can I apply for all of them at {place} at once?
tell: 我想在{road}开面馆，请问需要哪些证，能在{place}一次办齐吗？
find: One form is enough for licence, food permit and sign: at {place}, counter 1, or online. The food permit needs a look at the kitchen, which is done within three days; all the rest takes two.
find: 执照、食品经营许可和店招“一件事”办理，{place}1号窗口或网上一张表即可。食品许可三日内现场核查，其余两日办结。
--- 2 question hall
title: Closing my business in {street}
title: 咨询{street}个体户注销流程
tell: My shop on {road} closed in {month}. How do I end the licence without travelling to {place} several times?
tell: 我在{road}的店{month}就关了，请问怎么注销，能不能少跑几趟{place}？
find: A business without debts is ended by the simple procedure: announced online for twenty days, then done by itself. You need not come to {place} at all.
find: 无债务的可走简易注销，网上公示二十日后自动办结，无需到{place}。
--- 3 question hall
title: Change of address on the licence
title: 营业执照变更地址怎么办？
tell: Our company is moving to {road} on {date}. Must the licence and the tax registration both be changed, and in which order?
tell: 我们公司{date}要搬到{road}，执照和税务都要变更吗，先办哪个？
find: Only the licence has to be changed, online; the new address reaches the tax office from us on the same day. It takes two working days.
find: 只需网上变更执照，新地址由我局当天推送税务，两个工作日办结。
--- 4 question hall
title: Online shop at home in {street}: may I register it?
title: {street}住宅能注册网店吗？
tell: May I register a company at my flat at {estate} if I only sell online?
tell: 我只在网上卖东西，可以用{estate}的住宅注册公司吗？
find: A flat may be registered if neighbours have no objection and no customers come. The form is online; we check the address ourselves.
find: 住宅可登记为网店经营场所，前提是邻居无异议且不接待顾客，网上填表即可，地址由我们核验。
--- 5 complaint hall
title: Licence delayed at {place}
title: {place}办执照拖延
tell: I applied for a licence at {place} on {date}. Two days, the poster says; I am still waiting for it.
tell: {date}我在{place}申请执照，海报上写两天办结，到现在也没下来。
add: Every day without a licence costs me rent.
add: The goods are lying in the store.
add: 晚一天拿证就多赔一天房租。
add: 货都压在仓库里。
ask: Please see to it.
ask: Please let me know when it is ready.
ask: 请尽快处理。
ask: 办好请通知我。
find: Your licence was issued on {visit}; it had been waiting for a name check that was long done. We found {n} more of the kind and settled them. For each day of delay the head of the hall now reports to us.
find: 执照已于{visit}发放，系名称核准结果未推送。同类{n}件已一并处理，今后超期逐日上报。
--- 6 complaint hall
title: Asked for the same paper twice, {place}
title: {place}重复要材料
tell: At {place} I was asked for a lease that I had handed in {few} times already, once for each counter.
tell: {place}让我交租赁合同，同一份交了{few}次，每个窗口一份。
add: One is not told why.
add: 也不说为什么。
ask: Please have this put in order.
ask: 请改进一下。
find: Since {visit} the counters of {place} have seen what another has received. Nobody needs to hand in the same paper twice; should you be asked for it, show this answer.
find: {visit}起{place}各窗口共享材料，同一材料无需重复提交，如再被要求请出示本答复。
--- 7 complaint hall
title: Agent at {place} takes money for forms
title: {place}有黄牛代填表收费
tell: In front of {place} men offer to “speed things up” for {yuan} yuan. Inside nobody helps with the form.
tell: {place}门口有人收{yuan}元“加急”，里面却没人指导填表。
add: The guard sees it and does nothing.
add: 保安看见了也不管。
ask: Please stop this.
ask: 请管一管。
find: Two helpers have sat at the entrance of {place} since {visit} and fill in forms free of charge. The men outside were sent away, and there is no way to buy speed.
find: {visit}起{place}入口设两名帮办员免费填表，门口黄牛已清理，不存在花钱加急。
"""

"""The English words of urgency, and the doubts that take them their weight; `urgency_words` says
how to read a line."""

from __future__ import annotations

from gongjian.methods.urgency_words import Doubts, Line, Reason

D, V, M, T = Reason.DANGER, Reason.VULNERABLE, Reason.MANY, Reason.DEADLINE

ENGLISH: tuple[Line, ...] = (
    # Danger to life.
    Line(D, 1.0,
        "on fire|caught fire|is burning|are burning|house fire|thick smoke|black smoke|"
        "smoke is coming|smoke coming",
    ),
    Line(D, 1.0,
        "gas",
        "leak|leaks|leaking|leaked|leakage|smell|smells|smelling|hissing",
        gap=20, either_order=True,
    ),
    Line(D, 1.0,
        "carbon monoxide",
        "alarm|leak|leaking|poisoning|poisoned",
        gap=20, either_order=True,
    ),
    Line(
        D, 1.0,
        "wire|wires|cable|cables|power line|power lines|pylon|electric pole",
        "hanging|hang|down|fallen|fell|live|bare|exposed|sparking|sparks|dangling|snapped|torn",
        gap=20,
    ),
    Line(
        D, 1.0,
        "hanging|fallen|live|bare|exposed|sparking|dangling|snapped|torn",
        "wire|wires|cable|cables|power line|power lines|pylon|electric pole",
    ),
    Line(D, 0.7, "sparks|sparking|electric shock|electrocuted|electrocution"),
    Line(D, 1.0,
        "manhole|manholes|drain cover|manhole cover",
        "missing|open|gone|stolen|broken|uncovered|without|fell into|collapsed|loose",
        gap=30, either_order=True,
    ),
    Line(D, 1.0,
        "any moment|any minute|any time|about to|going to|on the verge of",
        "collapse|collapsing|fall|falling|come down|cave in|give way|explode",
        gap=20, either_order=True, stands=True,
    ),
    Line(D, 1.0, "collapsed|caved in|has given way|sinkhole|landslide|mudslide"),
    Line(D, 1.0,
        "bricks|tiles|plaster|glass|concrete|masonry|roof|facade|branches",
        "falling|fell on|fell onto|coming down|fallen onto|fallen on",
        gap=20,
    ),
    Line(D, 1.0,
        "lift|elevator",
        "trapped|stuck in|stuck inside|dropped|plunged|fell|free fall",
        gap=30, either_order=True,
    ),
    Line(D, 1.0,
        "kill myself|end my life|take my own life|suicidal|suicide|want to die|"
        "don't want to live|do not want to live|no reason to live",
    ),
    Line(D, 1.0,
        "drowned|drowning|unconscious|not breathing|cannot breathe|can't breathe|"
        "stopped breathing|bleeding heavily|heart attack|stroke|dying|critically ill|"
        "life-threatening|life threatening",
    ),
    Line(D, 1.0, "food poisoning|poisoned|poisonous fumes|toxic fumes"),
    Line(D, 1.0,
        "with a knife|with a gun|has a gun|has a knife|stabbed|threatened to kill|"
        "threatens to kill|kill me|kill us|beats me|beating me|beats her|hits me|hit me|"
        "domestic violence",
    ),
    Line(D, 0.7,
        "danger to life|danger of death|lives are in danger|life is in danger|"
        "somebody will die|someone will die|will be killed|get killed|got killed|was killed",
    ),
    Line(D, 1.0,
        "went missing|gone missing|has been missing|is missing",
        "child|son|daughter|boy|girl|mother|father|grandmother|grandfather|old man|old woman|"
        "toddler",
        gap=40, either_order=True,
    ),
    # A person who cannot help themselves, and what befalls them.
    Line(V, 1.0,
        "child|children|baby|babies|toddler|infant|newborn|pregnant|disabled|wheelchair|"
        "elderly|old man|old woman|grandmother|grandfather|old lady|patient|patients|blind|"
        "dialysis|cancer|bedridden|daughter|son",
        "injured|hurt|fell|fallen|hit by|trapped|alone and|no food|hungry|starving|freezing|"
        "without heating|no heating|without water|no water|without power|no electricity|"
        "without electricity|no medicine|without medicine|without oxygen|unconscious|vomiting|"
        "fever|beaten|abused|neglected|homeless|on the street|bitten|burnt|burned|scalded",
        gap=40, either_order=True,
    ),
    Line(V, 1.0,
        "lives alone|living alone|bedridden|on dialysis|on oxygen|in a wheelchair",
        "no|cannot|can't|without|nobody|stuck|unable",
        gap=40, either_order=True,
    ),
    # Many people without what they need every day, or ill.
    Line(M, 1.0,
        "households|families|flats|apartments|people|residents|pupils|students|patients|"
        "whole building|entire building|whole village|entire village|whole estate|"
        "whole street|entire street|whole school|entire school|whole block|the whole town",
        "no water|without water|no power|without power|no electricity|without electricity|"
        "no heating|without heating|no gas|without gas|sick|ill|vomiting|diarrhoea|diarrhea|"
        "stranded|trapped|evacuated|homeless",
        gap=50, either_order=True,
    ),
    Line(M, 1.0,
        "no water|without water|no tap water|no power|without power|no electricity|"
        "without electricity|no heating|without heating|brown water|water is brown",
        "days|hours|week|weeks|since",
        gap=40, either_order=True,
    ),
    Line(M, 0.6,
        "no water|without water|no power|without power|power cut|power outage|blackout|"
        "water outage",
    ),
    # A term of law, or a day after which it is too late.
    Line(T, 1.0,
        "expires|expire|ends|runs out|deadline is|deadline|due|hearing is|evicted|eviction|"
        "closes|must be filed|must appeal|last day",
        "today|tomorrow|tonight|in two days|in three days|in 2 days|in 3 days|within two days|"
        "within three days|this week|on friday|by friday|on monday|by monday",
        gap=30, either_order=True,
    ),
    Line(T, 1.0,
        "time limit|limitation period|appeal period|period for appeal|objection period|"
        "statute of limitations|notice period",
        "ends|expires|runs out|is about to|almost over|days left|tomorrow|this week",
        gap=40, either_order=True,
    ),
    Line(T, 1.0,
        "wages|salary|pay",
        "before christmas|before new year|before the holidays|before the spring festival|"
        "before the end of the month",
        gap=60, either_order=True,
    ),
    Line(T, 1.0, "last day to|days left to appeal|days left to object|too late after"),
)  # fmt: skip

ENGLISH_DOUBTS = Doubts(
    stop=r"[.!?;\n]",
    void=(
        "fire station|fire drill|fire brigade|fire department|fire exit|fire engine|gas bill|"
        "gas station|gas price|gas meter|life insurance|suicide prevention|drowning in|"
        "drowned out|drowning out|nearly fell|almost fell|nearly fallen"
    ),
    denied=(
        "no|not|never|without|nobody was|no one was|luckily|fortunately|wasn't|weren't|isn't|"
        "aren't|didn't|hasn't|prevent|prevents|avoid|against"
    ),
    denied_gap=r"\W+(?:\w+\W+){0,2}",
    feared=(
        "if|in case|what if|might|may|could|would|risk of|fear|fears|afraid|worried|worry|"
        "prevent|prevents|preventing|avoid|unless|"
        "before somebody|before someone|before people|before children|"
        "until somebody|until someone|should there be|suppose|hypothetical|how do i|"
        "what should i do if|training|drill|course|leaflet|article|news|lecture"
    ),
    past="last year|years ago|in the past|used to|once|decades ago",
    year=r"\b(?:in|back in)\s+((?:19|20)\d\d)\b",
    feared_after=r"\W*(?:risk|hazard|insurance|prevention|drill|safety)\b",
)

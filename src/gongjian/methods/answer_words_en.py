"""The English words by which an answer is checked; `answer_words` says what each is for."""

from __future__ import annotations

from gongjian.methods.answer_words import AnswerWords, Part, Wanted

ENGLISH = AnswerWords(
    sentence=r"(?<=[.!?])\s+|\n+",
    question=(
        r"\?|^\s*(?:who|what|when|where|why|how|which|whose|is|are|can|could|will|would|do|"
        r"does|did|may|must|should)\b"
    ),
    wish=(
        r"\b(?:please|i ask|we ask|i request|we request|i would like|we would like|i want|"
        r"we want|could you|i hope|we hope|should be|must be|needs? to|i suggest|we suggest|"
        r"i demand|we demand)\b"
    ),
    wanted={
        Wanted.TIME: r"\bwhen\b|how long|how soon|by which date|what time|which day",
        Wanted.NUMBER: r"how (?:much|many|high)|what (?:price|fee|rate|amount)|\bcosts?\b",
        Wanted.PLACE: r"\bwhere\b|which (?:office|counter|place|address)",
        Wanted.REASON: r"\bwhy\b|for what reason|on what basis",
        Wanted.WAY: (
            r"\bhow (?:do|can|should|to|does|may)\b|what (?:papers|documents|steps)|"
            r"which (?:papers|documents)"
        ),
        Wanted.WHOM: r"\bwhom\b|who (?:can|is responsible|do)|which department|phone number",
    },
    gives={
        Wanted.TIME: (
            r"\b(?:\d{1,2}(?:st|nd|rd|th)? )?(?:january|february|march|april|(?-i:May)|june|"
            r"july|august|september|october|november|december)\b|\b\d{4}-\d{2}-\d{2}\b|"
            r"\b(?:\d+|one|two|three|four|five|six|ten) (?:working )?(?:days?|weeks?|months?|"
            r"hours?|years?)\b|\b(?:today|tomorrow|yesterday|monday|tuesday|wednesday|thursday|"
            r"friday|saturday|sunday)\b|end of the (?:month|year)|\b20\d\d\b"
        ),
        Wanted.NUMBER: (
            r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|free of charge|no fee)\b"
        ),
        Wanted.PLACE: (
            r"\b(?:street|road|square|office|counter|hall|room|building|centre|center|avenue|"
            r"lane|website)\b"
        ),
        Wanted.REASON: (
            r"\b(?:because|since|due to|therefore|as the|owing to|so that|the reason|"
            r"under (?:the|section|article))\b"
        ),
        Wanted.WAY: (
            r"\b(?:you (?:can|may|need|must|should)|please (?:bring|send|call|apply|use|fill)|"
            r"apply|bring|fill|submit|form|steps?)\b"
        ),
        Wanted.WHOM: r"\d{3}|@|\b(?:office|department|bureau|council|police|centre|team)\b",
    },
    common=(
        r"\b(?:the|and|for|that|this|with|from|have|has|had|been|are|was|were|will|would|could|"
        r"should|please|dear|there|their|they|them|your|you|our|what|when|where|which|who|why|"
        r"how|does|did|can|may|into|about|very|more|some|any|not|but|also|than|then|its|it's|"
        r"because|since|just|only|like|want|need|know|hope|ask|request|thank|thanks|sir|madam|"
        r"problem|matter|issue|city|government|department|office|people|resident|residents|"
        r"still|again|every|each|here|being|get|got|done|make|made|much|many|long)\b"
    ),
    echo=(
        r"^\s*(?:dear|hello|good (?:morning|day|afternoon))[^\n.!]{0,60}[,!.]?|"
        r"thank you (?:for|very)[^.!\n]{0,90}[.!]?|we (?:have )?received your[^.!\n]{0,80}[.!]|"
        r"(?:kind|best|yours)[^.\n]{0,30}(?:regards|sincerely|faithfully)[^\n]{0,60}"
    ),
    parts={
        Part.DONE: (
            r"\b(?:we|they|our \w+|a (?:team|crew)|the \w+(?: \w+)?) (?:have |"
            r"has )?(?:been )?(?:checked|inspected|repaired|removed|fixed|cleaned|replaced|"
            r"installed|ordered|visited|measured|fined|warned|planted|asked|told|found|decided|"
            r"approved|refused|planned|painted|filled|looked|examined|mended|closed|opened|"
            r"started|begun|completed|cleared|collected|towed|sealed)\b|\b(?:was|were|is|are|"
            r"has been|have been|will be) (?:now )?(?:checked|inspected|repaired|removed|fixed|"
            r"cleaned|replaced|installed|ordered|painted|filled|planted|mended|closed|opened|"
            r"completed|cleared|collected|done|approved|refused|rejected|built|widened|"
            r"moved)\b|\bwe (?:will|cannot|do not|shall) \w+"
        ),
        Part.WHO: (
            r"\b(?:[A-Z][a-z]+(?: (?:and|of|for|the|[A-Z][a-z]+)){0,4} )?(?:Office|Department|"
            r"Bureau|Agency|Council|Authority|Centre|Center|Police|Ministry|Committee|Division|"
            r"Service|Court|Company|Ltd)\b|\b(?:the|our) (?:inspectors?|police|contractor|"
            r"engineers?|team|crew|gardeners|fire brigade|school|hospital|developer|landlord|"
            r"management company|water works|utility)\b"
        ),
        Part.WHEN: (
            r"\b(?:on |by |until |from |in |since )?(?:\d{1,2}(?:st|nd|rd|th)? )?(?:January|"
            r"February|March|April|(?-i:May)|June|July|August|September|October|November|"
            r"December)(?: \d{1,2})?(?:,? \d{4})?\b|\b\d{4}-\d{2}-\d{2}\b|\b(?:within|in|"
            r"after) (?:\d+|one|two|three|four|five|six|ten) (?:working )?(?:days?|weeks?|"
            r"months?|hours?)\b|\b(?:by|on|next|this|last) (?:Monday|Tuesday|Wednesday|"
            r"Thursday|Friday|Saturday|Sunday|week|month|spring|summer|autumn|winter)\b|"
            r"end of (?:the )?(?:month|year|week)|\b(?:today|tomorrow|yesterday)\b"
        ),
        Part.PROVISION: (
            r"\b(?:Section|Article|Art\.|Paragraph|§)\s*\d+\w*|\b(?:under|by|according to|"
            r"in accordance with|pursuant to) (?:the |our )?(?:[A-Z]\w{1,40} ){0,8}(?:Act|Law|Code|"
            r"Regulations?|By-?law|Ordinance|Rules?|Order|Statute|Decree|Measures)\b"
        ),
        Part.APPEAL: (
            r"\bappeal\w*|\bobjection\b|\bobject to\b|\breconsideration\b|\breview of (?:this|"
            r"the) decision|\bombuds\w+|\bcourt\b|\btribunal\b|\bcomplain to\b"
        ),
        Part.CONTACT: (
            r"\b(?:call|phone|telephone|ring|tel\.?)\b[^.\n]{0,24}\d{3,}[\d -]*|"
            r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.\w+|https?://\S+|\b(?:contact|ask|visit|"
            r"write to|come to) (?:us|our|the|[A-Z])[^.\n]{2,40}|\b\d{3,4}[- ]\d{4,8}\b"
        ),
    },
    empty=(
        r"\bin due course\b|\bwill be (?:considered|looked into|taken into (?:account|"
        r"consideration))\b|\bas soon as possible\b|\bunder (?:review|consideration|study)\b|"
        r"\btak(?:e|es|ing) (?:this|it|your \w+) (?:very )?seriously\b|"
        r"\battach(?:es)? great importance\b|\bwe will (?:consider|look into|study|examine|"
        r"monitor)\b|\bnecessary (?:steps|measures)\b|\bappropriate (?:steps|measures|"
        r"action)\b|\bin the near future\b|\bwhen (?:conditions|circumstances|funds) (?:allow|"
        r"permit)\b|\bgoing forward\b|\bat this (?:point in )?time\b|\bis being (?:studied|"
        r"considered)\b|\bwhere possible\b|\bstrive to\b|\bendeavou?r\b"
    ),
    official=(
        r"\bpursuant to\b|\bhereby\b|\bherewith\b|\baforementioned\b|\baforesaid\b|"
        r"\bhereinafter\b|\bthereof\b|\bin respect of\b|\bwith regard to\b|\bstakeholders?\b|"
        r"\bremedial\b|\bcompetent authority\b|\bin lieu of\b|\bnotwithstanding\b|\bremit\b|"
        r"\bcommence\w*\b|\butili[sz]e\w*\b|\bfacilitate\w*\b|\bimplement\w*\b|\bprior to\b|"
        r"\bsubsequent to\b|\bin conjunction with\b|\bper annum\b"
    ),
    bare_number=r"(?<![\w.,:/#§-])(?!(?:19|20)\d\d\b)\d{2,4}(?=[.,;](?:\s|$))",
    longest_sentence=35,
    shortest=120,
    longest=6_000,
)

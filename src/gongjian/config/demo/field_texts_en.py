"""The words of a course in English that depend on how a matter is handled; see course_texts."""
# A sentence a line: prose is easier to read and to compare unwrapped.
# ruff: noqa: E501

ENGLISH: dict[str, dict[str, tuple[str, ...]]] = {
    "works": {
        "ask": (
            "Could you describe the exact spot, for example by the nearest house number or lamp post, or send a photograph?",
            "At what times is it worst, and is it still the same today?",
            "May our crew come between 9 and 11 on a working day, and who can let us in?",
        ),
        "reply": (
            "It is opposite {landmark}, about ten steps from the corner. I have sent two photographs.",
            "It is still the same today, and worst in the morning.",
            "Yes, that suits me; my neighbour is at home if I am not.",
        ),
        "invite": (
            "Please tell us what you know of {place} from earlier repairs.",
            "Please come along to {place}, so that we settle on the spot who does what.",
        ),
        "contribute": (
            "Our records of the last two years are attached.",
            "Was there; agreed on the spot and noted.",
        ),
        "note": (
            "Crew informed, material is in the store.",
            "Was on site: worse than described. Photographs in the folder.",
            "Rang the contractor; it will take two days.",
            "Second report about the same spot this year. Look for the cause and not just the symptom.",
        ),
        "extension": (
            "The spare part has to be ordered; the supplier names four days.",
            "Two quotations have to be obtained first.",
            "The firm that did the work must be heard first.",
        ),
        "poor": (
            "The matter has been handed to the maintenance company, which will deal with it in due course.",
            "Our crew drove past {place} on {visit}. Repairs will be considered in next year's plan.",
            "The place is on our regular round and will be dealt with as occasion offers. We ask for your understanding.",
        ),
        "bad": (
            "Nothing has been repaired.",
            "Somebody came, looked and left. It is as before.",
            "That is not an answer.",
            "Handled, you say. Handled by whom?",
        ),
        "reopen": (
            "I walked past again today: nothing has changed. Please see for yourselves.",
            "The answer says that it is handled, yet it is the same as before. Here is a new photograph.",
            "Nobody has been here since your answer.",
        ),
    },
    "order": {
        "ask": (
            "On which days and at what hours does it happen mostly?",
            "Do you know which shop or person it is? A house number would help us.",
            "May an officer ring you when it happens, and on which number?",
        ),
        "reply": (
            "Almost daily, mostly after eight in the evening, worse on weekends.",
            "I cannot say the name, but it is the side towards {road}.",
            "Yes, please do; I am usually at home in the evening.",
        ),
        "invite": (
            "Please come along for a joint inspection of {place}.",
            "Please tell us whether a permit was granted for {place}.",
        ),
        "contribute": (
            "Took part. Our findings are in the joint record.",
            "No permit in our files for this address.",
        ),
        "note": (
            "Went there at noon, nothing to be found. Must go at night.",
            "Third complaint about the same operator this quarter.",
            "The operator admits it and promises to mend it; check on Friday.",
            "The grid officer confirms what the requester says.",
        ),
        "extension": (
            "The measurement must be repeated at night when there is no wind.",
            "The operator has a legal term of five days to respond.",
            "A joint inspection with two other departments is fixed for next week.",
        ),
        "poor": (
            "Our officers went to {place} on {visit} and found nothing unusual at that time. We shall keep an eye on it.",
            "Those concerned have been advised to show more consideration.",
            "An inspection during office hours gave no cause for action.",
        ),
        "bad": (
            "They stopped for one evening, and now all is as before.",
            "You came at noon, of course there was nothing.",
            "A word of advice is not enough.",
            "Nobody rang me although I asked for it.",
        ),
        "reopen": (
            "It happened again last night. Please come when it happens and not when it suits you.",
            "As soon as the officers had gone it went on. I ask you to take it up again.",
            "Nothing has changed, and I have a video of it.",
        ),
    },
    "dispute": {
        "ask": (
            "Please send the contract or the receipt; a photograph is enough.",
            "Which sum do you claim, and how is it made up?",
            "Would you come to a mediation, and on which days?",
        ),
        "reply": (
            "Sent just now: contract, receipt and the chat.",
            "What I paid, less what I have used. I have listed it in the attachment.",
            "Gladly, any day after four in the afternoon.",
        ),
        "invite": (
            "Please tell us whether the firm at {place} is registered and who stands for it.",
            "Please look whether other complaints about it have reached you.",
        ),
        "contribute": (
            "Registered and active; the register extract is attached.",
            "Seven more in this quarter, list attached.",
        ),
        "note": (
            "Rang the other side: ready to talk, wants to see the receipt.",
            "The other side does not pick up; letter sent.",
            "Mediation fixed, both sides have agreed.",
            "Ask the colleagues whether the account was supervised.",
        ),
        "extension": (
            "The other side has been given five days to state its case.",
            "The other side is away until next week and has asked for a date.",
            "The number of people concerned has grown; one mediation for all.",
        ),
        "poor": (
            "We spoke with the other side on the telephone. It takes a different view; you are free to go to court.",
            "This is a matter between two private parties. We have asked the other side to think it over.",
            "The other side has promised a solution soon.",
        ),
        "bad": (
            "No call, no solution, nothing.",
            "They promised it to you and laugh at me.",
            "You only passed on their excuse.",
            "I could have gone to court without you.",
        ),
        "reopen": (
            "What they told you is not true, and nothing has changed. I ask you to take it up again.",
            "They deny everything now. I have further proof and send it along.",
            "The answer does not say whether this is allowed. Please examine it.",
        ),
    },
    "service": {
        "ask": (
            "Please tell us under which name and when you applied; no papers are needed.",
            "In which street do you live? The place responsible depends on it.",
            "When may we ring you?",
        ),
        "reply": (
            "I applied myself at the beginning of last month.",
            "At {estate}, {street}.",
            "Best between noon and two.",
        ),
        "invite": (
            "Please confirm the entry in your register, so that the requester need not bring it.",
            "Please say whether anything speaks against it from your side.",
        ),
        "contribute": (
            "Confirmed; the entry is current.",
            "Nothing from our side.",
        ),
        "note": (
            "The file was found under the former address.",
            "Rang; the requester is friendly but has been sent round three counters.",
            "Complete. Only the signature is missing.",
            "Add the answer to the list of frequent questions.",
        ),
        "extension": (
            "A file has to be fetched from another office first.",
            "The commission meets next Tuesday.",
        ),
        "poor": (
            "Please consult the notice on our web page; the rules stated there apply.",
            "Your request has been noted. You will be told when there is news.",
            "Please apply at the counter in person with all papers.",
        ),
        "bad": (
            "I asked a simple question and got no answer to it.",
            "The page you name does not say it.",
            "Go to the counter: that is where I came from.",
        ),
        "reopen": (
            "My question has not been answered. I only want to know what holds in my case.",
            "I was at the counter as you wrote, and they sent me away again.",
            "Please answer in plain words and not with a link.",
        ),
    },
    "conduct": {
        "ask": (
            "On which day and at what time was it, and whom did you speak with?",
            "Is it still the same today?",
            "May we ring you, and at what time?",
        ),
        "reply": (
            "It was in the morning, a little after nine; I did not ask for the name.",
            "Yes, I was there again yesterday.",
            "Best between noon and two.",
        ),
        "invite": (
            "Please tell us whether similar complaints have reached you.",
            "Please come along when we go and look.",
        ),
        "contribute": (
            "Two this quarter; notes attached.",
            "Took part; agreed on what is to change.",
        ),
        "note": (
            "Talked with the head of the place; she knows about it.",
            "Went there unannounced: it is as the requester says.",
            "The place admits it and has already changed the rota.",
        ),
        "extension": (
            "The person concerned is on leave until next week.",
            "We want to see it on a busy day first.",
        ),
        "poor": (
            "We have passed your criticism on to the place concerned.",
            "The place concerned has been reminded of the rules.",
            "We regret the inconvenience and ask for your understanding.",
        ),
        "bad": (
            "Passed on, and then?",
            "It was just the same again yesterday.",
            "An apology changes nothing.",
        ),
        "reopen": (
            "Passing it on is not an answer. What changes?",
            "It is exactly as before. Please look into it yourselves.",
        ),
    },
    "idea": {
        "ask": (
            "Which corner do you mean exactly? A sketch or a photograph would help.",
            "Have you talked with other people there, and what do they think?",
            "May we ring you about it?",
        ),
        "reply": (
            "The corner towards {landmark}; I have sent a photograph.",
            "Yes, with about a dozen neighbours; nobody is against it.",
            "Yes, gladly, best in the evening.",
        ),
        "invite": (
            "Please say whether anything speaks against this at {place} from your side.",
            "Please send what you know about the number of people at {place}.",
        ),
        "contribute": (
            "Nothing against it, provided that the way stays clear for fire engines.",
            "Counts of the last quarter attached.",
        ),
        "note": (
            "Good idea; cost about as much as two benches.",
            "Put on the list for the weekly meeting.",
            "A similar proposal came in spring. Answer both.",
        ),
        "extension": (
            "The meeting that decides on it takes place next week.",
            "People on the spot are to be asked first.",
        ),
        "poor": (
            "Your proposal has been noted and will be considered when plans are drawn up.",
            "There are no funds for it this year. We ask for your understanding.",
        ),
        "bad": (
            "“Noted” is what I was told last year as well.",
            "Nobody seems to have looked at the place.",
        ),
        "reopen": (
            "I asked for a reason, not for a form letter. Please look at the place once.",
            "It costs next to nothing. Please examine it.",
        ),
    },
}

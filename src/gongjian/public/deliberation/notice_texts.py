"""Who is told what about proposals, in words. Which event tells whom is one table, ``TOLD``.

Its words have places for ``{title}``, ``{text}`` (the reason that was given), ``{department}``,
``{due}``, ``{count}``, ``{outcome}`` and ``{into}``: the title of the proposal it was merged with.
"""

from __future__ import annotations

from enum import Enum, auto

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongjian.foundation.people.interface import NoticeWords, Topic


class Audience(Enum):
    """Whom an event is told to; somebody who is several of them, as the first of these."""

    AUTHOR = auto()
    COMMENTER = auto()
    """Who wrote the comment it is about."""
    ANSWERERS = auto()
    """Who may answer: supervisors of the responsible department, product managers of the area."""
    MODERATORS = auto()
    FLAGGERS = auto()
    """Whose flag was settled by the decision."""
    PARTICIPANTS = auto()
    """Whoever supports or follows the proposal."""


MINE = Topic(
    "proposals",
    _("Your proposals and comments"),
    _("Published, hidden or not; supported by enough people, answered; somebody replied."),
)
JOINED = Topic(
    "joined_proposals",
    _("Proposals that you support or follow"),
    _("Changed, withdrawn, merged, answered; the answer is late."),
)
WORK = Topic(
    "proposal_work",
    _("Proposals to answer or to moderate"),
    _("Enough people support one, an answer is due or late, something waits for a moderator."),
    is_for_staff=True,
)
TOPICS = [MINE, JOINED, WORK]
TOPIC_OF = {
    Audience.AUTHOR: MINE,
    Audience.COMMENTER: MINE,
    Audience.PARTICIPANTS: JOINED,
    Audience.ANSWERERS: WORK,
    Audience.MODERATORS: WORK,
    Audience.FLAGGERS: MINE,
}
REASONS = {
    Audience.AUTHOR: _("You wrote this proposal."),
    Audience.COMMENTER: _("You wrote this comment."),
    Audience.PARTICIPANTS: _("You support or follow this proposal."),
    Audience.ANSWERERS: _("You answer proposals of this area or department."),
    Audience.MODERATORS: _("You moderate proposals of this area."),
    Audience.FLAGGERS: _("You flagged it."),
}
IN_THREAD = _("You wrote in this thread.")

OUTCOMES = {
    "adopted": pgettext_lazy("outcome", "accepted"),
    "in_plan": pgettext_lazy("outcome", "in another plan"),
    "rejected": pgettext_lazy("outcome", "rejected"),
}

_REASON = _("The reason:\n\n{text}")
_LATE = _("It was due until {due}. Whoever owes it was told, and everybody sees that it is late.")
_GRANTED = NoticeWords(_("Your appeal was granted: {title}"), _REASON)
_NOT_GRANTED = NoticeWords(_("Your appeal was refused: {title}"), _REASON)

_FLAGGED_HIDDEN = NoticeWords(
    _("What you flagged was hidden"),
    _("A moderator looked at it and hid it. Whoever wrote it can appeal."),
)
_FLAGGED_KEPT = NoticeWords(
    _("What you flagged stays as it is: {title}"),
    _("A moderator looked at it and left it as it is."),
)

TOLD: dict[str, dict[Audience, NoticeWords]] = {
    "proposal_written:under_review": {
        Audience.MODERATORS: NoticeWords(
            _("A proposal waits for a moderator: {title}"),
            _("Nobody reads it before somebody has published it."),
        ),
    },
    "proposal_published": {
        Audience.AUTHOR: NoticeWords(
            _("Your proposal is public: {title}"),
            _(
                "From now on everybody can read, support and discuss it. The moderator’s reason:"
                "\n\n{text}"
            ),
        ),
    },
    "proposal_refused": {
        Audience.AUTHOR: NoticeWords(
            _("Your proposal is not published: {title}"),
            _(
                "The moderator’s reason:\n\n{text}\n\nYou can change it and send it again. If you "
                "think that this is wrong, appeal within 30 days; somebody else then decides."
            ),
        ),
    },
    "proposal_hidden": {
        Audience.FLAGGERS: _FLAGGED_HIDDEN,
        Audience.AUTHOR: NoticeWords(
            _("Your proposal was hidden: {title}"),
            _(
                "The moderator’s reason:\n\n{text}\n\nIf you think that this is wrong, appeal "
                "within 30 days; somebody else then decides."
            ),
        ),
    },
    "proposal_shown": {
        Audience.AUTHOR: NoticeWords(
            _("Your proposal is public again: {title}"),
            _("Everybody can read it. The moderator’s reason:\n\n{text}"),
        ),
    },
    "proposal_kept": {
        Audience.FLAGGERS: _FLAGGED_KEPT,
        Audience.AUTHOR: NoticeWords(
            _("Your proposal was flagged, and stays as it is: {title}"),
            _("Somebody asked for a moderator to look at it. They decided:\n\n{text}"),
        ),
    },
    "comment_hidden": {
        Audience.FLAGGERS: _FLAGGED_HIDDEN,
        Audience.COMMENTER: NoticeWords(
            _("Your comment was hidden: {title}"),
            _(
                "The moderator’s reason:\n\n{text}\n\nIf you think that this is wrong, appeal "
                "within 30 days; somebody else then decides."
            ),
        ),
    },
    "comment_shown": {
        Audience.COMMENTER: NoticeWords(
            _("Your comment is public again: {title}"),
            _("Everybody can read it. The moderator’s reason:\n\n{text}"),
        ),
    },
    "comment_kept": {
        Audience.FLAGGERS: _FLAGGED_KEPT,
        Audience.COMMENTER: NoticeWords(
            _("Your comment was flagged, and stays as it is: {title}"),
            _("Somebody asked for a moderator to look at it. They decided:\n\n{text}"),
        ),
    },
    "moderation_appealed": {
        Audience.MODERATORS: NoticeWords(
            _("An appeal against a moderator’s decision: {title}"),
            _("Somebody else decides than who decided before."),
        ),
    },
    "moderation_appeal_decided:granted": {
        Audience.AUTHOR: _GRANTED,
        Audience.COMMENTER: _GRANTED,
    },
    "moderation_appeal_decided:refused": {
        Audience.AUTHOR: _NOT_GRANTED,
        Audience.COMMENTER: _NOT_GRANTED,
    },
    "proposal_edited": {
        Audience.PARTICIPANTS: NoticeWords(
            _("A proposal has new words: {title}"),
            _(
                "Its author changed it. {text}\n\nThe page shows what was changed. If you no "
                "longer support it, you can take your support back."
            ),
        ),
    },
    "proposal_edited:under_review": {
        Audience.MODERATORS: NoticeWords(
            _("A proposal waits for a moderator: {title}"),
            _("Nobody reads it before somebody has published it."),
        ),
    },
    "threshold_reached": {
        Audience.AUTHOR: NoticeWords(
            _("Enough people support your proposal: {title}"),
            _("{count} people do. An official answer is due until {due}."),
        ),
        Audience.PARTICIPANTS: NoticeWords(
            _("Enough people support a proposal: {title}"),
            _("{count} people do. An official answer is due until {due}."),
        ),
        Audience.ANSWERERS: NoticeWords(
            _("A proposal is to be answered until {due}: {title}"),
            _("{count} people support it. Responsible: {department}."),
        ),
    },
    "answer_reminded": {
        Audience.ANSWERERS: NoticeWords(
            _("The time to answer a proposal is nearly over: {title}"),
            _("It is to be answered until {due}. Responsible: {department}."),
        ),
    },
    "answer_late": {
        Audience.AUTHOR: NoticeWords(
            _("The answer to your proposal is late: {title}"),
            _LATE,
        ),
        Audience.PARTICIPANTS: NoticeWords(
            _("The answer to a proposal is late: {title}"),
            _LATE,
        ),
        Audience.ANSWERERS: NoticeWords(
            _("The answer to a proposal is late: {title}"),
            _("It was due until {due}. Responsible: {department}. Everybody sees that it is late."),
            is_urgent=True,
        ),
    },
    "proposal_answered": {
        Audience.AUTHOR: NoticeWords(
            _("Your proposal is answered – {outcome}: {title}"), _("{department}\n\n{text}")
        ),
        Audience.PARTICIPANTS: NoticeWords(
            _("A proposal is answered – {outcome}: {title}"), _("{department}\n\n{text}")
        ),
    },
    "proposal_withdrawn": {
        Audience.PARTICIPANTS: NoticeWords(
            _("A proposal was withdrawn: {title}"), _("Its author’s reason:\n\n{text}")
        ),
    },
    "proposal_merged": {
        Audience.AUTHOR: NoticeWords(
            _("Your proposal was merged: {title}"),
            _(
                "It goes on as “{into}”. The moderator’s reason:\n\n{text}\n\nIf you think that "
                "this is wrong, appeal within 30 days; somebody else then decides."
            ),
        ),
        Audience.PARTICIPANTS: NoticeWords(
            _("A proposal was merged: {title}"),
            _(
                "It goes on as “{into}”. The reason:\n\n{text}\n\nIf you supported it: your "
                "support counts there only if you say so on its page."
            ),
        ),
    },
    "proposal_unmerged": {
        Audience.AUTHOR: NoticeWords(_("Your proposal goes on by itself again: {title}"), _REASON),
        Audience.PARTICIPANTS: NoticeWords(
            _("A proposal that was merged goes on by itself again: {title}"), _REASON
        ),
    },
    "proposal_taken_in": {
        Audience.AUTHOR: NoticeWords(
            _("Another proposal was merged into yours: {title}"),
            _("Whoever supported it is asked whether to support yours, too."),
        ),
    },
}
COMMENTED = NoticeWords(
    _("New comments on your proposal: {title}"),
    _("People write about it. Read what they say, and reply."),
)
REPLIED = NoticeWords(
    _("A reply in a thread of yours: {title}"), _("Somebody replied. Read it on the page.")
)
SAID_OFFICIALLY = NoticeWords(_("{department} wrote about a proposal: {title}"), _("{text}"))


def key_of(name: str, to_state: str, data: dict[str, object]) -> str:
    """Under which an event stands in ``TOLD``."""
    if name in {"proposal_written", "proposal_edited"} and to_state == "under_review":
        return f"{name}:under_review"
    if name == "moderation_appeal_decided":
        return f"{name}:{'granted' if data.get('is_granted') else 'refused'}"
    return name

"""What somebody wants by e-mail: chosen on their page, or stopped from a letter."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.errors import Invalid, NotFound
from gongjian.foundation.people import letters, policies, rules, topics
from gongjian.foundation.people.models import Notice, NoticeState, NoticeSubscription

NO_SUCH_TOPIC = _("There is no such topic.")
NO_SUCH_PACE = _("Choose at once, once a day or once a week.")


def set_notice_preferences(
    *, actor: Actor, wanted: Collection[str], paces: Mapping[str, str] | None = None
) -> None:
    """Choose the topics that come by e-mail, and how often; everything stays in the inbox.

    Parameters
    ----------
    wanted : collection of str
        Codes of topics.
    paces : mapping of str to str, optional
        Code → how often (`rules.Pace`), of topics of which that may be chosen; those that are not
        named stay as they are. It holds for what comes from now on.

    Raises
    ------
    NotFound
        Nobody is signed in.
    Invalid
        A code is none of a topic that the actor can get notices of, or no pace may be chosen for
        it, or not this one.
    """
    user_id = policies.require_account(actor)
    known = topics.topics_for(is_staff=actor.is_staff)
    codes = [topic.code for topic in known]
    paces = paces or {}
    if not set(wanted) <= set(codes):
        raise Invalid(fields={"topics": [NO_SUCH_TOPIC]})
    if not set(paces) <= {topic.code for topic in known if topic.is_paced}:
        raise Invalid(fields={"paces": [NO_SUCH_TOPIC]})
    if not set(paces.values()) <= set(rules.Pace):
        raise Invalid(fields={"paces": [NO_SUCH_PACE]})
    with transaction.atomic():
        for code in codes:
            _choose(user_id, "", code, wants_email=code in wanted, pace=paces.get(code))


def stop_notices(*, token: str, topic: str = "") -> list[str]:
    """Stop e-mail on a letter's topics, or on one of them, for whoever got the letter.

    Returns
    -------
    list of str
        Codes of the topics stopped.

    Raises
    ------
    NotFound
        The token was not made by us, or its letter is long forgotten.
    Invalid
        The letter has no such topic.
    """
    notice = letter_of(token)
    codes = topics_of(notice)
    if topic and topic not in codes:
        raise Invalid(fields={"topic": [NO_SUCH_TOPIC]})
    stopped = [topic] if topic else codes
    with transaction.atomic():
        for code in stopped:
            _choose(notice.user_id, notice.email, code, wants_email=False)
    return stopped


def letter_of(token: str) -> Notice:
    """The notice a letter's token was made for; NotFound where there is none."""
    notice_id = letters.read_stop_token(token)
    found = Notice.objects.filter(pk=notice_id).first() if notice_id else None
    if found is None:
        raise NotFound
    return found


def topics_of(notice: Notice) -> list[str]:
    """Codes of the topics in a notice's letter."""
    fellows = Notice.objects.filter(Q(user_id=notice.user_id, email=notice.email))
    codes = fellows.filter(message_id=notice.message_id).values_list("topic", flat=True)
    return sorted({notice.topic, *codes})


def _choose(
    user_id: UUID | None, email: str, topic: str, *, wants_email: bool, pace: str | None = None
) -> None:
    chosen = {"wants_email": wants_email} | ({} if pace is None else {"pace": pace})
    NoticeSubscription.objects.update_or_create(
        user_id=user_id,  # type: ignore[misc]  # None finds a bare address
        email=email,
        topic=topic,
        defaults=chosen,
    )
    if not wants_email:
        waiting = Notice.objects.filter(
            Q(user_id=user_id, email=email, topic=topic, state=NoticeState.WAITING)
        )
        waiting.update(state=NoticeState.SILENT, send_after=None)

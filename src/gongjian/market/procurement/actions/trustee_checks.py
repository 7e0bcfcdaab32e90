"""Whether those who are to hold the keys of a call can be trusted with them against its buyer."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongjian.foundation.kernel.actor import STAFF_ROLES, Actor
from gongjian.foundation.kernel.errors import Invalid
from gongjian.foundation.people import interface as people
from gongjian.market.procurement.models import Call, CallTrustee
from gongjian.market.procurement.policies import calls as policies
from gongjian.market.procurement.rules.findings import LEAST_THRESHOLD, MOST_TRUSTEES


def require_trustees(call: Call, trustees: Sequence[CallTrustee], threshold: int) -> None:
    """Raise Invalid unless these may hold the keys, with their people as they stand now.

    Each is of another body and works there, and fewer than the threshold are on the buyer's side:
    of the buyer, of a body above or below it, or running calls of its area.
    """
    if not trustees:
        raise Invalid(fields={"trustees": [_("Name the trustees first.")]})
    bodies = [one.body_id for one in trustees]
    users = [one.user_id for one in trustees]
    if len(set(bodies)) != len(bodies) or len(set(users)) != len(users):
        raise Invalid(fields={"trustees": [_("Each body and each person once.")]})
    if len(trustees) > MOST_TRUSTEES:
        raise Invalid(fields={"trustees": [_("These are too many trustees: at most 7.")]})
    if not LEAST_THRESHOLD <= threshold <= len(trustees):
        words = _("At least two trustees work together, and at most as many as there are.")
        raise Invalid(fields={"threshold": [words]})
    known = people.User.objects.filter(pk__in=[key for key in users if key], is_active=True)
    actors = {user.pk: people.actor_of_user(user) for user in known}
    _require_at_home(trustees, actors)
    line = people.line_of(call.buyer_id)
    near = [one for one in trustees if _is_near(call, one, actors, line)]
    if len(near) >= threshold:
        words = ngettext(
            "%(count)d trustee belongs to the buyer, to a body above or below it, or runs calls of "
            "its area: %(names)s. They could open bids alone: name others.",
            "%(count)d trustees belong to the buyer, to bodies above or below it, or run calls of "
            "its area: %(names)s. They could open bids alone: name others.",
            len(near),
        )
        names = ", ".join(one.body.name for one in near)
        raise Invalid(fields={"trustees": [words % {"count": len(near), "names": names}]})


def _require_at_home(trustees: Sequence[CallTrustee], actors: dict) -> None:
    strangers = [
        one.body.name
        for one in trustees
        if one.user_id not in actors
        or one.body_id not in actors[one.user_id].organisation_ids(*STAFF_ROLES)
    ]
    if strangers:
        words = _("These do not work for the body that they stand for: %(names)s.")
        raise Invalid(fields={"trustees": [words % {"names": ", ".join(strangers)}]})


def _is_near(call: Call, trustee: CallTrustee, actors: dict, line: set) -> bool:
    actor: Actor = actors[trustee.user_id]
    homes = actor.organisation_ids(*STAFF_ROLES)
    return trustee.body_id in line or bool(homes & line) or policies.is_buyer(actor, call)

"""An initiative's release of open contracting data, in the transaction of what it tells of."""

from __future__ import annotations

from datetime import datetime

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.references import reference_of
from gongjian.foundation.ledger import interface as ledger
from gongjian.market.initiatives.models import Initiative
from gongjian.market.initiatives.selectors.initiative_releases import whole_of
from gongjian.market.open_contracting import interface as open_contracting


def write_initiative_release(initiative: Initiative, *, actor: Actor, now: datetime) -> None:
    """Say what is new of a locked initiative, its evidence linked; nothing new: nothing.

    Its SHA-256 has a ledger entry of its own, for evidence is linked after the event.
    """
    subject = reference_of(initiative)
    release = open_contracting.write_release(
        subject=subject,
        ocid=open_contracting.ocid_of("plan", initiative.number),
        tag="planningUpdate" if open_contracting.is_begun(subject) else "planning",
        whole=whole_of(initiative, now),
        language=initiative.language,
        at=now,
    )
    if release is not None:
        data = {"release_sha256": release.sha256}
        ledger.record(actor, "release_written", subject, now=now, data=data)

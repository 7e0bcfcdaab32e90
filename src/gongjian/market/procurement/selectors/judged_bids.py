"""The bids of a stage as those who judge them see them, once they are open."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from gongjian.foundation.kernel.errors import NotFound
from gongjian.market.procurement.models import (
    Bid,
    BidClosing,
    BidEnvelope,
    Call,
    EnvelopeFate,
    OpenedPart,
    Outcome,
    PartChoice,
)
from gongjian.market.procurement.rules.opening import PUBLIC_PARTS
from gongjian.methods.bid_contents import (
    Attachment,
    PricePart,
    SecretPart,
    TechnicalPart,
    read_content,
)
from gongjian.methods.canonical_json import NotCanonical

OPENED_SIZE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedBid:
    """A company's bid.

    Parameters
    ----------
    technical, price, secret
        None while it is sealed, where the bid has no such part, and where it could not be opened.
    fault : str
        The part that its company sealed wrongly, or that cannot be opened; "" for none.
    is_unopenable : bool
        The second of these: trustees say that their boxes are spoiled, which nobody can check.
    is_opened : bool
        Whether anything of it came out, or is known to stay shut.
    envelope : str
        Its digest, as receipts name it.
    """

    company_id: UUID
    code: str
    name: str
    size: str
    technical: TechnicalPart | None = None
    price: PricePart | None = None
    secret: SecretPart | None = None
    fault: str = ""
    is_unopenable: bool = False
    is_opened: bool = False
    envelope: str = ""
    received_at: datetime

    @property
    def is_at_fault(self) -> bool:
        return bool(self.fault) and not self.is_unopenable

    @property
    def price_minor(self) -> int | None:
        return self.price.amount_minor if self.price else None

    @property
    def text(self) -> str:
        """All its own words."""
        if self.technical is None:
            return ""
        return "\n".join([self.technical.text, *(text for _, text in self.technical.answers)])

    @property
    def answers(self) -> dict[str, str]:
        return dict(self.technical.answers) if self.technical else {}

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        return self.technical.attachments if self.technical else ()


@dataclass(slots=True)
class _Opened:
    fault: str = ""
    is_unopenable: bool = False
    is_opened: bool = False
    parts: dict[str, TechnicalPart | PricePart | SecretPart] = field(default_factory=dict)


def bidders_of(call: Call) -> dict[UUID, str]:
    """Companies with a bid that stands in the present stage, and their names, by their code."""
    rows = _standing(call).select_related("bid__company__organisation")
    found = [(row.bid.company_id, row.bid.company) for row in rows]
    return {key: company.name for key, company in sorted(found, key=lambda one: one[1].code)}


def opened_bids(call: Call, stage_number: int | None = None) -> list[JudgedBid]:
    """The bids of a stage (by default the present one) of which something is open, with what
    everybody may read."""
    found = judged_bids(call, parts=PUBLIC_PARTS, stage_number=stage_number)
    return [bid for bid in found if bid.is_opened]


@dataclass(frozen=True, slots=True)
class OpenedPage:
    bids: list[JudgedBid]
    next_code: str
    """Of the last company on the page, where there are more after it."""


def opened_page(call: Call, stage_number: int, *, after: str = "") -> OpenedPage:
    """Some bids of a stage of which something is open, by their company's code, with their prices:
    the words, up to 256 kB a bid, are on the page of each. Four queries."""
    opened = OpenedPart.objects.filter(envelope=OuterRef("pk"), part__in=PUBLIC_PARTS)
    rows = _standing(call, stage_number).filter(Exists(opened))
    order = "bid__company__organisation__code"
    if after:
        rows = rows.filter(**{f"{order}__gt": after})
    found = list(rows.order_by(order).values_list("bid__company", order)[: OPENED_SIZE + 1])
    shown = found[:OPENED_SIZE]
    bids = judged_bids(
        call, parts=[PartChoice.PRICE], stage_number=stage_number,
        company_ids=[key for key, _code in shown],
    )  # fmt: skip
    return OpenedPage(bids, shown[-1][1] if len(found) > OPENED_SIZE else "")


def opened_bid(call: Call, stage_number: int, code: str) -> JudgedBid:
    """One bid of which something is open, with what everybody may read.

    Raises
    ------
    NotFound
    """
    rows = _standing(call, stage_number).filter(bid__company__organisation__code=code)
    key = rows.values_list("bid__company", flat=True).first()
    if key is not None:
        found = judged_bids(call, parts=PUBLIC_PARTS, stage_number=stage_number, company_ids=[key])
        for bid in found:
            if bid.is_opened:
                return bid
    raise NotFound


def judged_bids(
    call: Call,
    *,
    parts: Collection[str] = PartChoice.values,
    stage_number: int | None = None,
    company_ids: Collection[UUID] | None = None,
) -> list[JudgedBid]:
    """The bids of a stage (by default the present one), or those of some companies, with
    what is open of these parts, by their company's code. A part is up to 256 kB: of the others it
    is only read whether they stay shut."""
    standing = _standing(call, stage_number).select_related("bid__company__organisation")
    if company_ids is not None:
        standing = standing.filter(bid__company__in=company_ids)
    envelopes = list(standing.defer("body", "receipt"))
    opened: dict[UUID, _Opened] = {row.pk: _Opened() for row in envelopes}
    rows = OpenedPart.objects.filter(envelope__in=envelopes)
    found_parts = list(rows.filter(part__in=parts))
    unread = set(PUBLIC_PARTS) - set(parts)
    if unread:
        shut = rows.filter(part__in=unread).exclude(outcome=Outcome.OPEN)
        found_parts += shut.defer("content")
    for part in sorted(found_parts, key=lambda one: one.pk):
        _read(opened[part.envelope_id], part, call.currency)
    bids = []
    for row in envelopes:
        company, found = row.bid.company, opened[row.pk]
        technical = found.parts.get(PartChoice.TECHNICAL)
        price = found.parts.get(PartChoice.PRICE)
        secret = found.parts.get(PartChoice.SECRET)
        bids.append(
            JudgedBid(
                company_id=company.pk, code=company.code, name=company.name, size=company.size,
                technical=technical if isinstance(technical, TechnicalPart) else None,
                price=price if isinstance(price, PricePart) else None,
                secret=secret if isinstance(secret, SecretPart) else None,
                fault=found.fault,
                is_unopenable=found.is_unopenable,
                is_opened=found.is_opened,
                envelope=row.shown_digest,
                received_at=row.received_at,
            )
        )  # fmt: skip
    return sorted(bids, key=lambda bid: bid.code)


def readable_bids(call: Call) -> set[UUID]:
    """Companies whose bid stands and has no part that stays shut; one query, which reads none."""
    shut = OpenedPart.objects.filter(envelope=OuterRef("pk")).exclude(outcome=Outcome.OPEN)
    rows = _standing(call).filter(~Exists(shut.exclude(part=PartChoice.SECRET)))
    return set(rows.values_list("bid__company", flat=True))


def sealed_companies(call: Call, part: str) -> set[UUID]:
    """Companies whose bid stands and of which it is not known what this part comes out as."""
    known = OpenedPart.objects.filter(envelope=OuterRef("pk"), part=part)
    return set(_standing(call).filter(~Exists(known)).values_list("bid__company", flat=True))


def tie_seed(call: Call) -> str:
    """What lots are drawn by: the root over all envelopes, which nobody knew before the last bid
    was in, and which was published before the first was opened."""
    closing = BidClosing.objects.get(call=call, stage_number=call.stage_number)
    return bytes(closing.root).hex()


def _standing(call: Call, stage_number: int | None = None) -> QuerySet[BidEnvelope]:
    bids = Bid.objects.filter(call=call, stage_number=stage_number or call.stage_number)
    return BidEnvelope.objects.filter(bid__in=bids, fate=EnvelopeFate.STANDING)


def _read(found: _Opened, part: OpenedPart, currency: str) -> None:
    found.is_opened = True
    try:
        if part.outcome != Outcome.OPEN:
            raise NotCanonical(part.outcome)
        found.parts[part.part] = read_content(part.part, part.content.encode(), currency)
    except NotCanonical:
        # A trade secret that nobody can read is its company's loss; the bid stands without it.
        if part.part != PartChoice.SECRET:
            found.fault = part.part
            found.is_unopenable = part.outcome == Outcome.UNOPENABLE

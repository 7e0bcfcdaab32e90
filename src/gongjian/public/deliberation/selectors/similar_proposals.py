"""Proposals that may ask for the same, found while somebody writes."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from gongjian.methods.text_fingerprints import fingerprints
from gongjian.methods.text_similarity import most_similar
from gongjian.public.deliberation.models import Proposal, ProposalRun, State

RUNS_KEPT = 48
"""Of a text's some hundred runs: all of its title first, then those whose hashes are lowest. Two
texts that share runs share of these, too, since both keep the lowest."""
COMPARED = 200
LEAST = 0.15
SHOWN_STATES = (
    State.COLLECTING, State.AWAITING_ANSWER, State.ADOPTED, State.IN_PLAN, State.REJECTED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SimilarProposal:
    proposal: Proposal
    score: float


def runs_of(title: str, text: str) -> list[int]:
    """What a text is compared by: at most `RUNS_KEPT` numbers."""
    (print_,) = fingerprints([(title, text)])
    of_title = print_.hashes[print_.is_in_title].tolist()
    others = print_.hashes[~print_.is_in_title].tolist()
    # Ascending, as a fingerprint has them.
    return [*of_title[: RUNS_KEPT // 2], *others[: RUNS_KEPT // 2]]


def similar_proposals(
    *, title: str, text: str, area_path: str = "", without: UUID | None = None, size: int = 4
) -> list[SimilarProposal]:
    """Public proposals most like a text, best first; two queries.

    Parameters
    ----------
    area_path : str
        Only those of areas above or below it, and of the whole town; "": any.
    without : UUID, optional
        The proposal that is compared itself.
    """
    asked = runs_of(title, text)
    if not asked:
        return []
    shared = ProposalRun.objects.filter(hash__in=asked)
    if without is not None:
        shared = shared.exclude(proposal=without)
    keys = shared.values("proposal").annotate(shared=Count("id")).order_by("-shared", "-proposal")
    ids = [row["proposal"] for row in keys[:COMPARED]]
    rows = Proposal.objects.filter(pk__in=ids, is_public=True, state__in=SHOWN_STATES)
    found = [one for one in rows.select_related("area") if _is_near(one.area_path, area_path)]
    found.sort(key=lambda one: one.pk)
    words = f"{title}\n{text}"
    scores: dict[int, float] = {}
    for asked_words, candidates in (
        (words, [f"{one.public_title}\n{one.public_text}" for one in found]),
        # A title says what a long text only leads to.
        (title, [one.public_title for one in found]),
    ):
        if asked_words.strip():
            for place, score in most_similar(asked_words, candidates, COMPARED, LEAST):
                scores[place] = max(scores.get(place, 0.0), score)
    best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:size]
    return [SimilarProposal(found[place], score) for place, score in best]


def _is_near(path: str, asked: str) -> bool:
    return not path or not asked or path.startswith(asked) or asked.startswith(path)

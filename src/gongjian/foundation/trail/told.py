"""A trail as JSON has it, for the API and for the file of a trail."""

from __future__ import annotations

from gongjian.foundation.trail.selectors.stories import Story
from gongjian.foundation.trail.selectors.trails import Stage, Thing


def whole_trail(story: Story) -> dict[str, object]:
    """A trail as JSON has it."""
    totals, weight = story.totals, story.totals.weight
    return {
        "reference": story.here.reference,
        "stages": [stage_out(one) for one in story.trail.stages],
        "is_cut": story.trail.is_cut,
        "edges": [
            {"source": one.source, "relation": one.relation, "target": one.target}
            for one in story.trail.edges
        ],
        "moments": [
            {
                "at": one.moment.at, "words": one.moment.words, "by": one.moment.by,
                "is_late": one.moment.is_late, "reference": one.thing.reference,
                "days_since": one.days_since,
            }
            for one in story.entries
        ],
        "moments_are_cut": story.is_timeline_cut,
        "totals": {
            "people": totals.people.count, "people_is_exact": totals.people.is_exact,
            "days": totals.days,
            "spans": [
                {"kind": one.kind, "begins_on": one.begins_on, "days": one.days}
                for one in totals.spans
            ],
            "money": [
                {"name": one.name, "currency": one.currency, "amount_minor": one.amount_minor}
                for one in totals.money
            ],
            "rated": weight.rated, "solved": weight.solved, "stars": weight.stars,
            "starred": weight.starred, "ballots": weight.voters,
        },
    }  # fmt: skip


def stage_out(stage: Stage) -> dict[str, object]:
    things = [_thing(one) for one in stage.things]
    return {"kind": stage.kind.name, "things": things, "hidden_count": stage.hidden_count}


def _thing(thing: Thing) -> dict[str, object]:
    told = thing.told
    return {
        "reference": thing.reference, "title": told.title, "number": told.number,
        "url": told.url, "state": str(told.state), "language": told.language, "at": told.at,
        "note": told.note, "owner": told.owner, "is_late": told.is_late,
    }  # fmt: skip

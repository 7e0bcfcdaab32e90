"""The page of a trail: from any thing, where it came from and what became of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from gongjian.foundation.kernel.access import actor_of, public
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.downloads import saved_as
from gongjian.foundation.kernel.money import shown
from gongjian.foundation.ledger.interface import town_key
from gongjian.foundation.trail.actions.sign_trail import sign_trail
from gongjian.foundation.trail.graph import draw_graph
from gongjian.foundation.trail.kinds import Kind, kind_of
from gongjian.foundation.trail.models import Relation
from gongjian.foundation.trail.selectors.stories import Entry, Story, Totals, story_of
from gongjian.foundation.trail.selectors.trails import PART_OF, Trail
from gongjian.foundation.trail.told import whole_trail


@public
@require_safe
def trail(request: HttpRequest, trail_kind: str, trail_number: str) -> HttpResponse:
    story = story_of(actor=actor_of(request), kind_path=trail_kind, number=trail_number, now=now())
    shown_trail = {
        "story": story,
        "trail": story.trail,
        "here": story.here.told,
        "kind": story.kind,
        "address": story.here.address,
        "tiles": _tiles(story.totals),
        "graph": draw_graph(story.trail, _("%(count)d more")),
        "links": _links(story.trail),
        "entries": [_shown_entry(one) for one in story.entries],
        "spans": _spans(story),
        "town_key": town_key(),
        "people_note": _people_note(story.totals),
    }
    return render(request, "trail/trail_page.html", shown_trail)


@public
@require_safe
def trail_file(request: HttpRequest, trail_kind: str, trail_number: str) -> HttpResponse:
    """All of it with the town's signature and the places of its moments in the ledger."""
    return trail_answer(request, trail_kind, trail_number)


def trail_answer(request: HttpRequest, kind: str, number: str) -> HttpResponse:
    """The file of a trail, to be saved; kept by nobody on the way."""
    actor, moment = actor_of(request), now()
    story = story_of(actor=actor, kind_path=kind, number=number, now=moment)
    content = sign_trail(actor=actor, story=story, told=whole_trail(story), now=moment)
    answer = HttpResponse(content, content_type="application/json")
    answer["Cache-Control"] = "no-store"
    return saved_as(answer, f"trail-{story.kind.path}-{story.here.address}.json")


def _tiles(totals: Totals) -> list[dict[str, str]]:
    people, weight = totals.people, totals.weight
    tiles = [
        _tile(
            f"{people.count:,}",
            ngettext("person behind it", "people behind it", people.count),
            "" if people.is_exact else _("at most"),
        ),
        _tile(
            f"{totals.days:,}",
            ngettext("day from first to last", "days from first to last", totals.days),
        ),
    ]
    words = {
        "budgeted": pgettext("money", "budgeted"),
        "awarded": pgettext("money", "awarded"),
        "agreed": pgettext("money", "agreed in contracts"),
        "paid": pgettext("money", "paid"),
    }
    tiles += [_tile(shown(one.amount_minor, one.currency), words[one.name]) for one in totals.money]
    if weight.rated:
        note = ngettext("of %(count)s case rated", "of %(count)s cases rated", weight.rated)
        tiles.append(
            _tile(f"{weight.solved:,}", _("solved, say those who asked"),
                  note % {"count": f"{weight.rated:,}"})
        )  # fmt: skip
    if weight.starred:
        note = ngettext("mean of %(count)s rating", "mean of %(count)s ratings", weight.starred)
        tiles.append(
            _tile(f"{weight.stars / weight.starred:.1f}", _("of 5 stars"),
                  note % {"count": f"{weight.starred:,}"})
        )  # fmt: skip
    if weight.voters:
        words_ = ngettext(
            "ballot in the budget round", "ballots in the budget round", weight.voters
        )
        tiles.append(_tile(f"{weight.voters:,}", words_, _("secret: by whom is not counted")))
    return tiles


def _tile(value: str, label: str, note: str = "") -> dict[str, str]:
    return {"value": value, "label": label, "note": note}


def _people_note(totals: Totals) -> str:
    if totals.people.is_exact:
        return _(
            "Each person counts once, whether they asked, said “me too”, wrote, supported or took "
            "part. Those without an account are told apart by their e-mail address or their "
            "browser."
        )
    return _(
        "There are too many to tell them apart: nobody is left out, but whoever asked and "
        "supported counts twice."
    )


def _shown_entry(entry: Entry) -> dict[str, object]:
    told = entry.thing.told
    return {
        "at": entry.moment.at,
        "words": entry.moment.words,
        "by": entry.moment.by,
        "is_late": entry.moment.is_late,
        "since": _since(entry.days_since),
        "kind": entry.kind,
        "told": told,
        "is_here": entry.thing.is_here,
    }


def _since(days: int | None) -> str:
    if not days:
        return ""
    return ngettext("%(days)s day later", "%(days)s days later", days) % {"days": f"{days:,}"}


def _spans(story: Story) -> list[dict[str, str]]:
    rows = []
    for span in story.totals.spans:
        kind = kind_of(span.kind)
        days = span.days
        rows.append(
            {
                "word": capfirst(str(kind.word)) if kind else span.kind,
                "begins": date_format(span.begins_on, "DATE_FORMAT"),
                "days": "–"
                if days is None
                else ngettext("%(days)s day", "%(days)s days", days) % {"days": f"{days:,}"},
            }
        )
    return rows


def _links(trail: Trail) -> list[tuple[str, str, str]]:
    """Each line of the graph in words: for those who do not see it."""
    names: dict[str, str] = {}
    for stage in trail.stages:
        for thing in stage.things:
            names[thing.reference] = _named(stage.kind, thing.told.title)
        if stage.hidden_count:
            names[f"hidden:{stage.kind.name}"] = capfirst(stage.hidden_words)
    words = {**{one.value: str(one.label) for one in Relation}, PART_OF: _("is part of")}
    return [
        (names[edge.source], words.get(edge.relation, edge.relation), names[edge.target])
        for edge in trail.edges
        if edge.source in names and edge.target in names
    ]


def _named(kind: Kind, title: str) -> str:
    return _("%(kind)s “%(title)s”") % {"kind": capfirst(str(kind.word)), "title": title}

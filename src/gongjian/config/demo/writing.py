"""Puts the words to the plots: titles, texts, addresses and what the steps say."""

from dataclasses import replace
from datetime import timedelta
from functools import cache
from random import Random

from gongjian.config.demo.beats import Beat
from gongjian.config.demo.categories import leaf_names
from gongjian.config.demo.course_texts import ANY, BY_FIELD, CLOSINGS, OPENINGS
from gongjian.config.demo.departments import departments, telephone_of
from gongjian.config.demo.grammar import (
    Slots,
    compose_text,
    compose_title,
    format_day,
    names_of,
    wording_of,
)
from gongjian.config.demo.model import Language, Step, Story, Words
from gongjian.config.demo.phrases import POOLS
from gongjian.config.demo.places import DISTRICT, STREET_CODES, places_of, street_name
from gongjian.config.demo.plots import Plot
from gongjian.config.demo.provisions import citation

_TRIES = 12
_LEAF_NAMES = leaf_names()


class Writer:
    """Writes the stories of one town, no two alike where that can be helped."""

    def __init__(self, language: Language, seed: int) -> None:
        self._language: Language = language
        self._seed = seed
        self._titles: set[str] = set()
        self._texts: set[str] = set()

    def write(self, plot: Plot) -> Story:
        """Return the plot's story in the writer's language."""
        rng = Random(f"{self._seed}:{self._language}:{plot.number}")
        slots, title, text = self._write_request(plot, rng)
        steps = _CourseWriter(plot, slots, rng).write()
        return Story(
            key=plot.key,
            kind=plot.matter.kind,
            title=title,
            text=text,
            category=plot.subject.category,
            area=STREET_CODES[plot.place.street],
            lon=plot.lon,
            lat=plot.lat,
            address=_address(plot, self._language),
            requester=replace(
                plot.requester,
                name=plot.requester.name and plot.requester_name.to(self._language),
            ),
            channel=plot.channel,
            public=plot.public,
            received_at=plot.received_at,
            supports=plot.supports,
            course=steps,
            state=plot.state,
            cluster=plot.cluster,
        )

    def _write_request(self, plot: Plot, rng: Random) -> tuple[Slots, str, str]:
        kind, value = plot.personal
        # Whoever lets an address or number slip has one: that by which they are reached.
        own = {"email": plot.requester.email, "phone": plot.requester.phone}.get(kind)
        value = own or value
        for _ in range(_TRIES):
            slots = Slots(self._language, rng, plot.received_at, _known(plot, rng, self._language))
            slots["value"] = value
            title = compose_title(plot.matter, slots)
            if title in self._titles and str(plot.house) not in title:
                # The same words: others might name the house a second time.
                name = plot.place.name.to(self._language)
                title = title.replace(name, _exact_place(plot, self._language), 1)
            extra = rng.choice(POOLS[self._language][f"personal_{kind}"]) if kind else ""
            by_phone = plot.channel == "phone"
            text = compose_text(plot.matter, slots, rng, by_phone=by_phone, extra=extra)
            if text not in self._texts:
                break
        self._titles.add(title)
        self._texts.add(text)
        return slots, title, text


class _CourseWriter:
    """Writes what the steps of one case say."""

    def __init__(self, plot: Plot, slots: Slots, rng: Random) -> None:
        self._plot = plot
        self._slots = slots
        self._rng = rng
        self._language = slots.language
        self._pools = ANY[self._language]
        self._own = BY_FIELD[self._language][_field_of(plot)]
        self._worked_since = plot.received_at

    def write(self) -> tuple[Step, ...]:
        """Return the course with its words."""
        return tuple(replace(beat.step, text=self._text_of(beat)) for beat in self._plot.beats)

    def _text_of(self, beat: Beat) -> str:
        cue, _, number = beat.cue.partition(":")
        step, slots = beat.step, self._slots
        if step.department:
            slots["lead"] = slots["better"] = _called(step.department, self._language)
        if cue == "answer":
            return self._answer(step, number)
        if step.act in ("accept", "start"):
            self._worked_since = step.at
            return ""
        if cue in ("ask", "reply", "invite", "contribute"):
            return slots.fill(self._own[cue][int(number)])
        if cue in ("reject", "appeal"):
            wording = wording_of(self._plot.matter, self._language)
            return slots.pick(wording.rejections if cue == "reject" else wording.appeals)
        if beat.cue in self._pools:
            return slots.pick(self._pools[beat.cue])
        own_cue = "bad" if beat.cue == "rate:bad" else cue
        return slots.pick(self._own[own_cue]) if own_cue in self._own else ""

    def _answer(self, step: Step, variant: str) -> str:
        rng, slots, language = self._rng, self._slots, self._language
        middle = self._worked_since + (step.at - self._worked_since) * rng.uniform(0.2, 0.95)
        slots["visit"] = format_day(middle, language)
        slots["plan"] = format_day(step.at + timedelta(days=rng.randrange(4, 25)), language)
        slots["desk"] = _called(_department_of(step.by), language)
        slots["tel"] = telephone_of(_department_of(step.by))
        slots["citation"] = citation(step.provision).to(language)
        kind = self._plot.matter.kind
        opening = "again" if variant == "again" else _OPENING_OF.get(kind, "fault")
        findings = (
            self._own["poor"]
            if variant == "poor"
            else wording_of(self._plot.matter, language).findings
        )
        parts = (
            slots.pick(OPENINGS[language][opening]),
            slots.pick(findings),
            slots.pick(CLOSINGS[language]),
        )
        return ("" if language == "zh" else " ").join(parts)


_FIELD_OF = {"question": "service", "application": "service", "suggestion": "idea"}
_FIELD_OF_FAULTS = {"service": "conduct"}
_OPENING_OF = {
    "question": "question",
    "suggestion": "suggestion",
    "application": "application",
}


def _field_of(plot: Plot) -> str:
    """Return how a matter is handled, by its kind first and its category second."""
    field = plot.subject.field
    return _FIELD_OF.get(plot.matter.kind) or _FIELD_OF_FAULTS.get(field, field)


def _known(plot: Plot, rng: Random, language: Language) -> dict[str, str]:
    """Return the slots that follow from the plot: the place and what lies near it."""
    street = plot.place.street

    def nearby(*kinds: str) -> Words:
        places = [place for kind in kinds for place in places_of(kind, street)]
        return rng.choice([place for place in places if place.key != plot.place.key]).name

    names = {
        "place": plot.place.name,
        "street": street_name(street),
        "area": street_name(street),
        "road": nearby("road"),
        "estate": nearby("estate"),
        "landmark": nearby("park", "school", "market"),
        "category": _LEAF_NAMES[plot.subject.category],
    }
    numbers = {"bld": str(plot.house), "no": str(plot.house)}
    return names_of(names, language) | numbers | _firms_of(plot.place.key, language)


@cache
def _firms_of(place_key: str, language: Language) -> dict[str, str]:
    """Return who built and who manages a place: always the same, whoever writes about it."""
    rng = Random(place_key)
    draws = {firm: rng.random() for firm in ("developer", "manager")}
    pools = POOLS[language]
    return {firm: pools[firm][int(draw * len(pools[firm]))] for firm, draw in draws.items()}


def _exact_place(plot: Plot, language: Language) -> str:
    """Return the place with its house number, to tell like titles apart."""
    name = plot.place.name.to(language)
    if plot.place.kind not in ("estate", "road"):
        return name
    if language == "zh":
        return f"{name}{plot.house}{'栋' if plot.place.kind == 'estate' else '号'}"
    return f"{name} ({'building' if plot.place.kind == 'estate' else 'no.'} {plot.house})"


def _address(plot: Plot, language: Language) -> str:
    place, street = plot.place, street_name(plot.place.street).to(language)
    name = place.name.to(language)
    if language == "zh":
        number = {"estate": f"{plot.house}栋", "road": f"{plot.house}号"}.get(place.kind, "")
        return f"{street}{name.removeprefix(street)}{number}"
    if place.kind == "estate":
        return f"Building {plot.house}, {name}, {street}"
    if place.kind == "road":
        return f"{plot.house} {name}, {street}"
    return f"{name[0].upper()}{name[1:]}, {street}"


def _department_of(handler: str) -> str:
    return handler.removeprefix("handler-").rpartition("-")[0]


@cache
def _called(code: str, language: Language) -> str:
    department = next(d for d in departments() if d.code == code)
    if language == "zh":
        return department.short.zh
    return "the " + department.name.en.removeprefix(f"{DISTRICT.en} ")

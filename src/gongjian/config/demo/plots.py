"""Who writes about what, where and when: everything of a story but its words.

Nothing here depends on the language, so that the English and the Chinese town have the
same cases in the same places with the same courses.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from gongjian.config.demo import people
from gongjian.config.demo.beats import Beat, cut, state_after
from gongjian.config.demo.courses import Cast, Circumstances, draw_course, merge_course
from gongjian.config.demo.grammar import Cluster, Matter, Subject
from gongjian.config.demo.model import Account, Requester, Words
from gongjian.config.demo.office_hours import day_weight, moment_on
from gongjian.config.demo.places import STREET_CODES, Place, pin, places_of, streets_with
from gongjian.config.demo.stories import CLUSTERS, REFUSED, SUBJECTS
from gongjian.config.demo.visibility import LEAVES, with_visibility

DAYS = 120
_GROWTH = 1.0
STANDARD_SIZE = 2500

_DUPLICATE_SHARE = 0.022
_REFUSED_SHARE = 0.026
_MERGED = 0.75
# The newest cases nobody has looked at yet, whatever the hour they came.
_UNTOUCHED = 3
_CLUSTER_MERGED = 0.35
_PERSONAL = 0.07
_CHANNELS = {"web": 58, "phone": 35, "open311": 7}
_RATES_BY_REQUESTER = {"account": 0.62, "email": 0.46, "phone": 0.4, "anonymous": 0.2}
_STREET_WEIGHTS = {
    "beidu": 1.0,
    "wanglu": 1.4,
    "liuying": 1.0,
    "meiwu": 0.7,
    "xingang": 1.1,
    "nanting": 1.3,
    "shiqiaotou": 1.2,
    "daoxiang": 0.7,
}
_HIGHEST_NUMBERS = {"estate": 19, "road": 270}


@dataclass(frozen=True)
class Plot:
    """A story without its words; ``number`` counts arrivals from 1."""

    number: int
    subject: Subject
    matter: Matter
    place: Place
    house: int
    lon: float
    lat: float
    requester_name: Words
    requester: Requester
    channel: str
    public: bool
    personal: tuple[str, str]
    received_at: datetime
    supports: int
    cluster: str
    original: "Plot | None"
    beats: tuple[Beat, ...] = ()

    @property
    def key(self) -> str:
        """Return the story's key, in order of arrival."""
        return f"S{self.number:05d}"

    @property
    def state(self) -> str:
        """Return the state the course leads to."""
        return state_after(tuple(beat.step for beat in self.beats))


def draw_plots(accounts: tuple[Account, ...], now: datetime, seed: int, size: int) -> list[Plot]:
    """Draw ``size`` plots of the last 120 days before ``now``, in order of arrival."""
    rng = Random(f"{seed}:plots")
    days = [now - timedelta(days=back) for back in range(DAYS, 0, -1)]
    drawn = [
        plot for cluster in CLUSTERS for plot in _of_cluster(cluster, accounts, now, size, rng)
    ]
    n_duplicates, n_refused = round(_DUPLICATE_SHARE * size), round(_REFUSED_SHARE * size)
    n_ordinary = size - len(drawn) - n_duplicates - n_refused
    subjects = rng.choices(SUBJECTS, [subject.weight for subject in SUBJECTS], k=n_ordinary)
    subjects += rng.choices(REFUSED, [subject.weight for subject in REFUSED], k=n_refused)
    # More people write each week than the week before.
    weights = [day_weight(day) * (1 + _GROWTH * i / DAYS) for i, day in enumerate(days)]
    ordinary = [
        _ordinary(subject, accounts, rng.choices(days, weights)[0], rng) for subject in subjects
    ]
    drawn += ordinary
    drawn += _duplicates(ordinary, n_duplicates, accounts, now, rng)
    drawn.sort(key=lambda plot: plot.received_at)
    return _with_courses(drawn, _cast_of(accounts), now, seed)


def _ordinary(subject: Subject, accounts: tuple[Account, ...], day: datetime, rng: Random) -> Plot:
    matter = rng.choice(subject.matters)
    streets = streets_with(matter.place)
    street = rng.choices(streets, [_STREET_WEIGHTS[street] for street in streets])[0]
    place = rng.choice(places_of(matter.place, street))
    return _plot(subject, matter, place, accounts, day, rng)


def _of_cluster(
    cluster: Cluster, accounts: tuple[Account, ...], now: datetime, size: int, rng: Random
) -> Iterator[Plot]:
    subject = next(s for s in SUBJECTS if s.category == cluster.category)
    street, kind, number = cluster.place_key.split("-")
    place = places_of(kind, street)[int(number)]
    span = cluster.first_days_ago - cluster.last_days_ago
    for index in range(max(2, round(cluster.size * size / STANDARD_SIZE))):
        # The square root crowds the later days: such matters grow.
        share = 1 - rng.random() ** 0.5 if index else 1
        back = cluster.last_days_ago + round(span * share)
        plot = _plot(subject, cluster.matter, place, accounts, now - timedelta(days=back), rng)
        supports = rng.randrange(0, 9) if index else rng.randrange(60, 160)
        plot = replace(plot, cluster=cluster.key, supports=supports, public=rng.random() < 0.93)
        yield plot if index else _of_neighbour(plot, accounts)


def _of_neighbour(plot: Plot, accounts: tuple[Account, ...]) -> Plot:
    """The first of a matter is of somebody with an account, who can see what came of it."""
    area = STREET_CODES[plot.place.street]
    key = next(one.key for one in accounts if one.role == "resident" and one.area == area)
    return replace(plot, requester=Requester("account", account=key), channel="web", public=True)


def _duplicates(
    ordinary: list[Plot],
    n_duplicates: int,
    accounts: tuple[Account, ...],
    now: datetime,
    rng: Random,
) -> Iterator[Plot]:
    """Draw plots in which somebody else writes about a matter already written about."""
    fresh = [p for p in ordinary if p.received_at < now - timedelta(days=2) and p.public]
    fresh = [plot for plot in fresh if not plot.matter.is_refused]
    for first in rng.sample(fresh, min(n_duplicates, len(fresh))):
        day = first.received_at.replace(hour=0, minute=0, second=0)
        later = min(day + timedelta(days=rng.choice((1, 1, 1, 2, 2, 3))), now - timedelta(days=1))
        plot = _plot(first.subject, first.matter, first.place, accounts, later, rng)
        yield replace(plot, house=first.house, original=first)


def _plot(
    subject: Subject,
    matter: Matter,
    place: Place,
    accounts: tuple[Account, ...],
    day: datetime,
    rng: Random,
) -> Plot:
    channel = rng.choices(tuple(_CHANNELS), tuple(_CHANNELS.values()))[0]
    name = people.draw_name(rng)
    lon, lat = pin(place, rng)
    is_popular = rng.random() < 0.25
    return Plot(
        number=0,
        subject=subject,
        matter=matter,
        place=place,
        house=rng.randrange(1, _HIGHEST_NUMBERS.get(place.kind, 270)),
        lon=lon,
        lat=lat,
        requester_name=name,
        requester=_requester(name, channel, subject, place, accounts, rng),
        channel=channel,
        public=rng.random() >= 0.03 + subject.private_share,
        personal=_personal(subject, name, rng),
        received_at=moment_on(day, channel, rng),
        supports=rng.randrange(1, 14) if is_popular else 0,
        cluster="",
        original=None,
    )


def _requester(
    name: Words,
    channel: str,
    subject: Subject,
    place: Place,
    accounts: tuple[Account, ...],
    rng: Random,
) -> Requester:
    chance = rng.random()
    email, phone = people.draw_email(name, rng), people.draw_phone(rng)
    if channel == "web" and chance < 0.06:
        is_business = subject.category.startswith("MAR-FIRM") or subject.field == "service"
        role = "company_member" if is_business else "resident"
        near = [
            account.key
            for account in accounts
            if account.role == role and (is_business or account.area == STREET_CODES[place.street])
        ]
        near = near[: people.WRITING_COMPANIES] if is_business else near
        if near:
            return Requester("account", account=rng.choice(near))
    if channel == "phone":
        return Requester("phone", name=name.zh, phone=phone) if chance < 0.78 else _NOBODY
    if chance < (0.68 if channel == "web" else 0.4):
        return Requester("email", name=name.zh, email=email)
    return _NOBODY


_NOBODY = Requester("anonymous")


def _personal(subject: Subject, name: Words, rng: Random) -> tuple[str, str]:
    """Draw a piece of personal data that somebody lets slip, and its kind."""
    if rng.random() >= _PERSONAL:
        return ("", "")
    kinds = ["phone", "phone", "email"]
    if subject.field == "service":
        kinds += ["identity", "identity", "identity"]
    if subject.field == "dispute":
        kinds += ["card", "card"]
    if subject.category in ("TRA-PARK-ILLEGAL", "TRA-SAFE-EBIKE", "ENV-AIR-DUST"):
        kinds = ["plate"]
    draw = {
        "phone": people.draw_phone,
        "identity": people.draw_identity_number,
        "card": people.draw_bank_card,
        "plate": people.draw_plate,
    }
    kind = rng.choice(kinds)
    return (kind, people.draw_email(name, rng) if kind == "email" else draw[kind](rng))


def _with_courses(drawn: list[Plot], cast: Cast, now: datetime, seed: int) -> list[Plot]:
    """Number the plots and give each its course; later ones may merge into earlier ones."""
    done: list[Plot] = []
    by_draft: dict[int, Plot] = {}
    by_cluster: dict[str, list[Plot]] = defaultdict(list)
    for number, draft in enumerate(drawn, start=1):
        rng = Random(f"{seed}:course:{number}")
        if draft.cluster:
            twins = by_cluster[draft.cluster] if rng.random() < _CLUSTER_MERGED else []
        elif draft.original:
            twins = [by_draft[id(draft.original)]] if rng.random() < _MERGED else []
        else:
            twins = []
        soon = draft.received_at + timedelta(days=2)
        earlier = next((twin for twin in twins if _is_open_at(twin, soon)), None)
        if earlier:
            beats = merge_course(draft.received_at, earlier.key, cast, rng)
        else:
            beats = draw_course(_circumstances(draft), cast, rng)
            beats = with_visibility(
                beats,
                received_at=draft.received_at,
                is_public=draft.public,
                cast=cast,
                rng=Random(f"{seed}:visibility:{number}"),
            )
        if number > len(drawn) - _UNTOUCHED:
            beats = []
        plot = replace(draft, number=number, beats=tuple(cut(beats, now)))
        by_draft[id(draft)] = plot
        by_cluster[plot.cluster].append(plot)
        done.append(plot)
    return done


def _is_open_at(plot: Plot, moment: datetime) -> bool:
    steps = [beat.step for beat in plot.beats if beat.step.act in ("merge", "answer", "reject")]
    if any(beat.step.act in LEAVES for beat in plot.beats):
        return False
    return plot.public and not any(step.act == "merge" or step.at < moment for step in steps)


def _circumstances(plot: Plot) -> Circumstances:
    return Circumstances(
        category=plot.subject.category,
        area=STREET_CODES[plot.place.street],
        received_at=plot.received_at,
        rates=_RATES_BY_REQUESTER[plot.requester.kind],
        trouble=2.6 if plot.cluster else 1.0,
        is_refused=plot.matter.is_refused,
        can_be_upheld=bool(plot.matter.en.findings),
    )


def _cast_of(accounts: tuple[Account, ...]) -> Cast:
    handlers: dict[str, tuple[str, ...]] = {}
    for account in accounts:
        if account.role == "handler":
            handlers[account.organisation] = (
                *handlers.get(account.organisation, ()),
                account.key,
            )
    return Cast(
        handlers=handlers,
        supervisors={a.organisation: a.key for a in accounts if a.role == "supervisor"},
        dispatchers=tuple(a.key for a in accounts if a.role == "dispatcher"),
    )

"""Every address with what is not there, is somebody else's, or is no address at all."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import Resolver404, URLPattern, resolve

from tests.hostile.asked import Asked
from tests.hostile.full_town import FullTown, address_of, arguments_of, pages
from tests.hostile.sending import Sender
from tests.hostile.values import TEXTS, UNKNOWN_ID, worth_asking

ASKED = (
    "a NUL", "very long", "odd words", "a huge number", "no number", "other digits",
    "an unknown id", "no such day", "the first day", "the last day", "a moment of another age",
)  # fmt: skip
PLACES = ("a nested cursor", "another list's cursor", "deep", "a NUL")
"""For where a list goes on: which is read before anything of it is."""
CHANGING = ("PUT", "PATCH", "DELETE")
STRANGE = {
    "an unknown id": UNKNOWN_ID,
    "an unknown number": "7K3M9Q2XAB",
    "a text": "x",
    "blanks": "%20%20",
    "a NUL": "a%00b",
    "no UTF-8": "%ff%fe%c3%28",
    "turned around": "%E2%80%AE%E2%80%8B",
    "beyond the plane": "%F0%A0%80%80",
    "a path": "..%2f..%2fetc%2fpasswd",
    "a huge number": "9" * 300,
    "very long": "x" * 3_000,
    "percent": "%25s%25n",
}


def test_every_argument_is_known(full):
    """A new kind of argument must be given a real value in full_town.py."""
    unknown = {name for _name, pattern, _route in pages() for name in arguments_of(pattern)} - set(
        full.known
    )

    assert unknown == set()


def test_strange_arguments_are_answered(full):
    sender = Sender(full.browser("administrator"))
    nowhere, closed = set(), set()
    for name, pattern, _route in pages():
        names = arguments_of(pattern)
        for what in worth_asking(STRANGE) if names else ():
            address = address_of(pattern, dict.fromkeys(names, STRANGE[what]))
            if not leads_somewhere(address):
                # All of a kind are told alike that there is no such page.
                if what in nowhere:
                    continue
                nowhere.add(what)
            for method in ("get", "post") if what in {"an unknown id", "a NUL"} else ("get",):
                # By a method that a page does not take, it is refused before it is read.
                if (pattern, method) not in closed:
                    answer = sender.send(f"{name} with {what}", method, address)
                    if answer is not None and answer.status_code == 405:
                        closed.add((pattern, method))

    sender.must_have_no_faults()


def leads_somewhere(address: str) -> bool:
    try:
        resolve(unquote(address, errors="replace"))
    except Resolver404:
        return False
    return True


@pytest.mark.parametrize(
    "person", ["visitor", "neighbour", "handler", "dispatcher", "administrator"]
)
def test_everybody_may_knock_at_every_door(full, person, only_shown):
    """Addresses of things, whoever's they are, written to without a word.

    That each is shown to everybody is asked where its forms are looked for (test_forms.py). Whom a
    page's policy keeps out is told so before anything is read: one address of a kind is enough.
    """
    sender = Sender(full.browser(person))
    may = full.lets_in(sender.client)

    for name, pattern, route in pages():
        for address in full.addresses(pattern, most=2 if may(route) else 1):
            if pattern not in only_shown:
                answer = sender.send(f"{person} at {name}", "post", address)
                if answer is not None and answer.status_code == 405:
                    only_shown.add(pattern)

    sender.must_have_no_faults()


@pytest.fixture(scope="module")
def only_shown() -> set[str]:
    """Pages that nothing is sent to, found by the first who knocks: the same for everybody."""
    return set()


@pytest.mark.any_database
def test_other_methods_are_answered(full):
    """What a page takes it says when it is asked; by which it does not, it is never reached."""
    sender = Sender(full.browser("dispatcher"))

    for name, pattern, _route in pages():
        address = next(full.addresses(pattern, most=1))
        answer = sender.send(name, "options", address)
        is_closed = answer is not None and answer.status_code == 405
        takes = answer.headers["Allow"].split(", ") if is_closed else ["HEAD", *CHANGING]
        for method in ("HEAD", *CHANGING):
            if method in takes:
                sender.send(name, method.lower(), address)

    sender.must_have_no_faults()


def test_strange_questions_are_answered(full):
    """Whoever may open a page asks it everything strange at once."""
    senders = {
        person: Sender(full.browser(person))
        for person in ("visitor", "handler", "dispatcher", "administrator")
    }
    lets_in = {person: full.lets_in(sender.client) for person, sender in senders.items()}

    for name, pattern, route in pages():
        address = next(full.addresses(pattern, most=1))
        for person, sender in senders.items():
            if not lets_in[person](route):
                continue
            with Asked() as asked:
                answer = sender.send(name, "get", address)
            if answer is not None and answer.status_code == 200:
                ask_everything_strange(sender, name, address, asked.names)
            if answer is not None and answer.status_code in {200, 405}:
                break

    for sender in senders.values():
        sender.must_have_no_faults()


def ask_everything_strange(sender: Sender, name: str, address: str, asked: set[str]) -> None:
    """All that a page looks for, at once: of what is no such question nobody takes notice."""
    others = asked - {"cursor"}
    values = worth_asking(ASKED if others else PLACES if asked else ())
    for at, what in enumerate(values):
        query = dict.fromkeys(others, TEXTS[what][:2_000])
        if "cursor" in asked:
            query["cursor"] = TEXTS[PLACES[at % len(PLACES)]]
        sender.send(f"{name} asked {what}", "get", address, query)
    if asked:
        strange = "&".join(f"{one}=%ff%fe%c3%28" for one in sorted(asked))
        sender.send(f"{name} asked no UTF-8", "get", f"{address}?{strange}")


def test_what_a_page_looks_for_is_known(full):
    browser = full.browser("visitor")

    with Asked() as asked:
        browser.get("/calls/")
    assert {"cursor", "text", "procedure"} <= asked.names
    with Asked() as asked:
        browser.get("/about/")
    assert asked.names == set()


def test_no_page_is_open_to_strangers_that_is_not_meant_to_be(full):
    """A private case, staff's pages: nothing of them comes to whoever may not see it."""
    private = full.known["number"][-1]
    for person in ("visitor", "neighbour"):
        client: Client = full.browser(person)
        for name, pattern, route in pages():
            if "number" in arguments_of(pattern) and is_ours(route):
                values = {one: full.known[one][0] for one in arguments_of(pattern)}
                answer = client.get(address_of(pattern, {**values, "number": private}))
                assert answer.status_code in {302, 403, 404, 405}, (person, name)


def is_ours(route: URLPattern) -> bool:
    return hasattr(route.callback, "access_policy")


def test_a_fault_would_be_found(full: FullTown, settings):
    settings.ROOT_URLCONF = "tests.site.portal.failing_urls"
    sender = Sender(full.browser("visitor"))

    for address in ("/fails/500/", "/fails/409/", "/fails/404/"):
        sender.send("probe", "get", address)

    assert len(sender.faults) == 1
    assert "ZeroDivisionError" in sender.faults[0]

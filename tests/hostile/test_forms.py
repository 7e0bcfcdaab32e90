"""Every form of every page, found as a browser finds it, filled in with everything strange."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import resolve

from gongjian.foundation.kernel.body_limits import limit_of_view
from gongjian.government.cases.rules import CaseState
from tests.hostile.complaints import Complaints
from tests.hostile.forms import Form, forms_of
from tests.hostile.full_town import OF_THE_MARKET, FullTown, arguments_of, pages
from tests.hostile.market_people import MARKET_PERSONS
from tests.hostile.sending import Sender, changed
from tests.hostile.values import SINGLE, TEXTS

PERSONS = (
    "visitor", "keeper", "resident", "handler", "other_handler", "supervisor", "dispatcher",
    "administrator", *MARKET_PERSONS,
)  # fmt: skip
ELSEWHERE_LIKE_OTHERS = {
    "keeper": ("cases/", "attachments/", "track/"),
    "other_handler": ("cases/", "queue/", "issues/", "attachments/"),
    **dict.fromkeys(MARKET_PERSONS, OF_THE_MARKET),
}
"""Where pages begin that are not the same for these people as for a visitor, or a handler."""
CASES_SHOWN = 20
SHOWN_TO_MARKET = (60, 15)
"""Addresses of a kind that a person of the market is shown: with one argument, and with more."""
WHATEVER_KIND = ("a NUL", "very long", "a huge number", "odd words")
SHORT = {
    "number": ("no number", "other digits", "a negative"),
    "date": ("the last day", "no such day", "the first day"),
    "email": ("an odd address", "an address", "an unknown id"),
    "textarea": (),
}
"""What fields of a kind read into something else than words; nothing that is longer than a line."""
SHORT_WORDS = ("an unknown id", "no number", "the last day")
"""The same for all other kinds that people write into."""
KINDS = {"multipart/form-data; boundary=x": b'--x\r\nContent-Disposition: form-data; name="te'}
READ_BEFORE_A_VIEW = {
    "multipart/form-data; boundary=": b"--",
    "multipart/form-data": b"",
    "application/x-www-form-urlencoded; charset=utf-7": b"text=+AGE-",
    "text/plain; charset=no-such-thing": b"\xff",
    "": b"\x00",
}
"""Refused, or read as nothing at all, whatever view it is sent to: once for each person."""
FILES = {
    "no picture": ("photo.jpg", b"\xff\xd8\xff nothing"),
    "half a picture": ("photo.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
    "a programme": ("photo.jpg", b"MZ\x90\x00" + bytes(200)),
    "a page": ("page.txt", b"<!doctype html><script>alert(1)</script>"),
    "a picture that is a page": ("photo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "empty": ("empty.txt", b""),
    "a path": ("../../../etc/cron.d/x.txt", b"Three bins."),
    "a path of another system": ("..\\..\\x.txt", b"Three bins."),
    "no name": (".txt", b"Three bins."),
    "a long name": ("x" * 400 + ".txt", b"Three bins."),
    "a name turned around": ("\u202egpj.\u200btxt", b"Three bins."),
    "a name of two lines": ("a\r\nSet-Cookie: x=y.txt", b"Three bins."),
    "a name with a NUL": ("a\x00.txt", b"Three bins."),
    "a zip that is none": ("list.xlsx", b"PK\x03\x04 no zip"),
}
_ENDS_A_SESSION = {"account_logout", "close_account", "demo_sign_in", "account_login"}
_ANYBODYS_OWN = {"unfollow_call"}
"""Done where there is nothing to do, too: what somebody follows is nobody else's."""
OTHERS_OF_THE_MARKET = {"bidder": ("buyer", "expert"), "expert": ("buyer", "bidder")}


def route_of(form: Form) -> str:
    return resolve(urlsplit(form.action).path).url_name or form.action


@dataclass
class Found:
    """The forms that post, by person, one of a kind: by where they go, and what they ask.

    Found once for all tests of this file: every page is opened for it, by everybody, and judged.
    """

    forms: dict[str, dict[tuple[str, ...], Form]] = field(default_factory=dict)
    senders: dict[str, Sender] = field(default_factory=dict)
    only_posted_to: set[str] = field(default_factory=set)

    def of(self, full: FullTown, person: str) -> dict[tuple[str, ...], Form]:
        if person not in self.forms:
            self.forms[person] = self._asked(full, person)
        return self.forms[person]

    def _asked(self, full: FullTown, person: str) -> dict[tuple[str, ...], Form]:
        sender = self.senders[person] = Sender(full.browser(person))
        may = full.lets_in(sender.client)
        found: dict[tuple[str, ...], Form] = {}
        for name, pattern, route in pages():
            is_theirs = pattern.startswith(ELSEWHERE_LIKE_OTHERS.get(person, ("",)))
            if pattern in self.only_posted_to or not is_theirs:
                continue
            # Who is kept out by the policy is told so before anything is read, at each alike.
            most = most_shown(person, pattern) if may(route) else 1
            for address in full.addresses(pattern, most=most, person=person):
                answer = sender.send(f"{person} at {name}", "get", address)
                if answer is None or answer.status_code == 405:
                    self.only_posted_to.add(pattern)
                    break
                if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
                    continue
                for form in forms_of(answer.content.decode(), address):
                    if form.method == "post":
                        found.setdefault(shape_of(form), form)
        return found


@pytest.fixture(scope="module")
def found() -> Found:
    return Found()


def shape_of(form: Form) -> tuple[str, ...]:
    """Where a form goes and what it asks, whatever thing it is of."""
    goes_to = re.sub(r"[0-9a-f-]{36}|/[0-9A-Z]{10}/|/CO\d+/|/\d+/", "*", form.action)
    return goes_to, *dict.fromkeys(re.sub(r"[0-9a-f-]{36}", "*", name) for name in form.fields)


def most_shown(person: str, pattern: str) -> int:
    if person in MARKET_PERSONS:
        return SHOWN_TO_MARKET[len(arguments_of(pattern)) > 1]
    return CASES_SHOWN if is_of_a_case(pattern) else 3


def is_of_a_case(pattern: str) -> bool:
    of_cases = {"cases/<str:number>/", "cases/<str:number>/work/"}
    # Rounds, too, have other forms in each phase.
    of_rounds = {
        "budget/<str:round_number>/projects/<int:project_number>/",
        "budget-work/<str:round_number>/",
    }
    return pattern in of_cases | of_rounds | {"proposals/<str:proposal_number>/"}


def strange_values(sender: Sender, form: Form, name: str) -> None:
    """Each value in all fields that people write into, and the worst in all the others.

    Fields are cleaned one by one, all of them: so each field's own cleaning meets each value. A
    field that complains there keeps its value from the action, alone as among others. Where it does
    not, the worst are sent in that field alone, so that the action meets them, all else right; of
    rows of fields, in those of the first.
    """
    chosen = [one for one in form.fields if one not in {*form.written, "csrfmiddlewaretoken"}]
    for fields, values in ((form.written, WHATEVER_KIND), (chosen, SINGLE)):
        for what in values if fields else ():
            taken = strange_in(sender, form, f"{name}: {what} in all", dict.fromkeys(fields, what))
            # Of one field it was sent alone already.
            for asked in first_of_rows(taken) if what in SINGLE and len(fields) > 1 else ():
                strange_in(sender, form, f"{name}: {what} in {asked}", {asked: what})
    for at in range(len(SHORT_WORDS)):
        kinds = {one: SHORT.get(form.fields[one].kind, SHORT_WORDS) for one in form.written}
        given = {one: values[at] for one, values in kinds.items() if values}
        if given:
            strange_in(sender, form, f"{name}: short ones, {at}", given)


def strange_in(sender: Sender, form: Form, told: str, given: dict[str, str]) -> list[str]:
    """Send these values; return those of the fields whose cleaning did not complain."""
    with Complaints() as complaints:
        strange = {one: TEXTS[what] for one, what in given.items()}
        answer = sender.send(told, "post", form.action, changed(form.filled(), **strange))
    if answer is not None and answer.status_code == 413 and len(given) > 1:
        # Too much for a form, before any field is cleaned: the one half, then the other.
        half, names = len(given) // 2, list(given)
        return [
            one
            for part in (names[:half], names[half:])
            for one in strange_in(sender, form, told, {name: given[name] for name in part})
        ]
    return [asked for asked in given if not complaints.of(asked)]


def first_of_rows(fields: list[str]) -> list[str]:
    """Without ``c2_title`` where there is ``c1_title``."""
    return list({re.sub(r"[0-9a-f-]{36}|\d+", "#", one): one for one in reversed(fields)}.values())


def strange_bodies(sender: Sender, form: Form, name: str) -> None:
    fields = "&".join(f"{asked}=%ff%fe%00" for asked in form.fields).encode()
    bodies = KINDS if sender.sent else KINDS | READ_BEFORE_A_VIEW
    for kind, body in {**bodies, "application/x-www-form-urlencoded": fields}.items():
        sender.send(f"{name}: {kind}", "raw", form.action, body, content_type=kind)


def strange_files(sender: Sender, form: Form, name: str) -> None:
    if name in TYPED_INTO:
        return
    fields = [one.name for one in form.fields.values() if one.kind == "file"]
    limit = limit_of_view(resolve(urlsplit(form.action).path).func)
    if fields and not limit.file_bytes:
        sender.faults.append(f"{name}: asks for files, and takes none")
    for asked in fields:
        for what, given in FILES.items():
            strange = changed(form.filled(), **{asked: SimpleUploadedFile(*given)})
            sender.send(f"{name}: {what}", "post", form.action, strange)


def stale(sender: Sender, form: Form, name: str) -> None:
    sender.send(f"{name}: as it is", "post", form.action, form.filled())
    if is_of_a_version(form):
        sender.send(
            f"{name}: stale", "post", form.action, changed(form.filled(), version="1000000")
        )
        if sender.has_written:
            sender.faults.append(f"{name}: done, though stale")


def is_of_a_version(form: Form) -> bool:
    return "version" in form.fields and bool(form.fields["version"].value)


def nothing_and_twice(sender: Sender, form: Form, name: str) -> None:
    if form.written:
        blanks = dict.fromkeys(form.written, "only blanks")
        strange_in(sender, form, f"{name}: only blanks in all", blanks)
    twice = {key: [value, value] for key, value in form.filled().items()}
    sender.send(f"{name}: nothing at all", "post", form.action, {})
    sender.send(f"{name}: all twice", "post", form.action, twice)


def in_another_state(sender: Sender, form: Form, name: str, numbers: list[str]) -> None:
    if not is_of_a_version(form) or not form.action.startswith("/cases/"):
        return
    others = {re.sub(r"/[0-9A-Z]{10}/", f"/{number}/", form.action) for number in numbers}
    for elsewhere in others - {form.action}:
        sender.send(f"{name}: in another state", "post", elsewhere, form.filled())


# Of a resident who has nothing there, a database is asked what it is asked of one who has.
NEIGHBOUR = pytest.param("neighbour", marks=pytest.mark.any_database)


@pytest.mark.parametrize("person", [*PERSONS, NEIGHBOUR])
def test_every_page_is_answered(full, found, person):
    assert found.of(full, person)
    found.senders[person].must_have_no_faults()


PEOPLE_STAFF_AND_MARKET = pytest.mark.parametrize(
    "persons", [PERSONS[:4], PERSONS[4:8], MARKET_PERSONS], ids=["people", "staff", "market"]
)


def forms_first_of(
    full: FullTown, found: Found, persons: tuple[str, ...]
) -> Iterator[tuple[Sender, Form, str]]:
    """The forms that nobody before these persons was shown, each with who was; judged at the end
    of each person's."""
    known = {
        kind for person in PERSONS[: PERSONS.index(persons[0])] for kind in found.of(full, person)
    }
    for person in persons:
        sender, forms = Sender(full.browser(person)), found.of(full, person)
        new = forms.keys() - known
        for kind in sorted(new):
            yield sender, forms[kind], route_of(forms[kind])
        if sender.sent or sender.faults:
            sender.must_have_no_faults()
        known |= new


@pytest.mark.slow
@PEOPLE_STAFF_AND_MARKET
def test_whatever_is_filled_in_is_answered(full, found, persons):
    for sender, form, name in forms_first_of(full, found, persons):
        strange_values(sender, form, name)
        stale(sender, form, name)


@pytest.mark.slow
@pytest.mark.any_database
@PEOPLE_STAFF_AND_MARKET
def test_nothing_all_twice_and_another_state_are_answered(full, found, persons):
    one_of_each_state = full.known["number"][: len(CaseState)]
    for sender, form, name in forms_first_of(full, found, persons):
        nothing_and_twice(sender, form, name)
        in_another_state(sender, form, name, one_of_each_state)


@pytest.mark.slow
@pytest.mark.any_database
def test_whatever_comes_instead_of_a_form_is_answered(full, found, settings):
    """Bodies that are none, once for each page; and files that are not what they say."""
    outside = files_below(settings.MEDIA_ROOT.parent)
    looked_at: set[str] = set()

    for sender, form, name in forms_first_of(full, found, PERSONS):
        if name not in looked_at:
            strange_bodies(sender, form, name)
        strange_files(sender, form, name)
        looked_at.add(name)

    assert looked_at
    written = files_below(settings.MEDIA_ROOT.parent) - outside
    assert all(settings.MEDIA_ROOT in path.parents for path in written)


def files_below(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
@pytest.mark.any_database
def test_nobody_does_what_another_may(full, found):
    """Each form of somebody else's, sent by whoever was never shown it: nothing is written. And
    every page that only takes what a form sends has a form.

    Whom a page's policy keeps out is told so before it is read what they sent: once is enough.
    """
    shown = {person: found.of(full, person) for person in (*PERSONS, "neighbour")}
    strangers = {"visitor": PERSONS[2:], "neighbour": PERSONS[2:], **OTHERS_OF_THE_MARKET}

    for stranger, persons in strangers.items():
        own = {route_of(form) for form in shown[stranger].values()}
        sender = Sender(full.browser(stranger))
        may = full.lets_in(sender.client)
        sent: set[tuple[str, ...]] = set()
        for person in persons:
            for form in shown[person].values():
                name, path = route_of(form), urlsplit(form.action).path
                kind = (form.action, *form.fields) if may(resolve(path)) else (name,)
                if kind not in sent and name not in own | _ENDS_A_SESSION | _ANYBODYS_OWN:
                    answer = sender.send(f"{name} of {person}", "post", form.action, form.filled())
                    assert is_refused(answer), (stranger, name, person, answer)
                sent.add(kind)
        sender.must_have_no_faults()

    reached = {route_of(form) for forms in shown.values() for form in forms.values()}
    left = only_posted_to(full) - reached
    assert left == SENT_OTHERWISE, f"{sorted(left)}"


def is_refused(answer) -> bool:
    is_led_away = answer.status_code == 302 and "/accounts/" in answer.url
    return answer.status_code in {401, 403, 404, 409} or is_led_away


PROGRAMMES = ("api", "open311", "^")
TYPED_INTO = {"suggestions", "phone_suggestions"}
"""Sent by a script while somebody types, and without the form's files."""
SENT_OTHERWISE = {
    "join_caller", "ask_draft", "collect_data", "restore_threshold", "retire_model",
}  # fmt: skip
"""Offered beside what is like a text that an operator types; where a language model is set up; as
long as a node looks; where drift raised the threshold; where a model is in use: none of it in this
town."""


def only_posted_to(full: FullTown) -> set[str]:
    client = full.browser("administrator")
    return {
        name
        for name, pattern, route in pages()
        if hasattr(route.callback, "access_policy")
        and not pattern.startswith(PROGRAMMES)
        and client.get(next(full.addresses(pattern, most=1))).status_code == 405
    }

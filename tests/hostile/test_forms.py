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
from tests.hostile.complaints import Complaints
from tests.hostile.forms import Form, forms_of
from tests.hostile.full_town import FullTown, pages
from tests.hostile.sending import Sender, changed
from tests.hostile.values import SINGLE, TEXTS

PERSONS = (
    "visitor", "keeper", "resident", "handler", "other_handler", "supervisor", "dispatcher",
    "administrator",
)  # fmt: skip
CASES_SHOWN = 20
DIFFERING = (
    "a NUL", "very long", "beyond the plane", "a huge number", "no number", "an unknown id",
    "the last day",
)  # fmt: skip
"""What one database may take and another not."""
OTHERWISE_ODD = ("only blanks", "lines", "turned around", "marks upon marks", "no such day",
    "an odd address",
)  # fmt: skip
"""What is cleaned alike and kept alike whatever keeps it."""
KINDS = {
    "multipart/form-data; boundary=x": b'--x\r\nContent-Disposition: form-data; name="te',
    "multipart/form-data; boundary=": b"--",
    "multipart/form-data": b"",
    "application/x-www-form-urlencoded; charset=utf-7": b"text=+AGE-",
}
NOTHING_IN_THEM = {"text/plain; charset=no-such-thing": b"\xff", "": b"\x00"}
"""Nobody reads these: a view is given what it is given when nothing at all is sent."""
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
            if pattern in self.only_posted_to:
                continue
            # Who is kept out by the policy is told so before anything is read, at each alike.
            most = (CASES_SHOWN if is_of_a_case(pattern) else 3) if may(route) else 1
            for address in full.addresses(pattern, most=most):
                answer = sender.send(f"{person} at {name}", "get", address)
                if answer is None or answer.status_code == 405:
                    self.only_posted_to.add(pattern)
                    break
                if answer.status_code != 200 or "html" not in answer.headers["Content-Type"]:
                    continue
                for form in forms_of(answer.content.decode(), address):
                    goes_to = re.sub(r"[0-9a-f-]{36}|/[0-9A-Z]{10}/|/\d+/", "*", form.action)
                    if form.method == "post":
                        found.setdefault((goes_to, *form.fields), form)
        return found


@pytest.fixture(scope="module")
def found() -> Found:
    return Found()


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
    not, the worst are sent in that field alone, so that the action meets them, all else right.
    """
    chosen = [one for one in form.fields if one not in {*form.written, "csrfmiddlewaretoken"}]
    for fields, values in ((form.written, DIFFERING), (chosen, SINGLE)):
        for what in values if fields else ():
            taken = strange_in(sender, form, f"{name}: {what} in all", fields, what)
            # Of one field it was sent alone already.
            for asked in taken if what in SINGLE and len(fields) > 1 else ():
                strange_in(sender, form, f"{name}: {what} in {asked}", [asked], what)


def strange_in(sender: Sender, form: Form, told: str, fields: list[str], what: str) -> list[str]:
    """Send one value in these fields; return those of them whose cleaning did not complain."""
    with Complaints() as complaints:
        strange = changed(form.filled(), **dict.fromkeys(fields, TEXTS[what]))
        sender.send(told, "post", form.action, strange)
    return [asked for asked in fields if not complaints.of(asked)]


def strange_bodies(sender: Sender, form: Form, name: str) -> None:
    fields = "&".join(f"{asked}=%ff%fe%00" for asked in form.fields).encode()
    bodies = KINDS if sender.sent else KINDS | NOTHING_IN_THEM
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


def odd_everywhere(sender: Sender, form: Form, name: str) -> None:
    for what in OTHERWISE_ODD if form.written else ():
        strange_in(sender, form, f"{name}: {what} in all", form.written, what)
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


PEOPLE_AND_STAFF = pytest.mark.parametrize(
    "persons", [PERSONS[:4], PERSONS[4:]], ids=["people", "staff"]
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
@PEOPLE_AND_STAFF
def test_whatever_is_filled_in_is_answered(full, found, persons):
    for sender, form, name in forms_first_of(full, found, persons):
        strange_values(sender, form, name)
        stale(sender, form, name)


@pytest.mark.slow
@pytest.mark.any_database
@PEOPLE_AND_STAFF
def test_odd_words_nothing_and_all_twice_are_answered(full, found, persons):
    for sender, form, name in forms_first_of(full, found, persons):
        odd_everywhere(sender, form, name)
        in_another_state(sender, form, name, full.known["number"])


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

    for stranger in ("visitor", "neighbour"):
        own = {route_of(form) for form in shown[stranger].values()}
        sender = Sender(full.browser(stranger))
        may = full.lets_in(sender.client)
        sent: set[tuple[str, ...]] = set()
        for person in PERSONS[2:]:
            for form in shown[person].values():
                name, path = route_of(form), urlsplit(form.action).path
                kind = (form.action, *form.fields) if may(resolve(path)) else (name,)
                if kind not in sent and name not in own | _ENDS_A_SESSION:
                    answer = sender.send(f"{name} of {person}", "post", form.action, form.filled())
                    assert is_refused(answer), (stranger, name, person, answer)
                sent.add(kind)
        sender.must_have_no_faults()

    reached = {route_of(form) for forms in shown.values() for form in forms.values()}
    left = only_posted_to(full) - reached
    assert left == set(SENT_OTHERWISE), f"{sorted(left)}"


def is_refused(answer) -> bool:
    is_led_away = answer.status_code == 302 and "/accounts/" in answer.url
    return answer.status_code in {401, 403, 404, 409} or is_led_away


PROGRAMMES = ("api", "open311", "^")
TYPED_INTO = {"suggestions", "phone_suggestions"}
"""Sent by a script while somebody types, and without the form's files."""
IN_THE_MARKET = {
    "accept_company_invitation", "add_measure", "add_rate_measure", "agree_change", "approve_call",
    "approve_change", "ask_call_question", "ask_explanation", "ask_to_try", "award_call",
    "begin_evaluation", "confirm_company", "confirm_company_ownership", "decide_delivery",
    "decide_exclusion", "declare_company_owner", "declare_interest", "decline_company_invitation",
    "deny_company_ownership", "draft_contract", "end_company_ownership", "end_without_award",
    "give_trustee_key", "intend_award", "invite_company_member", "lift_exclusion", "lock_scores",
    "name_call_trustees", "open_call", "open_call_stage", "open_technical", "rank_again",
    "refuse_change", "register_bidder_key", "release_shares", "remove_company_member",
    "remove_evidence", "remove_measure", "reply_to_rating", "report_delivery", "return_call",
    "revoke_bidder_key", "submit_bid", "take_back_contract", "unfollow_call", "withdraw_bid",
    "withdraw_company_invitation",
}  # fmt: skip
"""Forms of those who buy, bid, judge and keep keys, none of whom is in this town yet: what these
forms refuse, tests/market tells; what strange things they are sent, nothing does so far."""
SENT_OTHERWISE = IN_THE_MARKET | {
    "join_caller", "ask_draft", "restore_threshold", "retire_model",
}  # fmt: skip
"""Offered beside what is like a text that an operator types; where a language model is set up;
where drift raised the threshold; where a model is in use: none of it in this town."""


def only_posted_to(full: FullTown) -> set[str]:
    client = full.browser("administrator")
    return {
        name
        for name, pattern, route in pages()
        if hasattr(route.callback, "access_policy")
        and not pattern.startswith(PROGRAMMES)
        and client.get(next(full.addresses(pattern, most=1))).status_code == 405
    }

"""Every form of every page, found as a browser finds it, filled in with everything strange."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import resolve

from gongjian.foundation.kernel.body_limits import limit_of_view
from tests.hostile.forms import Form, forms_of
from tests.hostile.full_town import FullTown, pages
from tests.hostile.sending import Sender, changed
from tests.hostile.values import SINGLE, TEXTS

PERSONS = (
    "visitor", "keeper", "resident", "handler", "other_handler", "supervisor", "dispatcher",
    "administrator",
)  # fmt: skip
CASES_SHOWN = 20
TOGETHER = (
    "a NUL", "only blanks", "very long", "lines", "turned around", "marks upon marks",
    "beyond the plane", "a huge number", "no number", "an unknown id", "no such day",
    "the last day", "an odd address",
)  # fmt: skip
KINDS = {
    "multipart/form-data; boundary=x": b'--x\r\nContent-Disposition: form-data; name="te',
    "multipart/form-data; boundary=": b"--",
    "multipart/form-data": b"",
    "application/x-www-form-urlencoded; charset=utf-7": b"text=+AGE-",
    "text/plain; charset=no-such-thing": b"\xff",
    "": b"\x00",
}
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

    Found once for all tests of this file: every page is opened for it, by everybody.
    """

    forms: dict[str, dict[tuple[str, ...], Form]] = field(default_factory=dict)
    only_posted_to: set[str] = field(default_factory=set)

    def of(self, full: FullTown, person: str) -> dict[tuple[str, ...], Form]:
        if person not in self.forms:
            self.forms[person] = self._asked(full, person)
        return self.forms[person]

    def _asked(self, full: FullTown, person: str) -> dict[tuple[str, ...], Form]:
        client = full.browser(person)
        found: dict[tuple[str, ...], Form] = {}
        for _name, pattern, _route in pages():
            for address in full.addresses(
                pattern, most=CASES_SHOWN if is_of_a_case(pattern) else 3
            ):
                if pattern in self.only_posted_to:
                    break
                answer = client.get(address)
                if answer.status_code == 405:
                    self.only_posted_to.add(pattern)
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


def strange_everywhere(sender: Sender, form: Form, name: str) -> None:
    # Where nothing is written, all of them would be one and the same.
    for what in TOGETHER if form.written else ():
        strange = changed(form.filled(), **dict.fromkeys(form.written, TEXTS[what]))
        sender.send(f"{name}: {what} in all", "post", form.action, strange)
    twice = {key: [value, value] for key, value in form.filled().items()}
    sender.send(f"{name}: nothing at all", "post", form.action, {})
    sender.send(f"{name}: all twice", "post", form.action, twice)


def strange_in_one(sender: Sender, form: Form, name: str) -> None:
    for asked in set(form.fields) - {"csrfmiddlewaretoken"}:
        # What stands alone was strange in all already.
        for what in set(SINGLE) - set(TOGETHER if form.written == [asked] else ()):
            strange = changed(form.filled(), **{asked: TEXTS[what]})
            sender.send(f"{name}: {what} in {asked}", "post", form.action, strange)


def strange_bodies(sender: Sender, form: Form, name: str) -> None:
    fields = "&".join(f"{asked}=%ff%fe%00" for asked in form.fields).encode()
    for kind, body in {**KINDS, "application/x-www-form-urlencoded": fields}.items():
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


def stale_and_elsewhere(sender: Sender, form: Form, name: str, numbers: list[str]) -> None:
    sender.send(f"{name}: as it is", "post", form.action, form.filled())
    if "version" not in form.fields or not form.fields["version"].value:
        return
    stale = changed(form.filled(), version="1000000")
    sender.send(f"{name}: stale", "post", form.action, stale)
    if sender.has_written:
        sender.faults.append(f"{name}: done, though stale")
    if not form.action.startswith("/cases/"):
        return
    others = {re.sub(r"/[0-9A-Z]{10}/", f"/{number}/", form.action) for number in numbers}
    for elsewhere in others - {form.action}:
        sender.send(f"{name}: in another state", "post", elsewhere, form.filled())


@pytest.mark.slow
@pytest.mark.parametrize("persons", [PERSONS[:4], PERSONS[4:]], ids=["people", "staff"])
def test_whatever_is_filled_in_is_answered(full, found, persons):
    known = {
        kind for person in PERSONS[: PERSONS.index(persons[0])] for kind in found.of(full, person)
    }

    for person in persons:
        sender, forms = Sender(full.browser(person)), found.of(full, person)
        for kind in forms.keys() - known:
            form, name = forms[kind], route_of(forms[kind])
            strange_everywhere(sender, form, name)
            strange_in_one(sender, form, name)
            stale_and_elsewhere(sender, form, name, full.known["number"])
        sender.must_have_no_faults()
        known |= set(forms)


@pytest.mark.slow
@pytest.mark.any_database
def test_whatever_comes_instead_of_a_form_is_answered(full, found, settings):
    """Bodies that are none, once for each page; and files that are not what they say."""
    outside, sender = files_below(settings.MEDIA_ROOT.parent), Sender(full.browser("visitor"))
    shown: set[tuple[str, ...]] = set()
    looked_at: set[str] = set()

    for person in PERSONS:
        sender.client, forms = full.browser(person), found.of(full, person)
        for kind in forms.keys() - shown:
            form, name = forms[kind], route_of(forms[kind])
            strange_files(sender, form, name)
            if name not in looked_at:
                strange_bodies(sender, form, name)
            looked_at.add(name)
        shown |= set(forms)

    sender.must_have_no_faults()
    written = files_below(settings.MEDIA_ROOT.parent) - outside
    assert all(settings.MEDIA_ROOT in path.parents for path in written)


def files_below(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_nobody_does_what_another_may(full, found):
    """Each form of somebody else's, sent by whoever was never shown it: nothing is written. And
    every page that only takes what a form sends has a form."""
    shown = {person: found.of(full, person) for person in (*PERSONS, "neighbour")}

    for stranger in ("visitor", "neighbour"):
        own = {route_of(form) for form in shown[stranger].values()}
        sender = Sender(full.browser(stranger))
        for person in PERSONS[2:]:
            for form in shown[person].values():
                if (name := route_of(form)) not in own | _ENDS_A_SESSION:
                    answer = sender.send(f"{name} of {person}", "post", form.action, form.filled())
                    assert is_refused(answer), (stranger, name, person, answer)
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
    "add_company_member", "add_measure", "add_rate_measure", "approve_call", "ask_call_question",
    "award_call", "begin_evaluation", "confirm_company", "declare_company_owner",
    "declare_interest", "end_company_ownership", "end_without_award", "exclude_bid",
    "give_trustee_key", "intend_award", "lock_scores", "name_call_trustees", "open_call",
    "open_call_stage", "open_technical", "rank_again", "register_bidder_key", "release_shares",
    "remove_company_member", "remove_evidence", "remove_measure", "return_call",
    "revoke_bidder_key", "submit_bid", "unfollow_call", "withdraw_bid",
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

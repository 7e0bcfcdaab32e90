"""Every operation of the API and of Open311, with bodies that are none and odd questions."""

from __future__ import annotations

from functools import cache

import pytest
from ninja.params.models import BodyModel, FileModel, FormModel

from gongjian.foundation.kernel.body_limits import limit_of_view
from tests.architecture.test_routes import all_routes, operations_of
from tests.hostile.full_town import FullTown, address_of, arguments_of
from tests.hostile.sending import Sender
from tests.hostile.values import BODIES, TEXTS, UNKNOWN_ID, worth_asking

WRITING = {"POST", "PUT", "PATCH", "DELETE"}
STRANGE = {"an unknown id": UNKNOWN_ID, "a NUL": "a%00b", "no UTF-8": "%ff%fe", "long": "9" * 3_000}
UNREADABLE = {"no JSON", "no UTF-8", "deep lists", "deep objects", "deep and closed"}
"""Bodies of which no operation sees anything."""
OPEN311 = (
    "api_key", "service_code", "lat", "long", "address_string", "address_id", "email", "first_name",
    "last_name", "phone", "description", "media_url", "jurisdiction_id", "start_date", "end_date",
    "status", "page_size", "service_request_id",
)  # fmt: skip


def operations() -> list[tuple[str, str]]:
    """Method and pattern of every operation."""
    return sorted(
        (method, pattern)
        for pattern, route in all_routes()
        for operation in operations_of(route.callback)
        for method in operation.methods
    )


@cache
def models() -> dict[str, list[type]]:
    """What operations read, by the pattern of their address."""
    return {
        pattern: [model for one in operations_of(route.callback) for model in one.models]
        for pattern, route in all_routes()
    }


def reads(pattern: str, *kinds: type) -> bool:
    """Whether an operation at this address reads such a thing of what it is sent."""
    return any(issubclass(model, kinds) for model in models()[pattern])


def of_one_kind(pattern: str) -> str:
    """``api/v1/cases``: what is settled by whatever reads all bodies is asked once of these."""
    return "/".join(pattern.split("/")[:3])


def open311() -> list[str]:
    return [pattern for pattern, _route in all_routes() if pattern.startswith("open311/")]


def programme(full: FullTown, person: str) -> Sender:
    return Sender(full.browser("visitor"), headers={"Authorization": f"Bearer {person}"})


def test_every_argument_is_known(full):
    names = {name for _method, pattern in operations() for name in arguments_of(pattern)}

    assert names - set(full.known) == set()


def test_an_operation_with_files_says_how_large_they_may_be():
    taking = {
        pattern: limit_of_view(route.callback).file_bytes
        for pattern, route in all_routes()
        for operation in operations_of(route.callback)
        if any(issubclass(model, FileModel) for model in operation.models)
    }

    assert len(taking) >= 4
    assert all(taking.values()), taking


def test_any_body_is_answered(full):
    """By whoever may do it: who may not is refused whatever the body is."""
    senders = [programme(full, person) for person in ("administrator", "dispatcher", "handler")]
    kinds: set[str] = set()
    for method, pattern in operations():
        for address in full.addresses(pattern, most=1) if method in WRITING else ():
            json = {"content_type": "application/json", "REQUEST_METHOD": method}
            for sender in senders:
                answer = sender.send(f"{pattern}: nothing in it", "raw", address, b"{}", **json)
                if answer is None or answer.status_code not in {401, 403}:
                    break
            is_read = reads(pattern, BodyModel, FormModel, FileModel)
            leaves_out = UNREADABLE if of_one_kind(pattern) in kinds else ()
            for what in worth_asking(BODIES) if is_read else ("no JSON",):
                if what not in leaves_out:
                    sender.send(f"{pattern}: {what}", "raw", address, BODIES[what], **json)
            kinds |= {of_one_kind(pattern)} if is_read else set()

    for sender in senders:
        sender.must_have_no_faults()


@pytest.mark.any_database
def test_a_body_of_another_kind_is_answered(full):
    sender = programme(full, "dispatcher")
    kinds = (
        "text/plain",
        "application/xml",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "",
    )
    known: set[str] = set()
    for method, pattern in operations():
        is_new = of_one_kind(pattern) not in known or reads(pattern, FormModel, FileModel)
        known.add(of_one_kind(pattern))
        for address in full.addresses(pattern, most=1) if method in WRITING else ():
            # Of what is read as JSON nobody looks at the kind.
            for kind in kinds if is_new else kinds[2:3]:
                sender.send(
                    f"{pattern}: {kind}", "raw", address, b"--x\r\n\xff",
                    content_type=kind, REQUEST_METHOD=method,
                )  # fmt: skip

    sender.must_have_no_faults()


def test_strange_addresses_are_answered(full):
    sender = programme(full, "administrator")
    for method, pattern in operations():
        names = arguments_of(pattern)
        for what, value in STRANGE.items() if names else ():
            address = address_of(pattern, dict.fromkeys(names, value))
            sender.send(f"{pattern}: {what}", "raw", address, b"{}",
                        content_type="application/json", REQUEST_METHOD=method)  # fmt: skip

    sender.must_have_no_faults()


@pytest.mark.parametrize("person", ["", "neighbour"])
def test_what_is_another_s_is_refused(full, person):
    """With no key, and with somebody's who has no role: none of it is a fault."""
    headers = {"Authorization": f"Bearer {person}"} if person else {}
    sender = Sender(full.browser("visitor"), headers=headers)
    for method, pattern in operations():
        for address in full.addresses(pattern, most=3):
            sender.send(f"{method} {pattern}", "raw", address, b"{}",
                        content_type="application/json", REQUEST_METHOD=method)  # fmt: skip

    sender.must_have_no_faults()


HEADERS = {
    "a wrong key": {"Authorization": "Bearer nothing"},
    "no key in it": {"Authorization": "Bearer "},
    "a key with a NUL": {"X-API-Key": "a\x00b"},
    "a key of letters": {"X-API-Key": "钥匙".encode().decode("latin-1")},
    "a very long key": {"X-API-Key": "x" * 8_000},
    "a strange secret": {"X-Case-Secret": "\xff\xfe a\x00"},
    "a long idempotency key": {"Idempotency-Key": "x" * 4_000},
    "a NUL for an idempotency key": {"Idempotency-Key": "a\x00b"},
    "strange languages": {"Accept-Language": "x" * 5_000 + ";q=1e999,*;q=,;;"},
    "a strange host of proxies": {"X-Forwarded-For": "a, b\x00, ::1, 999.1.1.1"},
    "a strange request id": {"X-Request-ID": "a\r\nb" + "x" * 500},
}


@pytest.mark.parametrize("what", HEADERS)
def test_strange_headers_are_answered(full, what):
    sender = Sender(full.browser("visitor"), headers=HEADERS[what])
    number = full.known["number"][0]

    for address in ("/api/v1/cases", f"/api/v1/cases/{number}", "/", "/open311/v2/requests.json"):
        sender.send(what, "get", address)
    sender.send(
        what, "raw", "/api/v1/cases", b'{"title": "A lamp"}', content_type="application/json"
    )
    sender.send(what, "post", f"/api/v1/cases/{number}/support")

    sender.must_have_no_faults()


def test_open311_answers_whatever_it_is_asked_and_told(full):
    sender = Sender(full.browser("visitor"))
    for pattern in open311():
        for address in full.addresses(pattern, most=2):
            for what in worth_asking(TEXTS):
                fields = dict.fromkeys(OPEN311, TEXTS[what][:3_000])
                sender.send(f"{pattern}: asked {what}", "get", address, fields)
                sender.send(f"{pattern}: told {what}", "post", address, fields)
                known = {**fields, "api_key": "resident"}
                sender.send(f"{pattern}: told {what} with a key", "post", address, known)

    sender.must_have_no_faults()


@pytest.mark.parametrize("name", sorted(set(OPEN311) - {"api_key", "service_code"}))
def test_open311_with_one_field_strange(full, name):
    sender = Sender(full.browser("visitor"))
    right = {
        "api_key": "resident", "service_code": full.town.category.code, "lat": "30.7",
        "long": "115.2", "description": "A lamp is dark.", "email": "li@example.org",
    }  # fmt: skip
    for what in worth_asking(TEXTS):
        strange = {**right, name: TEXTS[what][:60_000]}
        sender.send(f"{name} is {what}", "post", "/open311/v2/requests.json", strange)

    sender.must_have_no_faults()

"""Receipts, and the page and the operation by which anybody checks one."""

from __future__ import annotations

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import NotFound
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.ledger.actions.add_cosignatures import add_cosignatures
from gongjian.foundation.ledger.errors import NotSealedYet
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.foundation.ledger.selectors.checkpoints import witnessed_checkpoint
from gongjian.methods.cosignatures import cosign
from gongjian.methods.receipt_check import check_receipt
from gongjian.methods.signed_note import COSIGNATURE, read_checkpoint, verifier_key
from gongjian.methods.tlog_proof import read_proof
from tests.foundation.ledger.making import make_entries, make_sealed, seal_all
from tests.foundation.ledger.witnessing import WITNESS, cosigned

pytestmark = pytest.mark.django_db
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(2, 34)))
OTHER = verifier_key("w2", OTHER_KEY.public_key().public_bytes_raw(), COSIGNATURE)


@pytest.fixture(autouse=True)
def _own_key(settings, tmp_path) -> None:
    settings.LEDGER_KEY_PATH = tmp_path / "keys" / "ledger.pem"


def receipt(number: int) -> str:
    return ledger.receipt_text(subject=f"case:{number}", action="case_received")


def read(text: str) -> dict:
    found = check_receipt(text, ledger.verifier_key())
    assert found.is_right
    return json.loads(found.entry)


def test_every_receipt_holds_and_tells_what_was_recorded():
    make_sealed(300, at_once=90)

    told = [read(receipt(number)) for number in (0, 1, 89, 90, 255, 256, 299)]

    assert [one["data"]["number"] for one in told] == [0, 1, 89, 90, 255, 256, 299]


def test_a_receipt_reads_few_rows_however_long_the_ledger_is(django_assert_max_num_queries):
    make_sealed(700)

    with django_assert_max_num_queries(5):
        receipt(300)


def test_a_witnessed_checkpoint_is_preferred_where_it_covers_the_entry(settings):
    settings.LEDGER_WITNESSES = [(WITNESS, "")]
    make_sealed(5)
    add_cosignatures(checkpoint=cosigned(ledger.latest_checkpoint().note), now=now())
    make_entries(9)
    seal_all()

    sizes = [read_checkpoint(read_proof(receipt(number)).checkpoint).size for number in (3, 8)]

    assert sizes == [5, 14]
    assert check_receipt(receipt(3), ledger.verifier_key(), [WITNESS], 1).is_right


def test_the_one_that_most_witnesses_signed_is_preferred(settings, django_assert_num_queries):
    settings.LEDGER_WITNESSES = [(WITNESS, ""), (OTHER, "")]
    make_sealed(5)
    first = ledger.latest_checkpoint().note
    add_cosignatures(checkpoint=cosigned(first) + cosign(first, OTHER_KEY, "w2", 9), now=now())
    make_sealed(4)
    add_cosignatures(checkpoint=cosigned(ledger.latest_checkpoint().note), now=now())

    assert check_receipt(receipt(3), ledger.verifier_key(), [WITNESS, OTHER], 2).is_right
    with django_assert_num_queries(3):
        assert witnessed_checkpoint().size == 5
    assert witnessed_checkpoint(beyond=5).size == 9
    assert witnessed_checkpoint(beyond=9) is None


def test_an_entry_is_chosen_by_its_data():
    make_sealed(3)

    assert read(
        ledger.receipt_text(subject="case:2", action="case_received", data={"title": "路灯"})
    )
    with pytest.raises(NotFound):
        ledger.receipt_text(subject="case:2", action="case_received", data={"title": "other"})


def test_what_is_not_sealed_has_none_yet_and_what_is_not_there_none():
    make_entries(1)
    with pytest.raises(NotSealedYet):
        receipt(0)
    with pytest.raises(NotFound):
        receipt(1)


def test_what_was_forgotten_is_proved_without_being_told():
    make_sealed(2)
    ledger.forget("case:1", actions=["case_received"])

    found = check_receipt(receipt(1), ledger.verifier_key())

    assert (found.is_right, found.entry) == (True, "")


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_says_of_a_receipt_whether_it_holds(language):
    make_sealed(5)
    text, client = receipt(3), Client(headers={"accept-language": language})
    words = {
        "en": ("The receipt holds", "The receipt does not hold"),
        "zh-hans": ("回执成立", "回执不成立"),
    }[language]

    good = client.post("/ledger/", {"text": text.replace("\n", "\r\n")})
    as_file = client.post("/ledger/", {"file": SimpleUploadedFile("a.tlog-proof", text.encode())})
    bad = client.post("/ledger/", {"text": text.replace("index 3", "index 2")})

    assert [answer.status_code for answer in (good, as_file, bad)] == [200, 200, 200]
    assert all(words[0] in answer.content.decode() for answer in (good, as_file))
    assert words[1] in bad.content.decode()
    assert "case:3" in good.content.decode()
    assert "case:3" not in bad.content.decode()


def test_of_a_mere_statement_the_page_says_no_more_than_that_it_is_signed():
    make_sealed(5)
    page = Client().post("/ledger/", {"text": ledger.latest_checkpoint().note}).content.decode()

    assert "The signature holds" in page
    assert "has not been changed since" not in page


def test_the_page_shows_where_the_ledger_stands(settings):
    settings.LEDGER_WITNESSES = [(WITNESS, "")]
    assert "Nothing has been entered yet" in Client().get("/ledger/").content.decode()
    make_sealed(5)
    add_cosignatures(checkpoint=cosigned(ledger.latest_checkpoint().note), now=now())

    page = Client().get("/ledger/").content.decode()

    assert ledger.verifier_key() in page.replace("&#x27;", "'")
    assert ledger.latest_checkpoint().note.splitlines()[2] in page
    assert WITNESS in page


def test_nothing_and_too_much_are_told():
    assert Client().post("/ledger/", {}).status_code == 422
    assert Client().post("/ledger/", {"text": "x" * 400_001}).status_code == 422
    big = SimpleUploadedFile("a", b"x" * 400_001)
    assert Client().post("/ledger/", {"file": big}).status_code in {413, 422}
    assert "does not hold" in Client().post("/ledger/", {"text": "x"}).content.decode()


def test_by_programme(client):
    make_sealed(5)
    told = client.get("/api/v1/ledger").json()
    query = {"leaf_index": 3, "tree_size": 5}
    proof = client.get("/api/v1/ledger/proofs/inclusion", query).json()
    sizes = {"old_size": 3, "new_size": 5}
    grown = client.get("/api/v1/ledger/proofs/consistency", sizes).json()
    checked = client.post(
        "/api/v1/ledger/check", {"receipt": receipt(3)}, content_type="application/json"
    ).json()

    assert (told["size"], told["verifier_key"]) == (5, ledger.verifier_key())
    assert receipt(3).split("\n")[3 : 3 + len(proof["path"])] == proof["path"]
    assert len(grown["path"]) == 4
    assert checked["is_right"]
    assert json.loads(checked["entry"])["subject"] == "case:3"
    assert client.get("/api/v1/ledger/checkpoints/5").json()["checkpoint"] == told["checkpoint"]
    assert client.get("/api/v1/ledger/checkpoints/4").status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("proofs/inclusion?leaf_index=5&tree_size=5", 422),
        ("proofs/inclusion?leaf_index=0&tree_size=6", 422),
        ("proofs/consistency?old_size=5&new_size=4", 422),
        ("proofs/consistency?old_size=5&new_size=6", 422),
        ("proofs/inclusion?leaf_index=-1&tree_size=5", 422),
        ("proofs/inclusion?leaf_index=1&tree_size=99999999999999999999", 422),
    ],
)
def test_what_cannot_be_proved_is_told(client, path, status):
    make_sealed(5)

    assert client.get(f"/api/v1/ledger/{path}").status_code == status


def test_a_witness_brings_its_signature_by_programme(client, settings):
    settings.LEDGER_WITNESSES = [(WITNESS, "")]
    make_sealed(5)
    note = ledger.latest_checkpoint().note
    address = "/api/v1/ledger/cosignatures"

    answer = client.post(address, {"checkpoint": cosigned(note)}, content_type="application/json")
    refused = client.post(address, {"checkpoint": note}, content_type="application/json")

    assert (answer.status_code, answer.json()) == (200, {"accepted": 1})
    assert (refused.status_code, refused.json()["code"]) == (403, "unknown_witness")
    assert LedgerEntry.objects.filter(leaf_index=None).count() == 0

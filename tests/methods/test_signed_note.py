"""Signed notes against other people's notes, and against forgers.

Vectors: the key and note of the documentation of Go's golang.org/x/mod/sumdb/note (signing
is deterministic, so it is a vector for both directions); and the checkpoint which
sum.golang.org signed in January 2023, with two cosignatures of a test witness, as quoted in a
public README titled "Addressable witness". What vouches for it is that the signature verifies
under the public key that the go command carries.
"""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import assume, given
from hypothesis import strategies as st

from gongjian.methods import signed_note
from gongjian.methods.signed_note import InvalidNote

PETER_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETER_SEED = base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
PETER_TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
PETER_NOTE = (
    f"{PETER_TEXT}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuG"
    "UgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
SUMDB_KEY = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
SUMDB_CHECKPOINT = (
    "go.sum database tree\n"
    "15081221\n"
    "BoMMe1wd25Tco0mYGROkyqxHZWx+hcSCtMV315Lu6Lg=\n"
    "\n"
    "— sum.golang.org Az3grilD7vQqTrv66jRgKM84Y80KTprrSt4bKmiOPxgmS5ZVBTeCl6dUvjYnN13R"
    "+C8j0jGY1WnUADGMkok3U0m2Zgo=\n"
    "— test.example.com qTGhC3917mAr6hGh+T55tNjxaej/D/GQivJZRIj7XGdAcQOTqfMWIPgp/v/904LE"
    "duN/h2sSRtHUJXUL4b9Gm7Bz4Qc=\n"
    "— test.example.com /Pa7Y/dUvWMAAAAAQVwkQVi81ArPV7BIaQYrMIxyzY0m8a4BdeeBhSKd3PviPK4/"
    "3Sd+NKSc5N7PDTCfAkUSVniN+R2oKIggA4iiDQ==\n"
)
NAME = "ledger.city.example"
PRIVATE_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC_KEY = PRIVATE_KEY.public_key().public_bytes_raw()
ROOT = bytes(range(32, 64))
CHECKPOINT = signed_note.sign_checkpoint(NAME, 7, ROOT, PRIVATE_KEY, NAME)


def resign(body):
    """A note over any body, signed with the right key."""
    return signed_note.sign_note(body, PRIVATE_KEY, NAME)


# --- other people's notes


def test_signing_gives_the_published_note():
    key = Ed25519PrivateKey.from_private_bytes(PETER_SEED)
    assert signed_note.sign_note(PETER_TEXT, key, "PeterNeumann") == PETER_NOTE


def test_the_published_note_verifies():
    name, public = signed_note.parse_verifier_key(PETER_KEY)
    assert signed_note.verify_note(PETER_NOTE, name, public) == PETER_TEXT


def test_the_published_keys_are_written_as_they_were_read():
    for text in (PETER_KEY, SUMDB_KEY):
        assert signed_note.verifier_key(*signed_note.parse_verifier_key(text)) == text


def test_the_key_id_matches_the_published_key():
    name, public = signed_note.parse_verifier_key(PETER_KEY)
    assert signed_note.key_id(name, public).hex() == "c74f20a3"


def test_a_checkpoint_of_the_go_checksum_database_verifies_and_strangers_are_ignored():
    key = signed_note.parse_verifier_key(SUMDB_KEY)
    checkpoint = signed_note.verify_checkpoint(SUMDB_CHECKPOINT, *key)
    assert checkpoint.origin == "go.sum database tree"
    assert checkpoint.size == 15_081_221
    assert checkpoint.root.hex()[:8] == "06830c7b"


# --- our checkpoints


def test_a_checkpoint_reads_as_the_specification_writes_it():
    lines = CHECKPOINT.split("\n")
    assert lines[:4] == [NAME, "7", base64.b64encode(ROOT).decode(), ""]
    assert lines[4].startswith(f"— {NAME} ")
    assert lines[5:] == [""]


@given(
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1),
    st.integers(0, 2**63),
    st.binary(min_size=32, max_size=32),
)
def test_what_is_signed_is_what_is_verified(origin, size, root):
    text = signed_note.sign_checkpoint(origin, size, root, PRIVATE_KEY, NAME)
    expected = signed_note.Checkpoint(origin, size, root)
    assert signed_note.verify_checkpoint(text, NAME, PUBLIC_KEY) == expected


def test_extension_lines_are_kept_apart():
    text = resign(f"{NAME}\n0\n{base64.b64encode(ROOT).decode()}\nextra 1\nextra 2\n")
    checkpoint = signed_note.verify_checkpoint(text, NAME, PUBLIC_KEY)
    assert checkpoint.extensions == ("extra 1", "extra 2")


def test_a_witness_may_add_its_signature():
    witness = Ed25519PrivateKey.from_private_bytes(bytes(32))
    body, _ = signed_note.parse_note(CHECKPOINT)
    line = signed_note.sign_note(body, witness, "witness.example").removeprefix(body + "\n")
    checkpoint = signed_note.verify_checkpoint(CHECKPOINT + line, NAME, PUBLIC_KEY)
    assert checkpoint.size == 7
    public = witness.public_key().public_bytes_raw()
    assert signed_note.verify_checkpoint(CHECKPOINT + line, "witness.example", public) == checkpoint


@pytest.mark.parametrize(
    ("origin", "size", "root", "name"),
    [
        ("", 1, ROOT, NAME),
        ("two\nlines", 1, ROOT, NAME),
        ("tab\there", 1, ROOT, NAME),
        (NAME, -1, ROOT, NAME),
        (NAME, 1, b"short", NAME),
        (NAME, 1, ROOT, ""),
        (NAME, 1, ROOT, "with space"),
        (NAME, 1, ROOT, "with\u00a0space"),
        (NAME, 1, ROOT, "with+plus"),
    ],
)
def test_a_malformed_checkpoint_is_not_signed(origin, size, root, name):
    with pytest.raises(ValueError, match=r"origin|leaves|root|name|control"):
        signed_note.sign_checkpoint(origin, size, root, PRIVATE_KEY, name)


@pytest.mark.parametrize("text", ["", "no newline", "bell\x07\n", "carriage\r\n"])
def test_a_malformed_text_is_not_signed(text):
    with pytest.raises(ValueError, match="note"):
        signed_note.sign_note(text, PRIVATE_KEY, NAME)


# --- forgers


@given(st.data())
def test_no_changed_character_is_accepted(data):
    at = data.draw(st.integers(0, len(CHECKPOINT) - 1))
    char = data.draw(st.characters(exclude_categories=["Cs"]))
    assume(char != CHECKPOINT[at])
    changed = CHECKPOINT[:at] + char + CHECKPOINT[at + 1 :]
    with pytest.raises(InvalidNote):
        signed_note.verify_checkpoint(changed, NAME, PUBLIC_KEY)


@given(st.integers(0, len(CHECKPOINT) - 1), st.integers(1, 9))
def test_no_removed_part_is_accepted(at, length):
    with pytest.raises(InvalidNote):
        signed_note.verify_checkpoint(CHECKPOINT[:at] + CHECKPOINT[at + length :], NAME, PUBLIC_KEY)


@given(st.text())
def test_no_text_breaks_the_parser(text):
    with pytest.raises(InvalidNote):
        signed_note.verify_checkpoint(text, NAME, PUBLIC_KEY)


def test_a_lone_surrogate_is_refused_and_not_an_error():
    with pytest.raises(InvalidNote):
        signed_note.verify_checkpoint("\ud800" + CHECKPOINT, NAME, PUBLIC_KEY)


def test_another_key_of_the_same_name_is_refused():
    other = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw()
    with pytest.raises(InvalidNote, match="not signed by"):
        signed_note.verify_checkpoint(CHECKPOINT, NAME, other)


def test_the_same_key_under_another_name_is_refused():
    with pytest.raises(InvalidNote, match="not signed by"):
        signed_note.verify_checkpoint(CHECKPOINT, "other.example", PUBLIC_KEY)


def test_a_wrong_signature_beside_the_right_one_is_refused():
    _, signatures = signed_note.parse_note(CHECKPOINT)
    forged = base64.b64encode(signatures[0].key_id + bytes(64)).decode()
    with pytest.raises(InvalidNote, match="wrong"):
        signed_note.verify_checkpoint(f"{CHECKPOINT}— {NAME} {forged}\n", NAME, PUBLIC_KEY)


ROOT_TEXT = base64.b64encode(ROOT).decode()


@pytest.mark.parametrize(
    "body",
    [
        f"{NAME}\n7\n",
        f"\n7\n{ROOT_TEXT}\n",
        f"{NAME}\n07\n{ROOT_TEXT}\n",
        f"{NAME}\n+7\n{ROOT_TEXT}\n",
        f"{NAME}\n-7\n{ROOT_TEXT}\n",
        f"{NAME}\n７\n{ROOT_TEXT}\n",
        f"{NAME}\n7 \n{ROOT_TEXT}\n",
        f"{NAME}\n{'9' * 5000}\n{ROOT_TEXT}\n",
        f"{NAME}\n7\n{ROOT_TEXT[:-1]}\n",
        f"{NAME}\n7\n{ROOT_TEXT[:20]}\n",
        f"{NAME}\n7\n{ROOT_TEXT[:-2]}9=\n",
        f"{NAME}\n7\n{ROOT_TEXT}\n\nextension\n",
        f"{NAME}\n7\n{base64.urlsafe_b64encode(bytes([251]) * 32).decode()}\n",
    ],
)
def test_a_malformed_checkpoint_is_refused_though_rightly_signed(body):
    with pytest.raises(InvalidNote):
        signed_note.verify_checkpoint(resign(body), NAME, PUBLIC_KEY)


@pytest.mark.parametrize(
    "note",
    [
        CHECKPOINT.replace("\n\n", "\n"),
        CHECKPOINT.replace("\n", "\r\n"),
        CHECKPOINT[:-1],
        CHECKPOINT + "\n",
        CHECKPOINT + "trailing\n",
        CHECKPOINT.replace("— ", "- "),
        CHECKPOINT.replace("— ", "—  "),
        CHECKPOINT[:-1] + " \n",
        f"{NAME}\n7\n{ROOT_TEXT}\n\n— {NAME} AAAA\n",
        "x" * signed_note.MAX_NOTE_LENGTH + CHECKPOINT,
    ],
)
def test_a_malformed_note_is_refused(note):
    with pytest.raises(InvalidNote):
        signed_note.verify_checkpoint(note, NAME, PUBLIC_KEY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PeterNeumann",
        "PeterNeumann+c74f20a3",
        PETER_KEY[:-1],
        PETER_KEY + "A",
        PETER_KEY.upper(),
        PETER_KEY.replace("c74f20a3", "c74f20a4"),
        PETER_KEY.replace("c74f20a3", "C74F20A3"),
        PETER_KEY.replace("PeterNeumann", "Peter Neumann"),
        # Right key id, wrong length and unknown type: from Go's tests.
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ],
)
def test_a_malformed_verifier_key_is_refused(text):
    with pytest.raises(ValueError, match=r"key"):
        signed_note.parse_verifier_key(text)


def test_sixteen_signatures_fit_as_the_specification_demands():
    stranger = base64.b64encode(bytes(5_000)).decode()
    lines = "".join(f"— witness{number}.example {stranger}\n" for number in range(15))
    assert signed_note.verify_checkpoint(CHECKPOINT + lines, NAME, PUBLIC_KEY).size == 7

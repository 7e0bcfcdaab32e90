"""Letters through a real mail server, by workers that are killed."""

from __future__ import annotations

import signal
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people.models import Notice, NoticeState
from gongjian.foundation.people.tasks import deliver_notices
from tests.factories import make_user
from tests.foundation.people.notices import tell
from tests.processes import gongjian, python, wait_until

pytestmark = [pytest.mark.process, pytest.mark.django_db(transaction=True)]


@contextmanager
def mail_server(folder: Path, scheme: str = "smtp"):
    """A server's address for ``GONGJIAN_EMAIL_URL``; its letters come into ``folder``."""
    folder.mkdir(exist_ok=True)
    with python("-m", "tests.foundation.people.mail_server", str(folder), home=folder) as server:
        yield f"{scheme}://127.0.0.1:{server.stdout.readline().strip()}"


def write_certificate(folder: Path) -> Path:
    """A certificate of 127.0.0.1, signed by itself, with its key beside it."""
    folder.mkdir()
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now() - timedelta(days=1))
    builder = builder.not_valid_after(now() + timedelta(days=1)).add_extension(here, critical=False)
    made = builder.sign(key, hashes.SHA256())
    (folder / "cert.pem").write_bytes(made.public_bytes(Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    return folder / "cert.pem"


def send(url: str, home: Path, **more: str) -> str:
    """Send one letter by the settings of a process of its own; what it said."""
    command = ("-m", "django", "sendtestemail", "ann@example.org")
    with python(*command, home=home, GONGJIAN_EMAIL_URL=url, **more) as process:
        return process.communicate(timeout=60)[0]


@contextmanager
def worker(name: str, mail_url: str, home: Path, *arguments: str):
    with gongjian(
        "worker", "--worker-id", name, *arguments, home=home, GONGJIAN_EMAIL_URL=mail_url
    ) as process:
        yield process


def letters_in(folder: Path) -> list[EmailMessage]:
    parser = BytesParser(policy=policy.default)
    return [parser.parsebytes(path.read_bytes()) for path in sorted(folder.glob("*.eml"))]


def times_told(folder: Path) -> Counter[tuple[str, str]]:
    """How often each recipient reads of each event, as mail systems show it: a Message-ID once."""
    once = {letter["Message-ID"]: letter for letter in letters_in(folder)}
    return Counter(
        (letter["To"], line)
        for letter in once.values()
        for line in letter.get_body(("plain",)).get_content().splitlines()
        if line.startswith("News ")
    )


def tell_some(people: int, events: int) -> set[tuple[str, str]]:
    users = [make_user() for _ in range(people)]
    for number in range(events):
        tell(*users, event=f"e{number}", subject=f"News {number}", is_urgent=True, now=now())
    return {(user.email, f"News {number}") for user in users for number in range(events)}


def all_sent() -> bool:
    return not Notice.objects.exclude(state=NoticeState.SENT).exists()


def lease_runs_out() -> None:
    Notice.objects.filter(state=NoticeState.SENDING).update(send_after=now())


def test_letters_arrive_once_each_and_whole(tmp_path):
    expected = tell_some(people=5, events=3)
    with mail_server(tmp_path / "mail") as url, worker("one", url, tmp_path):
        wait_until(all_sent)

    told = times_told(tmp_path / "mail")
    assert set(told) == expected
    assert set(told.values()) == {1}
    assert len(letters_in(tmp_path / "mail")) == 5
    letter = letters_in(tmp_path / "mail")[0]
    assert letter.get_content_type() == "multipart/alternative"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_killed_between_claim_and_sending_nothing_is_lost_or_doubled(tmp_path):
    expected = tell_some(people=3, events=2)
    folder = tmp_path / "mail"
    with mail_server(folder) as url:
        (folder / "hold-before").touch()
        with worker("first", url, tmp_path) as first:
            wait_until((folder / "held").exists)
            first.send_signal(signal.SIGKILL)
            first.wait()
        assert Notice.objects.filter(state=NoticeState.SENDING).count() == 2
        (folder / "hold-before").unlink()
        lease_runs_out()
        with worker("second", url, tmp_path, "--replaces", "first"):
            wait_until(all_sent)

    told = times_told(folder)
    assert set(told) == expected
    assert set(told.values()) == {1}
    assert len(letters_in(folder)) == 3


def test_killed_after_the_server_took_it_that_letter_alone_comes_once_more_and_the_same(tmp_path):
    """The window that SMTP leaves, docs/adr/0004: at least once there, exactly once elsewhere."""
    expected = tell_some(people=3, events=2)
    folder = tmp_path / "mail"
    with mail_server(folder) as url:
        (folder / "hold-after").touch()
        with worker("first", url, tmp_path) as first:
            wait_until((folder / "held").exists)
            first.send_signal(signal.SIGKILL)
            first.wait()
        (folder / "hold-after").unlink()
        lease_runs_out()
        with worker("second", url, tmp_path, "--replaces", "first"):
            wait_until(all_sent)

    letters = letters_in(folder)
    # Only the one that the killed worker was handing over is there twice; each has one Message-ID.
    times = Counter(letter["To"] for letter in letters)
    assert times == {to: 1 + (to == letters[0]["To"]) for to, _ in expected}
    assert len({letter["Message-ID"] for letter in letters}) == 3
    first, copy = (letter for letter in letters if letter["To"] == letters[0]["To"])
    for letter in (first, copy):
        del letter["Date"]
        letter.set_boundary("same")
    assert first.as_bytes() == copy.as_bytes()
    # What stands on the site is there once for each recipient and event, copy or not.
    assert Counter(Notice.objects.values_list("user__email", "subject")) == Counter(expected)
    assert set(times_told(folder)) == expected
    assert set(times_told(folder).values()) == {1}


def test_two_workers_share_the_letters(tmp_path):
    expected = tell_some(people=20, events=2)
    for _ in range(3):
        deliver_notices.enqueue()
    folder = tmp_path / "mail"
    with (
        mail_server(folder) as url,
        worker("one", url, tmp_path),
        worker("two", url, tmp_path),
    ):
        wait_until(all_sent)

    told = times_told(folder)
    assert set(told) == expected
    assert set(told.values()) == {1}
    assert len({letter["Message-ID"] for letter in letters_in(folder)}) == len(letters_in(folder))


def test_a_refused_address_waits_for_its_next_try(tmp_path):
    good, bad = make_user(), make_user(email="nobody@refused.example")
    tell(good, bad, is_urgent=True, now=now())
    with mail_server(tmp_path / "mail") as url, worker("one", url, tmp_path):
        wait_until(lambda: Notice.objects.get(user=good).state == NoticeState.SENT)
        wait_until(lambda: Notice.objects.get(user=bad).error)

    notice = Notice.objects.get(user=bad)
    assert (notice.state, notice.attempts) == (NoticeState.SENDING, 1)
    assert "No such user" in notice.error
    assert notice.send_after > now()


def test_starttls_is_used_and_never_done_without(tmp_path):
    plain, tls = tmp_path / "plain", tmp_path / "tls"
    certificate = write_certificate(tls)
    with mail_server(plain, "smtp+starttls") as url:
        refused = send(url, tmp_path)
    with mail_server(tls, "smtp+starttls") as url:
        said = send(url, tmp_path, SSL_CERT_FILE=str(certificate))

    assert "STARTTLS extension not supported" in refused
    assert said == ""
    assert [len(letters_in(folder)) for folder in (plain, tls)] == [0, 1]

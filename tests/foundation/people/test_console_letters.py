"""Where no mail server is set, letters are printed so that one can read them."""

import io

import pytest
from django.core.mail import EmailMultiAlternatives

from gongjian.foundation.people.console_letters import FiledBackend, ReadableBackend
from tests.foundation.people.accounts import make_account, sign_in


def test_a_letter_is_printed_as_one_reads_it():
    printed = io.StringIO()
    letter = EmailMultiAlternatives(
        "路灯修好了", "您好！路灯已修好。\n", "town@example.org", ["li@example.org"]
    )
    letter.attach_alternative("<p>您好</p>", "text/html")

    ReadableBackend(stream=printed).send_messages([letter])

    _rule, *lines, _end = printed.getvalue().splitlines()
    assert lines == [
        "From: town@example.org",
        "To: li@example.org",
        "Subject: 路灯修好了",
        "",
        "您好！路灯已修好。",
    ]
    assert "MIME" not in printed.getvalue()


def test_in_the_demo_letters_stand_whole_in_a_file_and_in_a_line_on_the_console(settings, tmp_path):
    settings.LETTERS_PATH = tmp_path / "letters.txt"
    printed = io.StringIO()
    letters = [
        EmailMultiAlternatives(f"Letter {number}", f"Open {number}", "t@example.org", ["li@b.org"])
        for number in (1, 2)
    ]

    FiledBackend(stream=printed).send_messages(letters)

    lines = [line for line in printed.getvalue().splitlines() if line.startswith("E-mail")]
    assert lines == ["E-mail to li@b.org: Letter 1", "E-mail to li@b.org: Letter 2"]
    filed = settings.LETTERS_PATH.read_text()
    assert filed.index("Open 1") < filed.index("Subject: Letter 2") < filed.index("Open 2")
    assert settings.LETTERS_PATH.stat().st_mode & 0o077 == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("is_printed", "told"),
    [(True, "only printed where the server runs"), (False, "Every e-mail reached its mail server")],
)
def test_none_is_said_to_have_arrived_that_was_only_printed(client, settings, is_printed, told):
    settings.IS_MAIL_PRINTED = is_printed
    sign_in(client, make_account(role="administrator"))

    page = client.get("/administration/letters/").content.decode()
    assert told in page
    assert ("The mail server refused" in page) != is_printed

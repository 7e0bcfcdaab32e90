"""Where no mail server is set, letters are printed so that one can read them."""

import io

from django.core.mail import EmailMultiAlternatives

from gongjian.foundation.people.console_letters import ReadableBackend


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

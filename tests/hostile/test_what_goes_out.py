"""What strangers wrote, where it leaves the house: tables, letters, headers, downloads."""

from __future__ import annotations

import csv
import io

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from gongjian.foundation.kernel.background import run_waiting_tasks
from gongjian.foundation.kernel.csv_files import FORMULA_STARTS
from gongjian.foundation.people.models import Organisation
from gongjian.government.cases.models import Case, ImportJob
from tests.hostile.full_town import pages

FORMULAS = ["=1+1", "+1", "-1+1", "@SUM(1)", "\t=1", "\r=1"]


def cells_of(answer) -> list[str]:
    text = answer.content.decode("utf-8-sig")
    return [cell for row in csv.reader(io.StringIO(text)) for cell in row]


def is_harmless(cell: str) -> bool:
    return not cell.startswith(FORMULA_STARTS) or cell.lstrip("-").replace(".", "").isdigit()


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_table_that_leaves_runs_what_strangers_wrote(full, formula):
    Organisation.objects.update(name=f"{formula}|cmd")
    full.town.area.name = full.town.category.name = f"{formula}|cmd"
    full.town.area.save()
    full.town.category.save()
    browser = full.browser("administrator")
    tables = [pattern for _name, pattern, _route in pages() if pattern.endswith(".csv")]
    assert len(tables) >= 2

    for pattern in tables:
        for address in full.addresses(pattern, most=4):
            answer = browser.get(address)
            if answer.status_code == 200:
                assert all(map(is_harmless, cells_of(answer))), address


def test_the_errors_of_an_import_run_nothing(full):
    rows = "=cmd(),received_at\n=1+1,=2+2\n"
    browser = full.browser("administrator")
    browser.post("/imports/", {"file": SimpleUploadedFile("x.csv", rows.encode())})
    job = ImportJob.objects.order_by("-id").first()
    chosen = {"column_0": "title", "column_1": "received_at", "language": "en", "do": "check"}
    browser.post(f"/imports/{job.pk}/begin/", chosen)
    run_waiting_tasks()

    cells = cells_of(browser.get(f"/imports/{job.pk}/errors.csv"))

    assert len(cells) > 4
    assert all(map(is_harmless, cells))


INJECTED = "Li\r\nBcc: everybody@example.org\r\n\r\nBuy!"


def test_no_name_or_title_writes_a_header_of_a_letter(full, settings):
    browser = full.browser("visitor")
    browser.post(
        "/tell/",
        {
            "text": f"{INJECTED} The lamp is dark.", "contact_name": INJECTED, "is_public": "yes",
            "reach": "email", "contact_email": "li@example.org", "do": "send",
            "request_id": "0192f5d0-0000-7000-8000-000000000001",
        },
    )  # fmt: skip
    assert Case.objects.filter(contact_email="li@example.org").exists()
    mail.outbox = []
    run_waiting_tasks()

    letters = [letter for letter in mail.outbox if letter.to == ["li@example.org"]]
    assert letters
    for letter in letters:
        message = letter.message()
        assert message["Bcc"] is None
        assert all("\n" not in str(value) for value in (message["Subject"], message["To"]))
        assert letter.recipients() == ["li@example.org"]


@pytest.mark.parametrize(
    "email",
    [
        "li@example.org\r\nBcc: x@example.org", "li@example.org,x@example.org",
        "li@example.org;x@example.org", "Li <li@example.org>", "li@example.org\x00",
        "li@exa mple.org", "@example.org", "li@", "li@-.org",
    ],
)  # fmt: skip
def test_what_is_no_address_is_told_at_its_field(full, email):
    before = Case.objects.count()
    form = {
        "text": "The lamp in front of the school is dark.", "is_public": "yes", "reach": "email",
        "contact_email": email, "do": "send", "request_id": "0192f5d0-0000-7000-8000-000000000002",
    }  # fmt: skip

    page = full.browser("visitor").post("/tell/", form)
    by_programme = full.browser("visitor").post(
        "/api/v1/cases", {"title": "A lamp", "contact_email": email}, "application/json"
    )

    assert page.status_code == 422
    assert "contact_email" in page.context["form"].errors
    assert by_programme.status_code == 422
    assert by_programme.json()["errors"][0]["field"] == "contact_email"
    assert Case.objects.count() == before


@pytest.mark.parametrize(
    "name",
    ["a\r\nSet-Cookie: x=y.txt", "a;x=y.txt", "\u202etxt.exe.txt", "路灯 名单.txt", "%0d%0a.txt"],
)
def test_the_name_of_a_file_writes_no_header(full, name):
    browser, number = full.browser("resident"), full.known["number"][0]
    content = f"Three bins of {name!r}".encode()
    browser.post(f"/cases/{number}/files/", {"files": SimpleUploadedFile(name, content)})
    added = Case.objects.get(number=number).attachments.order_by("-id").first()
    assert added.size == len(content)

    answer = browser.get(f"/attachments/{added.pk}/")

    assert answer.status_code == 200
    assert "x=y" not in answer.cookies.output()
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert not set(answer["Content-Disposition"]) & set("\r\n\u202e")
    assert answer["X-Content-Type-Options"] == "nosniff"

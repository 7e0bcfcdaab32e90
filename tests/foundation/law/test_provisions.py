"""Provisions and parameters: in force on a day, imported, shown."""

from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import Invalid, NotAllowed, NotFound
from gongjian.foundation.kernel.tables import open_table
from gongjian.foundation.law import interface as law
from gongjian.foundation.law.models import Parameter, Provision
from gongjian.foundation.ledger.models import LedgerEntry
from tests.factories import NOW, make_actor, make_provision

pytestmark = pytest.mark.django_db
PROVISIONS = "code,version,title,article,text,source_url,in_force_from,in_force_until"
PARAMETERS = "code,value,unit,provision,in_force_from,in_force_until"
RULE = "quiet-11,1,Rules on Noise,11,Be quiet.,https://law.example/11,2020-01-01,2023-12-31"
NEXT = "quiet-11,2,Rules on Noise,11,Be very quiet.,,2024-01-01,"
DAYS = "accept-days,1,working day,quiet-11,2020-01-01,"


@pytest.fixture
def import_rows(tmp_path):
    def run(importer, *lines, actor=None, is_dry_run=False):
        path = Path(tmp_path, "table.csv")
        path.write_text("\n".join([*lines, ""]), encoding="utf-8")
        return importer(
            actor=actor or Actor.system("test"),
            table=open_table(path),
            now=NOW,
            is_dry_run=is_dry_run,
        )

    return run


@pytest.fixture
def counts():
    def read(report):
        places = [(error.row, error.column) for error in report.errors]
        return report.added, report.changed, report.unchanged, places

    return read


# --- in force on a day


@pytest.mark.parametrize(
    ("on", "version"),
    [("2020-01-01", 1), ("2023-12-31", 1), ("2024-01-01", 2), ("2030-01-01", 2)],
)
def test_the_version_of_the_day(import_rows, on, version):
    import_rows(law.import_provisions, PROVISIONS, RULE, NEXT)

    assert law.provision_in_force("quiet-11", date.fromisoformat(on)).version == version


def test_no_version_of_a_day_is_not_found(import_rows):
    import_rows(law.import_provisions, PROVISIONS, RULE)

    with pytest.raises(NotFound):
        law.provision_in_force("quiet-11", date(2024, 1, 1))
    with pytest.raises(NotFound):
        law.provision_in_force("unknown", date(2021, 1, 1))
    with pytest.raises(NotFound):
        law.get_provision(uuid4())


def test_a_parameter_holds_from_a_day_to_a_day():
    Parameter.objects.create(
        code="days", value=1, unit="day",
        in_force_from=date(2020, 1, 1), in_force_until=date(2020, 12, 31),
    )  # fmt: skip
    Parameter.objects.create(code="days", value=2, unit="day", in_force_from=date(2021, 1, 1))

    on = [date(2019, 12, 31), date(2020, 1, 1), date(2020, 12, 31), date(2021, 1, 1)]

    assert [law.parameter("days", day, default=9) for day in on] == [9, 1, 1, 2]


def test_parameters_are_read_once_and_again_after_an_import(import_rows, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert {law.parameter("accept-days", date(2026, 1, 1), 7) for _ in range(100)} == {7}

    import_rows(law.import_parameters, PARAMETERS, DAYS.replace("quiet-11", ""))

    assert law.parameter("accept-days", date(2026, 1, 1), 7) == 1


# --- importing


def test_provisions_are_added_and_changed_once(import_rows, counts):
    lines = (PROVISIONS, RULE, NEXT)

    assert counts(import_rows(law.import_provisions, *lines)) == (2, 0, 0, [])
    assert counts(import_rows(law.import_provisions, *lines)) == (0, 0, 2, [])
    corrected = import_rows(law.import_provisions, PROVISIONS, NEXT.replace("very", "quite"))
    assert counts(corrected) == (0, 1, 0, [])
    assert Provision.objects.get(version=2).text == "Be quite quiet."
    acts = LedgerEntry.objects.order_by("id").values_list("action", flat=True)
    assert list(acts) == ["provision_added", "provision_added", "provision_changed"]


@pytest.mark.parametrize(
    ("rows", "errors"),
    [
        ([RULE, RULE], [(3, "version")]),
        ([RULE, NEXT.replace("2024-01-01", "2023-12-31")], [(3, "in_force_from")]),
        ([RULE.replace("2023-12-31", ""), NEXT], [(3, "in_force_from")]),
        ([RULE.replace("quiet-11", "quiet 11")], [(2, "code")]),
        ([RULE.replace("https:", "javascript:")], [(2, "source_url")]),
        ([RULE.replace("2023-12-31", "2019-12-31")], [(2, "in_force_until")]),
        ([RULE.replace("2020-01-01", "")], [(2, "in_force_from")]),
        ([RULE.replace(",1,", ",0,")], [(2, "version")]),
        ([RULE.replace("Be quiet.", "")], [(2, "text")]),
        ([RULE.replace("Be quiet.", "x" * 20_001)], [(2, "text")]),
    ],
)
def test_provisions_that_cannot_be_are_refused(import_rows, counts, rows, errors):
    report = import_rows(law.import_provisions, PROVISIONS, *rows)

    assert counts(report)[3] == errors
    assert not Provision.objects.exists()


def test_a_version_that_overlaps_a_known_one_is_refused(import_rows, counts):
    import_rows(law.import_provisions, PROVISIONS, RULE.replace("2023-12-31", ""))

    assert counts(import_rows(law.import_provisions, PROVISIONS, NEXT))[3] == [(2, "in_force_from")]
    both = import_rows(law.import_provisions, PROVISIONS, RULE, NEXT)
    assert counts(both) == (1, 1, 0, [])


def test_parameters_are_added_and_changed_once(import_rows, counts):
    import_rows(law.import_provisions, PROVISIONS, RULE)
    lines = (PARAMETERS, DAYS)

    assert counts(import_rows(law.import_parameters, *lines)) == (1, 0, 0, [])
    assert counts(import_rows(law.import_parameters, *lines)) == (0, 0, 1, [])
    changed = import_rows(law.import_parameters, PARAMETERS, DAYS.replace(",1,", ",2,"))
    assert counts(changed) == (0, 1, 0, [])
    assert Parameter.objects.get().provision.code == "quiet-11"


@pytest.mark.parametrize(
    ("rows", "errors"),
    [
        ([DAYS, DAYS], [(3, "code")]),
        ([DAYS, DAYS.replace("2020", "2022")], [(3, "in_force_from")]),
        ([DAYS.replace("quiet-11", "unknown")], [(2, "provision")]),
        ([DAYS.replace(",1,", ",one,")], [(2, "value")]),
        ([DAYS.replace(",1,", ",99999999999,")], [(2, "value")]),
        ([DAYS + "2019-01-01"], [(2, "in_force_until")]),
        ([DAYS.replace("accept-days", "accept/days")], [(2, "code")]),
    ],
)
def test_parameters_that_cannot_be_are_refused(import_rows, counts, rows, errors):
    import_rows(law.import_provisions, PROVISIONS, RULE)

    report = import_rows(law.import_parameters, PARAMETERS, *rows)

    assert counts(report)[3] == errors
    assert not Parameter.objects.exists()


@pytest.mark.parametrize("importer", [law.import_provisions, law.import_parameters])
def test_imports_are_for_administrators_and_dry_runs_write_nothing(import_rows, importer):
    lines = {
        law.import_provisions: (PROVISIONS, RULE),
        law.import_parameters: (PARAMETERS, DAYS.replace("quiet-11", "")),
    }[importer]

    with pytest.raises(NotAllowed):
        import_rows(importer, *lines, actor=make_actor(Role.HANDLER))
    with pytest.raises(Invalid):
        import_rows(importer, "colour", "red")
    report = import_rows(importer, *lines, is_dry_run=True)

    assert (report.added, report.is_written) == (1, False)
    assert not LedgerEntry.objects.exists()


def test_the_database_refuses_a_version_twice_and_an_end_before_the_beginning():
    make_provision(code="x")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_provision(code="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_provision(code="y", in_force_until=date(2019, 12, 31))


# --- pages


@pytest.mark.parametrize(
    ("article", "citation"),
    [("11", "Rules, article 11"), ("11-2", "Rules, article 11-2"), ("第十一条", "Rules, 第十一条")],
)
def test_a_provision_is_cited_as_people_do(article, citation):
    assert Provision(title="Rules", article=article).citation == citation


def test_a_provision_shows_its_text_its_days_and_its_other_versions(client, import_rows):
    import_rows(law.import_provisions, PROVISIONS, RULE, NEXT)
    import_rows(law.import_parameters, PARAMETERS, DAYS)

    text = client.get(reverse("provision", args=["quiet-11"])).content.decode()

    for words in ("Rules on Noise, article 11", "Be very quiet.", "Be quiet.", "accept-days"):
        assert words in text
    assert "no longer in force" not in text


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ({"in_force_until": date(2021, 1, 1)}, "no longer in force"),
        ({"in_force_from": date(2999, 1, 1)}, "not yet in force"),
    ],
)
def test_a_provision_that_is_not_in_force_says_so(client, period, words):
    make_provision(code="x", **period)

    assert words in client.get(reverse("provision", args=["x"])).content.decode()


def test_an_unknown_provision_is_not_found(client):
    assert client.get(reverse("provision", args=["x"])).status_code == 404


@pytest.mark.parametrize(
    ("query", "is_found"),
    [("", True), ("?words=rubbish", True), ("?words=City+daily", True), ("?words=noise", False)],
)
def test_provisions_are_searched(client, query, is_found):
    make_provision(title="Regulation on the City")

    text = client.get(reverse("provision_list") + query).content.decode()

    assert ("Regulation on the City" in text) is is_found


def test_the_list_of_provisions_takes_one_query(client, django_assert_max_num_queries):
    for _ in range(30):
        make_provision()

    with django_assert_max_num_queries(1):
        assert client.get(reverse("provision_list")).status_code == 200

"""The law as one file: there and back exactly, and never a cited text rewritten."""

from datetime import date

import pytest

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.kernel.errors import Invalid, NotAllowed
from gongjian.foundation.law.actions.import_law import import_law
from gongjian.foundation.law.models import LawChange, Parameter, Provision
from gongjian.foundation.law.selectors.law_export import export_law
from gongjian.foundation.ledger.models import LedgerEntry
from tests.factories import NOW, make_actor, make_department, make_duty, make_provision

pytestmark = pytest.mark.django_db
FILE = """format: gongjian-law/1
provisions:
- code: share-4
  title: Rules on Sharing
  article: '4'
  text: |
    Data are shared.
    Unless a law says otherwise.
  in_force_from: 2020-01-01
  in_force_until: 2023-12-31
- code: share-4
  version: 2
  title: Rules on Sharing
  article: '4'
  text: Data are shared, always.
  in_force_from: 2024-01-01
parameters:
- {code: share-days, value: 10, unit: working days, provision: share-4, in_force_from: 2020-01-01}
- {code: share-class, kind: choice, value: conditional, unit: class, in_force_from: 2020-01-01}
- {code: share-late, kind: yes_no, value: yes, unit: approved, provision: share-4,
   provision_version: 2, in_force_from: 2024-01-01}
"""


def run(text=FILE, **options):
    options.setdefault("actor", Actor.system("test"))
    return import_law(data=text.encode(), now=NOW, **options)


def errors(text):
    report = run(text)
    assert not report.is_written
    return [(error.row, error.column) for error in report.errors]


def test_a_file_is_imported_once_and_exported_as_it_was():
    first, second = run(), run()
    exported = export_law()
    third = run(exported)

    assert (first.added, second.added, second.unchanged) == (5, 0, 5)
    assert (third.added, third.changed, third.unchanged) == (0, 0, 5)
    assert [(p.code, p.typed, p.provision and p.provision.version)
            for p in Parameter.objects.order_by("code")] == [
        ("share-class", "conditional", None), ("share-days", 10, 1), ("share-late", True, 2)
    ]  # fmt: skip
    Parameter.objects.all().delete()
    Provision.objects.all().delete()
    run(exported)
    assert export_law() == exported


def test_a_change_is_announced_and_the_digest_recorded():
    run()

    (change,) = LawChange.objects.all()
    assert (change.provisions, len(change.parameters)) == (["share-4"], 3)
    entry = LedgerEntry.objects.filter(action="provision_added").first()
    assert entry.data["text_sha256"] == Provision.objects.get(version=1).text_sha256


def test_a_dry_run_writes_nothing_and_says_what_it_would():
    report = run(is_dry_run=True)

    assert (report.added, report.is_written) == (5, False)
    assert not Provision.objects.exists()
    assert not LawChange.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  version: 2\n", "", [(11, "version")]),
        ("2023-12-31", "2024-06-01", [(11, "in_force_from")]),
        ("  title: Rules on Sharing\n", "", [(3, "title"), (10, "title")]),
        ("\n  version: 2", "\n  versoin: 2", [(11, "versoin"), (11, "version")]),
        ("value: 10", "value: ten", [(18, "value")]),
        ("value: conditional", "value: not this", [(19, "value")]),
        ("kind: choice", "kind: colour", [(19, "kind"), (19, "value")]),
        ("provision_version: 2", "provision_version: 3", [(20, "provision_version")]),
        ("code: share-4\n  version", "code: rules\n  version", [(11, "code")]),
        ("text: Data", "text_sha256: abc\n  text: Data", [(11, "text_sha256")]),
    ],
)
def test_what_is_wrong_is_told_entry_by_entry(old, new, expected):
    assert errors(FILE.replace(old, new)) == expected


def test_a_cited_version_is_ended_but_never_rewritten():
    cited = make_provision(code="share-4", title="Rules on Sharing", article="4", text="Old.")
    make_duty(category=None, lead_department=make_department(), provision=cited)
    entry = export_law()

    assert errors(entry.replace("Old.", "New.").replace(cited.text_sha256, "")) == [(3, "version")]
    assert errors(entry.replace("2020-01-01", "2019-01-01")) == [(3, "version")]
    ended = run(entry.replace("2020-01-01", "2020-01-01\n  in_force_until: 2025-12-31"))

    cited.refresh_from_db()
    assert (ended.changed, cited.text, cited.in_force_until) == (1, "Old.", date(2025, 12, 31))


def test_only_administrators_import_and_other_files_are_told():
    with pytest.raises(NotAllowed):
        run(actor=make_actor(Role.SUPERVISOR))
    with pytest.raises(Invalid) as refused:
        run("format: gongjian-law/1\nprovisions:\n- &a {code: x}\n- *a\n")
    assert str(refused.value.fields["file"][0]).startswith("Line 3:")

import pytest

from gongjian.foundation.kernel.tables import open_table
from gongjian.government.exchange.actions.import_catalogue import import_catalogue
from gongjian.government.exchange.models import Dataset, Field
from tests.factories import NOW, make_provision, make_town

pytestmark = pytest.mark.django_db
HEAD = "dataset,dataset_title,owner,field,title,kind,concept,sharing,reason,provision"


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def bring(tmp_path, town):
    def run(*rows, actor=town.supervisor, head=HEAD, is_dry_run=False):
        path = tmp_path / "catalogue.csv"
        path.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
        return import_catalogue(actor=actor, table=open_table(path), now=NOW, is_dry_run=is_dry_run)

    return run


def rows_of(town, sharing="", reason="", provision=""):
    code = town.department.code
    return (
        f"people,People,{code},name,Name,text,person-name,,,",
        f"people,,{code},born,Born,date,birth-date,{sharing},{reason},{provision}",
    )


def test_the_same_table_again_changes_nothing(town, bring):
    first = bring(*rows_of(town))
    again = bring(*rows_of(town))

    assert (first.added, first.error_count) == (1, 0)
    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)
    dataset = Dataset.objects.get()
    assert (dataset.title, dataset.schema_version) == ("People", 1)
    assert list(Field.objects.values_list("name", "kind")) == [("name", "text"), ("born", "date")]


def test_a_dry_run_writes_nothing(town, bring):
    assert bring(*rows_of(town), is_dry_run=True).added == 1
    assert not Dataset.objects.exists()


def test_a_restriction_names_its_reason_and_its_provision(town, bring):
    rule = make_provision()

    wrong = bring(*rows_of(town, sharing="conditional"))
    right = bring(*rows_of(town, "有条件共享", "It is personal.", rule.code))

    assert [(one.row, one.column) for one in wrong.errors] == [(3, "reason"), (3, "provision")]
    assert right.added == 1
    assert Field.objects.get(name="born").sharing_provision == rule


def test_who_keeps_another_departments_catalogue_is_told_so(town, bring):
    code = town.other_department.code
    report = bring(f"firms,Firms,{code},name,Name,text,,,,", "x,X,nobody,A B,T,texts,,,,")

    assert [(one.row, one.column) for one in report.errors] == [
        (2, "owner"),
        (3, "owner"),
        (3, "field"),
        (3, "kind"),
    ]


def test_two_departments_cannot_both_be_the_source(town, bring):
    bring(*rows_of(town))
    code = town.department.code

    report = bring(f"other,Other,{code},birthday,Birthday,date,birth-date,,,")

    assert [(one.row, one.column) for one in report.errors] == [(2, "field")]
    assert Dataset.objects.count() == 1

"""Importing areas and categories."""

import json
import re

import pytest
from django.utils import translation

from gongjian.foundation.kernel.errors import Invalid
from gongjian.government.duties.interface import area_at, is_working_day
from gongjian.government.duties.models import Area, Category
from gongjian.government.duties.selectors.findings import list_gaps
from tests.factories import NOW, make_area, make_category
from tests.shared_data import DATA

pytestmark = pytest.mark.django_db
TREE = DATA / "messages" / "category_tree.csv"
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]}


def paths(model):
    return {node.code: (node.path, node.level) for node in model.objects.all()}


# --- areas


def test_areas_come_in_any_order(import_text, counts):
    report = import_text(
        "areas", "code,name,parent,level", "111,Harbour,11", "1,City,", "11,North,1", "12,South,1"
    )

    assert counts(report) == (4, 0, 0, [])
    assert paths(Area) == {
        "1": ("1/", 1), "11": ("1/11/", 2), "111": ("1/11/111/", 3), "12": ("1/12/", 2),
    }  # fmt: skip
    assert Area.objects.get(code="111").parent.name == "North"


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("code,name,parent,description,keywords", "Categories.*Areas.*description, keywords"),
        ("编码,名称,上级", "areas and not categories"),
    ],
)
def test_a_file_of_another_kind_is_not_taken_for_areas(import_text, heading, words):
    with translation.override("en"), pytest.raises(Invalid) as refused:
        import_text("areas", heading, "1,Roads,,")

    assert re.search(words, str(refused.value.fields["file"][0]))
    assert not Area.objects.exists()


def test_a_file_of_areas_is_not_taken_for_categories(import_text):
    with pytest.raises(Invalid):
        import_text("categories", "code,name,parent,level,calendar", "1,City,,,")

    assert not Category.objects.exists()


def test_the_same_areas_again_change_nothing(import_text, counts):
    lines = ("code,name,parent,calendar", "1,City,,CN", "11,North,1,")
    import_text("areas", *lines)

    assert counts(import_text("areas", *lines)) == (0, 0, 2, [])


def test_a_known_area_is_changed_but_for_columns_that_are_not_there(import_text, counts):
    make_area("City", code="1", outline=SQUARE, calendar="DE")

    report = import_text("areas", "code,name", "1,Capital")

    area = Area.objects.get()
    assert counts(report) == (0, 1, 0, [])
    assert (area.name, area.outline, area.calendar) == ("Capital", SQUARE, "DE")


def test_a_district_may_be_the_top(import_text):
    import_text("areas", "code,name,parent,level", "11,鹭湖区,,区", "111,北渡街道,11,街道")

    assert paths(Area) == {"11": ("11/", 2), "111": ("11/111/", 3)}


@pytest.mark.parametrize(
    ("rows", "errors"),
    [
        (["1,A,", "1,B,"], [(3, "code")]),
        (["a/b,A,"], [(2, "code")]),
        (["类,A,"], [(2, "code")]),
        (["1,A,1"], [(2, "parent")]),
        (["1,A,2", "2,B,1"], [(2, "parent"), (3, "parent")]),
        (["1,A,nowhere"], [(2, "parent")]),
        (["1,A,", "2,B,1", "3,C,2", "4,D,3"], [(5, "parent")]),
        (["old,A,"], [(2, "parent")]),  # it stands below another area
        (["old,A,top"], []),
    ],
)
def test_trees_that_cannot_be_are_refused(import_text, counts, rows, errors):
    make_area("Old", code="old", parent=make_area("Top", code="top"))

    report = import_text("areas", "code,name,parent,level", *rows)

    assert counts(report)[3] == errors
    assert report.is_written is not bool(errors)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("level", "planet"), ("level", "city"), ("calendar", "XX"), ("outline", "{"),
        ("outline", '"{""type"": ""Point""}"'), ("outline", "[" * 10_000),
        ("outline", "7"),
        ("outline", '"{""type"":""Polygon"",""coordinates"":[[[0,0],[1,0],[1,91],[0,0]]]}"'),
        ("outline", '"{""type"":""Polygon"",""coordinates"":[[[0,0],[1,0],[1,1]]]}"'),
    ],
)  # fmt: skip
def test_cells_that_cannot_be_are_refused(import_text, counts, column, cell):
    make_area(code="1")

    report = import_text("areas", f"code,name,parent,{column}", f"11,North,1,{cell}")

    assert counts(report)[3] == [(2, column)]


def test_geojson_brings_outlines(import_text, counts):
    feature = {
        "type": "Feature",
        "properties": {"code": "1", "name": "City", "calendar": None, "population": 7},
        "geometry": SQUARE,
    }
    report = import_text("areas", json.dumps({"type": "FeatureCollection", "features": [feature]}))

    assert counts(report) == (1, 0, 0, [])
    assert area_at(1, 1).name == "City"


def test_a_new_calendar_counts_at_once(import_text):
    make_area("City", code="1")
    day = NOW.date().replace(month=10, day=7)  # a holiday in China only
    assert not is_working_day(Area.objects.get(), day)

    import_text("areas", "code,name,calendar", "1,City,de")

    assert is_working_day(Area.objects.get(), day)


# --- categories


@pytest.mark.skipif(
    not TREE.exists(), reason=f"no category tree at {TREE}: say where by GONGJIAN_SHARED_DATA"
)
def test_the_real_category_tree_loads(import_text, counts):
    lines = TREE.read_text(encoding="utf-8").splitlines()

    report = import_text("categories", *lines, encoding="gb18030")

    assert counts(report) == (650, 0, 0, [])
    assert [Category.objects.filter(level=level).count() for level in (1, 2, 3)] == [15, 118, 517]
    gaps = list_gaps(on=NOW.date())
    assert (gaps.category_count, len(gaps.rows), gaps.page_count) == (517, 15, 1)
    assert counts(import_text("categories", *lines)) == (0, 0, 650, [])


def test_names_get_codes_below_their_parents(import_text):
    import_text("categories", "level1,level2,level3", "城建,道路,坑洼", "城建,道路,照明", "环保,,")

    assert {c.code: c.name for c in Category.objects.all()} == {
        "01": "城建", "0101": "道路", "010101": "坑洼", "010102": "照明", "02": "环保",
    }  # fmt: skip


def test_new_names_keep_the_codes_of_the_old_ones(import_text, counts):
    import_text("categories", "一级标签,二级标签,三级标签", "城建,道路,坑洼")

    report = import_text("categories", "一级标签,二级标签,三级标签", "城建,绿化,", "城建,道路,坑洼")

    assert counts(report) == (1, 0, 3, [])
    assert Category.objects.get(name="绿化").path == "01/0102/"
    assert Category.objects.get(name="坑洼").code == "010101"


def test_a_level_left_out_is_refused(import_text, counts):
    report = import_text("categories", "level1,level2,level3", "城建,,坑洼")

    assert counts(report)[3] == [(2, "level2")]


def test_a_category_moves_with_all_below_it(import_text, counts):
    roads = make_category("Roads", code="r")
    make_category("Holes", code="h", parent=make_category("Surface", code="s", parent=roads))
    make_category("Traffic", code="t")

    report = import_text("categories", "code,name,parent", "s,Surface,", "r,Roads,t")

    assert counts(report) == (0, 3, 0, [])
    assert paths(Category) == {
        "t": ("t/", 1), "r": ("t/r/", 2), "s": ("s/", 1), "h": ("s/h/", 2),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "errors"),
    [
        (["r,Roads,h"], [(2, "parent")]),  # below itself
        (["r,Roads,t"], []),
        (["r,Roads,t2"], [(2, "parent")]),
        (["x,X,", "x,X,"], [(3, "code")]),
        (["x y,X,"], [(2, "code")]),
    ],
)
def test_moves_that_cannot_be_are_refused(import_text, counts, rows, errors):
    make_category(code="h", parent=make_category("Roads", code="r"))
    make_category(code="t2", parent=make_category(code="t"))

    report = import_text("categories", "code,name,parent", *rows)

    assert counts(report)[3] == errors


def test_a_move_that_makes_the_tree_too_deep_further_down_is_refused(import_text):
    middle = make_category(code="m", parent=make_category("Roads", code="r"))
    make_category(code="l", parent=middle)
    make_category(code="t")

    report = import_text("categories", "code,name,parent", "r,Roads,t")

    assert not report.is_written
    assert Category.objects.get(code="r").path == "r/"


def test_a_category_is_put_out_of_use(import_text, counts):
    make_category("Roads", code="r", keywords="street")

    report = import_text("categories", "code,name,is_active", "r,Roads,no")

    category = Category.objects.get()
    assert counts(report) == (0, 1, 0, [])
    assert (category.is_active, category.keywords) == (False, "street")


# --- out of use, and capitals


def test_a_new_area_below_one_out_of_use_is_so_too(import_text):
    make_area("Old Town", code="old", is_active=False)

    import_text("areas", "code,name,parent,level", "o1,Gate,old,2", "o11,Wall,o1,3", "n,North,,1")

    assert dict(Area.objects.values_list("code", "is_active")) == {
        "old": False, "o1": False, "o11": False, "n": True,
    }  # fmt: skip


def test_with_a_category_all_below_it_goes_out_of_use(import_text, counts):
    top = make_category("Top", code="t")
    make_category("Leaf", code="l", parent=make_category("Middle", code="m", parent=top))

    report = import_text("categories", "code,name,parent,is_active", "t,Top,,no", "new,New,m,")

    assert counts(report) == (1, 3, 0, [])
    assert not Category.objects.filter(is_active=True).exists()


def test_nothing_is_in_use_below_what_is_not(import_text, counts):
    make_category("Top", code="t", is_active=False)

    report = import_text("categories", "code,name,parent,is_active", "l,Leaf,t,yes")

    assert [(bad.row, bad.column) for bad in report.errors] == [(2, "is_active")]
    assert not Category.objects.filter(code="l").exists()


@pytest.mark.parametrize(("kind", "make"), [("areas", make_area), ("categories", make_category)])
def test_codes_that_differ_in_capitals_only_are_refused(import_text, kind, make):
    make("Old", code="abc")
    columns = "code,name,parent" + (",level" if kind == "areas" else "")

    report = import_text(kind, columns, "ABC,Other,", "abc,Renamed,", "x,One,", "X,Two,")

    assert [(bad.row, bad.column) for bad in report.errors] == [(2, "code"), (5, "code")]

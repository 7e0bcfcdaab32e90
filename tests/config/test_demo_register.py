"""Departments, categories, duties, provisions and people of the demo town."""

from collections import Counter
from datetime import date, timedelta
from random import Random

import phonenumbers
from stdnum import luhn
from stdnum.cn import ric, uscc

from gongjian.config.demo import people
from gongjian.config.demo.answer_templates import answer_templates
from gongjian.config.demo.categories import categories, leaf_names
from gongjian.config.demo.departments import department_codes, departments
from gongjian.config.demo.duties import GAP, OVERLAP, duties, duty_for
from gongjian.config.demo.places import DISTRICT_CODE, STREET_CODES
from gongjian.config.demo.provisions import citation, provisions
from gongjian.config.demo.stories import CLUSTERS, REFUSED, SUBJECTS

TODAY = date(2026, 5, 20)


def test_the_tree_has_three_levels_and_parents_come_first() -> None:
    seen: set[str] = {""}

    for category in categories():
        assert category.parent in seen
        assert category.level == category.code.count("-") + 1
        seen.add(category.code)
    assert Counter(category.level for category in categories()) == {1: 10, 2: 25, 3: 60}


def test_names_stand_in_both_languages_and_are_told_apart() -> None:
    for named in (categories(), departments()):
        assert all(one.name.en.isascii() and not one.name.zh.isascii() for one in named)
    assert len({name.en for name in leaf_names().values()}) == 60
    assert len({name.zh for name in leaf_names().values()}) == 60


def test_every_leaf_has_a_duty_in_every_street_except_the_gap() -> None:
    without = {
        category
        for category in leaf_names()
        for street in STREET_CODES.values()
        if duty_for(category, street) is None
    }

    assert without == {GAP}


def test_only_the_overlap_has_two_duties_for_one_place() -> None:
    counted = Counter((duty.category, duty.area) for duty in duties())

    assert [key for key, count in counted.items() if count > 1] == [(OVERLAP, DISTRICT_CODE)]


def test_a_streets_own_duty_wins_over_the_districts() -> None:
    own = duty_for("CITY-CLEAN-RUBBISH", STREET_CODES["daoxiang"])
    elsewhere = duty_for("CITY-CLEAN-RUBBISH", STREET_CODES["beidu"])

    assert own is not None
    assert elsewhere is not None
    assert (own.lead, elsewhere.lead) == ("daoxiang", "urban")


def test_duties_name_known_departments_areas_categories_and_provisions() -> None:
    codes = {provision.code for provision in provisions(TODAY)}
    areas = {DISTRICT_CODE, *STREET_CODES.values()}

    for duty in duties():
        assert {duty.lead, *duty.supporting} <= set(department_codes())
        assert duty.lead not in duty.supporting
        assert duty.area in areas
        assert duty.category in leaf_names()
        assert duty.provision in codes
        assert 1 <= duty.deadline_days <= 20


def test_every_department_leads_something() -> None:
    assert {duty.lead for duty in duties()} == set(department_codes())


def test_every_subject_of_the_texts_is_a_leaf_and_every_leaf_a_subject() -> None:
    assert Counter(subject.category for subject in SUBJECTS) == Counter(leaf_names().keys())
    assert {subject.category for subject in REFUSED} <= leaf_names().keys()
    assert {cluster.category for cluster in CLUSTERS} <= leaf_names().keys()


def test_exactly_one_article_was_revised_while_cases_ran() -> None:
    versions = Counter(provision.code for provision in provisions(TODAY))
    before, after = sorted(
        (p for p in provisions(TODAY) if versions[p.code] > 1), key=lambda p: p.version
    )

    assert before.code == after.code
    assert before.in_force_until == after.in_force_from - timedelta(days=1)
    assert TODAY - timedelta(days=120) < after.in_force_from < TODAY


def test_an_article_is_cited_in_the_way_of_each_language() -> None:
    assert citation("estates-27").en == (
        "article 27 of the Egret Lake District Measures on Residential Estates"
    )
    assert citation("estates-27").zh == "《鹭湖区住宅小区管理办法》第二十七条"
    assert citation("land-30").zh.endswith("第三十条")
    assert citation("requests-12").zh.endswith("第十二条")


def test_every_template_cites_an_article_and_says_whom_to_ask() -> None:
    codes = {provision.code for provision in provisions(TODAY)}

    for template in answer_templates():
        assert template.provision in codes
        assert "5550 0" in template.text.en
        assert "5550 0" in template.text.zh


def test_companies_have_valid_codes_of_a_district_that_does_not_exist() -> None:
    codes = [company.code for company in people.companies()]

    assert all(uscc.is_valid(code) and code[2:8] == DISTRICT_CODE for code in codes)
    assert len(set(codes)) == 8


def test_accounts_have_distinct_names_and_addresses_kept_for_examples() -> None:
    accounts = people.accounts()

    assert len({account.name.en for account in accounts}) == len(accounts)
    assert len({account.email for account in accounts}) == len(accounts)
    assert all(account.email.endswith(".example.org") for account in accounts)


def test_personal_numbers_pass_their_checks() -> None:
    rng = Random(5)

    for _ in range(200):
        assert ric.is_valid(people.draw_identity_number(rng))
        assert luhn.is_valid(people.draw_bank_card(rng))
        phone = phonenumbers.parse(people.draw_phone(rng), "CN")
        assert phonenumbers.is_valid_number(phone)
        assert people.draw_plate(rng).startswith("宁X")

"""Facts held against the law of a day."""

from datetime import date

import pytest

from gongjian.foundation.law import interface as law
from gongjian.foundation.law.models import Parameter
from gongjian.foundation.law.rules import registry
from gongjian.methods.legal_rules import Case, Check, Judgement, Limit, Outcome, Words, met, rule
from tests.factories import make_provision

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)
WORDS = Words("At most {most}; here {days}.", "至多 {most}，实际 {days}。")


@pytest.fixture(autouse=True)
def _rules():
    @rule(
        "most-days", title=WORDS, asks=WORDS, facts={"days": int}, article="quiet-1",
        limits={"most": Limit("most-days", 15)},
        cases=[Case(WORDS, {"days": 1}, Outcome.PASSED), Case(WORDS, {"days": 99}, Outcome.FAILED)],
    )  # fmt: skip
    def most_days(facts, asked):
        return met(facts["days"] <= asked["most"], WORDS.filled(**facts, **asked))

    before = registry.all_rules()
    law.connect_rules([*before, most_days])
    yield
    law.connect_rules(before)


def evaluate(*checks, **options):
    return law.evaluate(checks, on=DAY, **options)


def set_number(value, provision=None, **fields):
    return Parameter.objects.create(
        code="most-days", value=value, unit="days", provision=provision,
        in_force_from=date(2020, 1, 1), **fields,
    )  # fmt: skip


def test_all_rules_are_applied_and_not_only_the_first_that_fails():
    found = evaluate(
        Check("most-days", {"days": 20}), Check("most-days", {"days": 5}),
        Check("necessary", {"what": "a name"}),
    )  # fmt: skip

    outcomes = [one.outcome for one in found]
    assert outcomes == [Outcome.FAILED, Outcome.PASSED, Outcome.NEEDS_PERSON]
    assert {one.basis for one in found} == {law.Basis.NONE}


def test_a_finding_names_the_versions_it_rests_on_and_their_texts():
    make_provision(code="quiet-1", in_force_until=date(2024, 12, 31))
    now = make_provision(code="quiet-1", version=2, in_force_from=date(2025, 1, 1), text="New.")
    set_number(10, make_provision(code="days-9"))

    (found,) = evaluate(Check("most-days", {"days": 12}))

    assert [(one.code, one.version) for one in found.provisions] == [("quiet-1", 2), ("days-9", 1)]
    assert found.provision.text_sha256 == now.text_sha256
    assert (found.outcome, found.basis, dict(found.asked)) == (
        Outcome.FAILED, law.Basis.IN_FORCE, {"most": 10}
    )  # fmt: skip
    assert found.as_json()["asked"] == {"most-days": 10}


def test_a_rule_whose_article_is_no_longer_in_force_decides_nothing():
    make_provision(code="quiet-1", in_force_until=date(2024, 12, 31))

    (found,) = evaluate(Check("most-days", {"days": 5}))

    assert (found.outcome, found.basis) == (Outcome.NEEDS_PERSON, law.Basis.LAPSED)
    assert "At most 15; here 5." in found.words("en")


def test_a_subject_that_cites_what_is_not_there_needs_a_person():
    (found,) = evaluate(Check("most-days", {"days": 5}, cites=("nothing-1",)))

    assert (found.outcome, found.basis) == (Outcome.NEEDS_PERSON, law.Basis.LAPSED)


def test_a_number_outlives_its_provision_but_that_is_said():
    set_number(10, make_provision(code="days-9", in_force_until=date(2024, 12, 31)))

    (found,) = evaluate(Check("most-days", {"days": 5}))

    assert (found.outcome, found.basis) == (Outcome.PASSED, law.Basis.LAPSED)


def test_a_check_may_put_another_parameter_in_the_place_of_the_rules():
    set_number(10)

    (found,) = evaluate(Check("most-days", {"days": 12}, limits={"most": Limit("other", 12)}))

    assert (found.outcome, found.parameters) == (Outcome.PASSED, {"most": "other"})


def test_a_value_of_another_type_is_not_taken():
    Parameter.objects.create(
        code="most-days", kind="choice", value=0, choice="many", unit="days",
        in_force_from=date(2020, 1, 1),
    )  # fmt: skip

    (found,) = evaluate(Check("most-days", {"days": 12}))

    assert (found.asked["most"], law.parameter("most-days", DAY, 15)) == (15, 15)
    assert law.parameter("most-days", DAY, "few") == "many"


def test_a_judgement_is_taken_where_a_person_is_needed_and_named():
    judged = Judgement(Outcome.PASSED, "No other way.", "user:1", "Ann")

    settled, told = evaluate(
        Check("necessary", {"what": "a name"}), Check("most-days", {"days": 99}),
        judgements={"necessary": judged, "most-days": judged},
    )  # fmt: skip

    assert (settled.outcome, settled.as_json()["judged_by"]) == (Outcome.PASSED, "user:1")
    assert (told.outcome, told.as_json()["judged_by"]) == (Outcome.FAILED, "")


def test_an_unknown_rule_is_a_mistake():
    with pytest.raises(KeyError):
        evaluate(Check("nothing", {}))


def test_asking_again_asks_no_database(django_assert_num_queries):
    make_provision(code="quiet-1")
    with django_assert_num_queries(2):
        evaluate(*[Check("most-days", {"days": n}) for n in range(30)])

    with django_assert_num_queries(0):
        evaluate(Check("most-days", {"days": 1}))

"""The demo town's consultation shows what the method is for."""

import pytest

from gongjian.config.demo.consultation_texts import STATEMENTS
from gongjian.config.demo.load_consultation import PEOPLE, load_consultation
from gongjian.config.demo.town import build_town
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import local_day, now
from gongjian.public.deliberation.models import Vote
from gongjian.public.deliberation.rules.consultations import ConsultationPhase
from gongjian.public.deliberation.selectors.consultation_results import shown_result
from gongjian.public.deliberation.selectors.consultation_votes import read_table


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_runs_and_has_groups_that_differ_and_agree(language):
    town = build_town(language=language, today=local_day(now()), size=20)

    found = load_consultation(town, actor=Actor.system("demo"))

    shown = shown_result(found)
    table, _digest = read_table(found)
    assert found.phase(now()) == ConsultationPhase.OPEN
    assert (shown.result.people, shown.result.statements) == (PEOPLE, len(STATEMENTS))
    assert table.cells.nnz == Vote.objects.count() == shown.result.votes
    assert 2 <= len(shown.groups) <= 4
    assert shown.unites
    assert len(shown.divides) == 5
    assert all(group.stands_for for group in shown.groups)


def test_texts_are_told_once_in_both_languages():
    assert len({said.en for said, _percents in STATEMENTS}) == len(STATEMENTS) == 40
    assert all(len(said.zh) < 60 for said, _percents in STATEMENTS)

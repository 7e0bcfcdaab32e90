"""What starts tasks, and what people read of them."""

import pytest
from django.utils import translation

from gongjian.config.wiring import PERIODICS, WIRES
from gongjian.foundation.kernel.background import title_of

TASKS = sorted(
    {task.module_path for task in [*(w.task for w in WIRES), *(p.task for p in PERIODICS)]}
)


@pytest.mark.parametrize("path", TASKS)
def test_every_task_has_a_title_in_both_languages(path):
    with translation.override("en"):
        english = title_of(path)
    with translation.override("zh-hans"):
        chinese = title_of(path)

    assert english != path
    assert not english.isidentifier()
    assert chinese != english


def test_a_task_that_is_gone_has_its_path():
    assert title_of("gongjian.gone.tasks.do_it") == "gongjian.gone.tasks.do_it"

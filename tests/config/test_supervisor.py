from __future__ import annotations

import signal
import sys

import pytest

from gongjian.config.supervisor import Child
from tests.processes import children_of, is_running, python, wait_until

pytestmark = pytest.mark.process

STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("deaf", flush=True)
time.sleep(60)
"""
SUPERVISE = f"""
import sys
from gongjian.config.supervisor import Child, Supervisor
Supervisor([Child("stubborn", lambda starts: [sys.executable, "-c", {STUBBORN!r}])]).run()
"""


def brief_child() -> Child:
    """A child that ends at once; its command tells how often it was started before."""
    return Child("brief", lambda starts: [sys.executable, "-c", f"exit({starts})"])


def live_and_die(child: Child, *, begin: float, end: float) -> float:
    """Start at one moment, find it dead at another; return the wait before the next start."""
    child.tend(begin)
    wait_until(lambda: not child.is_running())
    child.tend(end)
    return child.start_at - end


def test_a_child_that_keeps_dying_waits_longer_each_time_up_to_a_limit():
    child, clock, waits = brief_child(), 0.0, []
    for _ in range(9):
        waits.append(live_and_die(child, begin=clock, end=clock + 1))
        clock = child.start_at

    assert waits == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]


def test_a_child_that_lived_long_starts_again_at_once():
    child = brief_child()
    live_and_die(child, begin=0, end=1)

    wait = live_and_die(child, begin=100, end=1000)

    assert wait == 0
    assert child.starts == 3


@pytest.mark.django_db
def test_a_second_stop_kills_whoever_does_not_listen(tmp_path):
    with python("-c", SUPERVISE, home=tmp_path) as supervisor:
        assert supervisor.stdout.readline() == "deaf\n"
        [child] = children_of(supervisor.pid)
        supervisor.send_signal(signal.SIGTERM)
        supervisor.send_signal(signal.SIGINT)
        supervisor.wait(timeout=45)

        wait_until(lambda: not is_running(child))

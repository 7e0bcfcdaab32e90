"""The run of the suite counts what happened and says why PostgreSQL was left out."""

from __future__ import annotations

from tools import run_suite

REPORT = """<?xml version="1.0"?>
<testsuites>
  <testsuite name="pytest" tests="12" failures="2" errors="1" skipped="3" time="1.0"/>
</testsuites>
"""


def test_counts_of_a_report(tmp_path):
    (tmp_path / "report.xml").write_text(REPORT)

    total = run_suite.counts(tmp_path / "report.xml")

    assert total == {"passed": 6, "failed": 3, "skipped": 3}


def test_a_run_that_left_no_report_counts_nothing(tmp_path):
    assert not run_suite.counts(tmp_path / "report.xml")


def test_postgresql_that_was_not_named():
    assert run_suite.why_silent("") == "GONGJIAN_TEST_DATABASE_URL is not set"


def test_postgresql_that_does_not_answer():
    # Port 1 is never given to a database.
    said = run_suite.why_silent("postgres://nobody@127.0.0.1:1/nothing")

    assert said is not None
    assert said.startswith("nothing answers at GONGJIAN_TEST_DATABASE_URL: ")

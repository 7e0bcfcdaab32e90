"""Addresses of budget rounds."""

from django.urls import path

from gongjian.public.budgeting.views import (
    ballots,
    papers,
    project_versions,
    results,
    rounds,
    submitting,
    work,
)

_ROUND = "budget/<str:round_number>/"
_PROJECT = f"{_ROUND}projects/<int:project_number>/"
_WORK = "budget-work/<str:round_number>/"

urlpatterns = [
    path("budget/", rounds.budget_round_list, name="budget_round_list"),
    path(_ROUND, rounds.budget_round, name="budget_round"),
    path(
        f"{_ROUND}projects/new/",
        submitting.submit_budget_project,
        name="submit_budget_project",
    ),
    path(_PROJECT, rounds.budget_project, name="budget_project"),
    path(f"{_PROJECT}edit/", submitting.edit_budget_project, name="edit_budget_project"),
    path(
        f"{_PROJECT}versions/",
        project_versions.budget_project_versions,
        name="budget_project_versions",
    ),
    path(f"{_PROJECT}check/", submitting.check_budget_project, name="check_budget_project"),
    path(
        f"{_PROJECT}withdraw/",
        submitting.withdraw_budget_project,
        name="withdraw_budget_project",
    ),
    path(f"{_PROJECT}report/", submitting.report_budget_project, name="report_budget_project"),
    path(f"{_PROJECT}rate/", submitting.rate_budget_project, name="rate_budget_project"),
    path(f"{_ROUND}vote/", ballots.cast_ballot, name="cast_ballot"),
    path(f"{_ROUND}change/", ballots.change_ballot, name="change_ballot"),
    path(f"{_ROUND}receipts/<str:commitment>/", ballots.ballot_receipt, name="ballot_receipt"),
    path(f"{_ROUND}result/", results.budget_result, name="budget_result"),
    path(f"{_ROUND}parts/<uuid:part_id>.pb", results.budget_file, name="budget_file"),
    path("budget-work/", work.budget_work, name="budget_work"),
    path("budget-work/new/", work.create_budget_round, name="create_budget_round"),
    path("budget-work/import/", work.import_budget_round, name="import_budget_round"),
    path(_WORK, work.change_budget_round, name="change_budget_round"),
    path(f"{_WORK}publish/", work.publish_budget_round, name="publish_budget_round"),
    path(f"{_WORK}lock/", work.lock_budget_rules, name="lock_budget_rules"),
    path(f"{_WORK}count/", work.count_budget_round, name="count_budget_round"),
    path(f"{_WORK}paper/", papers.enter_paper_ballot, name="enter_paper_ballot"),
    path(f"{_WORK}paper/give/", papers.give_paper_ballot, name="give_paper_ballot"),
]

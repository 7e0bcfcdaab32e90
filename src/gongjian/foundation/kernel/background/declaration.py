"""How a task is declared, and how often it is tried."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django_tasks.base import Task
from django_tasks.base import task as django_task

LONGEST_WAIT_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Attempt ``n`` (from 1) that fails waits ``first_wait_seconds * 4**(n-1)``, at most a day."""

    max_attempts: int = 6
    first_wait_seconds: float = 10

    def wait(self, attempt: int) -> timedelta:
        seconds = self.first_wait_seconds * 4 ** min(attempt - 1, 12)
        return timedelta(seconds=min(seconds, LONGEST_WAIT_SECONDS))


_policies: dict[str, RetryPolicy] = {}
_titles: dict[str, str | Promise] = {}


def background_task(
    title: str | Promise,
    *,
    max_attempts: int = 6,
    first_wait_seconds: float = 10,
    priority: int = 0,
) -> Callable[[Callable[..., Any]], Task]:
    """Declare a task: takes ids, is idempotent, calls one action.

    Parameters
    ----------
    title : str or lazy str
        What it does, for an administrator who reads that it failed.
    max_attempts : int
        After that many failures the task stays failed, where an administrator sees it.
    first_wait_seconds : float
        Wait after the first failure; each further one waits four times as long.
    priority : int
        -100..100; higher goes first.
    """

    def declare(function: Callable[..., Any]) -> Task:
        declared = django_task(priority=priority)(function)
        _policies[declared.module_path] = RetryPolicy(max_attempts, first_wait_seconds)
        _titles[declared.module_path] = title
        return declared

    return declare


def policy_of(task_path: str) -> RetryPolicy:
    """How often the task at this path is tried; the default where it no longer exists."""
    _import(task_path)
    return _policies.get(task_path, RetryPolicy())


def title_of(task_path: str) -> str:
    """What the task at this path does, in words; its path where it no longer exists."""
    _import(task_path)
    return str(_titles.get(task_path, task_path))


def _import(task_path: str) -> None:
    # A worker that only finds the row of another's task has not imported the task yet.
    with suppress(ImportError):
        import_string(task_path)

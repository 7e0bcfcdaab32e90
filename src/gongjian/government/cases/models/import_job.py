from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.ids import new_id


class ImportState(models.TextChoices):
    UPLOADED = "uploaded", _("uploaded")
    CHECKED = "checked", _("checked")
    WAITING = "waiting", _("waiting for its turn")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


UNDER_WAY = frozenset({ImportState.WAITING, ImportState.RUNNING})
"""A worker has it, or will."""
SETTLED = frozenset({ImportState.UPLOADED, ImportState.CHECKED, ImportState.FAILED})
"""Somebody decides what becomes of it."""


class ImportJob(models.Model):
    """A table of cases being brought in. ``next_row`` makes it resumable after a kill."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    file = models.CharField(max_length=120)
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    preview = models.JSONField(default=dict)
    """``columns`` and the first ``rows``; emptied with the file, for it holds what people wrote."""
    mapping = models.JSONField(default=dict)
    """Field of a case → column of the file."""
    defaults = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=ImportState.choices)
    is_dry_run = models.BooleanField(default=False)
    total_rows = models.PositiveIntegerField(default=0)
    next_row = models.PositiveIntegerField(default=0)
    created_count = models.PositiveIntegerField(default=0)
    repeated_count = models.PositiveIntegerField(default=0)
    error_count = models.PositiveIntegerField(default=0)
    warning_count = models.PositiveIntegerField(default=0)
    """Rows that came in without something."""
    left_out = models.JSONField(default=dict)
    """Field → in how many rows (``count``), and which unknown ``names`` how often."""
    started_by = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def source(self) -> str:
        """The system it comes from; "" where nobody named one."""
        # Once the file's digest stood for that.
        named = self.defaults.get("source", "")
        return "" if named == self.digest[:16] else named

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def has_brought_in(self) -> bool:
        """Whether cases came of it: it can go on, but not begin again."""
        return bool(self.created_count) and not self.is_dry_run

    @property
    def may_begin(self) -> bool:
        """Whether its rows can be checked or brought in; not once its file is forgotten."""
        return self.state in SETTLED and not self.has_brought_in and bool(self.preview.get("rows"))

    @property
    def may_resume(self) -> bool:
        return self.state == ImportState.FAILED

    @property
    def may_discard(self) -> bool:
        return not self.is_under_way and not self.has_brought_in


class ImportRow(models.Model):
    """What was wrong with one row, or was left out of it."""

    job = models.ForeignKey("cases.ImportJob", on_delete=models.CASCADE, related_name="bad_rows")
    row = models.PositiveIntegerField()
    """Line of the file, the heading being the first; 0: the file as a whole."""
    field = models.CharField(max_length=80, blank=True)
    message = models.CharField(max_length=300)
    is_warning = models.BooleanField(default=False)
    """The row came in all the same."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job", "row", "field"], name="cases_import_row_once")
        ]

    def __str__(self) -> str:
        return f"line {self.row}: {self.message}"

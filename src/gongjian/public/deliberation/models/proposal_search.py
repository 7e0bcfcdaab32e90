from django.db import models


class ProposalDocument(models.Model):
    """The place of one public proposal in the search index.

    The terms stand beside the model in what each database searches best: a ``tsvector`` column on
    PostgreSQL, an FTS5 table with the same ids on SQLite (migration ``proposal_search``).
    """

    id = models.BigAutoField(primary_key=True)
    proposal = models.OneToOneField(
        "deliberation.Proposal", on_delete=models.PROTECT, related_name="document"
    )

    def __str__(self) -> str:
        return f"index of {self.proposal_id}"


class ProposalRun(models.Model):
    """One hashed run of a public proposal's words, by which proposals like it are found."""

    hash = models.IntegerField()
    proposal = models.ForeignKey(
        "deliberation.Proposal", on_delete=models.PROTECT, related_name="runs"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hash", "proposal"], name="deliberation_run_once")
        ]

    def __str__(self) -> str:
        return f"{self.hash} in {self.proposal_id}"

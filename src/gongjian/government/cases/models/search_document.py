from django.db import models


class SearchDocument(models.Model):
    """The place of one case in the search index.

    ``id`` is the time of receipt in microseconds, so that the newest hits come first without a
    sort. The terms themselves stand beside the model in what each database searches best: two
    ``tsvector`` columns on PostgreSQL, an FTS5 table with the same ids on SQLite (migration
    ``search_tables``). Public terms are of the masked texts.
    """

    id = models.BigIntegerField(primary_key=True)
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"index of {self.case_id}"

import hashlib
import re
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from gongjian.foundation.kernel.ids import new_id


class Provision(models.Model):
    """One article of a law or rule in one version, with the days it is in force.

    All versions of one ``code`` are one line of history. A version that something cites is never
    rewritten: a change of the text is another version.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    article = models.CharField(max_length=80)
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64, editable=False)
    """Of the text's UTF-8, in hexadecimal: whoever has the text can compare."""
    source_url = models.URLField(blank=True)
    version = models.PositiveIntegerField(default=1)
    in_force_from = models.DateField()
    in_force_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="law_provision_version"),
            models.CheckConstraint(
                condition=models.Q(in_force_until=None)
                | models.Q(in_force_until__gte=models.F("in_force_from")),
                name="law_provision_dates",
            ),
        ]

    def __str__(self) -> str:
        return self.citation

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.text_sha256 = digest_of(self.text)
        super().save(*args, **kwargs)

    @property
    def citation(self) -> str:
        return citation_of(self.title, self.article)


def citation_of(title: str, article: str) -> str:
    """As people cite it: "Rules on Requests, article 9"; an article given in words stays so."""
    words = {"title": title, "article": article}
    if re.fullmatch(r"[0-9]+(?:[.-][0-9]+)?", article):
        return _("%(title)s, article %(article)s") % words
    return _("%(title)s, %(article)s") % words


def digest_of(text: str) -> str:
    """SHA-256 of a provision's text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()

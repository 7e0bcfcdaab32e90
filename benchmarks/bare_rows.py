"""The yardstick for receiving cases: the least that Django, gunicorn and PostgreSQL can do.

One address that reads a JSON body, puts one row with those texts into a table of one key and
answers 201; nothing else: no permission, no history, no ledger, no limits. What a case costs
is told as a multiple of this, from the same run, so that a slow or busy machine does not matter.
"""

from __future__ import annotations

import json
import os
from typing import Any

import dj_database_url
import django
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={"default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=600)},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    ROOT_URLCONF=__name__,
    USE_TZ=True,
)
django.setup()

from django.core.wsgi import get_wsgi_application
from django.db import models
from django.http import HttpRequest, JsonResponse
from django.urls import path


class BareRow(models.Model):
    title = models.TextField()
    text = models.TextField()
    longitude = models.FloatField()
    latitude = models.FloatField()

    class Meta:
        app_label = "bench"
        db_table = "bench_bare_row"


def create_row(request: HttpRequest) -> JsonResponse:
    body: dict[str, Any] = json.loads(request.body)
    fields = {name: body[name] for name in ("title", "text", "longitude", "latitude")}
    row = BareRow.objects.create(**fields)
    return JsonResponse({"id": row.pk}, status=201)


urlpatterns = [path("api/v1/cases", create_row)]
application = get_wsgi_application()

from __future__ import annotations

import pytest
from django.urls import reverse

from gongjian.foundation.kernel.background.heartbeats import beat
from gongjian.foundation.kernel.clock import now


def test_a_process_that_answers_is_live(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = client.get(reverse("health_live"))

    assert response.json() == {"status": "live"}
    assert response["Cache-Control"] == "no-store"
    assert response["X-Request-ID"]


@pytest.mark.django_db
def test_readiness_counts_the_workers(client, django_assert_num_queries):
    beat("one", now())

    with django_assert_num_queries(1):
        response = client.get(reverse("health_ready"))

    assert response.status_code == 200
    assert response.json() == {"status": "ready", "workers": 1}

"""How tests open the page of a case and take its steps."""

from __future__ import annotations

from django.urls import reverse

from gongjian.foundation.people.models import User


def page_of(client, case, status=200):
    page = client.get(reverse("case", args=[case.number]))
    assert page.status_code == status
    return page


def sign_in(client, actor):
    client.force_login(User.objects.get(pk=actor.user_id))


def act(client, name, case, **given):
    return client.post(reverse(name, args=[case.number]), given)

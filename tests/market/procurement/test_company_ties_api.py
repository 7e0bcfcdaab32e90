"""Who speaks for a company and owns it, by programme: in a session, never with a key."""

import json

import pytest

from gongjian.foundation.people.models import ApiKey, User
from gongjian.foundation.people.selectors.actors import key_digest
from gongjian.market.procurement.models import Company, CompanyOwner
from tests.factories import NOW, make_actor
from tests.market.procurement.calls import make_company, make_member, make_owner

pytestmark = pytest.mark.django_db
HERON = {"code": "91350100M000100Y43", "name": "Heron", "size": "small", "sectors": ["F"]}


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    monkeypatch.setattr("gongjian.market.procurement.api.company_ties.now", lambda: NOW)


@pytest.fixture
def send(client):
    """Sends as somebody, from their browser or with a key of theirs."""

    def ask(actor, method, path, body=None, *, by_key=False, **headers):
        client.logout()
        user = User.objects.get(pk=actor.user_id)
        if by_key:
            ApiKey.objects.get_or_create(name="k", digest=key_digest(str(user.pk)), user=user)
            headers["Authorization"] = f"Bearer {user.pk}"
        else:
            client.force_login(user)
        return client.generic(
            method, f"/api/v1/{path}", "" if body is None else json.dumps(body),
            content_type="application/json", headers=headers,
        )  # fmt: skip

    return ask


def test_a_company_is_registered_once_and_changed(send):
    person = make_actor()

    made = [
        send(person, "POST", "companies", HERON, **{"Idempotency-Key": "one"}) for _ in range(2)
    ]

    assert [answer.status_code for answer in made] == [201, 201]
    company = Company.objects.get()
    assert made[0].json() == made[1].json()
    assert (made[0].json()["id"], made[0].json()["is_confirmed"]) == (str(company.pk), False)

    change = {"version": company.version, "name": "Heron Lamps", "size": "medium", "sectors": []}
    changed = send(person, "PUT", f"companies/{company.pk}", change)
    stale = send(person, "PUT", f"companies/{company.pk}", change)

    assert (changed.status_code, changed.json()["name"]) == (200, "Heron Lamps")
    assert stale.status_code == 409


def test_somebody_is_asked_accepts_and_is_taken_out(send):
    company, person = make_company("Heron"), make_actor()
    member = make_member(company)
    email = User.objects.get(pk=person.user_id).email
    address = f"companies/{company.pk}"

    asked = send(member, "POST", f"{address}/invitations", {"email": email})
    ties = send(person, "GET", "company-ties").json()
    accepted = send(person, "POST", f"company-ties/invitations/{asked.json()['id']}/accept")
    members = send(member, "GET", f"{address}/members").json()
    removed = send(member, "DELETE", f"{address}/members/{person.user_id}")

    assert (asked.status_code, asked.json()["state"]) == (201, "invited")
    assert [(one["id"], one["company"]) for one in ties["invitations"]] == [
        (asked.json()["id"], "Heron")
    ]
    assert accepted.json()["state"] == "accepted"
    assert {one["user_id"] for one in members["members"]} == {
        str(member.user_id), str(person.user_id),
    }  # fmt: skip
    assert removed.status_code == 204
    assert send(person, "GET", f"{address}/members").status_code == 403
    assert send(member, "DELETE", f"{address}/members/{member.user_id}").status_code == 409


def test_an_invitation_is_declined_or_taken_back(send):
    company = make_company()
    member = make_member(company)
    people = [make_actor(), make_actor()]
    asked = [
        send(
            member, "POST", f"companies/{company.pk}/invitations",
            {"email": User.objects.get(pk=one.user_id).email},
        ).json()["id"]
        for one in people
    ]  # fmt: skip

    declined = send(people[0], "POST", f"company-ties/invitations/{asked[0]}/decline")
    withdrawn = send(member, "DELETE", f"companies/{company.pk}/invitations/{asked[1]}")
    too_late = send(people[1], "POST", f"company-ties/invitations/{asked[1]}/accept")

    assert declined.json()["state"] == "declined"
    assert (withdrawn.status_code, too_late.status_code) == (204, 409)


def test_an_owner_is_declared_confirms_and_ends(send):
    company, person = make_company("Heron"), make_actor()
    member = make_member(company)
    claim = {
        "name": "Zhou Yi", "is_person": True, "share_bp": 2_500, "since": "2026-01-01",
        "email": User.objects.get(pk=person.user_id).email,
    }  # fmt: skip

    declared = send(member, "POST", f"companies/{company.pk}/owners", claim)
    owner_id = declared.json()["id"]
    seen = send(person, "GET", "company-ties").json()["ownerships"]
    confirmed = send(person, "POST", f"company-ties/ownerships/{owner_id}/confirm")
    again = send(person, "POST", f"company-ties/ownerships/{owner_id}/deny")
    until = {"until": NOW.date().isoformat()}
    ended = send(member, "POST", f"companies/{company.pk}/owners/{owner_id}/end", until)

    assert (declared.status_code, declared.json()["is_confirmed"]) == (201, False)
    assert [(one["id"], one["company"], one["name"]) for one in seen] == [
        (owner_id, "Heron", "Zhou Yi")
    ]
    assert (confirmed.json()["is_confirmed"], again.status_code) == (True, 409)
    assert ended.status_code == 200
    assert CompanyOwner.objects.get().until == NOW.date()


def test_a_claim_is_denied(send):
    person = make_actor()
    owner = make_owner(make_company(), person, is_confirmed=False)

    denied = send(person, "POST", f"company-ties/ownerships/{owner.pk}/deny")

    assert (denied.status_code, denied.json()["is_denied"]) == (200, True)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "companies", HERON),
        ("PUT", "companies/{company}", {"version": 1, "name": "X", "size": "small", "sectors": []}),
        ("GET", "companies/{company}/members", None),
        ("POST", "companies/{company}/invitations", {"email": "a@example.org"}),
        ("DELETE", "companies/{company}/members/{member}", None),
        ("GET", "company-ties", None),
        ("POST", "company-ties/invitations/{invitation}/accept", None),
        ("POST", "company-ties/ownerships/{owner}/confirm", None),
    ],
)
def test_a_key_ties_nobody_to_a_company(send, method, path, body):
    company, asking = make_company(), make_company()
    member = make_member(company)
    names = {
        "company": company.pk,
        "member": make_member(company).user_id,
        "owner": make_owner(asking, member, is_confirmed=False).pk,
        "invitation": send(
            make_member(asking), "POST", f"companies/{asking.pk}/invitations",
            {"email": User.objects.get(pk=member.user_id).email},
        ).json()["id"],
    }  # fmt: skip
    before = (Company.objects.count(), CompanyOwner.objects.get().confirmed_at)

    answer = send(member, method, path.format(**names), body, by_key=True)

    assert answer.status_code in {403, 404}
    assert (Company.objects.count(), CompanyOwner.objects.get().confirmed_at) == before

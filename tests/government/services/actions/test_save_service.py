import copy

import pytest

from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.errors import (
    Conflict,
    Invalid,
    NotAllowed,
    NotFound,
    StaleVersion,
    WrongState,
)
from gongjian.foundation.ledger.models import LedgerEntry
from gongjian.government.exchange.actions.sign_agreement import end_agreement
from gongjian.government.services.actions.save_service import (
    publish_service,
    save_service,
    withdraw_service,
)
from gongjian.government.services.models import Service, ServiceVersion
from gongjian.government.services.rules.sources import Way
from gongjian.government.services.selectors.services import (
    ServiceFilters,
    get_offered,
    get_service,
    list_services,
)
from gongjian.government.services.selectors.sources import sources_of_offer
from tests.factories import make_provision
from tests.government.services.parts import FORM, make_bins, service_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def bins(tmp_path):
    return make_bins(tmp_path, is_published=False)


def publish(bins, **other):
    usual = {"actor": bins.town.supervisor, "service_id": bins.service.pk, "now": now()}
    return publish_service(**{**usual, **other})


def save(bins, *, actor=None, version=None, **said):
    return save_service(
        actor=actor or bins.town.supervisor, service_id=bins.service.pk,
        data=service_data(bins.exchange, **said), now=now(), version=version,
    )  # fmt: skip


def changed_form(**properties):
    form = copy.deepcopy(FORM)
    form["properties"] |= properties
    return form


def test_each_answer_resolves_to_its_source(bins):
    sources = sources_of_offer(bins.service, department_id=bins.town.department.pk, on=now().date())

    ways = {one.question.name: one.way for one in sources}
    assert ways == {
        "street": Way.SOURCE, "since": Way.SOURCE, "bin": Way.OWN, "illness": Way.KEPT,
        "people": Way.NOBODY, "wish": Way.NOBODY,
    }  # fmt: skip
    kept = next(one for one in sources if one.way is Way.KEPT)
    assert kept.reason == "It tells of health."
    assert len(kept.provisions) == 1


def test_published_everybody_finds_it_as_it_was_then(bins):
    assert list_services(ServiceFilters()).items == []
    made = publish(bins)

    save(bins, name="A huge bin")

    assert get_offered("larger-bin").current == made
    assert [one.code for one in list_services(ServiceFilters(words="larger")).items] == [
        "larger-bin"
    ]
    assert list_services(ServiceFilters(words="huge")).items == []
    assert list_services(ServiceFilters(life_event="moving")).items
    assert not list_services(ServiceFilters(life_event="marrying")).items


def test_a_form_that_asks_what_somebody_may_share_is_refused_with_what_is_missing(bins):
    end_agreement(
        actor=bins.town.supervisor, agreement_id=bins.exchange.agreement.pk,
        reason="Nobody needs it any more.", now=now(),
    )  # fmt: skip

    with pytest.raises(Invalid) as wrong:
        publish(bins)

    street, since = (str(one) for one in wrong.value.fields["form"])
    assert "“Street” of “Registered addresses”" in street
    assert "agreement" in street
    assert bins.exchange.agreement.request.purpose in street
    assert "since" in since
    assert not ServiceVersion.objects.exists()


def test_another_purpose_than_the_agreed_one_is_no_agreement(bins):
    save(bins, purpose="Sending greetings to residents")

    with pytest.raises(Invalid) as wrong:
        publish(bins)

    assert len(wrong.value.fields["form"]) == 2


def test_a_question_does_not_hide_behind_another_concept(bins):
    hidden = {"type": "string", "title": "street", "x-concept": "my-own"}
    form = changed_form(lane=hidden)
    del form["properties"]["street"]
    form["required"] = []
    save(bins, form=form)

    with pytest.raises(Invalid) as wrong:
        publish(bins)

    assert "“street”" in str(wrong.value.fields["form"][0])


def test_a_question_of_another_kind_than_its_source_is_refused(bins):
    wrong_kind = {"type": "integer", "title": "House", "x-concept": "street"}
    form = changed_form(street=wrong_kind)
    save(bins, form=form)

    with pytest.raises(Invalid):
        publish(bins)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " "}, "name"),
        ({"words": "x" * 4_001}, "words"),
        ({"purpose": "short"}, "purpose"),
        ({"working_days": 0}, "working_days"),
        ({"currency": "XYZ"}, "cost_minor"),
        ({"cost_minor": -1}, "cost_minor"),
        ({"form": {"type": "object"}}, "form"),
        ({"life_events": ["marrying"]}, "life_events"),
    ],
)
def test_what_is_refused_as_it_is_written(bins, said, field):
    with pytest.raises(Invalid) as wrong:
        save(bins, **said)

    assert set(wrong.value.fields) == {field}


def test_it_stands_on_what_is_in_force(bins):
    lapsed = make_provision()
    lapsed.in_force_until = lapsed.in_force_from
    lapsed.save()

    with pytest.raises(Invalid) as wrong:
        save(bins, provision_ids=[lapsed.pk])

    assert set(wrong.value.fields) == {"provision_ids"}


def test_only_supervisors_of_the_department_write_it(bins):
    for actor in (bins.town.handler, bins.town.resident, bins.exchange.provider):
        with pytest.raises((NotAllowed, NotFound)):
            save(bins, actor=actor)
        with pytest.raises(NotFound):
            publish(bins, actor=actor)
        with pytest.raises(NotFound):
            get_service(actor=actor, code="larger-bin")


def test_what_somebody_else_changed_meanwhile_is_not_written_over(bins):
    with pytest.raises(StaleVersion):
        save(bins, version=bins.service.version - 1)
    with pytest.raises(StaleVersion):
        publish(bins, version=bins.service.version - 1)


def test_a_code_is_one_service(bins):
    with pytest.raises(Conflict):
        save_service(actor=bins.town.supervisor, data=service_data(bins.exchange), now=now())
    assert Service.objects.count() == 1


def test_withdrawn_nobody_finds_it(bins):
    publish(bins)

    withdraw_service(actor=bins.town.supervisor, service_id=bins.service.pk, now=now())

    with pytest.raises(NotFound):
        get_offered("larger-bin")
    with pytest.raises(WrongState):
        withdraw_service(actor=bins.town.supervisor, service_id=bins.service.pk, now=now())
    acts = LedgerEntry.objects.filter(subject=f"service:{bins.service.pk}")
    assert list(acts.order_by("id").values_list("action", flat=True)) == [
        "service_saved", "service_published", "service_withdrawn",
    ]  # fmt: skip

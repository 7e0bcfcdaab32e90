"""Open311 GeoReport v2, so that what already speaks it can speak to us: JSON and XML.

Services are the leaves of the category tree, requests are public cases. Source:
https://wiki.open311.org/GeoReport_v2/ . Deviations: ``media_url`` is kept and shown to staff but
never fetched; a list without dates holds the newest thousand of any age, not of 90 days; whoever
posts is answered with the case's ``secret`` too, since GeoReport has no word for rating or
reopening, and our API wants to know whose the case is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import re_path
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from gongjian.foundation.kernel.access import public
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.client_address import client_address
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.emails import is_email
from gongjian.foundation.kernel.errors import (
    GongjianError,
    Invalid,
    NotFound,
    Text,
    Unauthenticated,
)
from gongjian.foundation.kernel.rate_limits import count_hit
from gongjian.foundation.kernel.senders import KEY_FACTOR
from gongjian.foundation.people import interface as people
from gongjian.government.cases.actions.receive_case import CaseDraft, receive_case
from gongjian.government.cases.api.callers import requester_of
from gongjian.government.cases.api.open311_format import (
    Rows,
    answer,
    discovery_rows,
    error_rows,
    request_row,
    service_row,
)
from gongjian.government.cases.models.case import Channel
from gongjian.government.cases.selectors.open311_requests import (
    MAX_REQUESTS,
    RequestFilters,
    find_requests,
)
from gongjian.government.cases.selectors.tracking import tracking_secret
from gongjian.government.duties import interface as duties

STANDARD_OF = datetime(2026, 1, 1, tzinfo=UTC)
"""When what ``discovery`` tells was changed last."""
_CODE = re.compile(r"[\w.\-]{1,40}")
Answering = Callable[..., tuple[str, Rows]]


def georeport(*methods: str) -> Callable[[Answering], Callable[..., HttpResponse]]:
    """Answer in the format of the address, errors too, as GeoReport has them."""

    def decorate(view: Answering) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @public
        @require_http_methods(methods)
        @wraps(view)
        def answering(request: HttpRequest, *args: Any, form: str, **kwargs: Any) -> HttpResponse:
            try:
                limit = settings.API_RATE_PER_MINUTE * KEY_FACTOR
                bucket = f"open311:{client_address(request)}"
                count_hit(bucket, limit=limit, period_seconds=60, now=now())
                root, rows = view(request, *args, **kwargs)
            except GongjianError as error:
                status = 400 if isinstance(error, Invalid) else error.status
                return answer(form, "errors", error_rows(status, error), status)
            return answer(form, root, rows, 200)

        return answering

    return decorate


@georeport("GET", "HEAD")
def services(request: HttpRequest) -> tuple[str, Rows]:
    """GET services: what one can ask for."""
    return "services", [service_row(category) for category in duties.leaf_categories()]


@georeport("GET", "HEAD")
def service_definition(request: HttpRequest, code: str) -> tuple[str, Rows]:
    """GET services/{code}: we ask nothing beyond the standard fields."""
    category = _category(code)
    return "service_definition", {"service_code": category.code, "attributes": []}


@georeport("GET", "HEAD", "POST")
def requests(request: HttpRequest) -> tuple[str, Rows]:
    """GET requests: a list; POST requests: a new one, with ``api_key``."""
    if request.method == "POST":
        return "service_requests", [_create(request)]
    found = find_requests(_filters(request.GET))
    return "service_requests", [request_row(case) for case in found]


@georeport("GET", "HEAD")
def one_request(request: HttpRequest, number: str) -> tuple[str, Rows]:
    """GET requests/{id}."""
    found = find_requests(RequestFilters(numbers=(number,)))
    if not found:
        raise NotFound
    return "service_requests", [request_row(case) for case in found]


@georeport("GET", "HEAD")
def discovery(request: HttpRequest) -> tuple[str, Rows]:
    """GET discovery: where the service is, and how it is spoken."""
    return "discovery", discovery_rows(changed_at=STANDARD_OF)


@georeport("GET", "HEAD", "POST")
def nothing(request: HttpRequest, path: str) -> tuple[str, Rows]:
    """Whatever else is asked for under this address, said as GeoReport says it."""
    raise NotFound


@georeport("GET", "HEAD")
def token(request: HttpRequest, token: str) -> tuple[str, Rows]:
    """GET tokens/{id}: our numbers are there at once, so a token is the number itself."""
    found = find_requests(RequestFilters(numbers=(token,)))
    if not found:
        raise NotFound
    return "service_requests", [{"service_request_id": found[0].shown_number, "token": token}]


def _create(request: HttpRequest) -> dict[str, object]:
    actor = _actor(request)
    given = request.POST
    wrong: dict[str, list[Text]] = {}
    category = None
    try:
        category = _category(given.get("service_code", ""))
    except NotFound:
        wrong["service_code"] = [_("service_code is missing or unknown.")]
    longitude = _coordinate(given, "long", 180, wrong)
    latitude = _coordinate(given, "lat", 90, wrong)
    address = _text(given, "address_string", 200, wrong) or _text(given, "address_id", 200, wrong)
    if (longitude is None) != (latitude is None) or (longitude is None and not address):
        wrong.setdefault("lat", []).append(_("Give lat and long, or address_string."))
    description = _text(given, "description", 4_000, wrong)
    email = _text(given, "email", 254, wrong)
    if email and not is_email(email):
        wrong["email"] = [_("This is no e-mail address.")]
    name = " ".join(
        filter(None, [_text(given, "first_name", 40, wrong), _text(given, "last_name", 39, wrong)])
    )
    phone = _text(given, "phone", 40, wrong)
    media_url = _text(given, "media_url", 500, wrong)
    key = _text(request.headers, "Idempotency-Key", 120, wrong)
    area = None
    if longitude is not None and latitude is not None:
        try:
            area = duties.area_in_town(longitude, latitude)
        except Invalid as error:
            wrong["long"] = error.fields["longitude"]
    if wrong or category is None:
        raise Invalid(fields=wrong)
    draft = CaseDraft(
        title="" if description else category.name, text=description, channel=Channel.OPEN311,
        is_public=True, language=translation.get_language() or settings.LANGUAGE_CODE,
        category_id=category.pk, area_id=area.pk if area else None,
        area_path=area.path if area else "", address=address, longitude=longitude,
        latitude=latitude, requester_id=requester_of(actor, email, phone), contact_name=name,
        contact_email=email, contact_phone=phone,
        source=f"open311:{actor.api_key_id}" if key else "", source_reference=key,
        data={"media_url": media_url} if media_url else {},
    )  # fmt: skip
    case = receive_case(actor=actor, draft=draft, now=now())
    return {
        "service_request_id": case.shown_number,
        "service_notice": _("The responsible department and its deadline appear shortly."),
        "account_id": None,
        "secret": tracking_secret(case.pk),
    }


def _actor(request: HttpRequest) -> Actor:
    key = request.POST.get("api_key") or request.GET.get("api_key", "")
    try:
        return people.actor_of_key(key)
    except Unauthenticated as error:
        raise MissingKey from error


class MissingKey(Unauthenticated):
    """GeoReport: 403 where the api_key is missing or wrong."""

    status = 403
    message = gettext_lazy(
        "api_key is missing or wrong. Keys are made on this site: My page, then Name, sign-in, "
        "password, then Keys for programmes."
    )


def _filters(given: Mapping[str, str]) -> RequestFilters:
    wrong: dict[str, list[Text]] = {}
    start, end = (_moment(given, name, wrong) for name in ("start_date", "end_date"))
    if start and end and end < start:
        wrong["end_date"] = [_("end_date is before start_date.")]
    statuses = {s for s in given.get("status", "").lower().split(",") if s}
    if statuses - {"open", "closed"}:
        wrong["status"] = [_("status is open or closed.")]
    try:
        page_size = min(max(int(given.get("page_size", MAX_REQUESTS)), 1), MAX_REQUESTS)
    except ValueError:
        page_size = MAX_REQUESTS
        wrong["page_size"] = [_("page_size is a number.")]
    codes = given.get("service_code", "")
    if wrong:
        raise Invalid(fields=wrong)
    return RequestFilters(
        numbers=tuple(n for n in given.get("service_request_id", "").split(",") if n)[
            :MAX_REQUESTS
        ],
        category_ids=_category_ids(codes.split(",")) if codes else None,
        received_from=start,
        received_until=end,
        is_open=None if len(statuses) != 1 else "open" in statuses,
        size=page_size,
    )


def _category(code: str) -> duties.Category:
    if not _CODE.fullmatch(code):
        raise NotFound
    return duties.get_category_by_code(code)


def _category_ids(codes: Iterable[str]) -> tuple[UUID, ...]:
    """Those that are known; one query, however many are asked for."""
    known = duties.categories().filter(code__in=set(filter(_CODE.fullmatch, codes)))
    return tuple(known.values_list("pk", flat=True))


def _text(given: Mapping[str, str], name: str, most: int, wrong: dict[str, list[Text]]) -> str:
    text = given.get(name, "").strip()
    if len(text) > most or "\x00" in text:
        wrong[name] = [_("%(name)s is too long or no text.") % {"name": name}]
        return ""
    return text


def _coordinate(
    given: Mapping[str, str], name: str, most: int, wrong: dict[str, list[Text]]
) -> float | None:
    text = given.get(name, "").strip()
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not -most <= value <= most:
        wrong[name] = [_("%(name)s is in degrees, WGS 84.") % {"name": name}]
        return None
    return value


def _moment(given: Mapping[str, str], name: str, wrong: dict[str, list[Text]]) -> datetime | None:
    text = given.get(name, "").strip()
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else timezone.make_aware(moment, UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        wrong[name] = [_("%(name)s is written 2026-01-31T00:00:00Z.") % {"name": name}]
        return None


urlpatterns = [
    re_path(r"^discovery\.(?P<form>json|xml)$", discovery, name="open311_discovery"),
    re_path(r"^services\.(?P<form>json|xml)$", services, name="open311_services"),
    re_path(
        r"^services/(?P<code>[^/]{1,40})\.(?P<form>json|xml)$",
        service_definition,
        name="open311_service_definition",
    ),
    re_path(r"^requests\.(?P<form>json|xml)$", requests, name="open311_requests"),
    re_path(
        r"^requests/(?P<number>[^/]{1,40})\.(?P<form>json|xml)$",
        one_request,
        name="open311_request",
    ),
    re_path(r"^tokens/(?P<token>[^/]{1,40})\.(?P<form>json|xml)$", token, name="open311_token"),
    re_path(r"^(?P<path>.*)\.(?P<form>json|xml)$", nothing, name="open311_nothing"),
]

"""The inbox, and what comes by e-mail besides."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from ninja import Query, Router, Schema
from pydantic import Field

from gongjian.foundation.kernel.access import actor_of
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.api_fields import PageQuery, StrictSchema, Text
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people import policies, topics
from gongjian.foundation.people.actions import read_notices as reading
from gongjian.foundation.people.actions import set_notice_preferences as choosing
from gongjian.foundation.people.api.schemas import NoticeOut, NoticePage, notice_out
from gongjian.foundation.people.selectors import notices

router = Router()
PaceName = Literal["at_once", "daily", "weekly"]


class NoticesQuery(PageQuery):
    unread: bool = Field(default=False, description="only those not yet read")


class UnreadOut(Schema):
    unread: int = Field(description="99 stands for 99 or more")


class ReadOut(Schema):
    read: int = Field(description="how many were unread before")


class TopicOut(Schema):
    code: str
    name: str
    about: str
    by_email: bool
    pace: PaceName | None = Field(description="how often; null where that cannot be chosen")


class PreferencesOut(Schema):
    """Every notice is in the inbox; this is what is sent to the address as well."""

    digest_minutes: int = Field(description="how long what is not urgent waits for a common letter")
    topics: list[TopicOut]


class PreferencesIn(StrictSchema):
    topics: Annotated[
        list[Annotated[Text, Field(max_length=40)]],
        Field(max_length=100, description="codes of the topics wanted; all others are stopped"),
    ]
    paces: Annotated[
        dict[Annotated[Text, Field(max_length=40)], PaceName],
        Field(
            default_factory=dict,
            max_length=100,
            description="code → how often, where that can be chosen; others stay as they are",
        ),
    ]


class StopIn(StrictSchema):
    token: Annotated[Text, Field(min_length=1, max_length=200)] = Field(
        description="from the link at the end of a letter"
    )
    topic: Annotated[Text, Field(max_length=40)] = Field(
        default="", description="code of one topic; empty: all of that letter"
    )


class StoppedOut(Schema):
    stopped: list[str] = Field(description="codes of the topics that no longer come by e-mail")


@router.get("/notices", response=NoticePage, operation_id="list_notices")
def list_notices(request: HttpRequest, query: Query[NoticesQuery]) -> JsonResponse:
    """One's own notices, the newest first."""
    policies.require_signed_in(actor_of(request))
    page = notices.inbox(
        actor=actor_of(request), only_unread=query.unread, cursor=query.cursor, size=query.size
    )
    items = [notice_out(notice) for notice in page.items]
    return JsonResponse({"items": items, "next_cursor": page.next_cursor})


@router.get("/notices/unread-count", response=UnreadOut, operation_id="count_unread_notices")
def count_unread_notices(request: HttpRequest) -> JsonResponse:
    """How many of one's notices wait to be read."""
    actor = actor_of(request)
    policies.require_signed_in(actor)
    return JsonResponse({"unread": notices.unread_count(actor.user_id) if actor.user_id else 0})


@router.post("/notices/read", response=ReadOut, operation_id="read_notices")
def read_notices(request: HttpRequest) -> JsonResponse:
    """Mark all of one's notices as read."""
    policies.require_signed_in(actor_of(request))
    return JsonResponse({"read": reading.read_notices(actor=actor_of(request), now=now())})


@router.get("/notices/{uuid:notice_id}", response=NoticeOut, operation_id="get_notice")
def get_notice(request: HttpRequest, notice_id: UUID) -> JsonResponse:
    """One of one's notices; reading it here does not mark it as read."""
    policies.require_signed_in(actor_of(request))
    return JsonResponse(
        notice_out(notices.own_notice(actor=actor_of(request), notice_id=notice_id))
    )


@router.post("/notices/{uuid:notice_id}/read", response=NoticeOut, operation_id="read_notice")
def read_notice(request: HttpRequest, notice_id: UUID) -> JsonResponse:
    """Mark one of one's notices as read."""
    actor = actor_of(request)
    policies.require_signed_in(actor)
    reading.open_notice(actor=actor, notice_id=notice_id, now=now())
    return JsonResponse(notice_out(notices.own_notice(actor=actor, notice_id=notice_id)))


@router.get("/notice-preferences", response=PreferencesOut, operation_id="get_notice_preferences")
def get_notice_preferences(request: HttpRequest) -> JsonResponse:
    """What comes to the caller by e-mail."""
    return JsonResponse(_preferences_out(actor_of(request)))


@router.put("/notice-preferences", response=PreferencesOut, operation_id="set_notice_preferences")
def set_notice_preferences(request: HttpRequest, body: PreferencesIn) -> JsonResponse:
    """Choose what comes by e-mail."""
    actor = actor_of(request)
    policies.require_signed_in(actor)
    choosing.set_notice_preferences(actor=actor, wanted=body.topics, paces=body.paces)
    return JsonResponse(_preferences_out(actor))


@router.post("/notice-preferences/stop", response=StoppedOut, operation_id="stop_notices")
def stop_notices(request: HttpRequest, body: StopIn) -> JsonResponse:
    """Stop the topics of a letter for whoever got it; its token is enough, nobody signs in."""
    stopped = choosing.stop_notices(token=body.token, topic=body.topic)
    return JsonResponse({"stopped": stopped})


def _preferences_out(actor: Actor) -> dict[str, object]:
    policies.require_signed_in(actor)
    refused = notices.refused_topics(actor=actor)
    paces = notices.chosen_paces(actor=actor)
    known = topics.topics_for(is_staff=actor.is_staff)
    return {
        "digest_minutes": settings.DIGEST_MINUTES,
        "topics": [
            {
                "code": topic.code,
                "name": str(topic.name),
                "about": str(topic.about),
                "by_email": topic.code not in refused,
                "pace": paces.get(topic.code),
            }
            for topic in known
        ],
    }

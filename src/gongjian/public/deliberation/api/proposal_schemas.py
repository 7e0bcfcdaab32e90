"""What the API takes and gives of proposals."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from gongjian.foundation.kernel.api_fields import (
    Latitude,
    Longitude,
    PageOut,
    PageQuery,
    StrictQuery,
    StrictSchema,
    Text,
)
from gongjian.public.deliberation.actions.answer_proposal import CURRENCIES, MOST_MINOR, Currency
from gongjian.public.deliberation.actions.edit_proposal import REASON
from gongjian.public.deliberation.actions.flag_proposal import LONGEST
from gongjian.public.deliberation.actions.proposal_checks import LEAST_TEXT, LEAST_TITLE
from gongjian.public.deliberation.rules import proposals as rules
from gongjian.public.deliberation.rules.proposals import (
    Moderation,
    Outcome,
    ProposalState,
    ProposalStep,
)

SideName = Literal["for", "against", "neutral"]
FlagName = Literal["spam", "insult", "personal_data", "false", "other"]
ActName = Literal["publish", "refuse", "hide", "show", "keep"]
DecidedName = ActName | Literal["merge"]
Version = Annotated[int, Field(ge=1, le=2**31 - 1)] | None
Reason = Annotated[Text, Field(min_length=1, max_length=rules.REASON_LENGTH)]
Title = Annotated[Text, Field(min_length=LEAST_TITLE, max_length=rules.TITLE_LENGTH)]
Words = Annotated[Text, Field(min_length=LEAST_TEXT, max_length=rules.TEXT_LENGTH)]
Number = Annotated[Text, Field(max_length=20)]
Language = Annotated[Text, Field(max_length=10)]


class PublicProposalQuery(PageQuery):
    q: Annotated[Text, Field(max_length=200)] = Field(
        default="", description="words that stand in it"
    )
    state: ProposalState | None = None
    is_answered: bool = False
    category_id: UUID | None = Field(default=None, description="this category and all below it")
    area_id: UUID | None = Field(default=None, description="this area and all below it")
    sort: Literal["newest", "supports", "due"] = Field(
        default="newest", description="due: only what waits for its answer"
    )


class PublicProposalOut(Schema):
    number: str
    state: ProposalState
    is_public: bool
    title: str
    text: str
    language: str
    version: int
    category_id: UUID | None
    area_id: UUID | None
    place: str
    longitude: float | None
    latitude: float | None
    support_count: int
    support_threshold: int
    comment_count: int
    follower_count: int
    department_id: UUID | None = Field(description="owes the answer")
    created_at: datetime
    published_at: datetime | None
    reached_at: datetime | None
    due_at: datetime | None
    answered_at: datetime | None
    is_answered_in_time: bool | None
    is_late: bool


class PublicProposalPage(PageOut):
    items: list[PublicProposalOut]


class ProposalAnswerOut(Schema):
    outcome: Outcome
    text: str
    plan: str
    cost_minor: int | None
    currency: str
    provision: str | None = Field(description="its code")
    department_id: UUID | None
    answered_at: datetime


class PublicProposalSeen(PublicProposalOut):
    author: str = Field(description="a name where they sign")
    is_own: bool
    is_supporting: bool
    is_following: bool
    steps: list[ProposalStep] = Field(description="that this caller may take now")
    answers: list[ProposalAnswerOut] = Field(description="the newest, which holds, first")
    merged_into: str | None = Field(description="number of the proposal it goes on as")
    may_take_support_from: str | None = Field(
        description="number of a proposal merged into this one, which the caller supported"
    )


class PublicProposalIn(StrictSchema):
    title: Title
    text: Words
    language: Language = "en"
    category_id: UUID | None = None
    area_id: UUID | None = Field(default=None, description="None: the whole town")
    place: Annotated[Text, Field(max_length=200)] = ""
    longitude: Longitude | None = None
    latitude: Latitude | None = None
    is_name_shown: bool = False
    case_number: Number = Field(default="", description="of a case of the caller’s it is made of")
    has_consent: bool = Field(
        default=False, description="needed with case_number: what it says becomes public"
    )


class ProposalChangeIn(StrictSchema):
    title: Title
    text: Words
    reason: Annotated[Text, Field(max_length=REASON)] = ""
    version: Version = None


class SimilarIn(StrictSchema):
    title: Annotated[Text, Field(max_length=rules.TITLE_LENGTH)]
    text: Annotated[Text, Field(max_length=rules.TEXT_LENGTH)] = ""
    area_id: UUID | None = None


class WithdrawalIn(StrictSchema):
    reason: Reason
    version: Version = None


class ProposalMergeIn(WithdrawalIn):
    into_number: Number


class ProposalAnswerIn(StrictSchema):
    outcome: Outcome
    text: Annotated[Text, Field(min_length=1, max_length=rules.TEXT_LENGTH)]
    plan: Annotated[Text, Field(max_length=300)] = Field(
        default="", description="needed where the outcome is in_plan"
    )
    cost_minor: Annotated[int, Field(ge=0, le=MOST_MINOR)] | None = None
    currency: Currency = CURRENCIES[0]
    provision_id: UUID | None = None
    version: Version = None


class ProposalFlagIn(StrictSchema):
    reason: FlagName
    text: Annotated[Text, Field(max_length=LONGEST)] = ""


class ProposalModerationIn(StrictSchema):
    act: ActName
    reason: Reason


class ProposalAppealIn(StrictSchema):
    text: Reason


class AppealDecisionIn(StrictSchema):
    is_granted: bool
    reason: Reason


class ProposalCommentIn(StrictSchema):
    text: Annotated[Text, Field(min_length=1, max_length=rules.COMMENT_LENGTH)]
    side: SideName = Field(default="neutral", description="a reply takes none")
    parent_id: UUID | None = Field(default=None, description="the comment it replies to")
    is_name_shown: bool = False
    for_department_id: UUID | None = Field(
        default=None, description="said for a public body in which the caller works"
    )
    language: Language = "en"


class ProposalCommentOut(Schema):
    id: UUID
    proposal: str = Field(description="its number")
    parent_id: UUID | None
    side: SideName
    text: str = Field(description="“” where it was hidden or erased")
    language: str
    author: str
    department_id: UUID | None
    at: datetime
    reply_count: int
    is_hidden: bool
    is_erased: bool


class ProposalThreadOut(ProposalCommentOut):
    replies: list[ProposalCommentOut] = Field(description="the first ones")


class ProposalThreadPage(PageOut):
    items: list[ProposalThreadOut]


class ProposalCommentPage(PageOut):
    items: list[ProposalCommentOut]


class CommentQuery(PageQuery):
    side: SideName | None = None


class ProposalVersionOut(Schema):
    version: int
    title: str
    text: str
    reason: str
    at: datetime


class ProposalEntryOut(Schema):
    at: datetime
    name: str
    state: ProposalState
    text: str
    department_id: UUID | None
    data: dict[str, Any]


class ModerationDecisionOut(Schema):
    id: UUID
    proposal: str = Field(description="its number")
    comment_id: UUID | None
    act: DecidedName
    reason: str
    decided_at: datetime
    appeal_text: str
    appealed_at: datetime | None
    is_appeal_open: bool
    is_appeal_granted: bool | None
    appeal_reason: str


class ModerationDecisionPage(PageOut):
    items: list[ModerationDecisionOut]


class ProposalRulesQuery(StrictQuery):
    area_id: UUID | None = None


class ProposalRulesOut(Schema):
    support_threshold: int
    answer_working_days: int
    moderation: Moderation
    account_age_hours: int
    provision: str | None = Field(description="its code")


class ProposalSettingsOut(ProposalRulesOut):
    id: UUID
    area_id: UUID | None = Field(description="None: the whole town")
    version: int


class ProposalSettingsIn(StrictSchema):
    area_id: UUID | None = Field(default=None, description="None: the whole town")
    support_threshold: Annotated[int, Field(ge=1, le=rules.MOST_THRESHOLD)]
    answer_working_days: Annotated[int, Field(ge=1, le=rules.MOST_WORKING_DAYS)]
    moderation: Moderation
    account_age_hours: Annotated[int, Field(ge=0, le=rules.MOST_ACCOUNT_AGE_HOURS)]
    provision_id: UUID | None = None
    version: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = Field(
        default=None, description="as seen; 0: there was none"
    )

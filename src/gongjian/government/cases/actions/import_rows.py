"""From a row of somebody's table to a draft, or to what is wrong with it. No database."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.emails import is_email
from gongjian.foundation.kernel.errors import Invalid, Text
from gongjian.foundation.kernel.imports import with_value
from gongjian.government.cases.actions.receive_case import CaseDraft
from gongjian.government.cases.models.case import Channel
from gongjian.government.cases.rules import CaseKind
from gongjian.methods.text_language import language_of

MAX_TITLE, MAX_TEXT = 200, 20_000
CUT_AT = {"address": 200, "contact_name": 80, "contact_phone": 40}
MOST_LIKES = 1_000_000_000
TOLD_VALUES = frozenset({"received_at", "kind", "longitude", "latitude", "likes", "dislikes"})
"""What stood there is kept with the error; of a name, a number or an address it is not."""


class ImportField(StrEnum):
    """What of a case a column of a table can be."""

    REFERENCE = "reference"
    TITLE = "title"
    TEXT = "text"
    RECEIVED_AT = "received_at"
    KIND = "kind"
    CATEGORY = "category"
    AREA = "area"
    ADDRESS = "address"
    LONGITUDE = "longitude"
    LATITUDE = "latitude"
    CONTACT_NAME = "contact_name"
    CONTACT_EMAIL = "contact_email"
    CONTACT_PHONE = "contact_phone"
    LIKES = "likes"
    DISLIKES = "dislikes"


COLUMN_NAMES: dict[ImportField, tuple[str, ...]] = {
    ImportField.REFERENCE: ("reference", "msg_id", "id", "service_request_id", "编号", "留言编号"),
    ImportField.TITLE: ("title", "subject", "标题", "主题", "留言主题"),
    ImportField.TEXT: (
        "text",
        "body",
        "description",
        "content",
        "内容",
        "详情",
        "留言详情",
        "诉求内容",
    ),
    ImportField.RECEIVED_AT: (
        "received_at",
        "time",
        "date",
        "requested_datetime",
        "时间",
        "留言时间",
        "受理时间",
        "诉求时间",
    ),
    ImportField.KIND: ("kind", "type", "类型", "诉求类型"),
    ImportField.CATEGORY: ("category", "label", "service_code", "类别", "一级标签", "分类"),
    ImportField.AREA: ("area", "areas", "district", "street", "区域", "所属区域", "街道"),
    ImportField.ADDRESS: ("address", "location", "地址", "地点"),
    ImportField.LONGITUDE: ("longitude", "lon", "lng", "long", "经度"),
    ImportField.LATITUDE: ("latitude", "lat", "纬度"),
    ImportField.CONTACT_NAME: ("contact_name", "name", "姓名", "联系人"),
    ImportField.CONTACT_EMAIL: ("contact_email", "email", "邮箱"),
    ImportField.CONTACT_PHONE: ("contact_phone", "phone", "电话", "联系电话"),
    ImportField.LIKES: ("likes", "supports", "点赞数", "支持数"),
    ImportField.DISLIKES: ("dislikes", "反对数"),
}
_DATE_FORMATS = ("%Y-%m-%d %H:%M", "%Y-%m-%d", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y")
_LOOSE_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_KINDS = {kind.value: kind for kind in CaseKind} | {
    "求助": CaseKind.HELP, "投诉": CaseKind.COMPLAINT, "建议": CaseKind.SUGGESTION,
    "咨询": CaseKind.QUESTION, "举报": CaseKind.REPORT, "申请": CaseKind.APPLICATION,
}  # fmt: skip


class RowError(Exception):
    """What is wrong with a row, field by field."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(str(fields))
        self.fields = fields


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a case lacks of its row, and why."""

    message: str
    names: tuple[str, ...] = ()
    """That nobody here knows."""


@dataclass(frozen=True, slots=True)
class RowReader:
    """Turns rows into drafts by one mapping.

    ``areas`` and ``categories`` lead from lower-case names and codes to (id, path).
    """

    mapping: Mapping[str, str]
    """Field of a case → column of the table."""
    areas: Mapping[str, tuple[UUID, str]]
    categories: Mapping[str, tuple[UUID, str]]
    is_outside: Callable[[float, float], bool]
    """Whether a point, longitude and latitude, lies outside the town."""
    source: str
    is_public: bool
    language: str
    """Empty: as the script of each row says."""
    now: datetime

    def draft(self, reference: str, row: Mapping[str, str]) -> tuple[CaseDraft, dict[str, LeftOut]]:
        """Return the draft of one row that is known by a name, and what it lacks field by field.

        Raises
        ------
        RowError
            Says for each wrong field what is wrong with it.
        """
        cells = {field: row.get(column, "") for field, column in self.mapping.items()}
        wrong: dict[str, str] = {}
        text = cells.get("text", "")
        title = cells.get("title", "")
        if not (title or text):
            wrong["title"] = str(_("There is neither a title nor a text."))
        elif len(title) > MAX_TITLE:
            wrong["title"] = str(_("Longer than %(most)s characters.") % {"most": MAX_TITLE})
        if len(text) > MAX_TEXT:
            wrong["text"] = str(_("Longer than %(most)s characters.") % {"most": MAX_TEXT})
        if "\x00" in title or "\x00" in text:
            wrong["text"] = str(_("Holds characters that are no text."))
        area_id, area_path = _first_known(cells.get("area", ""), self.areas)
        category_id, _path = _first_known(cells.get("category", ""), self.categories)
        longitude = _degrees("longitude", cells.get("longitude", ""), 180, wrong)
        latitude = _degrees("latitude", cells.get("latitude", ""), 90, wrong)
        if (longitude is None) != (latitude is None) and not {"longitude", "latitude"} & set(wrong):
            wrong["longitude"] = str(_("Longitude and latitude come together or not at all."))
        likes, dislikes = (
            _count(name, cells.get(name, ""), wrong) for name in ("likes", "dislikes")
        )
        received_at = self._moment(cells.get("received_at", ""), wrong)
        kind = _KINDS.get(cells.get("kind", "").lower())
        if cells.get("kind") and kind is None:
            wrong["kind"] = str(_("This kind is unknown."))
        for field in TOLD_VALUES & set(wrong):
            wrong[field] = with_value(cells.get(field, ""), wrong[field])
        email = cells.get("contact_email", "")
        if email and not is_email(email):
            wrong["contact_email"] = str(_("This is no e-mail address."))
        if wrong:
            raise RowError(wrong)
        left_out = _left_out(cells, area=area_id, category=category_id)
        if longitude is not None and latitude is not None and self.is_outside(longitude, latitude):
            point = f"{longitude}, {latitude}"
            words = _("This point lies outside the town; the case comes in without it.")
            left_out["longitude"] = LeftOut(with_value(point, words))
            longitude = latitude = None
        draft = CaseDraft(
            title=title, text=text, kind=kind or CaseKind.REPORT, channel=Channel.IMPORT,
            is_public=self.is_public, category_id=category_id,
            language=self.language or language_of(f"{title} {text}", settings.LANGUAGE_CODE),
            area_id=area_id, area_path=area_path,
            address=cells.get("address", "")[: CUT_AT["address"]],
            longitude=longitude, latitude=latitude,
            contact_name=cells.get("contact_name", "")[: CUT_AT["contact_name"]],
            contact_email=email,
            contact_phone=cells.get("contact_phone", "")[: CUT_AT["contact_phone"]],
            source=self.source, source_reference=reference,
            received_at=received_at, support_count=likes, dislike_count=dislikes,
        )  # fmt: skip
        return draft, left_out

    def _moment(self, cell: str, wrong: dict[str, str]) -> datetime | None:
        if not cell:
            return None
        moment = _read_moment(cell)
        if moment is None:
            wrong["received_at"] = str(_("This is no date: write 2026-01-31 14:30."))
        elif moment.year < 1990 or moment > self.now + timedelta(minutes=5):
            wrong["received_at"] = str(_("This date is before 1990 or in the future."))
        return moment


def guess_mapping(columns: tuple[str, ...]) -> dict[str, str]:
    """Which column is which field, by the names that tables use; nothing is guessed twice."""
    by_name = {column.lower().strip(): column for column in columns}
    mapping: dict[str, str] = {}
    for field, names in COLUMN_NAMES.items():
        column = next((by_name[name] for name in names if name in by_name), None)
        if column is not None and column not in mapping.values():
            mapping[field] = column
    return mapping


def check_mapping(mapping: Mapping[str, str], columns: Sequence[str]) -> None:
    """Raise Invalid where a mapping cannot be: at the field that is wrong."""
    fields = ", ".join(ImportField)
    wrong: dict[str, list[Text]] = {
        field: [_("The table has no column “%(column)s”.") % {"column": column}]
        for field, column in mapping.items()
        if column not in columns
    }
    wrong |= {
        field: [_("A case has no such field. There are: %(fields)s.") % {"fields": fields}]
        for field in mapping
        if field not in set(ImportField)
    }
    if not {"title", "text"} & set(mapping):
        wrong["title"] = [
            _(
                "Say which column holds the title or the text. Known by themselves: %(known)s. "
                "The table has: %(columns)s."
            )
            % {
                "known": ", ".join(
                    COLUMN_NAMES[ImportField.TITLE] + COLUMN_NAMES[ImportField.TEXT]
                ),
                "columns": ", ".join(column for column in columns if column)[:1_000],
            }
        ]
    if wrong:
        raise Invalid(fields=wrong)


def _first_known(cell: str, known: Mapping[str, tuple[UUID, str]]) -> tuple[UUID | None, str]:
    """The first known name of ``"name|wider name"``. An unknown one is no error: the table of
    another town comes in, and a dispatcher places the case."""
    for name in _names(cell.lower()):
        if found := known.get(name):
            return found
    return None, ""


def _names(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (name.strip() for name in re.split(r"[|/>]", cell))))


def _left_out(
    cells: Mapping[str, str], *, area: UUID | None, category: UUID | None
) -> dict[str, LeftOut]:
    left_out: dict[str, LeftOut] = {}
    if area is None and (cell := cells.get("area")):
        words = _("No area here, or more than one, is called this; the case comes in without.")
        left_out["area"] = LeftOut(with_value(cell, words), _names(cell))
    if category is None and (cell := cells.get("category")):
        words = _("No category here, or more than one, is called this; the case comes in without.")
        left_out["category"] = LeftOut(with_value(cell, words), _names(cell))
    for field, most in CUT_AT.items():
        if len(cells.get(field, "")) > most:
            words = _("Longer than %(most)s characters; the case comes in without the rest.")
            left_out[field] = LeftOut(str(words % {"most": most}))
    return left_out


def _read_moment(cell: str) -> datetime | None:
    text = cell.replace("/", "-")
    moment: datetime | None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = next(filter(None, (_by_format(text, form) for form in _DATE_FORMATS)), None)
        parts = _LOOSE_DATE.fullmatch(text)
        if moment is None and parts:
            year, month, day, hour, minute, second = map(int, parts.groups(default="0"))
            try:
                # Made aware below.
                moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001
            except ValueError:
                return None
    if moment is None:
        return None
    # The current one, read anew for each row, costs a tenth of an import; no worker sets one.
    return moment if moment.tzinfo else moment.replace(tzinfo=get_default_timezone())


def _by_format(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form)  # noqa: DTZ007 - made aware by the caller
    except ValueError:
        return None


def _degrees(field: str, cell: str, most: int, wrong: dict[str, str]) -> float | None:
    if not cell:
        return None
    try:
        value = float(cell)
    except ValueError:
        value = float("nan")
    if not -most <= value <= most:
        wrong[field] = str(_("Degrees between -%(most)s and %(most)s.") % {"most": most})
        return None
    return value


def _count(field: str, cell: str, wrong: dict[str, str]) -> int:
    """A whole number; a spreadsheet writes it as 3.0."""
    text = cell.strip().removesuffix(".0")
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= MOST_LIKES):
        wrong[field] = str(_("Write a whole number: 0 or more."))
        return 0
    return int(text)

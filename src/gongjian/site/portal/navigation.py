"""What the menus hold: an item shows where its page exists and its policy lets the actor in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.access import POLICY, is_anyone
from gongjian.foundation.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Item:
    url_name: str
    label: str | Promise
    icon: str = ""
    covers: tuple[str, ...] = ()
    """Names of pages below which everything belongs to this item."""
    spares: tuple[str, ...] = ()
    """Names of pages among those that belong to another menu."""


@dataclass(frozen=True, slots=True)
class Link:
    """An item as one page shows it: ``here`` is "page" on its own page, "true" on one it covers."""

    name: str
    url: str
    label: str | Promise
    icon: str
    here: str


MAIN = (
    Item("submit_case", _("Tell us"), covers=("submit_case",)),
    Item(
        "service_list",
        _("Services"),
        covers=("service_list",),
        spares=("own_service_list", "add_service", "save_life_event"),
    ),
    Item("case_list", _("Cases"), covers=("case_list",)),
    Item("hot_issue_list", _("Hot issues"), covers=("hot_issue_list",)),
    Item(
        "proposal_list",
        _("Proposals"),
        covers=("proposal_list",),
        spares=("proposal_queue", "proposal_moderation", "proposal_settings"),
    ),
    Item(
        "consultation_list",
        _("Consultations"),
        covers=("consultation_list",),
        spares=("consultation_desk",),
    ),
    Item("budget_round_list", _("Budget"), covers=("budget_round_list",)),
    Item("call_list", _("Open calls"), covers=("call_list", "company_list")),
    Item(
        "initiative_list",
        _("Initiatives"),
        covers=("initiative_list",),
        spares=("initiative_desk", "create_initiative"),
    ),
    Item(
        "duty_register",
        _("Who is responsible"),
        covers=("duty_register",),
        spares=(
            "duty_findings",
            "duty_proposals",
            "area_list",
            "category_list",
            "calendar_days",
            "import_register",
        ),
    ),
    Item("dashboard", _("Results"), covers=("dashboard",)),
    Item("search", _("Search")),
)
ACCOUNT = (
    Item("my_page", _("My page"), covers=("my_page", "account", "my_data")),
    Item("inbox", _("Inbox")),
)
STAFF = (
    Item("handler_queue", _("My queue"), "list"),
    Item("dispatcher_queue", _("Dispatch"), "directions"),
    Item("phone_case", _("Phone desk"), "phone"),
    Item("dashboard", _("Dashboard"), "insights"),
    Item("hot_issue_queue", _("Hot issues"), "local_fire_department", ("hot_issue_queue",)),
    Item("consultation_desk", _("Consultations"), "forum", ("consultation_desk",)),
    Item("budget_work", _("Budget rounds"), "local_offer", ("budget_work",)),
    Item(
        "initiative_desk",
        _("Initiatives"),
        "construction",
        ("initiative_desk", "create_initiative"),
    ),
    Item("call_work", _("Calls"), "work", ("call_work",)),
    Item("proposal_queue", _("Proposals"), "thumb_up_alt"),
    Item("proposal_moderation", _("Moderation"), "flag"),
    Item("answer_template_list", _("Ready answers"), "format_quote", ("answer_template_list",)),
    Item("draft_log", _("Drafts by a machine"), "comment", ("draft_log",)),
    Item(
        "data_requests",
        _("Data exchange"),
        "link",
        (
            "data_requests",
            "agreement_list",
            "data_queries",
            "correction_list",
            "exchange_departments",
        ),
    ),
    Item(
        "own_service_list",
        _("Services"),
        "list",
        ("own_service_list", "add_service", "save_life_event"),
    ),
    Item("import_list", _("Imports"), "file_upload", ("import_list",)),
    Item("duty_findings", _("Gaps and overlaps"), "warning"),
    Item("duty_proposals", _("Register proposals"), "edit", ("duty_proposals",)),
    Item(
        "administration",
        _("Administration"),
        "settings",
        (
            "administration",
            "area_list",
            "category_list",
            "calendar_days",
            "import_register",
            "manage_models",
            "proposal_settings",
        ),
    ),
)
DESKS = ("handler_queue", "dispatcher_queue", "administration", "phone_case")
"""Where the work of a role begins; who has none of them begins with what stands first."""
MADE_OF = (Item("create_initiative", _("Make an initiative of it"), "construction"),)
"""What is made of a thing, from its own page."""
FOOTER = (
    Item("about", _("About")),
    Item("privacy", _("Personal data")),
    Item("accessibility", _("Accessibility")),
    Item("provision_list", _("Laws and rules")),
    Item("check_receipt", _("Check a receipt")),
    Item("data_catalogue", _("Data catalogue")),
    Item("models", _("How cases are sorted")),
    Item("track_case", _("Follow a case by its number")),
    Item("api:openapi-view", _("For developers")),
)


@cache
def _target(url_name: str) -> tuple[str, Callable[[Actor], bool]] | None:
    try:
        url = reverse(url_name)
    except NoReverseMatch:
        return None
    return url, getattr(resolve(url).func, POLICY, is_anyone)


def links(items: Sequence[Item], actor: Actor, path: str) -> list[Link]:
    """The items this actor may open, with the one of ``path`` marked."""
    targets = [(item, _target(item.url_name)) for item in items]
    open_to = [(item, target[0]) for item, target in targets if target and target[1](actor)]
    has_page = any(url == path for _item, url in open_to)
    return [
        Link(item.url_name, url, item.label, item.icon, _here(item, url, path, has_page))
        for item, url in open_to
    ]


def _here(item: Item, url: str, path: str, has_page: bool) -> str:
    if has_page:
        return "page" if url == path else ""
    return "true" if _is_below(path, item.covers) and not _is_below(path, item.spares) else ""


def _is_below(path: str, url_names: Sequence[str]) -> bool:
    return any(path.startswith(_url(name)) for name in url_names)


@cache
def _url(url_name: str) -> str:
    return reverse(url_name)

"""What every page knows."""

from __future__ import annotations

from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from gongjian.foundation.kernel.actor import Actor, Role
from gongjian.foundation.people import interface as people
from gongjian.site.portal import navigation


class Navigation:
    """The menus of one page, each worked out once a template asks for it."""

    def __init__(self, actor: Actor, path: str) -> None:
        self.actor, self.path = actor, path

    def _links(self, items: tuple[navigation.Item, ...]) -> list[navigation.Link]:
        return navigation.links(items, self.actor, self.path)

    @cached_property
    def main(self) -> list[navigation.Link]:
        return self._links(navigation.MAIN)

    @cached_property
    def account(self) -> list[navigation.Link]:
        return self._links(navigation.ACCOUNT)

    @cached_property
    def staff(self) -> list[navigation.Link]:
        return self._links(navigation.STAFF) if self.actor.is_staff else []

    @cached_property
    def desk(self) -> navigation.Link | None:
        """Where this person's work begins."""
        staff = {link.name: link for link in self.staff}
        desks = [staff[name] for name in navigation.DESKS if name in staff]
        return next(iter([*desks, *staff.values()]), None)

    @property
    def first_screen(self) -> str:
        """The address where whoever has just signed in begins, by the role they hold."""
        if self.desk:
            return self.desk.url
        return reverse("call_list" if self.actor.holds(Role.COMPANY_MEMBER) else "home")

    @cached_property
    def unread(self) -> int:
        return people.unread_count(self.actor.user_id) if self.actor.user_id else 0

    @property
    def unread_shown(self) -> str:
        """ "99+" where counting stopped."""
        return f"{self.unread}{'+' if self.unread >= people.UNREAD_COUNTED else ''}"

    @cached_property
    def made_of(self) -> list[navigation.Link]:
        return self._links(navigation.MADE_OF) if self.actor.is_staff else []

    @cached_property
    def footer(self) -> list[navigation.Link]:
        return self._links(navigation.FOOTER)


def town(request: HttpRequest) -> dict[str, object]:
    actor = getattr(request, "actor", None) or Actor.anonymous()
    return {
        "town_name": settings.TOWN_NAME,
        "is_demo": settings.DEMO,
        "tile_url": settings.TILE_URL,
        "tile_attribution": settings.TILE_ATTRIBUTION,
        "actor": actor,
        "needs_second_factor": lambda: _needs_second_factor(request),
        "nav": Navigation(actor, request.path),
    }


def _needs_second_factor(request: HttpRequest) -> bool:
    # A page of what went wrong may be made before anybody knew who asks.
    return hasattr(request, "actor") and people.needs_second_factor(request)

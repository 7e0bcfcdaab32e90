"""No route ships without saying who may use it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from ninja import NinjaAPI
from ninja.operation import PathView

# Routes of packages, which cannot carry our policies: the reason, and their names.
# allauth checks each itself; the reason says what it checks.
OF_PACKAGES = {
    "whoever is not signed in must be able to sign in or up": {
        "account_login",
        "account_signup",
        "account_inactive",
        "account_email_verification_sent",
        "account_confirm_login_code",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_authenticate",
        "openid_connect_login",
        "openid_connect_callback",
        "socialaccount_login_cancelled",
        "socialaccount_login_error",
        "socialaccount_signup",
    },
    "one's own account: allauth asks for the sign-in": {
        "account_logout",
        "account_email",
        "account_change_password",
        "account_set_password",
        "account_reauthenticate",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "socialaccount_connections",
    },
    "old addresses of allauth that only redirect to those above": {
        "accounts/social/login/cancelled/",
        "accounts/social/login/error/",
        "accounts/social/signup/",
        "accounts/social/connections/",
    },
    "anyone may choose a language": {"set_language"},
    "the description of the API is public": {"openapi-json", "openapi-view", "api-root"},
}
ALLOWED = {name for names in OF_PACKAGES.values() for name in names}


def walk(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every route below a resolver, with its full address."""
    for pattern in resolver.url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern, address)
        else:
            yield address, pattern


def all_routes() -> list[tuple[str, URLPattern]]:
    return list(walk(get_resolver()))


def name_of(address: str, pattern: URLPattern) -> str:
    return pattern.name or address


def operations_of(callback: Callable[..., Any]) -> list[Any]:
    """Operations of the API that stand behind a route; none for a page."""
    if not inspect.isfunction(callback):
        return []
    view = inspect.getclosurevars(callback).nonlocals.get("self")
    return list(view.operations) if isinstance(view, PathView) else []


def has_policy(pattern: URLPattern) -> bool:
    """Whether a page has a policy, or an operation of the API knows who calls.

    What a caller of the API may do is decided by the action that the operation calls, for each
    case anew; so it is enough here that nobody calls without having been looked at.
    """
    operations = operations_of(pattern.callback)
    if operations:
        return all(operation.auth_callbacks for operation in operations)
    return hasattr(pattern.callback, "access_policy")


def test_every_route_has_a_policy():
    without = [
        f"{name_of(address, pattern)} ({address})"
        for address, pattern in all_routes()
        if not has_policy(pattern) and name_of(address, pattern) not in ALLOWED
    ]

    assert without == []


def test_every_route_that_is_let_through_exists():
    names = {name_of(address, pattern) for address, pattern in all_routes()}

    assert names >= ALLOWED


def test_our_own_views_are_not_let_through():
    ours = [
        name_of(address, pattern)
        for address, pattern in all_routes()
        if name_of(address, pattern) in ALLOWED
        and pattern.callback.__module__.startswith("gongjian.")
    ]

    assert ours == []


def test_pages_have_different_names():
    names = [
        pattern.name
        for _address, pattern in all_routes()
        if pattern.name and not operations_of(pattern.callback)
    ]

    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("auth", [[lambda request: request], []])
def test_an_operation_without_authentication_would_be_found(auth):
    api = NinjaAPI(auth=auth or None, urls_namespace=f"probe-{len(auth)}")
    api.get("/x")(lambda request: None)
    (pattern,) = [p for p in api.urls[0] if operations_of(p.callback)]

    assert has_policy(pattern) is bool(auth)


@pytest.mark.parametrize("decorated", [True, False])
def test_a_view_without_a_policy_would_be_found(decorated):
    def view(request: object) -> None: ...

    view.__dict__.update({"access_policy": bool} if decorated else {})

    assert has_policy(URLPattern("x", view)) is decorated

"""How allauth's accounts become ours: who is let in, which words, which links stand in e-mails."""

from __future__ import annotations

import smtplib
import time
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.kernel.client_address import client_address
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.people.actions.count_letter import count_letter
from gongjian.foundation.people.cipher import cipher
from gongjian.foundation.people.errors import TooManyLetters
from gongjian.foundation.people.models import User
from gongjian.foundation.people.selectors.actors import actor_of_user
from gongjian.foundation.people.selectors.second_factor import lacks_second_factor

TO_WHOEVER_IS_NAMED = frozenset(
    f"account/email/{name}"
    for name in (
        "account_already_exists",
        "email_confirmation",
        "email_confirmation_signup",
        "password_reset_key",
        "unknown_account",
    )
)
"""Letters that go to an address which somebody typed, who need not be its owner."""


WRONG_CODE = _("This code does not fit. Look again, or take the next one.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _(
            "Too many wrong tries. Signing in to this account, or from this connection, is "
            "blocked for 15 minutes. You can set a new password meanwhile."
        ),
        "email_password_mismatch": _("This e-mail address and password do not fit together."),
        "incorrect_code": WRONG_CODE,
    }

    def new_user(self, request: HttpRequest) -> User:
        user = super().new_user(request)
        user.language = get_language() or settings.LANGUAGE_CODE
        return user

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not for the first second factor of whoever has just signed in: staff are led there from
        the sign-in, and would be asked for the password twice in a row. Once there is one, seeing
        its recovery codes, taking it off or adding another needs a new proof."""
        if app == "allauth.mfa" and self._is_fresh() and not self._has_any_factor():
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def _is_fresh(self) -> bool:
        records = get_authentication_records(self.request, self.request.user)
        proofs = [record["at"] for record in records if record["method"] in {"password", "mfa"}]
        return bool(proofs) and time.time() - proofs[-1] < account_settings.REAUTHENTICATION_TIMEOUT

    def _has_any_factor(self) -> bool:
        return Authenticator.objects.filter(user_id=self.request.user.pk).exists()

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        user = request.user
        if user.is_authenticated and lacks_second_factor(actor_of_user(user)):
            return reverse("mfa_activate_totp")
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if template_prefix in TO_WHOEVER_IS_NAMED:
            self._count_letter(email)
        town = SimpleNamespace(name=settings.TOWN_NAME, domain=urlsplit(settings.PUBLIC_URL).netloc)
        try:
            super().send_mail(
                template_prefix, email, self._with_public_links(context) | {"current_site": town}
            )
        except (smtplib.SMTPException, OSError) as error:
            page = render(self.request, "people/no_mail.html", status=503)
            raise ImmediateHttpResponse(page) from error

    def _count_letter(self, email: str) -> None:
        try:
            count_letter(email=email, now=now())
        except TooManyLetters as error:
            page = render(self.request, "people/too_many_letters.html", status=error.status)
            page["Retry-After"] = str(error.retry_after_seconds)
            raise ImmediateHttpResponse(page) from error

    def _with_public_links(self, context: dict[str, Any]) -> dict[str, Any]:
        # allauth builds links from the request, whose Host header is the client's to write.
        here = self.request.build_absolute_uri("/")
        return {
            name: f"{settings.PUBLIC_URL}/{value.removeprefix(here)}"
            if isinstance(value, str) and value.startswith(here)
            else value
            for name, value in context.items()
        }

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # Without the Host header, which allauth takes in: another port in it is another count.
        return str(credentials.get("email", "")).strip().lower()


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> User:
        user = super().populate_user(request, sociallogin, data)
        parts = filter(None, [data.get("first_name"), data.get("last_name")])
        user.name = str(data.get("name") or " ".join(parts))[:80]
        return user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuse somebody new whose address the provider does not vouch for.

        An account made for an unproven address would wait for the address's owner, with the
        stranger's sign-in attached.
        """
        if sociallogin.is_existing or any(a.verified is True for a in sociallogin.email_addresses):
            return
        if sociallogin.state.get("process") == "connect":
            return
        page = render(request, "people/unproven_address.html", status=403)
        raise ImmediateHttpResponse(page)

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[User, str] | None:
        """Find the account whose address the provider vouches for; its owner has come."""
        # Some providers send "false" as text, which is true.
        for address in sociallogin.email_addresses:
            address.verified = address.verified is True or address.verified == "true"
        found = super().authenticate_by_email(sociallogin)
        if found is not None:
            _prove_address(*found)
        return found


def _prove_address(user: User, email: str) -> None:
    """Mark an address as proven; whoever set a password without proving it is locked out."""
    with transaction.atomic():
        address, _is_new = EmailAddress.objects.select_for_update().get_or_create(
            user=user, email=email.lower(), defaults={"primary": user.email == email.lower()}
        )
        if not address.verified:
            user.set_unusable_password()
            user.save(update_fields=["password"])
            address.verified = True
            address.save(update_fields=["verified"])


class MFAAdapter(DefaultMFAAdapter):
    """Keeps authenticator secrets encrypted, so that a copy of the database makes no codes."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return cipher().decrypt(encrypted_text.encode()).decode()

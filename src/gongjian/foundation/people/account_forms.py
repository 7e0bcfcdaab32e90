"""The forms of django-allauth, asking in our words: the package's Chinese has others."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LABELS: dict[str, Promise] = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "code": pgettext_lazy("sign-in", "Code"),
    "oldpassword": _("Your password until now"),
    "password": _("Password"),
    "password1": _("Password"),
    "password2": _("The password once more"),
}


class InOurWords:
    """Labels and hints of the fields that a form of the package has."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, label in LABELS.items():
            if name in self.fields:
                self.fields[name].label = label
        if "password1" in self.fields:
            hint = _("At least 10 characters. Not your name, and nothing that everybody guesses.")
            self.fields["password1"].help_text = hint


class LoginForm(InOurWords, account.LoginForm): ...


class SignupForm(InOurWords, account.SignupForm): ...


class AddEmailForm(InOurWords, account.AddEmailForm): ...


class ChangePasswordForm(InOurWords, account.ChangePasswordForm): ...


class SetPasswordForm(InOurWords, account.SetPasswordForm): ...


class ResetPasswordForm(InOurWords, account.ResetPasswordForm): ...


class ResetPasswordKeyForm(InOurWords, account.ResetPasswordKeyForm): ...


class ConfirmEmailForm(InOurWords, account.ConfirmEmailVerificationCodeForm): ...


class ReauthenticateAccountForm(InOurWords, account.ReauthenticateForm): ...


class AuthenticateForm(InOurWords, mfa.AuthenticateForm): ...


class ReauthenticateForm(InOurWords, mfa.ReauthenticateForm): ...


class ActivateTotpForm(InOurWords, totp.ActivateTOTPForm): ...

"""``gongjian create_administrator EMAIL``: the first way in, and the last."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.emails import is_email
from gongjian.foundation.people.actions.make_administrator import make_administrator
from gongjian.foundation.people.actions.reset_second_factor import reset_second_factor
from gongjian.foundation.people.models import User


class Command(BaseCommand):
    help = (
        "Make somebody an administrator of the whole town, opening an account where there is "
        "none, and print a link with which they set a password."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="")
        parser.add_argument(
            "--reset-second-factor",
            action="store_true",
            help="take off a lost authenticator app and its recovery codes",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        actor = Actor.system("create-administrator-command")
        if not is_email(options["email"]):
            raise CommandError(f"{options['email']} is no e-mail address.")
        user = make_administrator(
            actor=actor, email=options["email"], name=options["name"], now=now()
        )
        if options["reset_second_factor"]:
            reset_second_factor(actor=actor, user_id=user.pk, now=now())
        self.stdout.write(f"{user.email} administers the whole town.")
        self.stdout.write("To set a password, open this within three days:")
        if not settings.IS_PUBLIC_URL_SET:
            self.stdout.write(
                "(while “gongjian serve” runs; served at another port, write that into the link)"
            )
        self.stdout.write(_link(user))


def _link(user: User) -> str:
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(user), "key": token},
    )
    return settings.PUBLIC_URL + path

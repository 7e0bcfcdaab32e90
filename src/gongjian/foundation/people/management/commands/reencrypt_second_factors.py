"""``gongjian reencrypt_second_factors``: the last step of changing the secret key."""

from __future__ import annotations

from typing import Any

from cryptography.fernet import InvalidToken
from django.core.management.base import BaseCommand, CommandError

from gongjian.foundation.people.actions.reencrypt_second_factors import reencrypt_second_factors


class Command(BaseCommand):
    help = (
        "Encrypt the secrets of authenticator apps under the present secret key, so that the key "
        "of before can leave GONGJIAN_SECRET_KEY_FALLBACKS. Doing it twice does no harm."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = reencrypt_second_factors()
        except InvalidToken as error:
            raise CommandError(
                "A secret was encrypted under a key that is neither the present one nor in "
                "GONGJIAN_SECRET_KEY_FALLBACKS. Add that key and run this again."
            ) from error
        self.stdout.write(f"{count} second factors are encrypted under the present key.")

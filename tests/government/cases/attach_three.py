"""Attach three photos, killed at the third file: ``python -m tests.government.cases.attach_three
CASE_ID``."""

from __future__ import annotations

import io
import os
import signal
import sys
from pathlib import Path
from uuid import UUID

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.files.storage import FileSystemStorage  # noqa: E402
from PIL import Image  # noqa: E402

from gongjian.foundation.kernel.actor import Actor  # noqa: E402
from gongjian.government.cases import interface as cases  # noqa: E402
from tests.factories import NOW  # noqa: E402


class KilledAtTheThird(FileSystemStorage):
    def _save(self, name, content):
        if len(list(Path(self.location).rglob("*.jpg"))) == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return super()._save(name, content)


def photo(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "JPEG")
    return out.getvalue()


if __name__ == "__main__":
    storage = {"BACKEND": "tests.government.cases.attach_three.KilledAtTheThird"}
    settings.STORAGES = {**settings.STORAGES, "default": storage}
    case_id = UUID(sys.argv[1])
    cases.attach_files(
        actor=Actor.anonymous().with_cases(frozenset({case_id})),
        case_id=case_id,
        files=[(f"{colour}.jpg", photo(colour)) for colour in ("red", "blue", "green")],
        now=NOW,
    )

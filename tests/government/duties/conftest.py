from pathlib import Path

import pytest

from gongjian.foundation.kernel.actor import Actor
from gongjian.government.duties.actions.import_register import ImportKind, import_register
from tests.factories import NOW, make_user


@pytest.fixture
def import_text(tmp_path):
    """Import a text, given as lines, in an encoding; returns the report."""

    def run(kind, *lines, encoding="utf-8", actor=None, now=NOW, is_dry_run=False):
        path = Path(tmp_path, "table")
        path.write_bytes("\n".join([*lines, ""]).encode(encoding))
        return import_register(
            actor=actor or Actor.system("test"),
            kind=ImportKind(kind),
            path=path,
            now=now,
            is_dry_run=is_dry_run,
        )

    return run


@pytest.fixture
def counts():
    """What a report says: added, changed, unchanged, and where the errors are."""

    def read(report):
        places = [(error.row, error.column) for error in report.errors]
        return report.added, report.changed, report.unchanged, places

    return read


@pytest.fixture
def sign_in(client, settings):
    """Sign somebody in with a role, anywhere or in an area."""
    settings.STAFF_NEEDS_TOTP = False

    def signed_in(role=None, **fields):
        client.force_login(make_user(role=role, **fields))
        return client

    return signed_in

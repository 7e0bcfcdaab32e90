"""``gongjian law``."""

import pytest
from django.core.management import CommandError, call_command

from gongjian.foundation.law.models import Provision
from tests.factories import make_provision

pytestmark = pytest.mark.django_db


def test_the_law_is_written_into_a_file_and_read_again(tmp_path, capsys):
    make_provision(code="noise-1")
    path = tmp_path / "law.yaml"

    call_command("law", "export", str(path))
    Provision.objects.all().delete()
    call_command("law", "import", str(path), "--dry-run")
    call_command("law", "import", str(path))
    call_command("law", "export", "-")

    told = capsys.readouterr().out
    assert "1 would be added" in told
    assert told.endswith(path.read_text(encoding="utf-8"))
    assert Provision.objects.get().code == "noise-1"


@pytest.mark.parametrize("text", [None, "x", "format: gongjian-law/1\nprovisions: [{code: x}]\n"])
def test_what_cannot_be_read_is_told(tmp_path, text):
    path = tmp_path / "law.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")

    with pytest.raises(CommandError):
        call_command("law", "import", str(path))

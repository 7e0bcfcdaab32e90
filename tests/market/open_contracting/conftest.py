from pathlib import Path

import pytest

from tests.market.open_contracting.judges import standard_zip


@pytest.fixture(scope="session")
def standard(tmp_path_factory) -> Path:
    """The standard, as the judges read it."""
    return standard_zip(tmp_path_factory.mktemp("ocds") / "standard.zip")

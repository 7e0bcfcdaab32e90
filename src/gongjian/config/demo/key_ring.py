"""Keys of the demo's trustees and companies, in files as their commands make them.

Whoever tries the demo can be a trustee with ``gongjian trustee open``, or a company with ``gongjian
bid withdraw``. In a town each would have made their own, and the town would never see them.
"""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

from gongjian.methods import bid_keys

FOLDER = "demo-keys"


class KeyRing:
    """Makes keys as they are asked for and keeps them in a folder."""

    def __init__(self, home: Path) -> None:
        self._folder = home / FOLDER
        self._seeds: dict[tuple[str, str], bytes] = {}

    def clear(self) -> None:
        """Forget the keys of an earlier town."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def trustee(self, who: str, call_id: str, number: str) -> bytes:
        """The seed of a trustee's key for one call."""
        name = f"call-{number}-{who}.json"
        return self._seed(name, bid_keys.TRUSTEE_FORMAT, call_id)

    def company(self, number: int) -> bytes:
        """The seed with which a company signs its bids."""
        return self._seed(f"company-{number}.json", bid_keys.BIDDER_FORMAT, "")

    def _seed(self, name: str, kind: str, call_id: str) -> bytes:
        if (name, call_id) not in self._seeds:
            seed = self._seeds[name, call_id] = secrets.token_bytes(bid_keys.SEED_BYTES)
            self._folder.mkdir(mode=0o700, exist_ok=True)
            path = self._folder / name
            path.unlink(missing_ok=True)
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(bid_keys.write_key_file(kind, seed, call_id))
        return self._seeds[name, call_id]

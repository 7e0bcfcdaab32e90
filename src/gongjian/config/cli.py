"""The ``gongjian`` command: Django's commands and ours under one name."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from gongjian.config.demo import marker


def main() -> None:
    # Before settings: a home that holds the demo town is served as the demo, whoever serves it.
    for name, value in marker.environment(Path(os.environ.get("GONGJIAN_HOME", "var"))).items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongjian.config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from gongjian.foundation.kernel.errors import GongjianError

    try:
        execute_from_command_line(["gongjian", *sys.argv[1:]])
    except (GongjianError, ImproperlyConfigured) as error:
        # Both say what to do; a traceback would only hide it.
        sys.exit(f"gongjian: {error}")


if __name__ == "__main__":
    main()

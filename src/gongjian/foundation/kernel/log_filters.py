"""How loud the log is about what Django says of requests."""

from __future__ import annotations

import logging


class RefusalFilter(logging.Filter):
    """What is too large is refused: a line of warning, no error of ours with a traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.levelno, record.levelname = logging.WARNING, logging.getLevelName(logging.WARNING)
        record.exc_info = None
        return True

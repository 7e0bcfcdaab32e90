"""A process that seals in small pieces until it is killed."""

import django

django.setup()

from gongjian.foundation.kernel.clock import now  # noqa: E402
from gongjian.foundation.ledger import interface as ledger  # noqa: E402

while True:
    ledger.seal_ledger(now=now(), at_once=7)

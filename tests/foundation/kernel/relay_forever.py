"""A process that relays in small pieces until it is killed."""

import django

django.setup()

from gongjian.foundation.kernel import outbox  # noqa: E402
from gongjian.foundation.kernel.outbox import Wire  # noqa: E402
from tests.foundation.kernel.jobs import take_ids  # noqa: E402
from tests.foundation.kernel.test_outbox import LampBroken  # noqa: E402

outbox.connect([Wire(LampBroken, "lamp_id", take_ids, batch=7)])
while True:
    outbox.relay(limit=3)

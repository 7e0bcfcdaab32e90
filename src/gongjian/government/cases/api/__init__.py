"""Cases by programme: everything the pages do."""

from gongjian.government.cases.api import attachments, steps
from gongjian.government.cases.api.callers import describe_secret
from gongjian.government.cases.api.requests import router

router.add_router("", steps.router)
router.add_router("", attachments.router)
for part in (router, steps.router, attachments.router):
    describe_secret(part)

__all__ = ["router"]

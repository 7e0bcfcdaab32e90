"""Cases by programme: everything the pages do."""

from gongjian.government.cases.api.requests import router
from gongjian.government.cases.api.steps import router as steps_router

router.add_router("", steps_router)

__all__ = ["router"]

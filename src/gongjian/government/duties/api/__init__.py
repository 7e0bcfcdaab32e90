"""The register by programme: everything the pages do."""

from gongjian.government.duties.api.calendars import router as calendars_router
from gongjian.government.duties.api.editing import router
from gongjian.government.duties.api.findings import router as findings_router
from gongjian.government.duties.api.imports import router as imports_router
from gongjian.government.duties.api.proposals import router as proposals_router
from gongjian.government.duties.api.trees import router as trees_router

for part in (proposals_router, findings_router, calendars_router, imports_router, trees_router):
    router.add_router("", part)

__all__ = ["router"]

"""The register by programme: everything the pages do."""

from gongjian.government.duties.api.editing import router
from gongjian.government.duties.api.proposals import router as proposals_router

router.add_router("", proposals_router)

__all__ = ["router"]

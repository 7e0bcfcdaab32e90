"""Services and applications by programme: everything the pages do."""

from gongjian.government.services.api.applications import router as applications_router
from gongjian.government.services.api.catalogue import router as catalogue_router
from gongjian.government.services.api.editing import router as editing_router

ROUTERS = (catalogue_router, editing_router, applications_router)

__all__ = ["ROUTERS"]

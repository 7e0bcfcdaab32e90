"""The exchange by programme: everything the pages do, and the gateway itself."""

from gongjian.government.exchange.api.catalogue import router as catalogue_router

ROUTERS = (catalogue_router,)

__all__ = ["ROUTERS"]

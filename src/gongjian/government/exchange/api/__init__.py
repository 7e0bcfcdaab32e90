"""The exchange by programme: everything the pages do, and the gateway itself."""

from gongjian.government.exchange.api.agreements import router as agreements_router
from gongjian.government.exchange.api.catalogue import router as catalogue_router
from gongjian.government.exchange.api.corrections import router as corrections_router
from gongjian.government.exchange.api.gateway import router as gateway_router

ROUTERS = (catalogue_router, agreements_router, gateway_router, corrections_router)

__all__ = ["ROUTERS"]

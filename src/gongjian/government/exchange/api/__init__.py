"""The exchange by programme: everything the pages do, and the gateway itself."""

from gongjian.government.exchange.api.agreements import router as agreements_router
from gongjian.government.exchange.api.catalogue import router as catalogue_router
from gongjian.government.exchange.api.corrections import router as corrections_router
from gongjian.government.exchange.api.gateway import router as gateway_router
from gongjian.government.exchange.api.my_data import router as my_data_router
from gongjian.government.exchange.api.subjects import router as subjects_router

ROUTERS = (
    catalogue_router,
    agreements_router,
    gateway_router,
    corrections_router,
    my_data_router,
    subjects_router,
)

__all__ = ["ROUTERS"]

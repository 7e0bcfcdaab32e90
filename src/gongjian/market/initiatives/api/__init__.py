"""Initiatives by programme: everything the pages do."""

from gongjian.market.initiatives.api import initiatives, work

ROUTERS = (initiatives.router, work.router)

__all__ = ["ROUTERS"]

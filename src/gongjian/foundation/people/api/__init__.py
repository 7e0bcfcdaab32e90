"""Accounts, notices, keys and administration by programme: everything the pages do."""

from ninja import Router

from gongjian.foundation.people.api.account import router as account_router
from gongjian.foundation.people.api.keys import router as keys_router
from gongjian.foundation.people.api.machine import router as machine_router
from gongjian.foundation.people.api.notices import router as notices_router
from gongjian.foundation.people.api.organisations import router as organisations_router
from gongjian.foundation.people.api.people import router as people_router

router = Router()
router.add_router("", account_router, tags=["account"])
router.add_router("", keys_router, tags=["account"])
router.add_router("", notices_router, tags=["notices"])
router.add_router("", people_router, tags=["people and roles"])
router.add_router("", organisations_router, tags=["organisations"])
router.add_router("", machine_router, tags=["the machine"])

__all__ = ["router"]

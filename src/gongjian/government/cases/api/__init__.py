"""Cases by programme: everything the pages do."""

from ninja import Router

from gongjian.government.cases.api import (
    answer_checks,
    answer_templates,
    attachments,
    bulk,
    calls,
    drafting,
    imports,
    issues,
    maps,
    mine,
    queues,
    requests,
    sensors,
    steps,
    suggestions,
    work,
)
from gongjian.government.cases.api.callers import describe_secret

ABOUT_ONE = (
    steps.router,
    attachments.router,
    work.router,
    drafting.router,
    answer_checks.router,
)
for part in ABOUT_ONE:
    requests.router.add_router("", part)
for part in (requests.router, *ABOUT_ONE):
    describe_secret(part)
queues.router.add_router("", bulk.router)
queues.router.add_router("", issues.queue_router)
maps.router.add_router("", issues.map_router)

ROUTERS: dict[str, tuple[Router, str]] = {
    "/v1/cases": (requests.router, "cases"),
    "/v1/recently-solved": (requests.solved_router, "cases"),
    "/v1/issues": (issues.router, "hot issues"),
    "/v1/readings": (sensors.router, "sensors"),
    "/v1/suggestions": (suggestions.router, "cases"),
    "/v1/map": (maps.router, "cases"),
    "/v1/my": (mine.router, "cases"),
    "/v1/calls": (calls.router, "calls"),
    "/v1/queues": (queues.router, "queues"),
    "/v1/imports": (imports.router, "imports"),
    "/v1/drafting": (drafting.log_router, "drafting"),
    "/v1/answer-templates": (answer_templates.router, "answer templates"),
}
"""Where each stands, and under which heading of the description."""

__all__ = ["ROUTERS"]

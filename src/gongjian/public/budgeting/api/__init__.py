"""Budget rounds by programme: everything the pages do."""

from gongjian.public.budgeting.api import ballots, projects, rounds

ROUTERS = (rounds.router, projects.router, ballots.router)

__all__ = ["ROUTERS"]

"""The door of cases."""

from gongjian.government.cases.actions.accept_case import accept_case
from gongjian.government.cases.actions.dispatch_case import dispatch_case
from gongjian.government.cases.actions.receive_case import CaseDraft, receive_case, receive_cases

__all__ = ["CaseDraft", "accept_case", "dispatch_case", "receive_case", "receive_cases"]

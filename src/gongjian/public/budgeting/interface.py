"""The door of budget rounds."""

from gongjian.public.budgeting.actions.erase_person import erase_person
from gongjian.public.budgeting.selectors.evidence import (
    funded_references,
    project_id_of,
    proposers_of,
)
from gongjian.public.budgeting.selectors.personal_data import export_person

__all__ = [
    "erase_person",
    "export_person",
    "funded_references",
    "project_id_of",
    "proposers_of",
]

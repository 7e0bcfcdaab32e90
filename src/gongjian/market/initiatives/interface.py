"""The door of initiatives."""

from gongjian.market.initiatives.actions.erase_person import erase_person
from gongjian.market.initiatives.selectors.decided import decided_references
from gongjian.market.initiatives.selectors.movements import movements
from gongjian.market.initiatives.selectors.personal_data import export_person

__all__ = ["decided_references", "erase_person", "export_person", "movements"]

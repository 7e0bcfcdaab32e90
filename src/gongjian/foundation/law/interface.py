"""The law's door."""

from gongjian.foundation.law.selectors.provisions import (
    parameter,
    provision_in_force,
    provisions_in_force,
)

__all__ = ["parameter", "provision_in_force", "provisions_in_force"]

"""The law's door: provisions in force on a day, and the numbers they set."""

from gongjian.foundation.law.actions.import_parameters import COLUMNS as PARAMETER_COLUMNS
from gongjian.foundation.law.actions.import_parameters import import_parameters
from gongjian.foundation.law.actions.import_provisions import COLUMNS as PROVISION_COLUMNS
from gongjian.foundation.law.actions.import_provisions import import_provisions
from gongjian.foundation.law.models import Provision
from gongjian.foundation.law.rules import Period
from gongjian.foundation.law.selectors.in_force import in_force_on
from gongjian.foundation.law.selectors.parameters import (
    forget_parameters,
    parameter,
    provisions_setting,
)
from gongjian.foundation.law.selectors.provisions import (
    get_provision,
    is_in_force,
    provision_in_force,
    provisions_by_code,
    provisions_in_force,
    version_on,
)

__all__ = [
    "PARAMETER_COLUMNS",
    "PROVISION_COLUMNS",
    "Period",
    "Provision",
    "forget_parameters",
    "get_provision",
    "import_parameters",
    "import_provisions",
    "in_force_on",
    "is_in_force",
    "parameter",
    "provision_in_force",
    "provisions_by_code",
    "provisions_in_force",
    "provisions_setting",
    "version_on",
]

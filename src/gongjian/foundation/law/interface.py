"""The law's door: provisions in force on a day, the values they set, and findings.

What rules are made of is pure and stands in `gongjian.methods.legal_rules`.
"""

from gongjian.foundation.law.actions.check_dependents import check_dependents, check_today
from gongjian.foundation.law.actions.import_law import import_law
from gongjian.foundation.law.actions.import_parameters import COLUMNS as PARAMETER_COLUMNS
from gongjian.foundation.law.actions.import_parameters import import_parameters
from gongjian.foundation.law.actions.import_provisions import COLUMNS as PROVISION_COLUMNS
from gongjian.foundation.law.actions.import_provisions import import_provisions
from gongjian.foundation.law.actions.keep_findings import keep_findings
from gongjian.foundation.law.actions.settle_finding import settle_finding
from gongjian.foundation.law.dependents import (
    Dependent,
    DependentKind,
    Subject,
    Touched,
    connect_dependents,
)
from gongjian.foundation.law.models import LawFinding, Provision
from gongjian.foundation.law.own_dependents import DEPENDENTS as OWN_DEPENDENTS
from gongjian.foundation.law.rules.general import GENERAL as GENERAL_RULES
from gongjian.foundation.law.rules.periods import Period
from gongjian.foundation.law.rules.registry import connect_rules
from gongjian.foundation.law.selectors.articles import Cited, article_on, articles
from gongjian.foundation.law.selectors.evaluation import Basis, Finding, evaluate
from gongjian.foundation.law.selectors.findings import findings_of, unsettled
from gongjian.foundation.law.selectors.in_force import in_force_on
from gongjian.foundation.law.selectors.parameters import (
    forget_parameters,
    parameter,
    parameter_on,
    provisions_setting,
)
from gongjian.foundation.law.selectors.provisions import (
    get_provision,
    is_in_force,
    provision_in_force,
    provisions_by_code,
    provisions_in_force,
    version_on,
    versions_in_force,
)

__all__ = [
    "GENERAL_RULES",
    "OWN_DEPENDENTS",
    "PARAMETER_COLUMNS",
    "PROVISION_COLUMNS",
    "Basis",
    "Cited",
    "Dependent",
    "DependentKind",
    "Finding",
    "LawFinding",
    "Period",
    "Provision",
    "Subject",
    "Touched",
    "article_on",
    "articles",
    "check_dependents",
    "check_today",
    "connect_dependents",
    "connect_rules",
    "evaluate",
    "findings_of",
    "forget_parameters",
    "get_provision",
    "import_law",
    "import_parameters",
    "import_provisions",
    "in_force_on",
    "is_in_force",
    "keep_findings",
    "parameter",
    "parameter_on",
    "provision_in_force",
    "provisions_by_code",
    "provisions_in_force",
    "provisions_setting",
    "settle_finding",
    "unsettled",
    "version_on",
    "versions_in_force",
]

from gongjian.foundation.law.models.finding import LawChange, LawFinding
from gongjian.foundation.law.models.parameter import Parameter, ParameterKind
from gongjian.foundation.law.models.provision import Provision

__all__ = ["LawChange", "LawFinding", "Parameter", "ParameterKind", "Provision"]

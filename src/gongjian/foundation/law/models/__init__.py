from gongjian.foundation.law.models.parameter import Parameter
from gongjian.foundation.law.models.provision import Provision

__all__ = ["Parameter", "Provision"]

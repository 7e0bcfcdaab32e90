from gongjian.market.open_contracting.models.bulk_exports import BulkExport
from gongjian.market.open_contracting.models.releases import ContractingProcess, Release

__all__ = ["BulkExport", "ContractingProcess", "Release"]

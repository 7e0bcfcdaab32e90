from gongjian.market.open_contracting.models.releases import ContractingProcess, Release

__all__ = ["ContractingProcess", "Release"]

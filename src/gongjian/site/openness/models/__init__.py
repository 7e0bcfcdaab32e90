from gongjian.site.openness.models.decided import DecidedCell, DecidedCount

__all__ = ["DecidedCell", "DecidedCount"]

from gongjian.foundation.trail.models.link import Link, Relation

__all__ = ["Link", "Relation"]

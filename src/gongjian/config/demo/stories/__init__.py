"""What people of the town write about, by subject."""

from gongjian.config.demo.grammar import Cluster, Subject
from gongjian.config.demo.stories import (
    city,
    environment,
    health,
    hot,
    housing,
    market,
    refused,
    safety,
    schools,
    support,
    traffic,
    utilities,
)
from gongjian.config.demo.stories.reading import read_clusters, read_subjects

__all__ = ["CLUSTERS", "REFUSED", "SUBJECTS"]

_MODULES = (
    housing,
    city,
    environment,
    traffic,
    utilities,
    schools,
    health,
    support,
    market,
    safety,
)

SUBJECTS: tuple[Subject, ...] = tuple(
    subject for module in _MODULES for subject in read_subjects(module.TEXT)
)
REFUSED: tuple[Subject, ...] = tuple(read_subjects(refused.TEXT))
CLUSTERS: tuple[Cluster, ...] = tuple(read_clusters(hot.TEXT))

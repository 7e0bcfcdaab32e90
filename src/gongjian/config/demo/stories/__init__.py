"""What people of the town write about, by subject."""

from gongjian.config.demo.grammar import Cluster, Subject
from gongjian.config.demo.stories import (
    cleanliness,
    environment,
    estates,
    greenery,
    health,
    hot,
    market,
    new_homes,
    public_transport,
    refused,
    renting,
    roads,
    safety,
    schools,
    street_order,
    support,
    traffic,
    utilities,
)
from gongjian.config.demo.stories.reading import read_clusters, read_subjects

__all__ = ["CLUSTERS", "REFUSED", "SUBJECTS"]

_MODULES = (
    estates,
    new_homes,
    renting,
    roads,
    cleanliness,
    street_order,
    greenery,
    environment,
    traffic,
    public_transport,
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

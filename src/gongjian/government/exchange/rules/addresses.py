"""Which addresses the gateway may connect to. Pure.

An administrator names the nodes, so an address is not hostile by itself; but a name may lead
anywhere tomorrow. What it leads to is looked at, and that very address is connected to.
"""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import ip_address, ip_network

OWN = "own:"
"""Address of a node that runs beside the town, on whatever port; the department's code follows."""


def may_connect(address: str, inner_networks: Sequence[str]) -> bool:
    """Whether an IP address is a public one, or one of the networks that were named.

    Never what only means this link, nobody or everybody: cloud machines find their secrets at
    169.254.169.254.
    """
    found = ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    found = mapped or found
    if found.is_link_local or found.is_multicast or found.is_unspecified or found.is_reserved:
        return False
    if any(found in ip_network(network) for network in inner_networks):
        return True
    return found.is_global

import pytest

from gongjian.government.exchange.rules.addresses import may_connect

INNER = ["10.0.0.0/8", "127.0.0.0/8", "fd00::/8"]


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_public_addresses_are_reached(address):
    assert may_connect(address, [])


@pytest.mark.parametrize("address", ["10.1.2.3", "127.0.0.1", "fd00::1", "::ffff:10.1.2.3"])
def test_a_network_of_the_house_is_reached_where_it_was_named(address):
    assert may_connect(address, INNER)
    assert not may_connect(address, [])


@pytest.mark.parametrize(
    "address",
    ["169.254.169.254", "0.0.0.0", "224.0.0.1", "240.0.0.1", "fe80::1%eth0", "::", "ff02::1",
     "::ffff:169.254.169.254"],
)  # fmt: skip
def test_some_addresses_are_never_reached(address):
    assert not may_connect(address, ["0.0.0.0/0", "::/0"])

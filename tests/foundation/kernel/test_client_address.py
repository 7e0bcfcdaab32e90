"""Whose request it is, for rate limits."""

import pytest
from django.test import RequestFactory

from gongjian.foundation.kernel.client_address import client_address


@pytest.mark.parametrize(
    ("proxies", "socket", "forwarded", "client"),
    [
        (0, "10.0.0.9", "", "10.0.0.9"),
        (0, "10.0.0.9", "1.2.3.4", "10.0.0.9"),
        (1, "10.0.0.9", "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "10.0.0.9", "6.6.6.6, 1.2.3.4, 10.0.0.8", "1.2.3.4"),
        (2, "10.0.0.9", "1.2.3.4", "10.0.0.9"),
        (0, "2001:db8::1", "", "2001:db8::/64"),
        (0, "2001:db8::ffff:1", "", "2001:db8::/64"),
        (0, "::ffff:1.2.3.4", "", "::ffff:1.2.3.4"),
        (1, "10.0.0.9", "nonsense", "nonsense"),
    ],
)
def test_no_client_can_choose_its_address(settings, proxies, socket, forwarded, client):
    settings.TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR=socket)

    assert client_address(request) == client

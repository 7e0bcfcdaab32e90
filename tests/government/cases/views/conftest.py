import pytest

from gongjian.foundation.people.models import User


@pytest.fixture
def sign_in(client, settings):
    """Sign an actor in, to whom then belongs the browser."""
    settings.STAFF_NEEDS_TOTP = False

    def signed_in(actor):
        client.force_login(User.objects.get(pk=actor.user_id))
        return client

    return signed_in

"""Another sign-in service that does not answer is said in words."""

import socket

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def _nobody_answers(settings):
    with socket.socket() as silent:
        # Bound and never listening: whoever connects is refused.
        silent.bind(("127.0.0.1", 0))
        app = {
            "provider_id": "oidc", "name": "City Pass", "client_id": "town", "secret": "a secret",
            "settings": {"server_url": f"http://127.0.0.1:{silent.getsockname()[1]}"},
        }  # fmt: skip
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
        yield


@pytest.mark.usefixtures("_nobody_answers")
def test_a_sign_in_service_that_does_not_answer_is_said_with_the_other_way(client):
    answer = client.post("/accounts/oidc/oidc/login/?process=login")

    assert answer.status_code == 503
    assert "<h1>The sign-in service does not answer</h1>" in answer.content.decode()
    assert 'href="/accounts/login/"' in answer.content.decode()

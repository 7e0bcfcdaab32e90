"""What is set wrong is told in words, under its full name."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from gongjian.config.environment import Environment, unknown_variables, wrong_variables
from tests.processes import gongjian


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DATABASE_URL", "nonsense", "postgres://user:password@host/name"),
        ("DATABASE_URL", "mysql://root@localhost/town", "postgres://user:password@host/name"),
        ("GONGJIAN_TIME_ZONE", "Mars/Base", "“Mars/Base” is no time zone"),
        ("GONGJIAN_PUBLIC_URL", "foo", "“foo” is no address"),
        ("GONGJIAN_PUBLIC_URL", "https://town.example:port", "is no address"),
        ("GONGJIAN_CALENDAR_COUNTRY", "XX", "“XX” has no calendar of holidays"),
        ("GONGJIAN_CALENDAR_COUNTRY", "DE-XX", "write a country like CN"),
        ("GONGJIAN_CALENDAR_COUNTRY", "", "write a country like CN"),
        ("GONGJIAN_PHONE_REGION", "ZZ", "“ZZ” is no country with telephone numbers"),
        ("GONGJIAN_NUMBER_SCHEMES", "pension-no", "“pension-no” is no scheme"),
        ("GONGJIAN_OIDC_ISSUER", "foo", "“foo” is no address"),
        ("GONGJIAN_TILE_URL", "foo", "{z}/{x}/{y}"),
        ("GONGJIAN_TILE_URL", "{z}/{x}/{y}.png", "is no address"),
        ("GONGJIAN_SECRET_KEY", "c", "at least 32 random characters"),
        ("GONGJIAN_TRACKING_KEY", "c", "at least 32 random characters"),
        ("GONGJIAN_DRAFTING_URL", "models.example/v1", "is no address"),
        ("GONGJIAN_DRAFTING_URL", "http://models.example/v1", "by https:// only"),
        ("GONGJIAN_DRAFTING_URL", "https://models.example/v1?key=1", "is no base address"),
        ("GONGJIAN_DRAFTING_KEY", "two\nlines", "without spaces"),
        ("GONGJIAN_DRAFTING_TIMEOUT_SECONDS", "0", "greater than or equal to 1"),
        ("GONGJIAN_DRAFTING_PER_DAY", "none", "valid integer"),
        ("GONGJIAN_OWN_NODES", "civil=http://10.0.0.1:8100", "is no own node"),
        ("GONGJIAN_OWN_NODES", "8100", "write it like civil=http://127.0.0.1:8100"),
        ("GONGJIAN_UPLOAD_LIMIT_MB", "0", "greater than or equal to 1"),
    ],
)
def test_a_wrong_value_is_told_with_the_full_name_of_its_variable(monkeypatch, name, value, told):
    monkeypatch.setenv(name, value)

    with pytest.raises(ValidationError) as caught:
        Environment()

    [_heading, line] = wrong_variables(caught.value).splitlines()
    assert line.startswith(f"  {name}: ")
    assert told in line


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({}, ["GONGJIAN_OIDC_CLIENT_ID", "GONGJIAN_OIDC_CLIENT_SECRET"]),
        ({"GONGJIAN_OIDC_CLIENT_ID": "town"}, ["GONGJIAN_OIDC_CLIENT_SECRET"]),
    ],
)
def test_an_issuer_needs_what_it_gave_the_town(monkeypatch, given, missing):
    for name, value in {"GONGJIAN_OIDC_ISSUER": "https://id.example", **given}.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(ValidationError) as caught:
        Environment()

    [_heading, *lines] = wrong_variables(caught.value).splitlines()
    assert [line.split(":")[0].strip() for line in lines] == missing


@pytest.mark.parametrize(("given", "read"), [("de", "DE"), ("de-by", "DE-BY"), ("CN", "CN")])
def test_a_calendar_may_be_written_small(monkeypatch, given, read):
    monkeypatch.setenv("GONGJIAN_CALENDAR_COUNTRY", given)

    assert Environment().calendar_country == read


def test_a_password_in_a_wrong_database_address_is_not_repeated(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgress://town:open-sesame@localhost/town")

    with pytest.raises(ValidationError) as caught:
        Environment()

    assert "open-sesame" not in wrong_variables(caught.value)


@pytest.mark.parametrize("name", ["", "  "])
def test_an_address_of_a_model_needs_its_name(monkeypatch, name):
    monkeypatch.setenv("GONGJIAN_DRAFTING_URL", "https://models.example/v1")
    monkeypatch.setenv("GONGJIAN_DRAFTING_MODEL", name)

    with pytest.raises(ValidationError) as caught:
        Environment()

    assert "GONGJIAN_DRAFTING_MODEL: name the model" in wrong_variables(caught.value)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:11434/v1", "http://[::1]:8080/v1/", "http://ollama:11434/v1",
     "http://10.1.2.3/v1", "http://gpu.town.internal/v1", "https://models.example/v1"],
)  # fmt: skip
def test_a_model_in_the_house_needs_no_encryption(monkeypatch, address):
    monkeypatch.setenv("GONGJIAN_DRAFTING_URL", address)
    monkeypatch.setenv("GONGJIAN_DRAFTING_MODEL", "small")

    assert Environment().drafting_url == address.rstrip("/")


def test_secrets_of_a_wrong_address_of_a_model_are_not_repeated(monkeypatch):
    monkeypatch.setenv("GONGJIAN_DRAFTING_URL", "https://town:open-sesame@models.example/v1")
    monkeypatch.setenv("GONGJIAN_DRAFTING_KEY", "open sesame")

    with pytest.raises(ValidationError) as caught:
        Environment()

    told = wrong_variables(caught.value)
    assert told.count("GONGJIAN_DRAFTING") >= 2
    assert "sesame" not in told


def test_a_name_that_is_no_setting_is_told_with_the_nearest_that_is():
    names = ["GONGJIAN_TWON_NAME", "GONGJIAN_TOWN_NAME", "GONGJIAN_SUPERVISOR", "PATH"]

    assert unknown_variables(names) == [
        "GONGJIAN_TWON_NAME is no setting and does nothing. Is GONGJIAN_TOWN_NAME meant?"
    ]


def test_without_a_public_address_the_one_that_was_served_last_is_used(monkeypatch, tmp_path):
    monkeypatch.delenv("GONGJIAN_PUBLIC_URL", raising=False)
    town = Environment(home=tmp_path)
    assert town.address() == "http://127.0.0.1:8000"

    Path(tmp_path, "served-at").write_text("http://127.0.0.1:8123/")

    assert town.address() == "http://127.0.0.1:8123"
    assert Environment(home=tmp_path, public_url="https://town.example/").address() == (
        "https://town.example"
    )


@pytest.mark.process
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("ledger check", "Run “gongjian migrate” first."),
        ("create_administrator me@example.org", "Run “gongjian migrate” first."),
        ("import --resume 01a2231f-7574-743a-975c-20e6b7db41c2", "Run “gongjian migrate” first."),
    ],
)
def test_commands_before_the_first_migration_say_which_to_run(tmp_path, command, told):
    with gongjian(*command.split(), home=tmp_path, DATABASE_URL="") as process:
        said, _ = process.communicate(timeout=60)

    assert process.returncode == 1
    assert told in said
    assert "Traceback" not in said


@pytest.mark.process
@pytest.mark.django_db(transaction=True)
def test_a_home_that_cannot_be_written_is_told_without_a_traceback(tmp_path):
    (tmp_path / "file").touch()

    with gongjian("check", home=tmp_path / "file" / "home", GONGJIAN_TONE="low") as process:
        said, _ = process.communicate(timeout=60)

    assert process.returncode == 1
    assert "GONGJIAN_HOME: " in said
    assert "GONGJIAN_TONE is no setting" in said
    assert "Traceback" not in said

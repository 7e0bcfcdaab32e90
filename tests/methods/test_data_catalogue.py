from dataclasses import replace

from gongjian.methods.data_catalogue import (
    ListedDataset,
    ListedField,
    catalogue_document,
    dataset_document,
)

FIELD = ListedField(
    name="born", title="Born", kind="date", is_required=True, concept="birth", sharing="none"
)
DATASET = ListedDataset(
    url="https://town.example/data/datasets/people/",
    code="people",
    is_service=False,
    title="People",
    description="Everybody",
    publisher_code="d1",
    publisher="Registry",
    sharing="conditional",
    sharing_reason="It is personal.",
    provision="Data Act, article 3",
    update_hours=24,
    quality="Complete.",
    schema_version=2,
    modified="2026-11-23T02:00:00+00:00",
    fields=[FIELD],
)


def test_a_catalogue_tells_datasets_and_services_apart():
    service = replace(DATASET, code="check", is_service=True)

    made = catalogue_document(
        url="https://town.example/data/",
        title="Town",
        language="en",
        datasets=[DATASET, service],
        next_url="https://town.example/next",
    )

    assert made["@type"] == "dcat:Catalog"
    assert [one["dct:identifier"] for one in made["dcat:dataset"]] == ["people"]
    assert [one["@type"] for one in made["dcat:service"]] == ["dcat:DataService"]
    assert made["hydra:next"] == {"@id": "https://town.example/next"}


def test_every_prefix_that_a_dataset_uses_is_in_its_context():
    made = dataset_document(DATASET, "zh-hans")

    used = {key.split(":")[0] for key in made if ":" in key}
    assert used <= made["@context"].keys()
    assert made["csvw:tableSchema"]["csvw:column"][0]["csvw:datatype"] == "date"
    assert made["dct:rights"]["dct:source"] == "Data Act, article 3"

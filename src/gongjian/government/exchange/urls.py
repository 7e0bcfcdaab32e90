from django.urls import path

from gongjian.government.exchange.views import catalogue, catalogue_editing

urlpatterns = [
    path("data/", catalogue.data_catalogue, name="data_catalogue"),
    path("data/catalogue.jsonld", catalogue.linked_catalogue, name="linked_catalogue"),
    path("data/import/", catalogue_editing.import_data_catalogue, name="import_data_catalogue"),
    path("data/datasets/new", catalogue_editing.add_dataset, name="add_dataset"),
    path("data/datasets/<slug:dataset_code>/", catalogue.dataset, name="dataset"),
    path(
        "data/datasets/<slug:dataset_code>.jsonld", catalogue.linked_dataset, name="linked_dataset"
    ),
    path(
        "data/datasets/<slug:dataset_code>/change",
        catalogue_editing.change_dataset,
        name="change_dataset",
    ),
    path(
        "data/datasets/<slug:dataset_code>/fields", catalogue_editing.save_field, name="save_field"
    ),
    path(
        "data/datasets/<slug:dataset_code>/fields/<slug:field_name>/withdraw",
        catalogue_editing.withdraw_field,
        name="withdraw_field",
    ),
]

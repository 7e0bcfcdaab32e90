from django.urls import path

from gongjian.government.exchange.views import (
    agreements,
    catalogue,
    catalogue_editing,
    corrections,
    keys,
    look_counts,
    my_data,
    queries,
    subjects,
)

urlpatterns = [
    path("my-data/", my_data.my_data, name="my_data"),
    path("my-data/datasets/", my_data.my_datasets, name="my_datasets"),
    path("my-data/<uuid:query_id>/", my_data.my_look, name="my_look"),
    path("my-data/<uuid:query_id>/proof", my_data.my_look_proof, name="my_look_proof"),
    path("my-data/<uuid:query_id>/question", my_data.question_my_look, name="question_my_look"),
    path("data/counts/", look_counts.look_counts, name="look_counts"),
    path("data/counts.csv", look_counts.look_counts_file, name="look_counts_file"),
    path("data/subjects/verify", subjects.verify_subject, name="verify_subject"),
    path("data/subjects/name", subjects.name_subject, name="name_subject"),
    path("data/", catalogue.data_catalogue, name="data_catalogue"),
    path("data/catalogue.jsonld", catalogue.linked_catalogue, name="linked_catalogue"),
    path("data/import/", catalogue_editing.import_data_catalogue, name="import_data_catalogue"),
    path("data/datasets/new", catalogue_editing.add_dataset, name="add_dataset"),
    path("data/datasets/<slug:dataset_code>/", catalogue.dataset, name="dataset"),
    path(
        "data/datasets/<slug:dataset_code>.jsonld",
        catalogue.linked_dataset,
        name="linked_dataset",
    ),
    path(
        "data/datasets/<slug:dataset_code>/change",
        catalogue_editing.change_dataset,
        name="change_dataset",
    ),
    path(
        "data/datasets/<slug:dataset_code>/fields",
        catalogue_editing.save_field,
        name="save_field",
    ),
    path(
        "data/datasets/<slug:dataset_code>/fields/<slug:field_name>/withdraw",
        catalogue_editing.withdraw_field,
        name="withdraw_field",
    ),
    path("data/datasets/<slug:dataset_code>/ask", agreements.ask_for_data, name="ask_for_data"),
    path(
        "data/datasets/<slug:dataset_code>/correct",
        corrections.raise_correction,
        name="raise_correction",
    ),
    path("data/requests/", agreements.data_requests, name="data_requests"),
    path("data/requests/<uuid:request_id>/", agreements.data_request, name="data_request"),
    path(
        "data/requests/<uuid:request_id>/approve",
        agreements.approve_data_request,
        name="approve_data_request",
    ),
    path(
        "data/requests/<uuid:request_id>/refuse",
        agreements.refuse_data_request,
        name="refuse_data_request",
    ),
    path(
        "data/requests/<uuid:request_id>/withdraw",
        agreements.withdraw_data_request,
        name="withdraw_data_request",
    ),
    path("data/agreements/", agreements.agreement_list, name="agreement_list"),
    path("data/agreements/<uuid:agreement_id>/", agreements.agreement, name="agreement"),
    path(
        "data/agreements/<uuid:agreement_id>/document",
        agreements.agreement_document,
        name="agreement_document",
    ),
    path(
        "data/agreements/<uuid:agreement_id>/sign/<slug:side>",
        agreements.sign_agreement,
        name="sign_agreement",
    ),
    path("data/agreements/<uuid:agreement_id>/end", agreements.end_agreement, name="end_agreement"),
    path("data/agreements/<uuid:agreement_id>/ask", queries.ask_source, name="ask_source"),
    path("data/queries/", queries.data_queries, name="data_queries"),
    path("data/queries/<uuid:query_id>/", queries.data_query, name="data_query"),
    path("data/queries/<uuid:query_id>/collect", queries.collect_data, name="collect_data"),
    path("data/keys.json", queries.exchange_key_document, name="exchange_key_document"),
    path("data/departments/", keys.exchange_departments, name="exchange_departments"),
    path(
        "data/departments/<uuid:department_id>/keys", keys.department_keys, name="department_keys"
    ),
    path(
        "data/departments/<uuid:department_id>/keys/rotate",
        keys.rotate_department_key,
        name="rotate_department_key",
    ),
    path(
        "data/departments/<uuid:department_id>/keys/register",
        keys.register_department_key,
        name="register_department_key",
    ),
    path(
        "data/departments/<uuid:department_id>/node",
        keys.save_department_node,
        name="save_department_node",
    ),
    path("data/corrections/", corrections.correction_list, name="correction_list"),
    path("data/corrections/mine/", corrections.my_corrections, name="my_corrections"),
    path("data/corrections/<str:correction_number>/", corrections.correction, name="correction"),
    path(
        "data/corrections/<str:correction_number>/answer",
        corrections.answer_correction,
        name="answer_correction",
    ),
]

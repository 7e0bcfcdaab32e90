from django.urls import path

from gongjian.foundation.people.views import (
    account,
    administration,
    api_keys,
    demo_sign_in,
    notices,
    organisations,
    people,
)

urlpatterns = [
    path("account/", account.account, name="account"),
    path("account/keys/", api_keys.api_keys, name="api_keys"),
    path("account/keys/new", api_keys.create_api_key, name="create_api_key"),
    path("account/keys/<uuid:key_id>/revoke", api_keys.revoke_api_key, name="revoke_api_key"),
    path("account/notices/", notices.notice_preferences, name="notice_preferences"),
    path("inbox/", notices.inbox, name="inbox"),
    path("inbox/read", notices.read_notices, name="read_notices"),
    path("inbox/<uuid:notice_id>", notices.open_notice, name="open_notice"),
    path("stop/<str:token>", notices.stop_notices, name="stop_notices"),
    path("demo/", demo_sign_in.demo_sign_in, name="demo_sign_in"),
    path("administration/", administration.administration, name="administration"),
    path("administration/tasks/", administration.failed_tasks, name="failed_tasks"),
    path("administration/tasks/<uuid:task_id>/retry", administration.retry_task, name="retry_task"),
    path(
        "administration/tasks/<uuid:task_id>/delete", administration.delete_task, name="delete_task"
    ),
    path("administration/letters/", administration.undelivered, name="undelivered"),
    path(
        "administration/letters/<uuid:notice_id>/retry",
        administration.retry_letter,
        name="retry_letter",
    ),
    path("administration/people/", people.person_list, name="person_list"),
    path("administration/people/new", people.open_account, name="open_account"),
    path("administration/people/<uuid:user_id>/", people.person, name="person"),
    path("administration/people/<uuid:user_id>/roles", people.grant_role, name="grant_role"),
    path(
        "administration/people/<uuid:user_id>/roles/<int:grant_id>/revoke",
        people.revoke_role,
        name="revoke_role",
    ),
    path("administration/people/<uuid:user_id>/close", people.close_account, name="close_account"),
    path(
        "administration/people/<uuid:user_id>/reopen", people.reopen_account, name="reopen_account"
    ),
    path(
        "administration/people/<uuid:user_id>/second-factor",
        people.reset_second_factor,
        name="reset_second_factor",
    ),
    path(
        "administration/organisations/", organisations.organisation_list, name="organisation_list"
    ),
    path(
        "administration/organisations/new", organisations.add_organisation, name="add_organisation"
    ),
    path(
        "administration/organisations/import",
        organisations.import_organisations,
        name="import_organisations",
    ),
    path(
        "administration/organisations/<uuid:organisation_id>/",
        organisations.organisation,
        name="organisation",
    ),
]

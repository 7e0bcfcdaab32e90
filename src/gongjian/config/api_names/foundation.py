"""What the operations of law, people, the ledger and the trail, and of the site are called."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

NAMES: dict[str, Promise] = {
    "list_provisions": pgettext_lazy("operation of the API", "List provisions"),
    "get_provision": pgettext_lazy("operation of the API", "Get provision"),
    "list_parameters": pgettext_lazy("operation of the API", "List parameters"),
    "get_parameter": pgettext_lazy("operation of the API", "Get parameter"),
    "list_law_rules": pgettext_lazy("operation of the API", "List law rules"),
    "get_law_rule": pgettext_lazy("operation of the API", "Get law rule"),
    "list_law_findings": pgettext_lazy("operation of the API", "List law findings"),
    "get_law_finding": pgettext_lazy("operation of the API", "Get law finding"),
    "list_law_changes": pgettext_lazy("operation of the API", "List law changes"),
    "import_law": pgettext_lazy("operation of the API", "Import law"),
    "get_account": pgettext_lazy("operation of the API", "Get account"),
    "change_account": pgettext_lazy("operation of the API", "Change account"),
    "list_api_keys": pgettext_lazy("operation of the API", "List API keys"),
    "create_api_key": pgettext_lazy("operation of the API", "Create API key"),
    "revoke_api_key": pgettext_lazy("operation of the API", "Revoke API key"),
    "list_notices": pgettext_lazy("operation of the API", "List notices"),
    "count_unread_notices": pgettext_lazy("operation of the API", "Count unread notices"),
    "read_notices": pgettext_lazy("operation of the API", "Read notices"),
    "get_notice": pgettext_lazy("operation of the API", "Get notice"),
    "read_notice": pgettext_lazy("operation of the API", "Read notice"),
    "get_notice_preferences": pgettext_lazy("operation of the API", "Get notice preferences"),
    "set_notice_preferences": pgettext_lazy("operation of the API", "Set notice preferences"),
    "stop_notices": pgettext_lazy("operation of the API", "Stop notices"),
    "list_people": pgettext_lazy("operation of the API", "List people"),
    "open_account": pgettext_lazy("operation of the API", "Open account"),
    "get_person": pgettext_lazy("operation of the API", "Get person"),
    "grant_role": pgettext_lazy("operation of the API", "Grant role"),
    "revoke_role": pgettext_lazy("operation of the API", "Revoke role"),
    "close_account": pgettext_lazy("operation of the API", "Close account"),
    "reopen_account": pgettext_lazy("operation of the API", "Reopen account"),
    "reset_second_factor": pgettext_lazy("operation of the API", "Reset second factor"),
    "list_departments": pgettext_lazy("operation of the API", "List departments"),
    "list_organisations": pgettext_lazy("operation of the API", "List organisations"),
    "add_organisation": pgettext_lazy("operation of the API", "Add organisation"),
    "get_organisation": pgettext_lazy("operation of the API", "Get organisation"),
    "change_organisation": pgettext_lazy("operation of the API", "Change organisation"),
    "import_organisations": pgettext_lazy("operation of the API", "Import organisations"),
    "list_failed_tasks": pgettext_lazy("operation of the API", "List failed tasks"),
    "retry_failed_task": pgettext_lazy("operation of the API", "Retry failed task"),
    "delete_failed_task": pgettext_lazy("operation of the API", "Delete failed task"),
    "list_undelivered_letters": pgettext_lazy("operation of the API", "List undelivered letters"),
    "retry_undelivered_letter": pgettext_lazy("operation of the API", "Retry undelivered letter"),
    "get_trail": pgettext_lazy("operation of the API", "Get trail"),
    "get_trail_by_number": pgettext_lazy("operation of the API", "Get trail by number"),
    "get_ledger": pgettext_lazy("operation of the API", "Get ledger"),
    "get_ledger_checkpoint": pgettext_lazy("operation of the API", "Get ledger checkpoint"),
    "get_ledger_inclusion_proof": pgettext_lazy(
        "operation of the API", "Get ledger inclusion proof"
    ),
    "get_ledger_consistency_proof": pgettext_lazy(
        "operation of the API", "Get ledger consistency proof"
    ),
    "check_ledger_receipt": pgettext_lazy("operation of the API", "Check ledger receipt"),
    "add_ledger_cosignature": pgettext_lazy("operation of the API", "Add ledger cosignature"),
    "get_rates": pgettext_lazy("operation of the API", "Get rates"),
    "download_rates": pgettext_lazy("operation of the API", "Download rates"),
    "get_what_became": pgettext_lazy("operation of the API", "Get what became"),
    "download_what_became": pgettext_lazy("operation of the API", "Download what became"),
    "export_personal_data": pgettext_lazy("operation of the API", "Export personal data"),
    "erase_personal_data": pgettext_lazy("operation of the API", "Erase personal data"),
}

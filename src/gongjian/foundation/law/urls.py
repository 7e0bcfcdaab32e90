from django.urls import path

from gongjian.foundation.law.views import checked_rules, files, findings, parameters, provisions

# What stands before a provision's own code cannot be one: import_provisions.TAKEN_CODES.
urlpatterns = [
    path("law/", provisions.provision_list, name="provision_list"),
    path("law/rules/", checked_rules.law_rules, name="law_rules"),
    path("law/rules/<slug:code>/", checked_rules.law_rule, name="law_rule"),
    path("law/parameters/", parameters.parameter_list, name="parameter_list"),
    path("law/parameters/<slug:code>/", parameters.parameter, name="parameter"),
    path("law/findings/", findings.law_findings, name="law_findings"),
    path("law/findings/<uuid:finding_id>/", findings.law_finding, name="law_finding"),
    path("law/import/", files.import_law, name="import_law"),
    path("law/export/", files.export_law, name="export_law"),
    path("law/<slug:code>/", provisions.provision, name="provision"),
    path(
        "law/<slug:code>/<int:old>-<int:new>/", provisions.provision_changes,
        name="provision_changes",
    ),
]  # fmt: skip

"""The contract of import-linter that import-linter does not bring: doors between apps."""

from __future__ import annotations

from typing import Any

import grimp
from importlinter import Contract, ContractCheck, fields, output
from importlinter.application import contract_utils
from importlinter.domain.helpers import module_expressions_to_modules


class DoorsContract(Contract):
    """Other apps are used only through their doors.

    Options
    -------
    apps
        Packages that are apps; wildcards allowed.
    doors
        Names of the modules of an app that other apps may import.
    open_apps
        Apps whose modules are all free to import.
    ignore_imports
        Imports that are let through.
    """

    type_name = "doors"

    # import-linter replaces each field by the value that was given for it.
    apps: Any = fields.ListField(subfield=fields.ModuleExpressionField())
    doors: Any = fields.ListField(subfield=fields.StringField())
    open_apps: Any = fields.ListField(subfield=fields.StringField(), required=False)
    ignore_imports: Any = fields.SetField(subfield=fields.ImportExpressionField(), required=False)

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        """Find every import of one app by another that goes past the doors."""
        removal = contract_utils.remove_ignored_imports_and_report(
            graph=graph,
            ignore_imports=self.ignore_imports,
            unmatched_alerting=contract_utils.AlertLevel.ERROR,
        )
        apps = {module.name for module in module_expressions_to_modules(graph, self.apps)}
        found = [
            (importer, imported, self._lines(graph, importer, imported))
            for app in sorted(apps - set(self.open_apps or []))
            for imported in sorted(graph.find_descendants(app))
            if not self._is_door(app, imported)
            for importer in sorted(graph.find_modules_that_directly_import(imported))
            if self._is_another_app(apps, app, importer)
        ]
        return ContractCheck(
            kept=not found,
            warnings=list(removal.warnings),
            ignored_import_count=removal.ignored_import_count,
            metadata={"past_the_doors": found},
        )

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print each import that goes past the doors."""
        for importer, imported, lines in check.metadata["past_the_doors"]:
            output.print_error(f"- {importer} -> {imported} (l.{lines})", bold=False)
        output.new_line()

    def _is_door(self, app: str, module: str) -> bool:
        return module.removeprefix(app + ".").split(".")[0] in self.doors

    @staticmethod
    def _is_another_app(apps: set[str], app: str, importer: str) -> bool:
        owner = ".".join(importer.split(".")[:3])
        return owner in apps and owner != app

    @staticmethod
    def _lines(graph: grimp.ImportGraph, importer: str, imported: str) -> str:
        details = graph.get_import_details(importer=importer, imported=imported)
        return ", ".join(str(detail["line_number"]) for detail in details)

"""``gongjian demo``: a town that is alive, in one command."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from tqdm import tqdm

from gongjian.config.demo import marker
from gongjian.config.demo.again import command_again
from gongjian.config.demo.load_budget import load_budget
from gongjian.config.demo.load_cases import CaseLoader
from gongjian.config.demo.load_consultation import load_consultation
from gongjian.config.demo.load_exchange import load_exchange
from gongjian.config.demo.load_market import load_market, plan_market
from gongjian.config.demo.load_proposals import load_proposals
from gongjian.config.demo.load_register import load_register
from gongjian.config.demo.model import Language
from gongjian.config.demo.town import build_town
from gongjian.config.management.commands.serve import bound_socket
from gongjian.foundation.kernel.actor import Actor
from gongjian.foundation.kernel.clock import now
from gongjian.foundation.kernel.garbage import rarely_collecting
from gongjian.foundation.law import interface as law
from gongjian.foundation.ledger import interface as ledger
from gongjian.foundation.people import interface as people
from gongjian.government.cases import interface as cases
from gongjian.government.duties import interface as duties


class Command(BaseCommand):
    help = "Prepare the demo town on first use, then serve it."
    # They would load every address, half of a second start; the web processes load them anyway.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        marker.add_options(parser)

    def handle(self, **options: Any) -> None:
        if not options["no_serve"]:
            # Said before the town is made, not after.
            again = partial(_with_port, options)
            bound_socket("127.0.0.1", options["port"], again).close()
        known = marker.read(settings.HOME)
        language = cast(Language, options["language"] or (known or {}).get("language", "en"))
        self._require_demo(language)
        if known and known["language"] != language and not options["fresh"]:
            raise CommandError(
                _(
                    "%(home)s holds the demo town in the other language. Keep both:\n"
                    "  %(beside)s\n"
                    "or throw that one away and begin anew:\n"
                    "  %(anew)s"
                )
                % {
                    "home": settings.HOME,
                    "beside": command_again(options, home=Path(f"{settings.HOME}-{language}")),
                    "anew": command_again(options, fresh=True),
                }
            )
        if options["fresh"] or not known:
            with rarely_collecting():
                self._begin_anew(options, bool(known) or options["fresh"])
                self._prepare(language, options["size"])
        else:
            call_command("migrate", verbosity=0)
        if options["no_serve"]:
            self.stdout.write(_counted())
            words = _("The demo town is ready in %(home)s: gongjian serve")
            self.stdout.write(words % {"home": settings.HOME})
            return
        self._tell(options["port"])
        call_command("serve", port=options["port"])

    def _require_demo(self, language: str) -> None:
        """Settings are read once, and before: by the command ``gongjian``, which makes them so."""
        wanted = marker.environment(settings.HOME, language)
        if any(os.environ.get(name) != value for name, value in wanted.items()):
            raise CommandError(f"Run it as a command: gongjian demo --language {language}")

    def _begin_anew(self, options: dict[str, Any], is_wanted: bool) -> None:
        """Make room for the town; a database that is somebody's is never touched."""
        connection.close()
        if connection.vendor == "sqlite":
            database = Path(str(settings.DATABASES["default"]["NAME"]))
            if database.exists() and not (is_wanted or self._is_half_loaded()):
                raise CommandError(
                    _(
                        "%(database)s is a town’s database and not the demo’s. Name another home:\n"
                        "  %(command)s"
                    )
                    % {
                        "database": database,
                        "command": command_again(options, home=Path("demo-town")),
                    }
                )
            for path in database.parent.glob(database.name + "*"):
                path.unlink()
        Path(settings.LETTERS_PATH).unlink(missing_ok=True)
        marker.begin(settings.HOME)
        with _progress(_("Making the database"), _migrations(), _("steps")) as on_progress:
            call_command("migrate", verbosity=1, no_color=True, stdout=_Steps(on_progress))
        if cases.has_cases():
            raise CommandError(
                _(
                    "This database holds cases already. Give the demo an empty one, or none: "
                    "without DATABASE_URL it makes its own."
                )
            )
        ledger.begin_anew()

    def _is_half_loaded(self) -> bool:
        return marker.is_begun(settings.HOME)

    def _prepare(self, language: Language, size: int) -> None:
        today = timezone.localdate()
        actor = Actor.system("demo")
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                # If the power fails while the demo is loaded, it is loaded again.
                cursor.execute("PRAGMA synchronous = OFF")
        with translation.override(marker.LANGUAGES[language]):
            _say(_("Making up the town"))
            town = build_town(language=language, today=today, size=size)
            begin = town.now - timedelta(days=150)
            actors = load_register(town, actor=actor, now=begin)
            loader = CaseLoader(town, actors)
            with _progress(_("Telling what happened"), loader.count(), _("steps")) as on_progress:
                loader.load(on_progress)
            loader.support()
            with _progress(_("Indexing and counting"), size, _("cases")) as on_progress:
                cases.settle_imported(now=now(), on_progress=on_progress)
            with _progress(_("Discussing and deciding"), 4, _("matters")) as on_progress:
                for load in (
                    partial(load_consultation, town, actor=actor),
                    partial(load_budget, town, actors),
                    partial(load_proposals, town, actors, actor=actor),
                    partial(load_exchange, town, actors, actor=actor),
                ):
                    load()
                    on_progress(1)
            agenda = plan_market(town, actors)
            with _progress(_("Buying and building"), agenda.count(), _("steps")) as on_progress:
                load_market(agenda, on_progress)
            duties.tell_open_proposals(now=now())
            law.check_today(now=now())
            people.silence_letters()
            with _progress(_("Sealing the ledger"), None, _("entries")) as on_progress:
                while sealed := ledger.seal_ledger(now=now()):
                    on_progress(sealed)
        marker.write(settings.HOME, language=language)

    def _tell(self, port: int) -> None:
        address = f"http://127.0.0.1:{port}/"
        self.stdout.write("\n" + _counted())
        self.stdout.write(_("The town is at %(address)s") % {"address": address})
        words = _("Who can sign in, with one click at %(address)s :")
        self.stdout.write("\n" + words % {"address": f"{address}demo/"})
        for role, persons in people.demo_people():
            names = ", ".join(str(person.name) for person in persons[:3])
            surplus = len(persons) - 3
            more = ""
            if surplus > 0:
                more = " " + pgettext("people", "and %(count)s more") % {"count": surplus}
            self.stdout.write(f"  {people.role_name(role)!s:22} {names}{more}")
        self.stdout.write("\n" + _("Parts to play:"))
        for person, part in people.demo_parts():
            self.stdout.write(f"  {person.name}: {part.does}")
        self.stdout.write("\n" + _("Stop it with Ctrl+C.") + "\n")
        self.stdout.flush()


def _with_port(options: dict[str, Any], port: int) -> str:
    return command_again(options, port=port)


@contextmanager
def _progress(what: str, total: int | None, unit: str) -> Iterator[Callable[[int], object]]:
    """A bar; in a log a line, and one for each tenth of it."""
    if sys.stderr.isatty():
        with tqdm(total=total, desc=f"{what:24}", unit=f" {unit}") as bar:
            yield bar.update
        return
    _say(f"{what}: {total:,} {unit}" if total else what)
    done = 0

    def on_progress(count: int) -> None:
        nonlocal done
        before, done = done, done + count
        if total and done * 10 // total > before * 10 // total:
            _say(f"{what}: {done * 100 // total}%")

    yield on_progress


def _migrations() -> int:
    """How many are still to be applied."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


class _Steps(io.StringIO):
    """What migrate says of each step, as progress; the rest of it is dropped."""

    def __init__(self, on_progress: Callable[[int], object]) -> None:
        super().__init__()
        self._on_progress = on_progress

    def write(self, words: str) -> int:
        if words.rstrip().endswith("OK"):
            self._on_progress(1)
        return len(words)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _counted() -> str:
    """How many cases there are, and why the dashboard counts fewer."""
    told, merged = cases.count_cases()
    words = _(
        "%(told)s cases; %(merged)s of them were merged into others, so the dashboard counts "
        "%(counted)s."
    )
    numbers = {"told": told, "merged": merged, "counted": told - merged}
    return words % {name: f"{number:,}" for name, number in numbers.items()}

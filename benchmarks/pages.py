"""How long every page takes on the server with a million cases, and against ten thousand.

    DATABASE_URL=postgres://… python benchmarks/pages.py --cases 1000000

The server named by DATABASE_URL gets two databases of its own, ``gongjian_bench_SIZE``; they are
kept for the next run unless ``--fresh`` or ``--drop`` is given. Pages are asked for by a client in
this process: middleware, permissions, queries and template count, the network does not.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import dj_database_url
import django.conf
import psycopg

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
SMALL = 10_000
LIMIT_MS = 100.0
LIMIT_RATIO = 2.0
Ask = Callable[[int], tuple]


class Times(NamedTuple):
    """Of one page: the milliseconds of each time it was asked for, and the mean processor time of
    page and database together, which other work on the machine does not lengthen."""

    waits: list[float]
    cpu: float


def processor_ms(backend: int) -> float:
    """Processor time so far of this process and of the database's that answers it."""
    fields = Path(f"/proc/{backend}/stat").read_text().rsplit(")", 1)[1].split()
    database = sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")
    return (time.process_time() + database) * 1000


def measure(rounds: int) -> dict[str, Times]:
    """The times of each page on the database of this process, ``rounds`` times each."""
    return {name: _times_of(name, page, rounds) for name, page in _pages(rounds).items()}


def _times_of(name: str, page: Ask, rounds: int) -> Times:
    from django.db import connection

    waits: list[float] = []
    # The first three fill what is kept, and do not count.
    for n in range(-3, rounds):
        if n == 0:
            connection.ensure_connection()
            backend = connection.connection.info.backend_pid
            used = processor_ms(backend)
        client, address, query = page(n)
        ask = getattr(client, "get", client)
        began = time.perf_counter()
        answer = ask(address, query)
        answer.content  # noqa: B018 - rendering is part of it
        took = (time.perf_counter() - began) * 1000
        if answer.status_code != 200:
            raise SystemExit(f"{name}: {address} {query} answered {answer.status_code}")
        if n >= 0:
            waits.append(took)
    print(f"  {name}: {statistics.median(waits):.1f} ms", flush=True)
    return Times(waits, (processor_ms(backend) - used) / rounds)


def _pages(rounds: int) -> dict[str, Ask]:
    """Each page by its name: who asks for which address with which query the n-th time."""
    from django.test import Client
    from django.urls import reverse

    from gongjian.foundation.people.models import Organisation, User
    from gongjian.government.cases.models import Case
    from gongjian.government.duties.models import Area, Category

    def client_of(name: str) -> Client:
        client = Client(headers={"Accept-Language": "zh-hans"})
        if name:
            client.force_login(User.objects.get(email=f"{name}@example.org"))
        return client

    visitor, resident = client_of(""), client_of("resident")
    handler, dispatcher, five = client_of("handler"), client_of("dispatcher"), client_of("five")
    public = Case.objects.filter(is_public=True)
    closed = list(public.filter(state="closed").order_by("?")[:rounds])
    department = Organisation.objects.get(code="d0")
    street, district = Area.objects.get(code="10000"), Area.objects.get(code="101")
    leaf, top, ended = (Category.objects.get(code=code) for code in ("c0-0", "c1", "c5"))
    own = list(Case.objects.filter(lead_department=department, is_open=True)[:rounds])
    lists, api = reverse("case_list"), "/api/v1/cases"
    early = {"received_from": "2025-03-01", "received_until": "2025-03-31"}
    deep = _deep_cursor(visitor, api)
    return {
        "home": lambda n: (visitor, reverse("home"), {}),
        "list": lambda n: (visitor, lists, {}),
        "list, open": lambda n: (visitor, lists, {"state": "open"}),
        "list, one state": lambda n: (visitor, lists, {"state": "accepted"}),
        "list, closed": lambda n: (visitor, lists, {"state": "closed"}),
        "list, category leaf": lambda n: (visitor, lists, {"category": leaf.pk}),
        "list, category subtree": lambda n: (visitor, lists, {"category": top.pk}),
        "list, category that ended": lambda n: (visitor, lists, {"category": ended.pk}),
        "list, street": lambda n: (visitor, lists, {"area": street.pk}),
        "list, district": lambda n: (visitor, lists, {"area": district.pk}),
        "list, department": lambda n: (visitor, lists, {"department": department.pk}),
        "list, a month long ago": lambda n: (visitor, lists, early),
        "list, street + category + state": lambda n: (
            visitor, lists, {"area": street.pk, "category": leaf.pk, "state": "closed"},
        ),
        "list, all filters, nothing there": lambda n: (
            visitor, lists,
            {"area": street.pk, "category": leaf.pk, "department": department.pk,
             "state": "rejected", **early},
        ),
        "list, deep page (API)": lambda n: (visitor, api, {"cursor": deep, "size": 25}),
        "map": lambda n: (visitor, reverse("case_map"), {}),
        "map, category that ended": lambda n: (
            visitor, reverse("case_map"), {"category": ended.pk},
        ),
        "map, street": lambda n: (visitor, reverse("case_map"), {"area": street.pk}),
        "search, common word": lambda n: (visitor, lists, {"text": "噪音"}),
        "search, common English word": lambda n: (visitor, lists, {"text": "streetlight"}),
        "search, one character": lambda n: (visitor, lists, {"text": "停"}),
        "search, rare word": lambda n: (visitor, lists, {"text": f"特殊词{n % 500:03d}"}),
        "search, nothing": lambda n: (visitor, lists, {"text": "没有这个词语"}),
        "search, common + street": lambda n: (visitor, lists, {"text": "噪音", "area": street.pk}),
        "search, common + state": lambda n: (visitor, lists, {"text": "噪音", "state": "accepted"}),
        "search, staff": lambda n: (handler, reverse("handler_queue"), {"text": "噪音"}),
        "case page": lambda n: (
            visitor, reverse("case", args=[closed[n % len(closed)].number]), {},
        ),
        "case page, staff": lambda n: (
            handler, reverse("workbench", args=[own[n % len(own)].number]), {},
        ),
        "my page": lambda n: (resident, reverse("my_page"), {}),
        # Said, since a queue asked for plainly is shown as it was filtered last.
        "handler's queue": lambda n: (handler, reverse("handler_queue"), {"whose": "all"}),
        "handler's queue, mine": lambda n: (handler, reverse("handler_queue"), {"whose": "mine"}),
        "handler's queue, category": lambda n: (
            handler, reverse("handler_queue"), {"category": leaf.pk},
        ),
        "handler's queue, state": lambda n: (
            handler, reverse("handler_queue"), {"state": "accepted"},
        ),
        "dispatcher's queue": lambda n: (dispatcher, reverse("dispatcher_queue"), {}),
        "dispatcher's queue, street": lambda n: (
            dispatcher, reverse("dispatcher_queue"), {"area": street.pk},
        ),
        "queue of five departments": lambda n: (five, reverse("handler_queue"), {}),
        "dashboard": lambda n: (visitor, reverse("dashboard"), {}),
        "dashboard, department": lambda n: (
            handler, reverse("dashboard"), {"department": department.pk},
        ),
        "dashboard, district": lambda n: (visitor, reverse("dashboard"), {"area": district.pk}),
        "dashboard, category": lambda n: (visitor, reverse("dashboard"), {"category": top.pk}),
        "dashboard, table of areas": lambda n: (
            visitor, reverse("dashboard_table", args=["areas"]), {},
        ),
        "duty register": lambda n: (visitor, reverse("duty_register"), {}),
        "Open311 requests": lambda n: (visitor, "/open311/v2/requests.json", {"page_size": 50}),
        "duty register, words": lambda n: (visitor, reverse("duty_register"), {"words": "类 1"}),
        "Open311, one service": lambda n: (
            visitor, "/open311/v2/requests.json", {"page_size": 50, "service_code": leaf.code},
        ),
        "suggestions while typing": lambda n: (
            visitor.post, reverse("suggestions"), {"text": "小区夜间施工噪音扰民无法休息"},
        ),
    }  # fmt: skip


def _deep_cursor(client, address: str) -> str:
    from gongjian.foundation.kernel.pages import keyset_page
    from gongjian.government.cases.models import Case

    middle = Case.objects.filter(is_public=True).order_by("-received_at")
    half = Case.objects.order_by("received_at").first().received_at
    newest = middle.first().received_at
    older = middle.filter(received_at__lt=half + (newest - half) / 3)
    return keyset_page(older, order=("-received_at", "-id"), size=25).next_cursor


def _prepare(server: str, size: int, fresh: bool) -> str:
    """Return the address of a database with ``size`` cases, making it where it lacks."""
    name = f"gongjian_bench_{size}"
    url = server.rsplit("/", 1)[0] + f"/{name}"
    with psycopg.connect(server, autocommit=True) as admin:
        known = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if known and fresh:
            admin.execute(f'DROP DATABASE "{name}"')
            known = None
        if not known:
            admin.execute(f'CREATE DATABASE "{name}"')
    _use(url)
    if not known:
        from django.core.management import call_command

        from benchmarks import big_town

        print(f"making {size:,} cases")
        call_command("migrate", verbosity=0)
        big_town.build(size)
    return url


def _use(url: str) -> None:
    from django.db import connections

    connections["default"].close()
    connections.settings["default"].update(dj_database_url.parse(url))
    connections["default"].settings_dict.update(dj_database_url.parse(url))


def p95(times: Times) -> float:
    return statistics.quantiles(times.waits, n=20)[-1]


def p50(times: Times) -> float:
    return statistics.median(times.waits)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--fresh", action="store_true", help="make the databases anew")
    parser.add_argument("--drop", action="store_true", help="remove them afterwards")
    given = parser.parse_args()
    server = os.environ.get("DATABASE_URL", "postgres://root@127.0.0.1:5432/postgres")
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "GONGJIAN_HOME": home, "DATABASE_URL": server, "GONGJIAN_ALLOWED_HOSTS": "testserver",
            "GONGJIAN_STAFF_NEEDS_TOTP": "false", "GONGJIAN_API_RATE_PER_MINUTE": "1000000",
            "DJANGO_SETTINGS_MODULE": "gongjian.config.settings",
        }  # fmt: skip
        django.setup()
        # As the town's web server does once all is loaded, its pages too.
        import_module(django.conf.settings.ROOT_URLCONF)
        gc.collect()
        gc.freeze()
        found = {}
        towns = {size: _prepare(server, size, given.fresh) for size in (SMALL, given.cases)}
        for size, url in towns.items():
            _use(url)
            print(f"{size:,} cases", flush=True)
            found[size] = measure(given.rounds)
    small, big = found[SMALL], found[given.cases]
    print(
        f"\n{'page':36}{'p50 ms':>9}{'p95 ms':>9}{'p95 at 10k':>12}{'ratio':>7}"
        f"{'CPU ms':>9}{'at 10k':>8}"
    )
    for name in sorted(big, key=lambda page: -p95(big[page])):
        ratio = p50(big[name]) / p50(small[name])
        late = " !" if p95(big[name]) > LIMIT_MS or ratio > LIMIT_RATIO else ""
        print(
            f"{name:36}{p50(big[name]):9.1f}{p95(big[name]):9.1f}{p95(small[name]):12.1f}"
            f"{ratio:7.2f}{big[name].cpu:9.1f}{small[name].cpu:8.1f}{late}"
        )
    worst = max(big, key=lambda page: p95(big[page]))
    print(f"\nworst: {worst}, p95 {p95(big[worst]):.1f} ms with {given.cases:,} cases")
    if given.drop:
        from django.db import connections

        connections["default"].close()
        with psycopg.connect(server, autocommit=True) as admin:
            for size in (SMALL, given.cases):
                admin.execute(f'DROP DATABASE "gongjian_bench_{size}"')


if __name__ == "__main__":
    main()

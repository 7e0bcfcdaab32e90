"""A town with any number of cases, made inside PostgreSQL, for the benchmarks.

Two years of cases; 4 districts, 40 streets, 60 categories, 14 departments. Half of the cases are in
a quarter of the categories, and one top category has had none for a year. Texts are drawn from two
thousand, so that a word is in one case of fifty or in every third. The newest eighth is still open.
Everything a page reads is there: history, search index, rates, supports.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date, timedelta

from django.db import connection
from django.utils import timezone

DAYS = 730
TEXTS = 2_000
STREETS, CATEGORIES, DEPARTMENTS = 40, 60, 14
_PLACES = [
    "湖滨路",
    "建设街",
    "东门市场",
    "二中门口",
    "丽景小区",
    "火车站",
    "Lake Road",
    "the school",
]
_MATTERS = [
    "路灯不亮", "垃圾没人清", "夜间施工噪音", "违规停车", "井盖破损", "停水", "油烟扰民",
    "公交不准点", "the streetlight is out", "rubbish was not collected", "noise at night",
]  # fmt: skip
_RARE = [f"特殊词{number:03d}" for number in range(500)]

TEXT_TABLE = """
CREATE TEMP TABLE bench_text (n int PRIMARY KEY, title text, body text, terms text[])
"""
NUMBER_TABLE = "CREATE TEMP TABLE bench_number (n int PRIMARY KEY, number text)"

URGENCY = '[{"reason": "danger_to_life", "words": ["燃气泄漏"]}]'
CASES = """
INSERT INTO cases_case (
  id, number, kind, state, is_open, version, title, text, is_public, public_title, public_text,
  public_address,
  language, area_path, address, longitude, latitude, contact_name, contact_email, contact_phone,
  channel, source, source_reference, source_digest, dispatch_note, hand_back_count, is_settled,
  guesses, is_urgent, urgency_reasons, received_at, updated_at, dispatched_at, accept_due_at,
  is_acceptance_late, accepted_at,
  first_response_at, first_answered_at, answered_at, closed_at, is_answered_in_time,
  clock_started_at, due_at, reminder_level, next_reminder_at, is_solved, satisfaction, rated_at,
  support_count, dislike_count, area_id, category_id, duty_id, lead_department_id, requester_id,
  handler_id)
SELECT
  (lpad(to_hex((extract(epoch FROM c.at) * 1000)::bigint), 12, '0') || '7'
    || substr(md5(c.n::text), 1, 3) || '8' || substr(md5(c.n::text), 4, 15))::uuid,
  b.number, 'report', c.state, c.is_open, 3, t.title, t.body, mod(c.n, 5) <> 0,
  CASE WHEN mod(c.n, 5) <> 0 THEN t.title ELSE '' END,
  CASE WHEN mod(c.n, 5) <> 0 THEN t.body ELSE '' END, '',
  'zh-hans', a.path, '', 117 + random(), 36 + random(), '', '', '', 'web', '', '', '', '', 0, false,
  '[]', mod(c.n, 71) = 0, CASE WHEN mod(c.n, 71) = 0 THEN %(urgency)s ELSE '[]' END::jsonb,
  c.at, c.at + interval '1 day',
  CASE WHEN c.state <> 'received' THEN c.at + interval '1 hour' END,
  CASE WHEN c.state <> 'received' THEN c.at + interval '1 day' END, false,
  CASE WHEN c.state NOT IN ('received', 'dispatched') THEN c.at + interval '5 hours' END,
  CASE WHEN c.state NOT IN ('received', 'dispatched') THEN c.at + interval '5 hours' END,
  c.answered_at, c.answered_at,
  CASE WHEN c.state = 'closed' THEN c.answered_at + interval '2 days' END,
  CASE WHEN c.answered_at IS NOT NULL THEN mod(c.n, 11) <> 0 END, c.at,
  CASE WHEN c.state <> 'received' THEN c.at + interval '14 days' END, 0, NULL,
  CASE WHEN c.state = 'closed' AND mod(c.n, 2) = 0 THEN mod(c.n, 7) <> 0 END,
  CASE WHEN c.state = 'closed' AND mod(c.n, 2) = 0 THEN 1 + mod(c.n, 5) END,
  CASE WHEN c.state = 'closed' AND mod(c.n, 2) = 0 THEN c.answered_at + interval '1 day' END,
  mod(c.n, 3), 0, a.id, k.id, d.id, CASE WHEN c.state <> 'received' THEN d.lead_department_id END,
  CASE WHEN mod(c.n, 1000) = 1 THEN %(requester)s::uuid END,
  CASE WHEN c.state IN ('accepted', 'in_progress') AND mod(c.n, 50) = 0
    AND d.lead_department_id = %(department)s::uuid THEN %(handler)s::uuid END
FROM (
  SELECT n, at, state,
    state IN ('received', 'dispatched', 'accepted', 'in_progress') AS is_open,
    CASE WHEN state = 'closed' THEN at + (mod(n, 12) + 1) * interval '1 day' END AS answered_at,
    1 + mod(abs(hashint4(n)::bigint), %(streets)s)::int AS street,
    leaf - (mod(leaf, 6) = 0 AND n > %(count)s / 2)::int AS leaf
  FROM (
    SELECT n, %(begin)s::timestamptz + (n * (interval '%(days)s days') / %(count)s) AS at,
      CASE WHEN n < %(count)s * 7 / 8 THEN 'closed'
           WHEN mod(n, 200) = 0 THEN 'received'
           ELSE (ARRAY['dispatched', 'accepted', 'in_progress', 'in_progress'])[1 + mod(n, 4)]
      END AS state,
      1 + floor(%(categories)s * power(mod(abs(hashint4(-n)::bigint), 1e6) / 1e6, 2))::int AS leaf
    FROM generate_series(1, %(count)s) n) raw) c
JOIN bench_text t ON t.n = mod(c.n, %(texts)s)
JOIN bench_number b ON b.n = c.n
JOIN bench_street a ON a.n = c.street
JOIN bench_category k ON k.n = c.leaf
JOIN duties_duty d ON d.category_id = k.id AND d.area_id IS NULL
"""
EVENTS = """
INSERT INTO cases_caseevent
  (id, name, from_state, to_state, at, actor, visibility, text, public_text, data, case_id,
   department_id)
SELECT gen_random_uuid(), e.name, e.before, e.after, c.received_at + e.later, 'system:bench',
  'public', e.words, e.words, '{}', c.id, c.lead_department_id
FROM cases_case c CROSS JOIN (VALUES
  ('case_received', '', 'received', interval '0', '', ARRAY['x']),
  ('case_dispatched', 'received', 'dispatched', interval '1 hour', '', ARRAY['received']),
  ('case_accepted', 'dispatched', 'accepted', interval '5 hours', '',
   ARRAY['received', 'dispatched']),
  ('case_answered', 'accepted', 'answered', interval '3 days', '已处理完毕，感谢反映。',
   ARRAY['received', 'dispatched', 'accepted', 'in_progress'])
) AS e (name, before, after, later, words, unless) WHERE NOT c.state = ANY (e.unless)
"""
ANSWERS = """
INSERT INTO cases_caseanswer (id, text, public_text, answered_at, case_id, department_id, event_id)
SELECT gen_random_uuid(), e.text, e.public_text, e.at, e.case_id, e.department_id, e.id
FROM cases_caseevent e WHERE e.name = 'case_answered'
"""
DOCUMENTS = """
INSERT INTO cases_searchdocument (id, case_id, public_terms, staff_terms)
SELECT (extract(epoch FROM c.received_at) * 1000000)::bigint, c.id,
  CASE WHEN c.is_public THEN array_to_tsvector(t.terms || c.extra) END,
  array_to_tsvector(t.terms || c.extra)
FROM (
  SELECT x.*, b.n, ARRAY[
    '_d' || to_char(x.received_at AT TIME ZONE 'Asia/Shanghai', 'YYYYMMDD'),
    '_m' || to_char(x.received_at AT TIME ZONE 'Asia/Shanghai', 'YYYYMM'),
    '_o' || replace(coalesce(x.lead_department_id::text, 'none'), '-', '')]
    || (SELECT array_agg('_a' || p) FROM unnest(string_to_array(rtrim(x.area_path, '/'), '/')) p)
    || (SELECT array_agg('_c' || p) FROM unnest(string_to_array(rtrim(k.path, '/'), '/')) p)
    AS extra
  FROM cases_case x JOIN bench_number b ON b.number = x.number
  JOIN duties_category k ON k.id = x.category_id) c
JOIN bench_text t ON t.n = mod(c.n, %(texts)s)
"""
CELLS = """
INSERT INTO cases_ratecell
  (key, month, department_id, category_id, area_id, received, open, due, answered,
   answered_in_time, rated, solved, satisfied, first_responses, first_response_seconds)
SELECT to_char(month, 'YYYY-MM-01') || '|' || coalesce(lead_department_id::text, '') || '|'
    || coalesce(category_id::text, '') || '|' || coalesce(area_id::text, ''),
  month, lead_department_id, category_id, area_id, count(*), count(*) FILTER (WHERE is_open),
  count(*) FILTER (WHERE first_answered_at IS NOT NULL OR due_at <= now()),
  count(first_answered_at), count(*) FILTER (WHERE is_answered_in_time), count(rated_at),
  count(*) FILTER (WHERE is_solved), count(*) FILTER (WHERE satisfaction >= 4),
  count(first_response_at),
  coalesce(sum(extract(epoch FROM first_response_at - received_at)), 0)::bigint
FROM (SELECT *, date_trunc('month', received_at AT TIME ZONE 'Asia/Shanghai')::date AS month
      FROM cases_case) c
GROUP BY month, lead_department_id, category_id, area_id
"""
MARGINS = """
INSERT INTO cases_ratemargin
  (key, month, side, department_id, category_id, area_id, received, open, due, answered,
   answered_in_time, rated, solved, satisfied, first_responses, first_response_seconds)
SELECT to_char(month, 'YYYY-MM-01') || '|' || s.side || '|'
    || coalesce(coalesce(s.department_id, s.category_id, s.area_id)::text, ''),
  month, s.side, s.department_id, s.category_id, s.area_id, sum(received), sum(open), sum(due),
  sum(answered), sum(answered_in_time), sum(rated), sum(solved), sum(satisfied),
  sum(first_responses), sum(first_response_seconds)
FROM cases_ratecell c CROSS JOIN LATERAL (VALUES
  ('department', c.department_id, NULL::uuid, NULL::uuid), ('category', NULL, c.category_id, NULL),
  ('area', NULL, NULL, c.area_id)) AS s (side, department_id, category_id, area_id)
GROUP BY month, s.side, s.department_id, s.category_id, s.area_id
"""


def build(count: int, *, tell: Callable[[str], None] = print) -> None:
    """Fill the migrated, empty database of this connection with ``count`` cases."""
    if connection.vendor != "postgresql":
        raise SystemExit("the big town is made inside PostgreSQL: set DATABASE_URL")
    given = {
        "count": count, "days": DAYS, "texts": TEXTS, "streets": STREETS, "categories": CATEGORIES,
        "begin": timezone.localdate() - timedelta(days=DAYS), **_register(), "urgency": URGENCY,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        _texts(cursor)
        _numbers(cursor, count)
        dropped = _drop_indexes(cursor)
        for name, statement in [
            ("cases", CASES), ("events", EVENTS), ("answers", ANSWERS),
            ("search index", DOCUMENTS), ("rates", CELLS),
            ("their margins", MARGINS),
        ]:  # fmt: skip
            began = time.monotonic()
            cursor.execute(statement, given)
            tell(f"  {name}: {cursor.rowcount:,} rows in {time.monotonic() - began:.0f} s")
        began = time.monotonic()
        for definition in dropped:
            cursor.execute(definition)
        tell(f"  {len(dropped)} indexes in {time.monotonic() - began:.0f} s")
        cursor.execute("VACUUM ANALYZE")
        # What was written reaches the disk now, not beside the pages that are measured.
        cursor.execute("CHECKPOINT")
        cursor.execute("SET synchronous_commit = on")


def _register() -> dict[str, str]:
    """Areas, categories, departments, duties and the people who look at them."""
    from gongjian.foundation.kernel.actor import Role
    from gongjian.foundation.people.models import Organisation, RoleGrant, User
    from gongjian.government.duties.models import Area, Category, Duty

    city = Area.objects.create(code="10", name="城", level=1, path="10/")
    districts = [
        Area.objects.create(code=f"10{d}", name=f"{d} 区", level=2, parent=city, path=f"10/10{d}/")
        for d in range(4)
    ]
    streets = [
        Area.objects.create(
            code=f"{districts[n % 4].code}{n:02}", name=f"{n} 街道", level=3,
            parent=districts[n % 4], path=f"{districts[n % 4].path}{districts[n % 4].code}{n:02}/",
        )
        for n in range(STREETS)
    ]  # fmt: skip
    departments = [
        Organisation.objects.create(kind="public_body", code=f"d{n}", name=f"{n} 局")
        for n in range(DEPARTMENTS)
    ]
    tops = [
        Category.objects.create(code=f"c{n}", name=f"类 {n}", level=1, path=f"c{n}/")
        for n in range(6)
    ]
    leaves = [
        Category.objects.create(
            code=f"c{n % 6}-{n}", name=f"类 {n % 6}.{n}", level=2, parent=tops[n % 6],
            path=f"c{n % 6}/c{n % 6}-{n}/",
        )
        for n in range(CATEGORIES)
    ]  # fmt: skip
    for n, leaf in enumerate(leaves):
        Duty.objects.create(
            category=leaf, lead_department=departments[n % DEPARTMENTS],
            deadline_working_days=10, in_force_from=date(2020, 1, 1),
        )  # fmt: skip
    with connection.cursor() as cursor:
        for table, nodes in (("bench_street", streets), ("bench_category", leaves)):
            cursor.execute(f"CREATE TEMP TABLE {table} (n int PRIMARY KEY, id uuid, path text)")
            rows = [(n, node.pk, node.path) for n, node in enumerate(nodes, 1)]
            cursor.executemany(f"INSERT INTO {table} VALUES (%s, %s, %s)", rows)
    resident = User.objects.create_user("resident@example.org", name="居民")
    handler = User.objects.create_user("handler@example.org", name="经办人")
    dispatcher = User.objects.create_user("dispatcher@example.org", name="派单员")
    five = User.objects.create_user("five@example.org", name="五局经办人")
    for role in (Role.HANDLER, Role.SUPERVISOR):
        RoleGrant.objects.create(user=handler, role=role, organisation=departments[0])
    for department in departments[:5]:
        RoleGrant.objects.create(user=five, role=Role.HANDLER, organisation=department)
    RoleGrant.objects.create(user=dispatcher, role=Role.DISPATCHER)
    return {
        "requester": str(resident.pk), "handler": str(handler.pk),
        "department": str(departments[0].pk),
    }  # fmt: skip


def _texts(cursor) -> None:
    from gongjian.methods.search_terms import index_terms

    draw = random.Random(1)
    cursor.execute(TEXT_TABLE)
    rows = []
    for n in range(TEXTS):
        title = f"{draw.choice(_PLACES)} {draw.choice(_MATTERS)}"
        body = "。".join(
            f"{draw.choice(_PLACES)}{draw.choice(_MATTERS)}已经{draw.randint(2, 30)}天"
            for _ in range(6)
        )
        body += f"。{_RARE[n // 4]}"
        rows.append((n, title, body, index_terms(f"{title}\n{body}\n")))
    cursor.executemany("INSERT INTO bench_text VALUES (%s, %s, %s, %s)", rows)
    cursor.execute("ANALYZE bench_text")


def _numbers(cursor, count: int) -> None:
    from stdnum import luhn

    from gongjian.foundation.kernel.ids import ALPHABET

    cursor.execute(NUMBER_TABLE)
    with cursor.copy("COPY bench_number FROM STDIN") as copy:
        for n in range(1, count + 1):
            body = f"B{n:08}"
            copy.write_row((n, body + luhn.calc_check_digit(body, alphabet=ALPHABET)))
    cursor.execute("ANALYZE bench_number")


def _drop_indexes(cursor) -> list[str]:
    """Drop what is quicker made afterwards; return how to make it again."""
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY (%s)"
        " AND indexdef LIKE 'CREATE INDEX%%'",
        [["cases_case", "cases_caseevent", "cases_caseanswer", "cases_searchdocument"]],
    )
    found = cursor.fetchall()
    for name, _definition in found:
        cursor.execute(f'DROP INDEX "{name}"')
    return [definition for _name, definition in found]

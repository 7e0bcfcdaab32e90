"""Queries whose SQL is made once, not every time.

Django makes the SQL of a query anew whenever it is asked for, which takes several times as long as
the database takes to find a few rows by an index. Every step of a case asks some of these.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import connections, models, router
from django.db.models.query import ModelIterable, get_related_populators
from django.db.models.sql import UpdateQuery

Row = TypeVar("Row")


class _Given(models.Value):
    """The place of a value that comes with each call."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", [self]


class _Statement(NamedTuple):
    sql: str
    parameters: tuple[Any, ...]
    converters: list[tuple[int, list[Callable], Any]]
    """By column: what makes its value of what the database gave, and the expression it is of."""
    model: type[models.Model] | None
    """None where rows are tuples."""
    names: list[str]
    populators: list[Any]
    """Of what was selected with the rows."""
    annotated: list[tuple[str, int]]
    """What was annotated to a row of a model, by column."""
    width: int


class Prepared(Generic[Row]):
    """A query with places for values.

    Parameters
    ----------
    make : callable
        Takes as many places as there are fields and makes the queryset: of a model, with
        ``select_related`` if need be, or of ``values_list``, whose rows are then tuples. It is
        called once, at first use.
    *fields : Field
        The kinds of the values, in their order. A value is never None: its SQL would be another.
    """

    def __init__(self, make: Callable[..., models.QuerySet[Any]], *fields: models.Field) -> None:
        self._make = make
        self._fields = fields
        self._statements: dict[str, _Statement] = {}

    def rows(self, *values: object) -> list[Row]:
        """What the queryset with these values in it would give."""
        alias = router.db_for_read(models.Model)
        statement = self._statements.get(alias)
        if statement is None:
            statement = self._statements[alias] = self._compiled(alias)
        connection = connections[alias]
        with connection.cursor() as cursor:
            sent = _sent(statement.parameters, self._fields, values, connection)
            cursor.execute(statement.sql, sent)
            found = cursor.fetchall()
        return [_row(statement, list(row), alias) for row in found]

    def first(self, *values: object) -> Row | None:
        """The first of these rows; None if there is none."""
        return next(iter(self.rows(*values)), None)

    def _compiled(self, alias: str) -> _Statement:
        queryset = self._make(*_places(self._fields)).using(alias)
        compiler = queryset.query.get_compiler(alias)
        sql, parameters = compiler.as_sql()
        converters = compiler.get_converters([column for column, *_rest in compiler.select])
        model, names, populators, annotated = None, [], [], []
        width = len(compiler.select)
        if queryset._iterable_class is ModelIterable:
            own = compiler.klass_info["select_fields"]
            width = own[-1] + 1
            model = compiler.klass_info["model"]
            names = [column.target.attname for column, *_rest in compiler.select[:width]]
            # The types are of a later Django, which wants one argument more.
            populators = get_related_populators(  # type: ignore[call-arg]
                compiler.klass_info, compiler.select, alias
            )
            annotated = list(compiler.annotation_col_map.items())
        found = [(index, kinds, column) for index, (kinds, column) in converters.items()]
        return _Statement(sql, tuple(parameters), found, model, names, populators, annotated, width)


class PreparedUpdate:
    """An update with places for values.

    Parameters
    ----------
    make : callable
        Takes as many places as there are fields; gives the queryset of the rows, and what is
        written to them by name.
    *fields : Field
        The kinds of the values, in their order. What is written may be None, what is compared not.
    """

    def __init__(
        self,
        make: Callable[..., tuple[models.QuerySet[Any], Mapping[str, Any]]],
        *fields: models.Field,
    ) -> None:
        self._make = make
        self._fields = fields
        self._statements: dict[str, tuple[str, tuple[Any, ...]]] = {}

    def run(self, *values: object) -> int:
        """Update with these values; how many rows."""
        alias = router.db_for_write(models.Model)
        if alias not in self._statements:
            queryset, written = self._make(*_places(self._fields))
            query: Any = queryset.using(alias).query.chain(UpdateQuery)
            query.add_update_values(written)
            sql, parameters = query.get_compiler(alias).as_sql()
            self._statements[alias] = (sql, tuple(parameters))
        sql, parameters = self._statements[alias]
        connection = connections[alias]
        with connection.cursor() as cursor:
            cursor.execute(sql, _sent(parameters, self._fields, values, connection))
            return int(cursor.rowcount)


def _places(fields: Sequence[models.Field]) -> list[_Given]:
    return [_Given(place, output_field=field) for place, field in enumerate(fields)]


def _sent(
    parameters: Sequence[Any],
    fields: Sequence[models.Field],
    values: Sequence[object],
    connection: Any,
) -> list[Any]:
    return [
        fields[one.value].get_db_prep_value(values[one.value], connection)
        if type(one) is _Given
        else one
        for one in parameters
    ]


def _row(statement: _Statement, values: list[Any], alias: str) -> Any:
    connection = connections[alias]
    for index, converters, expression in statement.converters:
        for convert in converters:
            values[index] = convert(values[index], expression, connection)
    if statement.model is None:
        return tuple(values)
    row = statement.model.from_db(alias, statement.names, values[: statement.width])
    for populator in statement.populators:
        populator.populate(values, row)
    for name, column in statement.annotated:
        setattr(row, name, values[column])
    return row

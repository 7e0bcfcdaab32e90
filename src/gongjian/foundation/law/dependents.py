"""What rests on the law, told by the apps above: duties, procedures, deadlines, agreements.

Law imports none of them. Each says in a `DependentKind` how to find what cites a provision or uses
a parameter; config/wiring.py connects them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongjian.foundation.kernel.errors import Text
from gongjian.methods.legal_rules import Check


@dataclass(frozen=True, slots=True)
class Subject:
    """The thing that findings are about.

    Attributes
    ----------
    reference : str
        ``"duty:0192…"``.
    title : str
        What it is called, without personal data where ``is_public``.
    path : str
        Of its page.
    kind : str
        Code of a `DependentKind`, or "".
    organisation_id : UUID, optional
        Whose it is: supervisors there settle what needs a person.
    other_organisation_id : UUID, optional
        Who is a party to it, too: supervisors there see it, are told, and may settle it.
    is_public : bool
        Whether everybody may see what is found of it.
    """

    reference: str
    title: str
    path: str = ""
    kind: str = ""
    organisation_id: UUID | None = None
    other_organisation_id: UUID | None = None
    area_path: str = ""
    is_public: bool = False


@dataclass(frozen=True, slots=True)
class Touched:
    """What changed.

    Attributes
    ----------
    provisions : frozenset of UUID
        All versions of the provisions that changed, began or ended.
    parameters : frozenset of str
        Codes of the parameters that did, or whose provision did.
    day : date
        On which everything is looked at.
    """

    provisions: frozenset[UUID]
    parameters: frozenset[str]
    day: date


@dataclass(frozen=True, slots=True)
class Dependent:
    """One thing that rests on the law.

    Attributes
    ----------
    cites : tuple of UUID
        Versions of provisions that it names as its basis.
    checks : tuple of Check
        Its own rules, with its facts: whether it conflicts with what the law asks now.
    """

    subject: Subject
    cites: tuple[UUID, ...] = ()
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class DependentKind:
    """A kind of things that rest on the law, and how to find those that a change touches.

    ``read`` yields what is in use on that day and rests on something touched, and nothing that is
    over: what was decided by the law of its day stays decided.
    """

    code: str
    name: Text
    read: Callable[[Touched], Iterable[Dependent]]


_kinds: dict[str, DependentKind] = {}


def connect_dependents(kinds: Iterable[DependentKind]) -> None:
    """Install the kinds of all apps; config/wiring.py calls this once.

    Raises
    ------
    ValueError
        Two kinds have one code.
    """
    found: dict[str, DependentKind] = {}
    for one in kinds:
        if found.setdefault(one.code, one) is not one:
            raise ValueError(f"two kinds are called {one.code}")
    _kinds.clear()
    _kinds.update(found)


def dependent_kinds() -> list[DependentKind]:
    """In the order they were connected."""
    return list(_kinds.values())

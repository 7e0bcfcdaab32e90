"""What is wrong with a Pabulib file, for whoever brought it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjian.methods.pabulib import Flaw, PabulibError

FLAWS = {
    Flaw.LONG_FIELD: gettext_lazy("a field larger than %(most)s characters"),
    Flaw.NO_SECTION: gettext_lazy("there is no section %(section)s"),
    Flaw.NO_META: gettext_lazy("a file begins with META"),
    Flaw.SECOND_SECTION: gettext_lazy("a second section %(section)s"),
    Flaw.NO_COLUMN: gettext_lazy("%(section)s has no column '%(column)s'"),
    Flaw.NO_PAIR: gettext_lazy("a key and its value are expected"),
    Flaw.NO_ID: gettext_lazy("'%(text)s' is no id of a project"),
    Flaw.PROJECT_TWICE: gettext_lazy("project '%(text)s' is there twice"),
    Flaw.NO_COST: gettext_lazy("there is no cost"),
    Flaw.FEW_CELLS: gettext_lazy("a vote has %(cells)s cells, %(wanted)s are expected"),
    Flaw.VOTER_TWICE: gettext_lazy("voter '%(text)s' votes twice"),
    Flaw.VOTE_TYPE: gettext_lazy("vote_type '%(text)s' is none of %(known)s"),
    Flaw.NO_BUDGET: gettext_lazy("META has no budget"),
    Flaw.UNKNOWN_PROJECT: gettext_lazy("a vote for an unknown project: '%(text)s'"),
    Flaw.ONE_TWICE: gettext_lazy("a vote names one project twice"),
    Flaw.NO_MONEY: gettext_lazy("%(what)s '%(text)s' is no amount of money"),
    Flaw.NEGATIVE: gettext_lazy("%(what)s '%(text)s' is negative"),
    Flaw.FEW_POINTS: gettext_lazy("%(points)s numbers of points for %(projects)s projects"),
    Flaw.NO_POINTS: gettext_lazy("points are whole numbers, 0 or more: '%(text)s'"),
}


def words_of(error: PabulibError) -> str:
    said = str(FLAWS[error.flaw]) % error.values
    return _("Line %(line)d: %(said)s.") % {"line": error.line, "said": said}

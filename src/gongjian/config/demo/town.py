"""The whole demo town in one value."""

from datetime import date, datetime, time

from gongjian.config.demo.answer_templates import answer_templates
from gongjian.config.demo.categories import categories
from gongjian.config.demo.departments import departments
from gongjian.config.demo.duties import duties
from gongjian.config.demo.model import Language, Town
from gongjian.config.demo.office_hours import TOWN_TIME
from gongjian.config.demo.people import accounts, companies
from gongjian.config.demo.places import areas
from gongjian.config.demo.plots import STANDARD_SIZE, draw_plots
from gongjian.config.demo.provisions import provisions
from gongjian.config.demo.writing import Writer


def build_town(
    *, language: Language, today: date, seed: int = 1, size: int = STANDARD_SIZE
) -> Town:
    """Make the town as it stands at the start of a day.

    Parameters
    ----------
    language : {"en", "zh"}
        The language people write in. Everything else is the same in both towns.
    today : date
        The day in the town's time; everything has happened before its first minute.
    seed : int
        Another seed, other cases; the register and the people stay.
    size : int
        How many cases there are.

    Returns
    -------
    Town
        Equal for equal arguments. Cost grows with ``size``: about 0.5 ms a case.
    """
    now = datetime.combine(today, time(), TOWN_TIME)
    people = accounts()
    writer = Writer(language, seed)
    return Town(
        language=language,
        now=now,
        areas=areas(),
        departments=departments(),
        provisions=provisions(today),
        categories=categories(),
        duties=duties(),
        companies=companies(),
        accounts=people,
        answer_templates=answer_templates(),
        stories=tuple(writer.write(plot) for plot in draw_plots(people, now, seed, size)),
    )

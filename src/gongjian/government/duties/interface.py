"""The door of duties: areas, categories, who is responsible, working days."""

from gongjian.government.duties.actions.import_register import ImportKind, import_register
from gongjian.government.duties.actions.notify_people import tell_open_proposals
from gongjian.government.duties.actions.propose_duty_change import propose_duty_change
from gongjian.government.duties.models import Area, Category, Duty
from gongjian.government.duties.selectors.areas import (
    area_at,
    area_ids_under,
    area_in_town,
    area_index,
    area_options,
    areas,
    get_area,
    get_area_in_use,
    kept_area,
    outlined_areas,
    outside_town,
    widest_area,
)
from gongjian.government.duties.selectors.categories import (
    categories,
    category_ids_above,
    category_ids_under,
    category_index,
    category_options,
    category_parents,
    every_category,
    get_category,
    get_category_by_code,
    get_known_category,
    kept_category,
    leaf_categories,
)
from gongjian.government.duties.selectors.choices import Node
from gongjian.government.duties.selectors.deadlines import (
    deadline_at,
    extend_deadline,
    is_working_day,
    last_day_of,
    moment_at_share,
    moved_start,
    paused_deadline,
)
from gongjian.government.duties.selectors.duties import supporting_departments
from gongjian.government.duties.selectors.duty_lookup import (
    DutyLookup,
    Gap,
    responsible_duty,
    why_nobody,
)
from gongjian.government.duties.selectors.findings import lead_department_ids
from gongjian.government.duties.selectors.town_picture import draw_places, town_outlines

__all__ = [
    "Area",
    "Category",
    "Duty",
    "DutyLookup",
    "Gap",
    "ImportKind",
    "Node",
    "area_at",
    "area_ids_under",
    "area_in_town",
    "area_index",
    "area_options",
    "areas",
    "categories",
    "category_ids_above",
    "category_ids_under",
    "category_index",
    "category_options",
    "category_parents",
    "deadline_at",
    "draw_places",
    "every_category",
    "extend_deadline",
    "get_area",
    "get_area_in_use",
    "get_category",
    "get_category_by_code",
    "get_known_category",
    "import_register",
    "is_working_day",
    "kept_area",
    "kept_category",
    "last_day_of",
    "lead_department_ids",
    "leaf_categories",
    "moment_at_share",
    "moved_start",
    "outlined_areas",
    "outside_town",
    "paused_deadline",
    "propose_duty_change",
    "responsible_duty",
    "supporting_departments",
    "tell_open_proposals",
    "town_outlines",
    "why_nobody",
    "widest_area",
]

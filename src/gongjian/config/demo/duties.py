"""The duty register: who is responsible for what, where, and by when.

On purpose it has one gap (nobody answers for shared bicycles) and one overlap (two bureaus
both lead on restaurant fumes), which is what a register looks like before it is settled.
"""

from datetime import date
from functools import cache

from gongjian.config.demo.model import Duty
from gongjian.config.demo.places import DISTRICT_CODE, STREET_CODES

GAP = "TRA-BUS-BIKE"
OVERLAP = "ENV-AIR-FUME"
_SINCE = date(2023, 3, 1)
_DELEGATED_SINCE = date(2024, 1, 1)

# Category, lead, supporting, working days, provision.
_DISTRICT_WIDE = """
HOU-EST-FEES housing - 10 estates-18
HOU-EST-LIFT market housing 5 estates-33
HOU-EST-PARK housing market 10 estates-27
HOU-EST-LEAK housing - 15 estates-33
HOU-NEW-LATE housing - 20 estates-33
HOU-NEW-FAULT housing - 15 estates-33
HOU-NEW-DEED planning housing 10 land-30
HOU-RENT-PUBLIC housing civil 15 estates-41
HOU-RENT-DISPUTE housing market 10 estates-41
CITY-ROAD-HOLE urban transport 5 streets-14
CITY-ROAD-LIGHT urban - 5 streets-14
CITY-ROAD-COVER urban water 3 streets-14
CITY-CLEAN-RUBBISH urban - 3 streets-14
CITY-CLEAN-TOILET urban - 5 streets-14
CITY-ORDER-VENDOR urban market 5 streets-22
CITY-ORDER-BUILD urban planning 20 streets-22
CITY-ORDER-DOG urban health 5 streets-22
CITY-GREEN-TREE urban - 10 streets-30
CITY-GREEN-PARK urban - 10 streets-30
ENV-NOISE-SITE ecology urban,housing 5 quiet-11
ENV-NOISE-LIFE urban - 5 quiet-11
ENV-AIR-FUME ecology urban 10 quiet-17
ENV-AIR-FUME urban ecology 10 quiet-17
ENV-AIR-DUST ecology housing,transport 5 quiet-17
ENV-AIR-SMELL ecology - 10 quiet-17
ENV-WATER-RIVER ecology water 10 waters-19
TRA-SAFE-SIGNAL traffic - 5 traffic-11
TRA-SAFE-CROSS traffic urban,transport 10 traffic-11
TRA-SAFE-EBIKE traffic emergency 10 traffic-11
TRA-PARK-ILLEGAL traffic urban 3 traffic-11
TRA-BUS-LINE transport - 10 traffic-26
TRA-BUS-STOP transport urban 10 traffic-26
TRA-BUS-TAXI transport - 10 traffic-26
UTI-WATER-PRESS water - 5 waters-8
UTI-WATER-QUAL water health 5 waters-8
UTI-WATER-DRAIN water urban 5 waters-19
UTI-ENERGY-GAS housing emergency 3 safety-7
UTI-ENERGY-CHARGE housing emergency 10 safety-7
EDU-SCHOOL-PLACE education - 10 schools-6
EDU-SCHOOL-MEAL education market 5 schools-6
EDU-OUT-TUTOR education market 15 schools-19
EDU-OUT-SPORT education urban 10 schools-19
HEA-CARE-CLINIC health - 5 health-10
HEA-CARE-VACC health education 5 health-10
HEA-PUBLIC-PEST health urban 5 health-10
SOC-WORK-WAGE labour housing 10 support-5
SOC-WORK-INSUR labour - 10 support-12
SOC-WORK-TRAIN labour - 10 support-12
SOC-CARE-ELDER civil health 10 support-20
SOC-CARE-AID civil - 15 support-12
SOC-CARE-ACCESS civil housing,urban 20 support-20
MAR-BUY-CARD market - 15 consumers-9
MAR-BUY-FOOD market health 5 consumers-15
MAR-BUY-PRICE market - 10 consumers-15
MAR-FIRM-LICENCE market - 5 consumers-15
SAF-FIRE-EXIT emergency housing 5 safety-7
SAF-FIRE-WORK emergency housing 5 safety-7
SAF-LAND-SLOPE planning emergency,housing 10 land-30
SAF-LAND-PLAN planning - 15 land-30
SAF-LAND-VILLAGE planning - 20 land-30
"""

# Street, then as above: here the street's own rule wins over the district's.
_STREETS_OWN = """
daoxiang CITY-CLEAN-RUBBISH daoxiang urban 3 delegation-3
daoxiang CITY-ROAD-LIGHT daoxiang urban 5 delegation-3
daoxiang CITY-ORDER-VENDOR daoxiang urban 5 delegation-3
daoxiang HEA-PUBLIC-PEST daoxiang health 5 delegation-3
daoxiang SAF-LAND-VILLAGE daoxiang planning 15 delegation-3
xingang ENV-NOISE-SITE ecology urban,transport 3 quiet-11
meiwu UTI-WATER-PRESS water housing 3 waters-8
shiqiaotou CITY-ROAD-HOLE housing urban 10 streets-14
"""


def duties() -> tuple[Duty, ...]:
    """Return the whole register, the district's duties before those of single streets."""
    district = (_duty(DISTRICT_CODE, line, _SINCE) for line in _DISTRICT_WIDE.strip().splitlines())
    own = (line.partition(" ") for line in _STREETS_OWN.strip().splitlines())
    streets = (_duty(STREET_CODES[street], rest, _DELEGATED_SINCE) for street, _, rest in own)
    return (*district, *streets)


def duty_for(category: str, area: str) -> Duty | None:
    """Return the most specific duty, the first where two are equally so, or None in the gap."""
    register = _by_category_and_area()
    return register.get((category, area)) or register.get((category, DISTRICT_CODE))


@cache
def _by_category_and_area() -> dict[tuple[str, str], Duty]:
    # Reversed so that of two equal duties the first one listed stays.
    return {(duty.category, duty.area): duty for duty in reversed(duties())}


def _duty(area: str, line: str, since: date) -> Duty:
    category, lead, supporting, days, provision = line.split()
    helpers = () if supporting == "-" else tuple(supporting.split(","))
    return Duty(category, area, lead, helpers, int(days), provision, since)

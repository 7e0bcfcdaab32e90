"""The fourteen departments that handle cases, and the bodies around them."""

from gongjian.config.demo.model import BodyKind, Department, Words
from gongjian.config.demo.places import DISTRICT_CODE, STREET_CODES

SERVICE_CENTRE = "service-centre"
DIGITAL_OFFICE = "digital-office"
AUDIT_OFFICE = "audit-office"

# code: (English, Chinese, short English, short Chinese)
_BUREAUS = {
    "housing": (
        "Housing and Construction Bureau", "住房和城乡建设局", "Housing", "住建局",
    ),
    "urban": (
        "Urban Management and Greening Bureau", "城市管理和园林绿化局", "Urban Management",
        "城管局",
    ),
    "ecology": ("Ecology and Environment Bureau", "生态环境局", "Environment", "生态环境局"),
    "transport": ("Transport Bureau", "交通运输局", "Transport", "交通运输局"),
    "traffic": ("Traffic Police Brigade", "公安交通管理大队", "Traffic Police", "交管大队"),
    "water": ("Water Bureau", "水务局", "Water", "水务局"),
    "education": ("Education and Sports Bureau", "教育体育局", "Education", "教体局"),
    "health": ("Health Commission", "卫生健康委员会", "Health", "卫健委"),
    "civil": ("Civil Affairs Bureau", "民政局", "Civil Affairs", "民政局"),
    "labour": (
        "Human Resources and Social Security Bureau", "人力资源和社会保障局", "Labour", "人社局",
    ),
    "market": ("Market Regulation Bureau", "市场监督管理局", "Market Regulation", "市场监管局"),
    "planning": ("Natural Resources and Planning Bureau", "自然资源和规划局", "Planning", "资规局"),
    "emergency": ("Emergency Management Bureau", "应急管理局", "Emergency", "应急局"),
}  # fmt: skip


def departments() -> tuple[Department, ...]:
    """Return the fourteen departments, then the three bodies that handle no cases."""
    bureaus = [
        Department(
            code=code,
            kind="department",
            area=DISTRICT_CODE,
            name=Words(f"Egret Lake District {en}", f"鹭湖区{zh}"),
            short=Words(short_en, f"区{short_zh}"),
            telephone=telephone_of(code),
            email=f"{code}@luhu.example.org",
        )
        for code, (en, zh, short_en, short_zh) in _BUREAUS.items()
    ]
    office = Department(
        code="daoxiang",
        kind="department",
        area=STREET_CODES["daoxiang"],
        name=Words("Daoxiang Subdistrict Office", "稻香街道办事处"),
        short=Words("Daoxiang Office", "稻香街道办"),
        telephone=telephone_of("daoxiang"),
        email="daoxiang@luhu.example.org",
    )
    return (*bureaus, office, *_bodies())


def department_codes() -> tuple[str, ...]:
    """Return the codes of the fourteen departments that handle cases."""
    return (*_BUREAUS, "daoxiang")


def telephone_of(code: str) -> str:
    """Return a body's number; 5550 numbers are connected to nobody."""
    codes = (SERVICE_CENTRE, *_BUREAUS, "daoxiang", DIGITAL_OFFICE, AUDIT_OFFICE)
    return f"5550 {100 + codes.index(code):04d}"


def _bodies() -> tuple[Department, ...]:
    def body(code: str, kind: BodyKind, name: Words, short: Words) -> Department:
        return Department(
            code=code,
            kind=kind,
            area=DISTRICT_CODE,
            name=name,
            short=short,
            telephone=telephone_of(code),
            email=f"{code}@luhu.example.org",
        )

    return (
        body(
            SERVICE_CENTRE,
            "service_centre",
            Words("Egret Lake District Service Centre", "鹭湖区政务服务便民热线中心"),
            Words("Service Centre", "区热线中心"),
        ),
        body(
            DIGITAL_OFFICE,
            "digital_office",
            Words("Egret Lake District Digital Government Office", "鹭湖区数字政府办公室"),
            Words("Digital Office", "区数字办"),
        ),
        body(
            AUDIT_OFFICE,
            "audit_office",
            Words("Egret Lake District Audit Office", "鹭湖区审计局"),
            Words("Audit", "区审计局"),
        ),
    )

import pytest

from gongjian.government.cases.actions.masking import mask
from tests.factories import make_department

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("咨询电话：5550104，工作日。", "咨询电话：5550104，工作日。"),
        ("致电0731-55550104。", "致电0731-55550104。"),
        ("电话55550104、5550104", "电话55550104、5550104"),
        ("我的手机13812345678，局里电话5550104", "我的手机●●●，局里电话5550104"),
        ("我家电话5550199", "我家电话●●●"),
        ("电话5550104、5550199", "电话●●●"),
    ],
)
def test_what_a_public_body_is_called_on_stays(text, shown):
    make_department("水务局", phone="5550104")
    make_department("城管局", phone="0731-55550104")

    assert mask(text, []) == shown


def test_a_companys_telephone_is_masked():
    make_department("物业公司", kind="company", phone="5550104")

    assert mask("电话5550104", []) == "电话●●●"

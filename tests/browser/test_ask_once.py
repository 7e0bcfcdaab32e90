"""A resident applies, is asked nothing that departments hold, and sees who looked: in a browser,
with two departments' nodes beside the town."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.axe import findings
from tests.process.exchange_town import exchange_town

pytestmark = [
    pytest.mark.browser, pytest.mark.process, pytest.mark.any_database,
    pytest.mark.django_db(transaction=True),
]  # fmt: skip
WORDS = {
    "en": {
        "apply": "Apply", "fetch": "Fetch all of this, and go on",
        "need_not": "You need not tell us", "three": "Three",
        "hand_in": "Hand it in", "handed_in": "handed in",
        "looked": "Who looked at my data", "insurance": "Social insurance",
    },
    "zh": {
        "apply": "申请办理", "fetch": "全部获取并继续", "need_not": "无需您填写",
        "three": "三居室", "hand_in": "提交", "handed_in": "已提交",
        "looked": "谁查看了我的数据", "insurance": "社会保险参保",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_is_applied_for_on_a_phone_and_looked_up_at_a_desk(windows, tmp_path, language):
    words = WORDS[language]
    with exchange_town(tmp_path, language) as town:
        base = town.url.rstrip("/")
        visit = windows(base, language=language, size="phone")
        page = visit.go("/demo/")
        page.locator("form:has(input[name=next][value^='/services/public'])").get_by_role(
            "button"
        ).click()

        page.get_by_role("link", name=words["apply"], exact=True).click()
        assert findings(page) == []
        page.get_by_role("button", name=words["fetch"]).click()

        expect(page.get_by_role("heading", name=words["need_not"])).to_be_visible()
        assert findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.get_by_text(words["three"], exact=True).click()
        page.get_by_role("button", name=words["hand_in"], exact=True).click()
        expect(page.get_by_text(words["handed_in"], exact=True)).to_be_visible()

        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(f"{base}/my-data/")
        expect(page.get_by_role("heading", level=1)).to_have_text(words["looked"])
        expect(page.get_by_role("link", name=words["insurance"]).first).to_be_visible()
        assert findings(page) == []
        assert visit.complaints == []

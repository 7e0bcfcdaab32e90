"""The words of the demo town: varied, whole, and telling of one matter at a time."""

import re
from collections import Counter
from datetime import date
from functools import cache

import pytest

from gongjian.config.demo.grammar import Matter, Wording
from gongjian.config.demo.model import Town
from gongjian.config.demo.stories import CLUSTERS, REFUSED, SUBJECTS
from gongjian.config.demo.stories.reading import read_clusters, read_subjects
from gongjian.config.demo.town import build_town

LANGUAGES = ("en", "zh")
MATTERS = [matter for subject in (*SUBJECTS, *REFUSED) for matter in subject.matters]
MATTERS += [cluster.matter for cluster in CLUSTERS]

SMALL = """
=== CITY-ROAD-HOLE works weight 8 private 0.02
add: It is dangerous.
add: 很危险。
ask 2: Please answer.
ask 2: 请答复。
--- 1 report road
title: Hole on {place}
title: {place}有坑
tell: There is a hole.
tell: 路上有个坑。
find: Filled.
find: 已填平。
--- 2 question road
title: When?
title: 什么时候？
tell: When will it be done?
tell: 什么时候修？
find: Soon.
find: 很快。
"""


@cache
def town(language: str) -> Town:
    return build_town(language=language, today=date(2026, 5, 20))


def wordings(matter: Matter) -> tuple[Wording, Wording]:
    return matter.en, matter.zh


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_almost_never_repeated(language: str) -> None:
    stories = town(language).stories

    assert len({story.text for story in stories}) / len(stories) > 0.95
    assert len({story.title for story in stories}) / len(stories) > 0.8


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_written_has_an_unfilled_or_doubled_place(language: str) -> None:
    stories = town(language).stories
    written = [s.title for s in stories] + [s.text for s in stories] + [s.address for s in stories]
    written += [step.text for s in stories for step in s.course]

    assert not [text for text in written if re.search(r"[{}]|  |。。|\.\.|，，", text)]


def test_each_language_keeps_to_its_script() -> None:
    chinese_in_english = [
        text
        for story in town("en").stories
        for text in (story.title, story.address, story.requester.name)
        if re.search(r"[\u4e00-\u9fff]", text)
    ]
    words_in_chinese = [
        text
        for story in town("zh").stories
        for text in (story.title, story.address, story.requester.name)
        if re.search(r"[A-Za-z]{2,}", text)
    ]

    assert chinese_in_english == []
    assert words_in_chinese == []


def test_english_sentences_begin_with_a_capital() -> None:
    wrong = [s.text for s in town("en").stories if re.search(r"(^|[.!?] )[a-z]", s.text)]

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_and_addresses_fit_their_fields(language: str) -> None:
    stories = town(language).stories

    assert max(len(story.title) for story in stories) <= 200
    assert max(len(story.address) for story in stories) <= 200
    assert max(len(story.text) for story in stories) <= 2000


def test_every_category_has_at_least_five_ways_to_tell() -> None:
    few = [
        subject.category
        for subject in SUBJECTS
        for language in LANGUAGES
        if sum(len(getattr(matter, language).details) for matter in subject.matters) < 5
    ]

    assert few == []


def test_every_matter_has_a_title_an_account_and_an_outcome_in_both_languages() -> None:
    for matter in MATTERS:
        for wording in wordings(matter):
            assert wording.titles
            assert wording.details
            assert wording.findings or wording.rejections


def test_both_languages_say_as_much_of_every_matter() -> None:
    uneven = [
        matter.en.titles[0]
        for matter in MATTERS
        if any(
            len(getattr(matter.en, part)) != len(getattr(matter.zh, part))
            for part in ("titles", "details", "consequences", "asks", "findings", "rejections")
        )
    ]

    assert uneven == []


def test_dates_of_the_answer_stand_only_in_answers() -> None:
    early = [
        text
        for matter in MATTERS
        for wording in wordings(matter)
        for text in (*wording.titles, *wording.details, *wording.consequences, *wording.asks)
        if "{visit}" in text or "{plan}" in text
    ]

    assert early == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"13800\d{3}500",
        r"(?<!\d)\d{6}1900\d{7}[\dX]",
        r"宁X\d[A-K]\d{3}",
        r"@example\.org",
        r"(?<!\d)62\d{14}",
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_some_texts_let_personal_data_slip(language: str, pattern: str) -> None:
    found = [s for s in town(language).stories if re.search(pattern, s.text)]

    assert 2 <= len(found) < 250


def test_a_place_is_always_managed_by_the_same_firm() -> None:
    managers: dict[str, Counter[str]] = {}
    for story in town("en").stories:
        for name in re.findall(r"(?:Quiet|Green) Eaves Property|Lake Nest Property", story.text):
            estate = story.address.split(", ")[1]
            managers.setdefault(estate, Counter())[name] += 1

    assert len(managers) > 20
    assert all(len(names) == 1 for names in managers.values())


def test_shared_sentences_reach_the_matters_they_name() -> None:
    (subject,) = read_subjects(SMALL)
    report, question = subject.matters

    assert report.en.consequences == ("It is dangerous.",)
    assert report.zh.asks == ()
    assert question.en.consequences == ()
    assert question.zh.asks == ("请答复。",)


def test_an_unknown_line_is_refused() -> None:
    with pytest.raises(ValueError, match="not understood: titel: Hole"):
        list(read_subjects(SMALL.replace("title: Hole", "titel: Hole")))


def test_a_cluster_is_read_with_its_place_and_days() -> None:
    head = "=== dark TRA-SAFE-CROSS report at wanglu-school-0 size 16 days 65 20\ntitle: Dark\n"
    (cluster,) = read_clusters(head + "tell: It is dark.\nfind: Lit.\n")

    assert (cluster.key, cluster.place_key, cluster.matter.place) == (
        "dark",
        "wanglu-school-0",
        "school",
    )
    assert (cluster.size, cluster.first_days_ago, cluster.last_days_ago) == (16, 65, 20)

"""Columns are known by their headings in four languages, and by what stands below them."""

import pytest

from risks.imports.headings import Profile, fields_of, header_line, match, profile

SHORT = Profile(filled=9, long_texts=0, dates=0, marks=0)
PROSE = Profile(filled=9, long_texts=9, dates=0, marks=0)
MARKED = Profile(filled=9, long_texts=0, dates=0, marks=9)


def fields(headings, columns=None):
    return [guess.field for guess in fields_of(headings, columns or [SHORT] * len(headings), {})]


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (
            ["Risk ID", "Risk Title", "Category", "Likelihood", "Impact", "Score", "Risk Owner", "Due Date", "Status"],
            ["key", "title", "category", "current_likelihood", "current_impact", "", "owner", "due", "state"],
        ),
        (
            ["No.", "Risk", "Inherent L", "Inherent I", "Residual L", "Residual I", "Target L", "Target I"],
            [
                *("key", "title", "inherent_likelihood", "inherent_impact", "current_likelihood", "current_impact"),
                *("target_likelihood", "target_impact"),
            ],
        ),
        (
            [
                "编号",
                "风险名称",
                "风险描述",
                "可能性",
                "影响程度",
                "风险等级",
                "应对策略",
                "应对措施",
                "负责人",
                "状态",
            ],
            [
                "key",
                "title",
                "event",
                "current_likelihood",
                "current_impact",
                "",
                "strategy",
                "treatment",
                "owner",
                "state",
            ],
        ),
        (
            ["編號", "風險", "原因", "後果", "固有風險", "機率", "影響", "負責人", "識別日期"],
            ["key", "title", "cause", "effect", "", "current_likelihood", "current_impact", "owner", "identified_on"],
        ),
        (
            ["№", "Риск", "Категория", "Вероятность", "Влияние", "Уровень риска", "Ответственный", "Срок", "Статус"],
            ["key", "title", "category", "current_likelihood", "current_impact", "", "owner", "due", "state"],
        ),
        (
            ["Nº", "Riesgo", "Descripción", "Probabilidad", "Impacto", "Propietario", "Fecha límite", "Estado"],
            ["key", "title", "event", "current_likelihood", "current_impact", "owner", "due", "state"],
        ),
        (["Risk Description", "RAG"], ["title", "current_level"]),
        (["ID", "Title", "L", "I", "Rating"], ["key", "title", "current_likelihood", "current_impact", ""]),
        (["riskOwner", "risk_title", "date-identified"], ["owner", "title", "identified_on"]),
        (["Vendor", "Notes", "Threat", "Vulnerability", "Title"], ["more", "more", "cause", "cause", "title"]),
        (["Foo", "Bar"], ["", ""]),
        (
            ["Likelihood", "Impact", "Initial likelihood", "Initial impact", "Name"],
            ["current_likelihood", "current_impact", "inherent_likelihood", "inherent_impact", "title"],
        ),
    ],
)
def test_the_fields_of_a_register_are_found(headings, found):
    assert fields(headings) == found


def test_impact_over_sentences_is_the_effect():
    assert fields(["Risk", "Impact", "Treatment"], [SHORT, PROSE, PROSE]) == ["title", "effect", "treatment"]


def test_columns_of_marks_share_a_field():
    headings = ["Risk", "Likelihood / Low", "Likelihood / High"]

    assert fields(headings, [SHORT, MARKED, MARKED]) == ["title", "current_likelihood", "current_likelihood"]


def test_this_product_s_own_headings_win():
    found = fields_of(["So that", "Id"], [SHORT, SHORT], {"so that": "effect", "id": "uuid"})

    assert [(guess.field, guess.score) for guess in found] == [("effect", 2.0), ("uuid", 2.0)]


def test_the_headings_are_found_below_title_rows():
    rows = [
        (1, ["Risk register 2026", "", "", ""]),
        (2, ["Prepared by the PMO", "", "", ""]),
        (4, ["ID", "Risk", "Likelihood", "Impact"]),
        (5, ["1", "Risk of delay", "High", "Low"]),
    ]

    assert header_line(rows) == 4


def test_without_any_known_heading_the_first_line_is_taken():
    assert header_line([(3, ["a", "b"]), (4, ["c", "d"])]) == 3


def test_a_column_is_described_by_what_it_holds():
    assert profile(["x", "", "X", "✓"]) == Profile(filled=3, long_texts=0, dates=0, marks=3)
    assert profile(["x" * 40, "short", "y" * 40]).is_prose


@pytest.mark.parametrize(
    ("heading", "sure"), [("owner", 1.0), ("name of the owner", 0.5 + 0.4 * 5 / 17), ("ownership", 0)]
)
def test_words_count_by_how_much_of_the_heading_they_are(heading, sure):
    assert match(heading, ("owner",)) == pytest.approx(sure)

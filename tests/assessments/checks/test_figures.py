"""A picture without a description is told before the document is submitted, in its item, with what to write."""

from dataclasses import replace

import pytest

from assessments import checks, editing
from assessments.checks.figures import RULE
from assessments.snapshot import Annex
from assessments.snapshot.annexes import shared
from tests.assessments.annexes.documents import TABLE
from tests.assessments.checks.documents import found, mihon, problems, zenkomoku
from tests.assessments.rendering.documents import PIXEL
from tests.builders import write

FIGURE = "zenkomoku.A1.figure"


def picture(name: str, **said):
    return {"name": name, "media_type": "image/png", "base64": PIXEL, **said}


def test_every_picture_without_a_description_is_named():
    figures = [picture("窓口.png", alt="窓口から保管まで"), picture("保管.png", alt=" 　"), picture("scan0001.png")]
    told = problems(zenkomoku(A1_figure={"figures": figures}), RULE)
    assert [problem.address for problem in told] == [("", FIGURE)] * 2
    assert [problem.sentence.split("に、")[0] for problem in told] == [
        "「（別添1）事務の内容」の図2（保管.png）",
        "「（別添1）事務の内容」の図3（scan0001.png）",
    ]
    assert all("だれが、何を、どの順に" in problem.sentence for problem in told)
    assert all(problem.severity is checks.Severity.ERROR for problem in told)


@pytest.mark.parametrize("value", [None, {"text": "図なし"}, {"figures": []}, {"lost": True}])
def test_where_there_is_no_picture_nothing_is_told(value):
    assert found(zenkomoku(A1_figure=value), RULE) == []


def test_a_pdf_without_a_description_is_told_at_its_annex():
    annex = Annex("x1", "別添4", "", "pdf", file=shared(b"%PDF-"), file_name="流れ図.pdf")
    snapshot = replace(mihon(), annexes=(TABLE, annex, replace(annex, ref="x2", alt="窓口から保管まで")))
    [problem] = problems(snapshot, RULE)
    assert problem.address == ("x1", "annex.pdf") and problem.where == ("別添4",)
    assert "「別添4」のPDF（流れ図.pdf）に、内容の説明がありません" in problem.sentence


def test_it_stands_on_the_page_of_what_is_to_be_put_right(cast):
    document = editing.start_assessment(
        "zenkomoku", "1", "全項目の評価", by=cast.visitor("author"), agency=cast.agency, department=cast.department
    )
    write(cast, document, FIGURE, {"figures": [picture("scan0001.png")]})
    page = cast.client("author").get("/work/999997/1/check/")
    assert "の図1（scan0001.png）に、説明がありません" in page.text and RULE in page.text

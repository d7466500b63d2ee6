"""規則第11条・第14条〜第16条: five years of one document as people live them, and three years after its end."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from assessments import workflow
from assessments.law import agenda
from assessments.models import Assessment
from assessments.policies import open_version
from assessments.workflow import Incomplete
from tests.assessments.law.pages import url
from tests.builders import approved, at_once, rows, small_document, write
from tests.people import client_of  # a new sign-in each time: sessions do not last for years

TOKYO = ZoneInfo("Asia/Tokyo")
DEPT, PLACE = "juten.I.6.dept", "juten.II.6.place"


class Years:
    """The document, the people who meet it, and a clock that is moved by hand."""

    def __init__(self, cast, time_machine) -> None:
        self.cast, self.clock = cast, time_machine

    def on(self, year: int, month: int, day: int) -> None:
        self.clock.move_to(datetime(year, month, day, 9, tzinfo=TOKYO), tick=False)

    def due(self) -> dict[str, date]:
        found = agenda.of_person(self.cast.visitor("author"), agenda.of_town(self.cast.town, timezone.localdate()))
        return {deadline.kind: deadline.date for deadline in found}

    def near(self) -> str:
        """The inbox of the author on the first page after signing in."""
        page = client_of(self.cast.author).get(reverse("town", args=["999997"])).content
        told = BeautifulSoup(page, "html.parser").select_one("section[aria-labelledby=soon]")
        return told.get_text(" ", strip=True) if told else ""

    def decide(self, code: str, **said: str) -> None:
        (row,) = [row for row in rows(self.document()) if row.addresses[0][1] == code]
        client_of(self.cast.author).post(url("decide", row.pk), said)

    def publish(self) -> None:
        version = approved(self.cast, self.document())
        by = self.cast.visitor("approver")
        workflow.publish(version, by=by, published_on=timezone.localdate(), render=at_once)

    def document(self) -> Assessment:
        return Assessment.objects.get(number="1")


def test_five_years_and_three(cast, time_machine):
    years = Years(cast, time_machine)
    years.on(2025, 4, 1)
    small_document(cast)
    years.publish()
    assert years.due() == {"review": date(2026, 4, 1), "redo": date(2030, 4, 1)}

    years.on(2026, 3, 1)  # 見直したが変更なし
    assert "年1回の見直し" in years.near() and "あと31日" in years.near()
    client_of(cast.author).post(url("reviews"), {"on": "令和8年3月1日", "changed": "", "note": "変わりなし"})
    assert years.due() == {"review": date(2027, 3, 1), "redo": date(2030, 4, 1)} and years.near() == ""

    years.on(2027, 2, 1)  # a 修正: no five years from it
    write(cast, years.document(), DEPT, "市民課（改称）")
    (row,) = rows(years.document())
    client_of(cast.author).post(
        url("save_row", row.pk), {"changed_on": "令和9年2月1日", "timing": "事後", "note": "組織改正"}
    )
    assert years.due()["revise"] == date(2027, 3, 3)
    years.on(2027, 2, 15)
    years.publish()
    assert years.due() == {"review": date(2028, 2, 15), "redo": date(2030, 4, 1)}

    years.on(2028, 2, 16)  # one day late
    assert "1日過ぎています" in years.near()

    years.on(2029, 9, 1)  # 重要な変更: judged, and published before it happens
    write(cast, years.document(), PLACE, "本庁舎のサーバ室及び国内のデータセンター", "f1")
    try:
        years.publish()
        raise AssertionError("nobody has judged it")
    except Incomplete as refused:
        assert {problem.rule for problem in refused.problems} == {"変更箇所", "規則第11条"}
    said = {"nature": "important", "changed_on": "令和12年1月4日", "timing": "事前", "note": "重要な変更"}
    years.decide(PLACE, **said)
    assert years.due()["important"] == date(2030, 1, 4)
    years.on(2029, 12, 1)
    assert "重要な変更の前の公表" in years.near()
    years.publish()
    assert years.due() == {"review": date(2030, 12, 1), "redo": date(2034, 12, 1)}  # five years anew


def test_the_end_stands_behind_the_title_for_three_years(cast, time_machine):
    years = Years(cast, time_machine)
    years.on(2030, 4, 1)
    small_document(cast)
    years.publish()
    version = years.document().versions.get(state="published")
    workflow.end(
        version,
        by=cast.visitor("approver"),
        ended_on=date(2030, 3, 31),
        published_on=date(2030, 4, 1),
        render=at_once,
    )
    assert years.document().name.endswith("【令和12年3月31日　終了】")
    assert years.due() == {"ended": date(2033, 3, 31)}
    assert "終了しています" in client_of(cast.author).get(url("document")).content.decode()
    assert open_version(years.document()) is None
    for year, month, day in ((2030, 4, 1), (2033, 3, 31), (2033, 4, 1)):
        years.on(year, month, day)
        page = cast.client("resident").get("/public/999997/1/")
        assert page.status_code == 200 and "【令和12年3月31日　終了】" in page.content.decode()
    assert "1日過ぎています" in years.near()
    plan = client_of(cast.coordinator).get(reverse("plan", args=["999997"])).content.decode()
    assert "令和12年3月31日" in plan

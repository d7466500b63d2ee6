"""The main job as people do it, page after page: nothing is called but addresses that a page has shown them."""

import io
import json

import lxml.html
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.builders import DEPT, small_sample

pytestmark = pytest.mark.django_db
WORK, PUBLIC = "/work/999997/", "/public/999997/1/"
NEW = "市民生活部 総合窓口課"


class Person:
    """Somebody with a browser: opens pages, follows links by their words, fills in forms and sends them."""

    def __init__(self, client) -> None:
        self.client, self.page, self.answer = client, None, None

    def open(self, url: str) -> "Person":
        return self._read(self.client.get(url, follow=True))

    def send(self, form, url: str = "", **said) -> "Person":
        data = {name: value for name, value in form.fields.items() if value is not None} | said
        came_from = f"http://testserver{self.answer.request['PATH_INFO']}"
        return self._read(self.client.post(url or form.action, data, follow=True, headers={"referer": came_from}))

    def _read(self, answer) -> "Person":
        self.answer = answer
        self.page = lxml.html.document_fromstring(answer.content) if "html" in answer["Content-Type"] else None
        return self

    @property
    def words(self) -> str:
        return self.page.text_content()

    def form(self, ending: str):
        """The form whose address ends so."""
        [found] = [form for form in self.page.forms if (form.action or "").endswith(ending)]
        return found

    def follow(self, words: str) -> "Person":
        link = next(a for a in self.page.iter("a") if words in a.text_content())
        return self.open(link.get("href"))


@pytest.fixture
def people(cast):
    return {
        role: Person(cast.client(role)) for role in "coordinator author reviewer approver stranger resident".split()
    }


def bring_in(coordinator: Person, department) -> None:
    """Last year's document becomes version 1 as found, and public."""
    file = SimpleUploadedFile("昨年度.json", json.dumps(small_sample()).encode())
    coordinator.open(f"{WORK}import/")
    coordinator.send(coordinator.page.forms[-1], f"{WORK}import/", file=file)
    assert "取り込む" in coordinator.words
    confirm = coordinator.page.forms[-1]
    coordinator.send(confirm, coordinator.answer.request["PATH_INFO"], department=department.pk, number="1")
    assert "第1版として取り込みました" in coordinator.words
    coordinator.send(coordinator.form("steps/release/"))
    assert "公開しました" in coordinator.words


def change_the_office(author: Person) -> None:
    author.open(f"{WORK}1/edit/I/")
    item = next(form for form in author.page.forms if form.get("id", "").endswith(DEPT))
    assert item.fields["value"] != NEW
    author.send(item, value=NEW, at=item.xpath(".//button[@name='at']/@value")[0])
    assert "保存しました" in author.words and NEW in author.words


def fill_in_the_row(author: Person) -> None:
    """The row came by itself; a person says when and why."""
    author.open(f"{WORK}1/changes/")
    [row] = [form for form in author.page.forms if form.get("id", "").startswith("form-")]
    said = {"changed_on": "令和8年4月1日", "timing": "事後", "note": "組織の改正に伴う変更"}
    author.send(row, **said, at=row.xpath(".//button[@name='at']/@value")[0])
    assert "保存しました" in author.words


def test_from_last_years_document_to_the_residents_pdf(cast, people):
    author, reviewer, approver, resident = (people[r] for r in ("author", "reviewer", "approver", "resident"))
    bring_in(people["coordinator"], cast.department)
    change_the_office(author)
    author.open(f"{WORK}1/").send(author.form("steps/submit/"))
    assert "変更日と提出時期が入っていません" in author.words
    fill_in_the_row(author)
    author.open(f"{WORK}1/").send(author.form("steps/submit/"), comment="ご確認ください")
    assert "提出しました" in author.words
    assert people["stranger"].open(f"{WORK}1/").answer.status_code == 404
    assert NEW not in resident.open(PUBLIC).words

    assert "新しく作る" not in reviewer.open(WORK).words
    reviewer.open(f"{WORK}1/review/")
    assert NEW in reviewer.words and "ご確認ください" in reviewer.words
    reviewer.send(reviewer.form("steps/approve/"))
    approver.open(f"{WORK}1/review/").send(approver.form("steps/publish/"), published_on="令和99年4月10日")
    assert "今日までの日付にしてください" in approver.words and NEW not in resident.open(PUBLIC).words
    approver.open(f"{WORK}1/review/").send(approver.form("steps/publish/"), published_on="令和7年4月10日")
    assert "公表しました" in approver.words

    assert NEW in resident.open(PUBLIC).words
    assert "総合窓口" in resident.follow("前回から変わったところ").words
    pdf = resident.open(PUBLIC).follow("PDFで読む").answer
    text = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(io.BytesIO(pdf.content)))
    assert NEW.replace(" ", "") in "".join(text.split())
    assert "案" not in map(str.strip, text.splitlines()), "the mark of a draft"

"""The pages: the author withholds an item beside it, the reviewer reads what and why, another town finds nothing."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from assessments.models import Withholding
from tests.assessments.withholding.story import PLAIN, REASON, SECRET, TOWN, WORK, publish, start, submit, write

pytestmark = pytest.mark.django_db
VIEWS = Path(__file__).parents[3] / "assessments" / "views"
PAGE = f"{WORK}withhold/?ref=&code={PLAIN}"


@pytest.fixture
def document(cast):
    assessment = start(cast)
    write(assessment, cast, f"毎日、{SECRET}する。")
    return assessment


def post(client, address: str = PAGE, **said):
    words = {"extent": "part", "passage": SECRET, "reason": REASON} | said
    return client.post(address, {key: value for key, value in words.items() if value is not None})


def words(answer) -> str:
    soup = BeautifulSoup(answer.content, "html.parser")
    for form in soup.select("form"):
        form.extract()
    return " ".join(soup.get_text(" ").split())


def test_the_author_looks_first_then_withholds_and_lifts_again(cast, document):
    author = cast.client("author")
    seen = post(author, preview="1")
    assert "毎日、（非公表）する。" in words(seen)
    assert not Withholding.objects.exists()
    done = post(author)
    assert done.status_code == 302 and done.url.startswith(f"{WORK}edit/I/#")
    editor = author.get(done.url).content.decode()
    assert "一部非公表" in editor
    row = Withholding.objects.get()
    assert (row.passage, row.reason, row.created_by) == (SECRET, REASON, cast.author)
    assert row.history.get().history_user == cast.author
    assert SECRET in words(author.get(PAGE))
    author.post(f"{WORK}withhold/{row.pk}/lift/")
    row.refresh_from_db()
    assert row.lifted_by == cast.author
    assert "一部非公表" not in author.get(f"{WORK}edit/I/").content.decode()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"reason": ""}, "理由を書いてください"),
        ({"passage": "どこにもない文字"}, "この項目の記載の中に見つかりません"),
        ({"passage": " "}, "非公表にする部分を書き写すか"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_withheld(cast, document, said, sentence):
    answer = post(cast.client("author"), **said)
    assert sentence in answer.content.decode()
    assert not Withholding.objects.exists()


@pytest.mark.parametrize("said", [{"passage": "どこにもない文字"}, {"passage": "見本市長"}])
def test_a_trial_is_refused_with_the_words_of_the_act(cast, document, said):
    tried, done = post(cast.client("author"), preview="1", **said), post(cast.client("author"), **said)
    assert (tried.status_code, refusal(tried)) == (422, refusal(done))
    assert refusal(done) and "公表される記載の見本" not in words(tried)


def refusal(answer) -> list[str]:
    """What stands against it, one sentence after the other."""
    return [
        said.get_text()
        for said in BeautifulSoup(answer.content, "html.parser").select(".error-summary p, .error-summary li")
    ]


def test_the_sample_holds_what_residents_read_and_nothing_else(cast, document):
    publish(document, cast)
    write(document, cast, f"毎週、{SECRET}する。")
    seen = BeautifulSoup(post(cast.client("author"), preview="1").content, "html.parser").select_one("[role=status]")
    sample = seen.select_one(".box").extract()
    assert sample.get_text().strip() == "毎週、（非公表）する。"
    assert "変更箇所の一覧のうち、1行が伏せられます。" in seen.get_text()


def test_what_cannot_be_withheld_is_refused(cast, document):
    name = post(cast.client("author"), f"{WORK}withhold/?ref=&code=juten.cover.name", extent="whole")
    assert name.status_code == 422 and "非公表にできません" in words(name)
    derived = post(cast.client("author"), f"{WORK}withhold/?ref=&code=juten.I.3.file_names", extent="whole")
    assert "もとの項目" in words(derived)
    assert cast.client("author").get(f"{WORK}withhold/?ref=&code=juten.no.such").status_code == 404


def test_what_was_public_is_refused_until_that_is_accepted(cast, document):
    publish(document, cast)
    refused = post(cast.client("author"))
    assert refused.status_code == 422
    assert "第1版ですでに公表されています" in words(refused)
    assert 'name="public_before"' in refused.content.decode()
    assert not Withholding.objects.exists()
    post(cast.client("author"), asked_public_before="1", public_before="on")
    assert "第1版ですでに公表されています" in words(cast.client("reviewer").get(WORK))


def test_the_reviewer_reads_what_is_withheld_and_why_and_cannot_change_it(cast, document):
    post(cast.client("author"))
    submit(document, cast)
    reviewer = cast.client("reviewer")
    for address in (f"{WORK}review/", WORK, PAGE):
        page = words(reviewer.get(address))
        assert REASON in page and SECRET in page, address
    assert 'name="reason"' not in reviewer.get(PAGE).content.decode()
    post(reviewer, extent="whole")
    assert Withholding.objects.count() == 1
    reviewer.post(f"{WORK}withhold/{Withholding.objects.get().pk}/lift/")
    assert Withholding.objects.get().is_active


def test_the_submission_pdf_is_for_the_staff_of_the_town_alone(cast, client, document):
    post(cast.client("author"))
    publish(document, cast)
    address = f"{WORK}versions/1/submission.pdf"
    answer = cast.client("reviewer").get(address)
    assert SECRET in answer.content.decode() and answer["Cache-Control"] == "private, no-store"
    assert f'href="{address}"' in cast.client("author").get(WORK).content.decode()
    assert cast.client("stranger").get(address).status_code == 404
    assert client.get(address).status_code == 302
    assert client.get(f"{TOWN}1/versions/1/submission.pdf").status_code == 404


@pytest.mark.parametrize("address", [PAGE, f"{WORK}withhold/1/lift/"])
def test_another_town_finds_nothing_and_a_resident_signs_in(cast, client, document, address):
    post(cast.client("author"))
    assert post(cast.client("stranger"), address).status_code == 404
    assert post(client, address).status_code in (302, 401, 403)
    assert Withholding.objects.get().is_active


@pytest.mark.parametrize("module", sorted(VIEWS.glob("public*.py")), ids=lambda path: path.name)
def test_the_public_site_reads_through_the_gate_alone(module):
    """No module of it asks for the full text, the rows, or what is withheld."""
    source = module.read_text(encoding="utf-8")
    for word in ("frozen_snapshot", "content.snapshot", "SubmissionPdf", "changes import", "Withholding", "ChangeRow"):
        assert word not in source, word

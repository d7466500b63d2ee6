"""A version that was brought in and not yet released is called what it is, wherever its state is shown."""

import pytest
from django.core.management import call_command

from assessments import workflow
from assessments.views.pages import to
from tests.builders import OFFICE, at_once, imported_document, published, small_document, write

FOUND = "取り込み済み・未公開"


@pytest.fixture
def document(cast):
    return imported_document(cast)


def shown(cast, document, *pages: str, who: str = "author") -> list[str]:
    client = cast.client(who)
    return [client.get(to(page, document)).text for page in pages] + [client.get(f"/work/{cast.town.code}/").text]


def test_the_pages_of_the_staff_do_not_call_it_published(cast, document):
    other = small_document(cast, "2")
    for page in shown(cast, document, "document", "lists", "compare"):
        assert FOUND in page and "公表中" not in page
    assert f"{FOUND}の版" in cast.client("author").get(to("compare", other)).text
    overview = shown(cast, document, "document")[0]
    assert f"第1版：{FOUND}（この画面の外には公開していません）" in overview
    assert "取り込んだ第1版と、今の記載との差です" in shown(cast, document, "changes")[0]


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("coordinator", "下の「公開する」を押すか"),
        ("author", "直すところがあるときは編集してください"),
        ("reviewer", "取りまとめ担当が公開するか"),
    ],
)
def test_what_to_do_next_says_so_to_everybody(cast, document, who, says):
    overview = shown(cast, document, "document", who=who)[0]
    assert "取り込んだままで、まだ公開していません。" in overview and says in overview
    assert "公表している版のとおり" not in overview


def test_released_it_is_published_and_replaced_it_is_an_old_version(cast, document):
    workflow.release(document.versions.get(), by=cast.visitor("coordinator"), render=at_once)
    assert document.versions.get().get_state_display() == "公表中"
    write(cast, document, OFFICE, "新しい事務の名称")
    published(cast, document)
    assert [v.get_state_display() for v in document.versions.order_by("number")] == ["旧版", "公表中"]


def test_the_diagram_of_states_is_the_same(capsys):
    call_command("showworkflow")
    assert "published: 公表中" in capsys.readouterr().out

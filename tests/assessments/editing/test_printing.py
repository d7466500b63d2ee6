"""Which empty frames of the form are printed is said for each document, frozen with its versions, and no change row."""

import pytest

from assessments import editing
from assessments.policies import Refused, open_version
from assessments.rendering.pdf import render_pdf
from assessments.snapshot import Snapshot, take
from tests.assessments.rendering.test_rendering_pdf import page_texts
from tests.builders import published, small_document, write

OFFICE = "juten.I.1.office_name"


def now(document) -> Snapshot:
    document.refresh_from_db()
    return take(document)


def printed(document) -> str:
    return "".join(page_texts(render_pdf(now(document)).data))


def test_the_author_chooses_on_a_page_and_the_next_version_is_printed_so(cast):
    document = small_document(cast)
    published(cast, document)
    client, address = cast.client("author"), f"/work/999997/{document.number}/printing/"
    assert "最初の空欄" in client.get(address).content.decode()
    answer = client.post(address, {"frames": "none"}, follow=True).content.decode()
    assert "印刷のしかたを保存しました。" in answer and "空欄を印刷しない" in answer
    assert "システム2～5" not in printed(document) and "システム16～20" not in printed(document)
    client.post(address, {"frames": "all"})
    assert "システム16～20" in printed(document)
    assert not open_version(document).change_rows.exists(), "how it is printed is no change of the document"


def test_a_frozen_version_stays_as_it_was_printed(cast):
    document = small_document(cast)
    version = published(cast, document)
    editing.save_frames(document, frames="all", by=cast.visitor("author"))
    assert Snapshot.from_text(version.content.snapshot).frames == "first"
    assert Snapshot.from_text(now(document).canonical()).frames == "all"


def test_what_says_nothing_new_opens_no_draft_and_another_word_is_refused(cast):
    document = small_document(cast)
    published(cast, document)
    assert editing.save_frames(document, frames="first", by=cast.visitor("author")) is False
    assert open_version(document) is None
    answer = cast.client("author").post(f"/work/999997/{document.number}/printing/", {"frames": "some"})
    assert "正しく選択してください" in answer.content.decode()


def test_nobody_changes_it_while_it_is_reviewed(cast):
    document = small_document(cast)
    published(cast, document)
    write(cast, document, OFFICE, "新しい名称")
    with pytest.raises(Refused):
        editing.save_frames(document, frames="all", by=cast.visitor("reviewer"))

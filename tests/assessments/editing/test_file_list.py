"""The list of files in Ⅰ follows the names in Ⅱ, unless somebody typed another one on purpose."""

import pytest

from assessments import editing
from assessments.snapshot import outline, take
from tests.builders import FILE, document_from, document_in, rows, sample, small_document, small_sample, write

pytestmark = pytest.mark.django_db
LIST, NAME = "juten.I.3.file_names", "juten.II.1.file_name"


def listed(document) -> str:
    return next(p.text for sheet in outline(take(document)) for p in sheet.items if p.item.code == LIST)


def test_the_list_is_written_by_the_names_of_the_files(cast):
    document = document_from(cast, sample())
    assert listed(document) == "(1) 住民基本台帳ファイル\n(2) 本人確認情報ファイル\n(3) 送付先情報ファイル"


def test_it_follows_a_new_name_a_new_file_and_a_new_order(cast):
    document, author = small_document(cast), cast.visitor("author")
    write(cast, document, NAME, "戸籍ファイル", FILE)
    added = editing.add_entry(document, "files", by=author)
    write(cast, document, NAME, "附票ファイル", added.ref)
    assert listed(document) == "(1) 戸籍ファイル\n(2) 附票ファイル"
    editing.move_entry(document, "files", added.ref, -1, by=author)
    assert listed(document) == "(1) 附票ファイル\n(2) 戸籍ファイル"
    editing.remove_entry(document, "files", FILE, by=author)
    assert listed(document) == "(1) 附票ファイル"


def test_a_typed_list_that_says_the_same_gives_way_to_the_computed_one(cast):
    data = small_sample()
    data["answers"][LIST] = "（１）　住民基本台帳ファイル"
    document = document_from(cast, data)
    write(cast, document, NAME, "新しい台帳ファイル", FILE)
    assert listed(document) == "(1) 新しい台帳ファイル"
    assert LIST not in document.answers


def test_a_typed_list_that_says_more_stays_as_it_was_typed(cast):
    document = small_document(cast)
    write(cast, document, LIST, "住民基本台帳ファイルほか（別紙のとおり）")
    write(cast, document, NAME, "新しい台帳ファイル", FILE)
    assert listed(document) == "住民基本台帳ファイルほか（別紙のとおり）"


def test_a_typed_list_that_is_emptied_is_computed_again(cast):
    document = small_document(cast)
    write(cast, document, LIST, "別紙のとおり")
    write(cast, document, LIST, "")
    assert listed(document) == "(1) 住民基本台帳ファイル"


def test_one_new_name_is_one_row_in_two_and_one_in_the_list(cast):
    """Ⅲ prints the name again; that is the same change, told once."""
    document = document_in(cast, "published").assessment
    write(cast, document, NAME, "新しい台帳ファイル", FILE)
    assert [row.addresses for row in rows(document)] == [[["", LIST]], [[FILE, NAME]]]

"""The commands that bring documents in and out, on an empty database too (issue 2, item 5)."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assessments.models import Assessment, ChangeRow, ImportedFile, Version
from assessments.policies import open_version
from assessments.snapshot import take
from municipalities.models import Municipality
from tests.builders import OFFICE, document_in, small_document, small_sample, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    """Writes a file and gives its path."""

    def written(data, name: str = "document.json") -> str:
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else json.dumps(data, ensure_ascii=False).encode())
        return str(path)

    return written


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def exported(number: str = "1", *more: str) -> dict:
    return json.loads(run("exportassessment", "999997", number, *more))


def nothing_is_there() -> bool:
    return not any(model.objects.exists() for model in (Municipality, Assessment, Version, ImportedFile, ChangeRow))


def test_import_and_export_on_an_empty_database(file):
    data = small_sample()
    said = run("importassessment", file(data), "--municipality", "999997", "--number", "7", "--name", "見本市")
    assert Municipality.objects.get().name == "見本市"
    assert "評価書番号 7" in said and "項目の記載を読み取りました" in said
    found = exported("7")
    assert found["files"] == data["files"] and found["systems"] == data["systems"]
    assert found["version"] == {"number": 1, "origin": "imported"}
    assert found["answers"].items() >= data["answers"].items()


def test_the_name_of_a_new_town_is_read_from_the_file(file):
    data = small_sample()
    del data["municipality"]["name"]
    data["answers"]["juten.cover.agency"] = "大阪府見本市長"
    run("importassessment", file(data), "--municipality", "999997")
    assert Municipality.objects.get().name in ("見本市", "団体 999997")


def test_the_original_is_kept_beside_the_document(file):
    data = json.dumps(small_sample()).encode()
    run("importassessment", file(data, "公表版.json"), "--municipality", "999997")
    kept = ImportedFile.objects.get()
    assert (bytes(kept.data), kept.name, kept.media_type) == (data, "公表版.json", "application/json")
    assert kept.assessment == Assessment.objects.get() and kept.report["summary"]


def test_an_imported_document_is_no_publication_of_ours(file):
    data = small_sample() | {
        "version": {"number": 3, "origin": "published", "published_on": "2025-06-30", "sha256": "0"}
    }
    run("importassessment", file(data), "--municipality", "999997")
    version = Version.objects.get()
    assert (version.number, version.origin, version.is_public, version.approved_by) == (1, "imported", False, None)


def test_who_brought_it_in_is_remembered(cast, file):
    run("importassessment", file(small_sample()), "--municipality", "999997", "--as", "coordinator")
    document = Assessment.objects.get()
    assert (document.created_by, document.history.last().history_user) == (cast.coordinator, cast.coordinator)


def test_a_number_that_is_taken_is_refused_and_changes_nothing(cast, file):
    before = take(small_document(cast)).canonical()
    with pytest.raises(CommandError, match="評価書番号 1 の評価書がすでにあります.*--into-draft"):
        run("importassessment", file(small_sample()), "--municipality", "999997")
    assert Assessment.objects.count() == 1 and not ImportedFile.objects.exists()
    assert take(Assessment.objects.get()).canonical() == before


def test_into_the_draft_lays_the_file_over_it_and_the_rows_show_the_difference(cast, file):
    document = document_in(cast, "published").assessment
    data = small_sample()
    data["answers"][OFFICE] = "ファイルから来た事務の名称"
    data["systems"] = []
    run("importassessment", file(data), "--municipality", "999997", "--into-draft", "--as", "author")
    version = open_version(document)
    assert version.number == 2 and exported()["answers"][OFFICE] == "ファイルから来た事務の名称"
    told = {(row.kind, row.label.split("\n")[-1]) for row in version.change_rows.all()}
    assert told == {("changed", "①事務の名称"), ("entry_removed", "システム1")}


def test_into_the_draft_brings_files_of_an_earlier_edition_up_to_date(cast, file):
    document = document_in(cast, "published").assessment
    data = small_sample() | {"edition": "4jouhou"}
    items = data["files"][0]["answers"]["juten.II.2.main_items"]
    items["checked"] = [label.replace("5情報（氏名、氏名の振り仮名、", "4情報（氏名、") for label in items["checked"]]
    assert any("4情報" in label for label in items["checked"])
    run("importassessment", file(data), "--municipality", "999997", "--into-draft", "--as", "author")
    assert not open_version(document).change_rows.exists()
    assert exported()["edition"] == "5jouhou"


def test_into_the_draft_needs_somebody_who_may_edit(cast, file):
    document_in(cast, "in_review")
    path = file(small_sample())
    for person, sentence in (
        ("", "--as"),
        ("reviewer", "編集できるのは"),
        ("author", "確認中"),
        ("stranger", "職員では"),
    ):
        with pytest.raises(CommandError, match=sentence):
            run(
                "importassessment",
                path,
                "--municipality",
                "999997",
                "--into-draft",
                *(["--as", person] if person else []),
            )
    assert not ImportedFile.objects.exists()


def test_another_towns_document_is_refused_and_no_town_is_made(file):
    with pytest.raises(CommandError, match="見本市.*999997.*取り込めません"):
        run("importassessment", file(small_sample()), "--municipality", "282065")
    assert nothing_is_there()


@pytest.mark.parametrize(
    "data, sentence",
    [
        (b"", "空です"),
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"PK\x03\x04rest", "Excel"),
        (bytes(range(256)) * 40, "読めません"),
        (b'{"schema": 1, "form": "juten", ', "JSONとして読めません"),
        (b'{"schema": 2, "form": "juten"}', "schema"),
        (b'{"schema": 1, "form": "nothing"}', "という様式はありません"),
        (b"[1, 2, 3]", "読"),
        ("きょうは良い天気です。".encode(), "。"),
    ],
)
def test_a_broken_file_is_refused_with_a_sentence_and_changes_nothing(file, data, sentence):
    with pytest.raises(CommandError, match=sentence):
        run("importassessment", file(data, "document.txt"), "--municipality", "999997", "--number", "1")
    assert nothing_is_there()


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (["--municipality", "999990"], "検査数字"),
        (["--municipality", "99999"], "6桁"),
        (["--municipality", "999997", "--number", "第一号"], "半角数字で始まる"),
        (["--municipality", "999997", "--number", "1" * 21], "20字まで"),
        (["--municipality", "999997", "--as", "nobody"], "いません"),
    ],
)
def test_wrong_arguments_are_told_in_a_sentence_and_change_nothing(file, arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        run("importassessment", file(small_sample()), *arguments)
    assert nothing_is_there()


def test_a_file_without_a_number_asks_for_one(file):
    data = small_sample()
    del data["answers"]["juten.cover.number"]
    with pytest.raises(CommandError, match="--number"):
        run("importassessment", file(data), "--municipality", "999997")
    assert nothing_is_there()


def test_a_number_in_full_width_is_the_same_number(file):
    data = small_sample()
    data["answers"]["juten.cover.number"] = "１２"
    run("importassessment", file(data), "--municipality", "999997")
    assert Assessment.objects.get().number == "12"


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError, match="ファイルを読めません"):
        run("importassessment", str(tmp_path / "nothing.json"), "--municipality", "999997")


def test_export_gives_the_working_copy_or_a_version_as_it_was_frozen(cast):
    document = document_in(cast, "published").assessment
    write(cast, document, OFFICE, "作成中の記載")
    assert exported()["answers"][OFFICE] == "作成中の記載"
    frozen = exported("1", "--version", "1")
    assert frozen["answers"][OFFICE] == "住民基本台帳に関する事務"
    assert len(frozen["version"]["sha256"]) == 64


@pytest.mark.parametrize("arguments", [("999997", "9"), ("282065", "1"), ("999997", "1", "--version", "2")])
def test_export_of_what_is_not_there_is_told_in_a_sentence(cast, arguments):
    document = document_in(cast, "published").assessment
    write(cast, document, OFFICE, "作成中の記載")
    with pytest.raises(CommandError, match="ありません"):
        run("exportassessment", *arguments)

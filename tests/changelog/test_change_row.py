"""What a row prints: the computed words, unless somebody wrote others."""

from changelog.models import ChangeRow, basis_of


class PrintedRow(ChangeRow):
    class Meta(ChangeRow.Meta):
        abstract = False
        app_label = "changelog_tests"
        managed = False


def row(**fields: object) -> PrintedRow:
    return PrintedRow(label="Ⅰ\n①", before="3件", after="4件", **fields)


def test_a_row_prints_what_was_computed():
    assert (row().printed_label, row().printed_before, row().printed_after) == ("Ⅰ\n①", "3件", "4件")
    assert not row().overridden
    assert not row().override_parted


def test_another_wording_is_printed_and_parts_when_the_text_changes():
    own = row(custom_label="文言等修正", custom_after="四件", custom_basis=basis_of("Ⅰ\n①", "3件", "4件"))
    assert (own.printed_label, own.printed_before, own.printed_after) == ("文言等修正", "3件", "四件")
    assert not own.override_parted
    own.after = "5件"
    assert own.override_parted


def test_the_basis_tells_its_three_texts_apart():
    assert basis_of("a", "b", "c") != basis_of("ab", "", "c")

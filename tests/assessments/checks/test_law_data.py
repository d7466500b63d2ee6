"""The data of the law names what the forms have: a slip is told here and not by a rule that stays silent."""

from assessments.catalogue import get_form
from assessments.law.data import table


def test_every_code_of_the_roles_exists_in_the_current_edition():
    for key, roles in table("consistency").items():
        form = get_form(key)
        for name, value in roles.items():
            codes = value.values() if isinstance(value, dict) else [value] if isinstance(value, str) else value
            assert [code for code in codes if code not in form.places] == [], (key, name)


def test_every_word_is_a_choice_of_some_form():
    labels = {label for key in ("juten", "zenkomoku", "kiso") for item in get_form(key).items for label in item.labels}
    assert [word for word in table("words")["choice"].values() if word not in labels] == []


def test_the_repeated_measures_are_the_choices_of_the_form():
    form = get_form("kiso")
    repeated = table("consistency")["kiso"]["repeated"]
    assert tuple(repeated) == form.item("kiso.IV.11.priority").labels

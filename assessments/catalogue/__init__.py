"""The official forms as data: the one place where the words of the forms stand. No Django in here."""

from .loader import UnknownForm, get_form, known_editions, startable_forms
from .spec import (
    CHECK_KINDS,
    CHOICE_KINDS,
    TEXT_KINDS,
    Block,
    Condition,
    Form,
    Item,
    Option,
    Requirement,
    Risk,
    Section,
    strip_number,
)

__all__ = [
    "CHECK_KINDS",
    "CHOICE_KINDS",
    "TEXT_KINDS",
    "Block",
    "Condition",
    "Form",
    "Item",
    "Option",
    "Requirement",
    "Risk",
    "Section",
    "UnknownForm",
    "get_form",
    "known_editions",
    "startable_forms",
    "strip_number",
]

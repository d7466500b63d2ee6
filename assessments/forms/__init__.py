"""From the catalogue to Django forms: one item, one form, whatever its kind."""

from .items import ItemForm, item_form
from .records import RecordsForm

__all__ = ["ItemForm", "RecordsForm", "item_form"]

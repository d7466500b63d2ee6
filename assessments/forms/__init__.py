"""From the catalogue to Django forms: one item, one form, whatever its kind."""

from .items import ItemForm, item_form

__all__ = ["ItemForm", "item_form"]

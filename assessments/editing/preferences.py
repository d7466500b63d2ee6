"""How a town words its lists, written by its coordinator."""

from typing import Any

from municipalities.access import Visitor

from ..models import TownPreferences
from ..policies import check_coordinator


def save_list_words(words: dict[str, Any], *, by: Visitor) -> TownPreferences:
    """Raises Refused for anybody but a coordinator."""
    check_coordinator(by)
    found, _ = TownPreferences.objects.update_or_create(municipality=by.municipality, defaults={"lists": words})
    return found

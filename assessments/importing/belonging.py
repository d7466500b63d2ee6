"""Says when a document seems to be another town's, since a machine-read text names its town in words only."""

from dataclasses import dataclass
from typing import Any

from municipalities.models import Municipality

from ..catalogue import get_form
from .municipality import same_town, town_before, town_declaring, towns_of_agencies

# Items of the cover, and how a town is found in each; the first that names any town decides.
_SAYS = {
    "agency": towns_of_agencies,
    "declaration": lambda text: [town_declaring(text)],
    "name": lambda text: [town_before(text)],
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """``name``: the town that the cover names; ``where``: the items of the cover that name it."""

    name: str
    where: tuple[str, ...]
    here: str

    @property
    def sentence(self) -> str:
        said = f"表紙の{'・'.join(self.where)}から" if self.where else "ファイルの団体名から"
        return (
            f"このファイルは、{self.name}の評価書のようです（{said}）。{self.here}の評価書かどうかを確かめてください。"
        )


def doubt(document: dict[str, Any], municipality: Municipality) -> Doubt | None:
    """None where the file bears the town's own code, where its cover names the town, or where it names none."""
    town = document.get("municipality") or {}
    if town.get("code") == municipality.code:
        return None
    said = _said(document)
    named = next(iter(said.values()), [town["name"]] if town.get("name") else [])
    own = [municipality.name, *(agency.name for agency in municipality.agencies.all())]
    if not named or any(same_town(name, mine) for name in named for mine in own):
        return None
    where = [label for label, names in said.items() if any(same_town(name, named[0]) for name in names)]
    return Doubt(named[0], tuple(where), municipality.name)


def _said(document: dict[str, Any]) -> dict[str, list[str]]:
    """Label of an item of the cover -> the towns that it names."""
    form, said = get_form(document["form"], document["edition"]), {}
    for suffix, towns in _SAYS.items():
        item = form.cover_item(suffix)
        value = document["answers"].get(item.code) if item else None
        if isinstance(value, str) and (names := [name for name in towns(value) if name]):
            said[item.label] = names
    return said

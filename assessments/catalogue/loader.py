"""Reads the data files of the forms into the frozen specs, so that a new edition is a new file.

``editions/<form>/<edition>.toml`` holds a whole edition or, with ``base``, only how it differs from another one:
``[[replace_option]]`` (code, old, new), ``[override."CODE"]`` (fields of an item) and ``drop`` (codes).
"""

import tomllib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from .spec import CHECK_KINDS, Block, Condition, Form, Item, Option, Requirement, Risk, Section, strip_number

HERE = Path(__file__).parent
EDITIONS = HERE / "editions"
GUIDANCE = HERE / "guidance"
CARRY = HERE / "carry"


class UnknownForm(LookupError):
    """No data file for that form or edition."""


@lru_cache(maxsize=1)
def known_editions() -> dict[str, tuple[str, ...]]:
    """Form key -> edition ids, the current one first (the file that has no ``base``)."""
    known: dict[str, tuple[str, ...]] = {}
    for folder in sorted(p for p in EDITIONS.iterdir() if p.is_dir()):
        files = sorted(folder.glob("*.toml"), key=lambda p: ("base" in read(p), p.stem), reverse=False)
        known[folder.name] = tuple(p.stem for p in files)
    return known


def startable_forms() -> list[Form]:
    """The forms that a document can be written in, in the order of their 様式 numbers."""
    forms = (get_form(key) for key in known_editions())
    return sorted((f for f in forms if f.startable), key=lambda f: f.form_no)


@lru_cache(maxsize=64)
def get_form(key: str, edition: str = "") -> Form:
    """The form in that edition ("" = the current one). Raises UnknownForm."""
    editions = known_editions().get(key)
    if not editions or (edition and edition not in editions):
        raise UnknownForm(f"{key} {edition}".strip())
    edition = edition or editions[0]
    raw = _whole(key, edition)
    guidance = read(GUIDANCE / f"{key}.toml") if (GUIDANCE / f"{key}.toml").exists() else {}
    return Form(
        key=key,
        form_no=raw["form_no"],
        name=raw["name"],
        edition=edition,
        mark=raw.get("mark", ""),
        law=raw.get("law", ""),
        sections=tuple(_section(section, guidance) for section in raw["section"]),
        startable=raw.get("startable", True),
    )


@lru_cache(maxsize=64)
def read(path: Path) -> dict:
    """One data file. Raises ValueError with the name of a file that is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path.parent.name} {path.stem}: {error}") from error


def _whole(key: str, edition: str) -> dict:
    raw = read(EDITIONS / key / f"{edition}.toml")
    if "base" not in raw:
        return raw
    whole = dict(_whole(key, raw["base"]))
    differs = {k: v for k, v in raw.items() if k not in ("base", "section")}
    _check_differences(whole, differs)
    whole["section"] = [_differing_section(section, differs) for section in whole["section"]]
    return whole | {k: v for k, v in differs.items() if k in ("mark", "certainty", "name", "form_no")}


def _check_differences(whole: dict, differs: dict) -> None:
    """What a file of differences names has to be there. Raises ValueError, since a slip would change nothing, silently."""
    items = {item["code"]: item for section in whole["section"] for block in section["block"] for item in block["item"]}
    replaced = differs.get("replace_option", ())
    named = [*differs.get("drop", ()), *differs.get("override", ()), *(change["code"] for change in replaced)]
    slips = [code for code in named if code not in items]
    for change in replaced:
        if not slips and change["old"] not in _printed(items[change["code"]].get("options", ())):
            slips.append(change["old"])
    if slips:
        raise ValueError(f"not in the edition that it is based on: {', '.join(slips)}")


def _printed(options) -> list[str]:
    """The options of an item as printed, out of their headings."""
    return [text for entry in options for text in (entry["options"] if isinstance(entry, dict) else [entry])]


def _differing_section(section: dict, differs: dict) -> dict:
    drop = set(differs.get("drop", ()))
    blocks = []
    for block in section["block"]:
        items = [_differing_item(item, differs) for item in block["item"] if item["code"] not in drop]
        if items:
            blocks.append({**block, "item": items})
    return {**section, "block": blocks}


def _differing_item(item: dict, differs: dict) -> dict:
    item = {**item, **differs.get("override", {}).get(item["code"], {})}
    for change in differs.get("replace_option", ()):
        if change["code"] == item["code"]:
            item["options"] = _replaced(item["options"], change["old"], change["new"])
    return item


def _replaced(options, old: str, new: str):
    if isinstance(options, dict):
        return {**options, "options": _replaced(options["options"], old, new)}
    if isinstance(options, list):
        return [_replaced(option, old, new) for option in options]
    return new if options == old else options


def _section(raw: dict, guidance: dict) -> Section:
    return Section(
        code=raw["code"],
        number=raw.get("number", ""),
        title=raw["title"],
        repeat=raw["repeat"],
        star_printed=raw.get("star_printed", ""),
        note=raw.get("note", ""),
        blocks=tuple(_block(block, guidance) for block in raw["block"]),
    )


def _block(raw: dict, guidance: dict) -> Block:
    return Block(
        code=raw["code"],
        number=raw.get("number", ""),
        title=raw["title"],
        repeat=raw.get("repeat", "once"),
        printed=raw.get("printed", ""),
        when=parse_condition(raw["when"]) if "when" in raw else None,
        star_printed=raw.get("star_printed", ""),
        risks=tuple(Risk(r["key"], r["title"]) for r in raw.get("risks", ())),
        ranges=tuple(raw.get("ranges", ())),
        note=raw.get("note", ""),
        items=tuple(_item(item, guidance) for item in raw["item"]),
    )


def _item(raw: dict, guidance: dict) -> Item:
    plain = {
        key: raw[key]
        for key in ("code", "label", "kind", "star_printed", "under", "risk_key", "derived", "note", "layout", "check")
        if key in raw
    }
    item = Item(
        **plain,
        number=raw.get("number", ""),
        star=raw.get("star", False),
        certainty=raw.get("certainty", ""),
        also_read_as=tuple(raw.get("also_read_as", ())),
        required=_requirement(raw.get("required", False), raw.get("required_at", "submit")),
        guidance=guidance.get(raw["code"], ""),
    )
    return replace(item, options=_options(raw, item.kind))


def _options(raw: dict, kind: str) -> tuple[Option, ...]:
    wanted = raw.get("options", ())
    if isinstance(wanted, str):
        wanted = read(EDITIONS / "option_sets.toml")[wanted]["options"]
    texts, counts = set(raw.get("other_text_on", ())), set(raw.get("count_on", ()))
    if slips := (texts | counts) - set(_printed(wanted)):
        raise ValueError(f"{raw['code']}: no option is called {', '.join(sorted(slips))}")
    found = []
    for entry in wanted:
        heading, labels = (entry["heading"], entry["options"]) if isinstance(entry, dict) else ("", [entry])
        for printed in labels:
            label = printed if kind in CHECK_KINDS else strip_number(printed)
            found.append(Option(printed, label, heading, label in texts, label in counts))
    return tuple(found)


def _requirement(written: bool | str, at: str) -> Requirement:
    if isinstance(written, bool):
        return Requirement(always=written, at=at, written=written)
    if written.startswith("rule "):
        return Requirement(rule=written.removeprefix("rule "), at=at, written=written)
    return Requirement(condition=parse_condition(written), at=at, written=written)


def parse_condition(written: str) -> Condition:
    """``when juten.I.5.implementation == 1) 実施する`` -> Condition. ValueError on another shape."""
    word, _, rest = written.partition(" ")
    wanted = word != "unless"
    if word not in ("when", "unless"):
        wanted, rest = True, written
    for operator in ("==", "includes"):
        code, found, value = rest.partition(f" {operator} ")
        if found:
            return Condition(wanted, code.strip(), operator, strip_number(value.strip()))
    if not rest or " " in rest.strip():
        raise ValueError(f"not a condition: {written}")
    return Condition(wanted, rest.strip())

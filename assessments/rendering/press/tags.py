"""The head and foot of a page are furniture, as is a table's head that is printed again: their words stand in no tree of
tags. A screen reader should pass over them, and PDF/UA asks that they be marked as artifacts."""

from collections.abc import Iterable

import pydyf


def number_of(reference: bytes) -> int:
    return int(reference.split()[0])


def named_elements(pdf: pydyf.PDF) -> list[pydyf.Dictionary]:
    return [obj for obj in pdf.objects if isinstance(obj, dict) and isinstance(obj.get("ID"), pydyf.String)]


def id_tree(names: Iterable[tuple[str, bytes]]) -> pydyf.Dictionary:
    """(name of an element, reference to it) as the tree that headers of cells are looked up in (ISO 32000-1, 14.7.2)."""
    found = sorted((name.encode(), reference) for name, reference in names)
    return pydyf.Dictionary(
        {"Names": pydyf.Array(x for name, ref in found for x in (pydyf.String(name.decode()), ref))}
    )


def settle(pdf: pydyf.PDF) -> None:
    """For a whole document, just before it is written."""
    settle_margins(pdf)
    tree = id_tree((element["ID"].string, element.reference) for element in named_elements(pdf) if element.free == "n")
    pdf.add_object(tree)
    pdf.objects[number_of(pdf.catalog["StructTreeRoot"])]["IDTree"] = tree.reference


def settle_margins(pdf: pydyf.PDF) -> None:
    root = pdf.objects[number_of(pdf.catalog["StructTreeRoot"])]
    pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
    nums = pdf.objects[number_of(root["ParentTree"])]["Nums"]
    for number in margins_are_artifacts(pdf, pages, pdf.objects[number_of(root["K"][0])], nums):
        pdf.objects[number].free = "f"


def margins_are_artifacts(pdf: pydyf.PDF, pages: list, top: pydyf.Dictionary, nums: list) -> set[int]:
    """Marks what is not in the tree of tags as artifact. Returns the numbers of the elements that are not needed."""
    inside = _inside(pdf, top)
    for page, parents in zip(pages, nums[1::2], strict=True):
        outside = {mcid for mcid, parent in enumerate(parents) if number_of(parent) not in inside}
        _as_artifacts(pdf.objects[number_of(page["Contents"])].stream, outside)
        for mcid in outside:
            parents[mcid] = b"null"
    elements = {o.number for o in pdf.objects if isinstance(o, dict) and o.get("Type") == "/StructElem"}
    return elements - inside - {top.number}


def _inside(pdf: pydyf.PDF, top: pydyf.Dictionary) -> set[int]:
    found: set[int] = set()
    waiting = list(top["K"])
    while waiting:
        number = number_of(waiting.pop())
        if number not in found:
            found.add(number)
            waiting += [kid for kid in pdf.objects[number].get("K", ()) if isinstance(kid, bytes)]
    return found


def _as_artifacts(stream: list, outside: set[int]) -> None:
    """「/Span <</MCID 7>> BDC」 -> 「/Artifact <</Type/Pagination>> BDC」."""
    for place, item in enumerate(stream):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") in outside:
            stream[place - 1 : place + 1] = [b"/Artifact", b"<</Type/Pagination>>"]

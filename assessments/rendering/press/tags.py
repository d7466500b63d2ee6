"""The head and foot of a page are furniture: WeasyPrint tags their words like text that stands in no tree. A screen
reader should pass over them, and PDF/UA asks that they be marked as artifacts."""

import pydyf


def number_of(reference: bytes) -> int:
    return int(reference.split()[0])


def settle_margins(pdf: pydyf.PDF) -> None:
    """For a whole document, just before it is written."""
    root = pdf.objects[number_of(pdf.catalog["StructTreeRoot"])]
    pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
    nums = pdf.objects[number_of(root["ParentTree"])]["Nums"]
    margins_are_artifacts(pdf, pages, pdf.objects[number_of(root["K"][0])], nums)


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
    """「/Span <</MCID 7>> BDC」 -> 「/Artifact BMC」."""
    for place, item in enumerate(stream):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") in outside:
            stream[place - 1 : place + 2] = [b"/Artifact", b"BMC", b""]

"""Takes a machine reader's markup out of a cell without touching the words (design.md §5, normal form of text).

``<p>``, ``<br>`` and ``<li>`` become line breaks, other known tags go, ``<…における措置>`` stays, because only the names
of real tags are recognised. An ``<input>`` becomes a bracket like the form's own with a sign in it that `marks` judges,
since an unticked box may be a lost ○.
"""

import html
import re
import unicodedata

BOX, ROUND, TICKED = "\ufdd0", "\ufdd1", "\ufdd2"  # noncharacters: no text can hold them (外字 use the private area)
_BREAKING = "p|br|li|ul|ol|dl|dt|dd|div|h[1-6]|tr|table|thead|tbody|section|article|blockquote|pre|hr"
_SILENT = (
    "u|b|i|s|em|strong|small|big|span|font|sub|sup|ins|del|strike|mark|a|img|label|form|center|html|body|head|caption|"
    "colgroup|col|figure|figcaption|rt|rp|ruby|tt|code|main|header|footer|nav"
)
_BREAK = re.compile(rf"[ \u3000]*</?(?:{_BREAKING})(?:\s[^<>]*)?/?>[ \u3000]*", re.IGNORECASE)
_TAG = re.compile(rf"</?(?:{_SILENT})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_INPUT = re.compile(r"<input\b([^<>]*)>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_CELL = re.compile(r"\s*</t[dh]>\s*<t[dh][^<>]*>\s*", re.IGNORECASE)
_TABLE_RIM = re.compile(r"</?(?:td|th)(?:\s[^<>]*)?>", re.IGNORECASE)
_ROW_END = re.compile(r"\s*</tr>\s*", re.IGNORECASE)
_NESTED = re.compile(r"[\[［]\s*\[([○\ufdd0-\ufdd2])\]\s*([^\[\]［］\n]*?)\s*[\]］]")
_LIST_SIGN = re.compile(r"^[-*] (?=[・●○◆■①-⑳])", re.MULTILINE)  # the machine's sign before the town's own
_MARKDOWN_HEAD = re.compile(r"^#{1,6} +", re.MULTILINE)
_MARKDOWN_BOLD = re.compile(r"\*\*([^*\n]{1,200})\*\*")
_COMMENT = re.compile(r"<!--[^<>\n]{0,200}-->")
_SPACE_AND_RADICALS = {0xA0: " "} | {sign: unicodedata.normalize("NFKC", chr(sign)) for sign in range(0x2F00, 0x2FD6)}
_WIDE_GAP = re.compile(r"[ \u3000]{80,}")  # wider than a page; patterns below would crawl over it
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff\ufdd0-\ufdef]")


def printable(text: str) -> str:
    """Line ends unified; control characters, lone surrogates and our own signs removed; page breaks are empty lines.

    A text drawn from a PDF has signs that only look like letters: 「⽤」 (a radical) for 用.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(r"[\x0b\x85\u2028\u2029]", "\n", text).replace("\x0c", "\n\n")
    return _WIDE_GAP.sub(" " * 8, _COMMENT.sub("", _UNPRINTABLE.sub("", text.translate(_SPACE_AND_RADICALS))))


def table_tags_to_tabs(text: str) -> str:
    """``<tr><td>a</td><td>b</td></tr>`` -> ``a<TAB>b`` on a line of its own."""
    if "<td" not in text.lower() and "<th" not in text.lower():
        return text
    return _TABLE_RIM.sub("", _ROW_END.sub("\n", _CELL.sub("\t", text)))


def cleaned(cell: str) -> str:
    """The words of a cell, with its boxes as brackets."""
    if "<" in cell:
        cell = _NESTED.sub(_unnested, _INPUT.sub(_bracket, cell))
        cell = _TAG.sub("", _BREAK.sub("\n", cell))
    if "**" in cell or cell.startswith("#"):
        cell = _MARKDOWN_BOLD.sub(r"\1", _MARKDOWN_HEAD.sub("", cell))
    if "&" in cell:
        cell = _ENTITY.sub(lambda found: printable(html.unescape(found[0])).replace("\xa0", " "), cell)
    return _LIST_SIGN.sub("", re.sub(r"[ \t\u3000]*\n\s*", "\n", cell).strip())


def _bracket(found: re.Match[str]) -> str:
    attributes = found[1].lower()
    if re.search(r"\bchecked\b(?!\s*=\s*[\"']?false)", attributes):
        return f"[{TICKED}]"
    return f"[{ROUND}]" if "radio" in attributes else f"[{BOX}]"


def _unnested(found: re.Match[str]) -> str:
    """``[[box]]`` -> ``[box]``; ``[[box] 10人未満]`` -> ``[10人未満]``: the machine took the bracket for a box."""
    return f"[{found[2]}]" if found[2] else f"[{found[1]}]"

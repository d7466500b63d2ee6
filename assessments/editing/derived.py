"""The list of files in Ⅰ follows the names in Ⅱ, unless somebody typed another list on purpose."""

import re
import unicodedata

from ..catalogue import values
from ..snapshot import file_heading, take
from .desk import Desk


def _bare(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def settle_file_list(at: Desk) -> None:
    """Before files change: a typed list that says no more than the computed one gives way to it, and so follows."""
    form = at.assessment.spec
    items = [item for item in form.items if item.derived == "file_names" and item.code in at.assessment.answers]
    if not items:
        return
    snapshot = take(at.assessment, changes=False)
    computed = _bare("".join(file_heading(form, file) for file in snapshot.files))
    for item in items:
        if _bare(values.as_text(item, at.assessment.answers[item.code])) == computed:
            del at.assessment.answers[item.code]
            at.save(at.assessment)

"""The figures of an item: brought as files, each with words for who cannot see it, and a note below them."""

import zlib
from typing import Any

from django import forms

from ..catalogue import values
from .family import LONGEST, Family, parts
from .fields import WrittenField
from .pictures import KINDS, WrongPicture, picture_of

MOST = 20


def _add(form) -> None:
    """alt-N and drop-N of each figure that is there; upload, upload-alt, upload-page for one more; text."""
    for place, _ in enumerate(_figures(form)):
        form.fields[f"alt-{place}"] = WrittenField(1000)
        form.fields[f"drop-{place}"] = WrittenField(1)
        form.fields[f"first-{place}"] = WrittenField(1)
    form.fields["upload"] = forms.FileField(
        required=False, error_messages={"empty": "ファイルが空です。別のファイルを選んでください。"}
    )
    form.fields["upload-alt"] = WrittenField(1000)
    form.fields["upload-page"] = forms.IntegerField(
        required=False, error_messages={"invalid": "PDFのページは数字で記入してください。"}
    )
    form.fields["text"] = WrittenField(LONGEST)


def _figures(form) -> list[dict[str, Any]]:
    return parts(form.current).get("figures", [])


def _read(form, cleaned: dict[str, Any]) -> values.Value:
    kept = []
    for place, figure in enumerate(_figures(form)):
        if cleaned.get(f"drop-{place}"):
            continue
        figure = figure | {"alt": values.clean_text(cleaned.get(f"alt-{place}", ""))}
        kept.insert(0 if cleaned.get(f"first-{place}") else len(kept), figure)
    if upload := cleaned.get("upload"):
        kept.append(_brought(upload, cleaned))
    if len(kept) > MOST:
        raise values.WrongValue(f"図は{MOST}点までです。")
    return {"figures": kept, "text": cleaned.get("text", "")}


def _brought(upload, cleaned: dict[str, Any]) -> dict[str, Any]:
    try:
        picture = picture_of(upload.name, upload.read(), cleaned.get("upload-page") or 1)
    except WrongPicture as error:
        raise values.WrongValue(str(error)) from error
    return picture | {"alt": values.clean_text(cleaned.get("upload-alt", ""))}


def _shown(form) -> dict[str, Any]:
    return {
        "figures": [_drawn(n, f) for n, f in enumerate(_figures(form))],
        "text": parts(form.current).get("text", ""),
        "kinds": KINDS,
    }


def _drawn(place: int, figure: dict[str, Any]) -> dict[str, Any]:
    """``mark`` changes with the picture, so that a browser does not show the one that stood here before."""
    mark = zlib.crc32(figure.get("base64", "").encode())
    return {"place": place, "alt": figure.get("alt", ""), "name": figure.get("name", ""), "mark": mark}


FIGURE = Family("figure", _add, _read, _shown, is_group=True)

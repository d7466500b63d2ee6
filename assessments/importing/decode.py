"""Bytes become text here, or a sentence that says what kind of file was brought instead."""

import re

from .report import Unreadable

LARGEST = 2_000_000  # characters; the largest published documents have about 400,000
_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_FOREIGN = (
    (b"%PDF", "これはPDFファイルです。文字を取り出したテキストファイルを指定してください。"),
    (b"PK\x03\x04", "これはExcelやWord（またはzip）のファイルです。テキストファイルを指定してください。"),
    (b"\xd0\xcf\x11\xe0", "これは古い形式のExcelやWordのファイルです。テキストファイルを指定してください。"),
    (b"{\\rtf", "これはリッチテキストのファイルです。書式のないテキストで保存し直してください。"),
)
EMPTY = "ファイルが空です。評価書の文字が入ったファイルを指定してください。"
BINARY = "文字のファイルとして読めません。評価書を文字にしたテキストファイルを指定してください。"
TOO_LARGE = "ファイルが大きすぎます。1つの評価書だけが入ったファイルを指定してください。"


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 with its mark, Shift_JIS (cp932) or EUC-JP. Raises Unreadable."""
    if not data.strip(b"\x00 \t\r\n"):
        raise Unreadable(EMPTY)
    for mark, sentence in _FOREIGN:
        if data[:1024].lstrip().startswith(mark):
            raise Unreadable(sentence)
    if len(data) > LARGEST * 4:
        raise Unreadable(TOO_LARGE)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return refuse_binary(data.decode(encoding, "replace"))
    text = _utf8(data)
    return refuse_binary(text if text is not None else _legacy(data))


def refuse_binary(text: str) -> str:
    """The same text, or Unreadable when it is empty, another kind of file in disguise, or no text at all."""
    if not text.strip("\x00 \t\r\n\ufeff\u3000"):
        raise Unreadable(EMPTY)
    for mark, sentence in _FOREIGN:
        if text[:1024].lstrip().startswith(mark.decode("latin-1")):
            raise Unreadable(sentence)
    if len(text) > LARGEST:
        raise Unreadable(TOO_LARGE)
    strange = len(re.findall(r"[\x00-\x08\x0e-\x1f\ufffd]", text[:20_000]))
    if strange > 20 and strange > len(text[:20_000]) * 0.02:
        raise Unreadable(BINARY)
    return text


def _utf8(data: bytes) -> str | None:
    for errors in ("strict", "surrogatepass"):
        try:
            return data.decode("utf-8-sig", errors)
        except UnicodeDecodeError:
            continue
    return None


def _legacy(data: bytes) -> str:
    """Shift_JIS and EUC-JP accept much of each other's bytes; the one that gives more kana and fewer odd signs wins."""
    readings = []
    for encoding in ("cp932", "euc_jis_2004"):
        try:
            readings.append(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    if readings:
        return max(readings, key=_looks_japanese)
    damaged = data.decode("utf-8-sig", "replace")
    if damaged.count("\ufffd") > max(20, len(damaged) // 200):
        raise Unreadable(BINARY)
    return damaged


def _looks_japanese(text: str) -> int:
    part = text[:20_000]
    return len(re.findall(r"[ぁ-んァ-ヶー]", part)) - 3 * len(re.findall(r"[\uff61-\uff9f\ue000-\uf8ff]", part))

"""Which frames of the form are printed though the document says nothing in them; a town decides it for each document."""

FIRST, ALL, NONE = "first", "all", "none"
FRAMES = {
    FIRST: "最初の空欄（委託事項1など）を印刷する",
    ALL: "最初の空欄と、使っていない番号の見出し（委託事項6～10など）を印刷する",
    NONE: "空欄を印刷しない（項目の見出しだけを印刷する）",
}

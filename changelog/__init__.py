"""How we say what changed: a foundation that knows lines, texts and rows, but no document."""

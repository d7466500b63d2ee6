"""The fonts of the project, by name and by path."""

from pathlib import Path

FOLDER = Path(__file__).parents[3] / "static" / "fonts"
REGULAR, BOLD = "BIZUDGothic-Regular.ttf", "BIZUDGothic-Bold.ttf"
FONTS = (REGULAR, BOLD)


def font_path(name: str) -> Path:
    return FOLDER / name

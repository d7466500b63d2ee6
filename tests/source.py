"""Reads the project's own code, for the tests that hold it to the design."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
APPS = ("config", "municipalities", "changelog", "assessments")
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file of the project."""

    path: Path

    def __str__(self) -> str:
        return self.path.as_posix()

    @cached_property
    def text(self) -> str:
        return (ROOT / self.path).read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def module(self) -> str:
        """``assessments.editing.answers``; a package by its own name."""
        return ".".join(self.path.with_suffix("").parts).removesuffix(".__init__")

    @property
    def functions(self) -> Iterator[ast.FunctionDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, FUNCTIONS))

    @property
    def imports(self) -> Iterator[str]:
        """Every module of the project that it imports, at any place of the file, as an absolute name."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = self._absolute(node)
                yield base
                yield from (f"{base}.{alias.name}" for alias in node.names)

    def _absolute(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        package = self.module.split(".") if self.path.name == "__init__.py" else self.module.split(".")[:-1]
        above = package[: len(package) - node.level + 1]
        return ".".join([*above, *filter(None, [node.module])])


@lru_cache(maxsize=1)
def sources() -> tuple[Source, ...]:
    """All Python files but migrations, which Django writes."""
    found = (p.relative_to(ROOT) for app in (*APPS, "tests") for p in sorted((ROOT / app).rglob("*.py")))
    return tuple(Source(path) for path in found if "migrations" not in path.parts)


def own_sources() -> Iterator[Source]:
    """The application itself, without its tests."""
    return (source for source in sources() if source.path.parts[0] != "tests")


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))

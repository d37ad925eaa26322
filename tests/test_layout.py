"""The room rules of docs/design: imports point left along the line, words live in data/, one way in and out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "ceasewire"
MODULES = sorted(p for p in PACKAGE.rglob("*.py"))

#: the line, left to right; a room imports itself and what stands left of it
ROOMS = ("shared", "read", "clean", "language", "reference", "extract", "line", "link", "store", "serve", "front")
#: which room a top-level module belongs to
TOP = {
    "records": "shared", "errors": "shared", "config": "shared", "lexicon": "shared", "__init__": "shared",
    "pipeline": "line", "coder": "line", "resolve": "line", "cli": "front", "__main__": "front",
}
FOLDERS = {"read", "clean", "language", "reference", "extract", "link", "store", "serve"}
LAYERS = ("actors", "times", "places", "quantities", "statements", "events", "status", "commitments", "disagreements")


def room_of(module: str) -> str:
    """The room of "ceasewire.extract.times"."""
    parts = module.split(".")
    name = parts[1] if len(parts) > 1 else "__init__"
    if name in FOLDERS:
        return name
    assert name in TOP, f"{module} is in no room: say in tests/test_layout.py which it belongs to"
    return TOP[name]


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 2 else parts)


def imports(path: Path) -> Iterator[str]:
    """Modules of ours that the file imports, also inside functions; type-checking imports count too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (a.name for a in node.names if a.name.startswith("ceasewire"))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ceasewire"):
            if node.module == "ceasewire":
                yield from (f"ceasewire.{a.name}" if (PACKAGE / f"{a.name}.py").exists() else "ceasewire" for a in node.names)
            else:
                yield str(node.module)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_left(path: Path) -> None:
    mine = room_of(name_of(path))
    if name_of(path) == "ceasewire.__init__":
        return  # public names only: loads the coder when asked
    for other in imports(path):
        assert ROOMS.index(room_of(other)) <= ROOMS.index(mine), f"{name_of(path)} ({mine}) imports {other} ({room_of(other)})"


@pytest.mark.parametrize("path", sorted((PACKAGE / "extract").rglob("*.py")), ids=name_of)
def test_extractors_do_not_import_each_other(path: Path) -> None:
    """Neither the extractors nor the parts in their folders: `_events` belongs to `events`."""
    owners = {other: other.split(".")[2].removeprefix("_") for other in imports(path) if other.startswith("ceasewire.extract.")}
    mine = name_of(path).split(".")[-1] if path.parent.name == "extract" else path.parent.name.removeprefix("_")
    assert {other for other, owner in owners.items() if owner != mine} == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_lexicon_opens_data(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.name not in ("lexicon.py",):
        assert "importlib.resources" not in text and not re.search(r"parents?\[?\d?\]?\s*/\s*[\"']data[\"']", text)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_print_only_on_the_command_line(path: Path) -> None:
    if path.parent.name != "cli":
        calls = (n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call))
        assert not any(isinstance(c.func, ast.Name) and c.func.id == "print" for c in calls)


@pytest.mark.parametrize("layer", LAYERS)
def test_same_stem_five_places(layer: str) -> None:
    """An extractor has its file, its class, its place in the line, its cases and its section of the tour."""
    source = (PACKAGE / "extract" / f"{layer}.py").read_text(encoding="utf-8")
    assert f"class {layer.capitalize()}" in source
    assert f"{layer.capitalize()}(config)" in (PACKAGE / "pipeline.py").read_text(encoding="utf-8")
    assert (ROOT / "tests" / "cases" / f"{layer}.txt").exists()
    assert re.search(rf"^## .*{layer}", (ROOT / "docs" / "tour.md").read_text(encoding="utf-8"), re.MULTILINE | re.IGNORECASE)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), f"{path.name} has no docstring"

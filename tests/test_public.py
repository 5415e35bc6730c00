from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest

import reportqa

SOURCE = Path(reportqa.__file__).parent

FLOORS = {
    "errors": 0,
    "kinds": 0,
    "printable": 0,
    "model": 0,
    "reading": 1,
    "figures": 2,
    "reader": 3,
    "search": 3,
    "answering": 4,
    "corpus": 5,
    "settings": 8,
    "llm": 5,
    "mcp_server": 8,
    "library": 6,
    "evaluation": 7,
    "intake": 7,
    "doctor": 8,
    "web": 8,
    "export": 8,
    "commands": 9,
    "cli": 10,
}
"""Who may import whom: a room imports its own floor and those below it."""


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Return the rooms of reportqa that a module imports, inside functions and under TYPE_CHECKING too."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            if node.module == "reportqa":
                names |= {f"reportqa.{alias.name}" for alias in node.names}
            names.add(node.module)
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {name.split(".")[1] for name in names if name.startswith("reportqa.")}


MODULES = sorted(path for path in SOURCE.rglob("*.py") if path != SOURCE / "__init__.py")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_imports_go_down_only(path: Path):
    own = room_of(path)
    assert own in FLOORS, f"say on which floor {own} is"
    for other in imported(path) & FLOORS.keys():
        assert FLOORS[other] <= FLOORS[own], f"{own} is below {other}"


def test_all_equals_the_public_names():
    public = {
        name
        for name, value in vars(reportqa).items()
        if not name.startswith("_")
        and not inspect.ismodule(value)
        and name not in {"annotations", "TYPE_CHECKING"}
    }
    assert sorted(public | {"Library"}) == sorted(reportqa.__all__)
    assert list(reportqa.__all__) == sorted(reportqa.__all__)
    for name in reportqa.__all__:
        assert inspect.isclass(getattr(reportqa, name)), f"{name} is exported and missing"


def test_what_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing"):
        _ = reportqa.nothing


def test_errors_are_one_family():
    errors = [value for name in reportqa.__all__ if issubclass(value := getattr(reportqa, name), Exception)]
    assert len(errors) >= 5
    assert all(issubclass(error, reportqa.ReportQAError) for error in errors)

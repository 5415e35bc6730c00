from __future__ import annotations

import dataclasses
import json
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import typer.main

from reportqa import cli
from reportqa.export import COLUMNS
from reportqa.library import Library
from reportqa.model import Answer, Status
from reportqa.reading import SUFFIXES
from reportqa.reading.metadata import Metadata
from reportqa.settings import Settings
from reportqa.web.api.settings import ApiSettings
from reportqa.web.settings import WebSettings

ROOT = Path(__file__).resolve().parents[1]
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
PAGES = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    *(ROOT / folder / "README.md" for folder in ("corpus", "examples")),
]


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def tables(text: str) -> set[str]:
    """Return what stands in code marks in the first cell of the rows of tables."""
    cells = (line.split("|")[1] for line in text.splitlines() if line.startswith("| `"))
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


# --- settings, formats ---


def test_every_setting_is_documented():
    text = text_of("docs/settings.md")
    for name, field in Settings.model_fields.items():
        assert f"| `{name}` | `REPORTQA_{name.upper()}` | `{field.default}` |" in text or name == "web", name
    for kind in (WebSettings, ApiSettings):
        assert {field.name for field in dataclasses.fields(kind)} <= tables(text)


def test_the_documented_settings_exist():
    fields = (*dataclasses.fields(WebSettings), *dataclasses.fields(ApiSettings))
    known = {*Settings.model_fields, *(field.name for field in fields)}
    assert tables(text_of("docs/settings.md")) <= known


def test_every_format_and_key_of_metadata_is_documented():
    text = text_of("docs/data-format.md")
    for suffix in SUFFIXES:
        assert f"`{suffix}`" in text, suffix
    for field in dataclasses.fields(Metadata):
        assert f"\n{field.name} = " in text, field.name


def test_the_columns_of_an_export_are_documented_in_their_order():
    part = text_of("docs/data-format.md").split("## Figures as CSV")[1].split("## ")[0]
    rows = [line.split("|")[1] for line in part.splitlines() if line.startswith("| `")]
    assert [name for row in rows for name in re.findall(r"`(\w+)`", row)] == list(COLUMNS)


# --- the answer as JSON ---


EXAMPLES = {
    json.loads(block)["status"]: json.loads(block)
    for block in re.findall(r"```json\n(.*?)```", text_of("docs/answer-format.md"), re.DOTALL)
}


def test_there_is_an_example_for_each_status():
    assert set(EXAMPLES) == {str(status) for status in Status}


@pytest.mark.parametrize("status", [str(status) for status in Status])
def test_an_example_has_the_keys_of_an_answer(status: str, report_library: Library, sample_library: Library):
    example = EXAMPLES[status]
    library = sample_library if status == "ambiguous" else report_library
    answer = library.ask(example["question"]["subject"])
    given = answer.to_dict()
    assert given["status"] == status
    assert shape(given) == shape(example)
    assert [f["value"] for f in given["figures"]] == [f["value"] for f in example["figures"]]
    assert [c["quote"] for c in given["citations"]] == [c["quote"] for c in example["citations"]]


def shape(data: Any) -> Any:
    """Return the keys of JSON, all the way down."""
    if isinstance(data, dict):
        return {key: shape(value) for key, value in data.items()}
    if isinstance(data, list) and data and isinstance(data[0], dict):
        return [shape(item) for item in data]
    return None


def test_every_key_is_documented(report_library: Library):
    documented = tables(text_of("docs/answer-format.md"))
    answer: Answer = report_library.ask("2018年科技局答复了多少件政协提案？")
    data = answer.to_dict(explain=True)
    keys = {*data, *data["question"], *data["figures"][0], *data["citations"][0]}
    assert keys <= documented, keys - documented
    assert documented <= keys, documented - keys


# --- commands and links ---


def commands(path: Path) -> list[str]:
    """Return the command lines of a page."""
    blocks = re.findall(r"```console\n(.*?)```", path.read_text("utf-8"), re.DOTALL)
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


@pytest.mark.parametrize("path", READMES, ids=lambda p: p.name)
def test_the_commands_of_a_readme_exist(path: Path):
    group = typer.main.get_command(cli.app)
    found = commands(path)
    assert {"script/serve", "script/test"} <= {line.split()[0] for line in found}
    for line in found:
        words = shlex.split(line)
        if words[0].startswith("script/"):
            assert (ROOT / words[0]).stat().st_mode & 0o100, f"{words[0]} can be run"
        elif words[0] == "reportqa":
            known = group.commands[words[1]]  # type: ignore[attr-defined]
            options = {name for parameter in known.params for name in parameter.opts}
            assert {word for word in words if word.startswith("--")} <= options, line


def test_both_readmes_show_the_same_commands():
    def kinds(path: Path) -> set[tuple[str, ...]]:
        return {
            tuple(line.split()[:2]) if line.startswith("reportqa") else (line.split()[0],)
            for line in commands(path)
        }

    assert kinds(READMES[0]) == kinds(READMES[1])


@pytest.mark.parametrize("path", READMES, ids=lambda p: p.name)
def test_the_answer_of_a_readme_is_what_the_program_says(path: Path, report_library: Library):
    text = path.read_text("utf-8")
    question = next(shlex.split(line)[2] for line in commands(path) if line.startswith("reportqa ask"))
    answer = report_library.ask(question)
    assert answer.text in text
    assert f"“{answer.citations[0].quote}”" in text


@pytest.mark.parametrize("path", READMES, ids=lambda p: p.name)
def test_the_python_of_a_readme_runs(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys):
    code = re.findall(r"```python\n(.*?)```", path.read_text("utf-8"), re.DOTALL)[0]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    code = code.replace('"index")', '"index", encoder="none")')  # the same without minutes of vectors
    scope: dict[str, Any] = {}
    exec(compile(code, str(path), "exec"), scope)
    scope["library"].close()
    assert "answered 7 2018年度" in capsys.readouterr().out


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(path: Path):
    for target in re.findall(r"\]\(([^)#]+)", path.read_text("utf-8")):
        if not target.startswith(("http://", "https://")):
            assert (path.parent / target).exists(), target


@pytest.mark.parametrize("name", ["serve", "test", "check", "environment.sh"])
def test_scripts_are_sound_shell(name: str):
    subprocess.run(["bash", "-n", str(ROOT / "script" / name)], check=True)


def test_constraints_pin_every_library_of_the_project():
    import tomllib

    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["test"], *extras["ocr"]]
    names = {re.split(r"[ ;<>=!\[]", entry, maxsplit=1)[0].lower() for entry in wanted}
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+)$", text_of("constraints.txt"), re.MULTILINE))
    assert names <= set(pinned), names - set(pinned)

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from reportqa import cli
from reportqa.commands import serve
from reportqa.commands.terminal import as_json, one_line
from reportqa.printable import printable

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "corpus" / "zhangdian-science-bureau-2018.txt"
EDUCATION = ROOT / "examples" / "corpus" / "education"
ENVIRONMENT = ROOT / "examples" / "corpus" / "environment"
QUESTION = "2018年科技局答复了多少件政协提案？"

Run = Callable[..., Result]


def copy_report(source: Path, folder: Path, name: str | None = None) -> Path:
    """Copy a report with its metadata into ``folder``, as ``name`` without suffix."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / (name or source.stem)
    shutil.copy(source, target.with_name(target.name + source.suffix))
    shutil.copy(source.with_name(source.stem + ".meta.toml"), target.with_name(target.name + ".meta.toml"))
    return target.with_name(target.name + source.suffix)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``reportqa`` in an empty folder, without vectors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REPORTQA_ENCODER", "none")
    monkeypatch.setenv("LANG", "C.UTF-8")
    for name in ("LC_ALL", "LC_MESSAGES", "REPORTQA_INDEX", "REPORTQA_CORPUS", "REPORTQA_PORT"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(cli.app, [str(a) for a in arguments], catch_exceptions=False)

    return run


@pytest.fixture
def ready(run: Run, tmp_path: Path) -> Run:
    """The same with two small reports indexed."""
    copy_report(REPORT, tmp_path / "corpus")
    copy_report(ENVIRONMENT / "2018.txt", tmp_path / "corpus", "environment-2018")
    assert run("index").exit_code == 0
    return run


def mistake(result: Result) -> str:
    """Return the one line of a mistake; exit code 2 and nothing on stdout go with it."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    lines = result.stderr.strip().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("reportqa: ")
    return lines[0]


# --- help and mistakes of the command line ---


def test_help_imports_nothing_heavy():
    code = (
        "import sys, reportqa.cli\n"
        "heavy = {'torch', 'numpy', 'faiss', 'jieba', 'gradio', 'fastapi', 'rich', 'pydantic', 'openpyxl'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_command_shows_examples(run: Run):
    overview = run("--help")
    assert overview.exit_code == 0
    assert overview.stdout == run().stdout
    for name in ("ask", "serve", "add", "index", "reports", "figures", "check", "eval", "doctor"):
        assert f"\n  {name} " in overview.stdout
        text = run(name, "--help").stdout
        assert f"\n  reportqa {name}" in text, "examples, one a line"


def test_version(run: Run):
    from reportqa import __version__

    assert run("--version").stdout == f"reportqa {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bogus"], "No such command 'bogus'"),
        (["ask"], "Missing argument 'QUESTION'"),
        (["ask", "x", "--colour"], "No such option: --colour"),
        (["ask", "x", "--lang", "fr"], "'fr' is not one of 'zh', 'en'"),
        (["figures", "--year", "last"], "--year"),
        (["figures", "--format", "pdf"], "'pdf' is not one of 'table', 'csv', 'xlsx', 'json'"),
        (["serve", "--port", "99999"], "--port"),
        (["eval", "x.jsonl", "--show", "right"], "'right' is not"),
    ],
)
def test_a_wrong_option_is_one_line_with_the_next_step(run: Run, arguments: list[str], said: str):
    line = mistake(run(*arguments))
    assert said in line
    assert "--help" in line


@pytest.mark.parametrize(
    "arguments",
    [["ask", QUESTION], ["reports"], ["figures"], ["check"], ["ask", QUESTION, "--index", "other place"]],
)
def test_without_an_index_the_command_that_makes_one_is_named(run: Run, arguments: list[str]):
    line = mistake(run(*arguments))
    where = "'other place'" if len(arguments) > 2 else None
    assert line.endswith(f"reportqa index --index {where}" if where else "Build one with: reportqa index")


def test_a_wrong_setting_is_named(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("REPORTQA_PORT", "http")
    assert "port" in mistake(run("doctor"))


# --- index ---


def test_index_says_what_was_read_and_takes_over_what_did_not_change(ready: Run, tmp_path: Path):
    copy_report(EDUCATION / "2018.docx", tmp_path / "corpus", "education-2018")
    (tmp_path / "corpus" / "broken.docx").write_bytes(b"PK\x03\x04 cut off")
    result = ready("index")
    assert result.exit_code == 0
    assert "Read 1 report; 2 had not changed." in result.stdout
    assert "refused  broken.docx: " in result.stdout
    assert "3 reports of 3 agencies" in result.stdout
    assert "Read 3 reports." in ready("index", "--rebuild").stdout


def test_index_of_a_missing_or_empty_folder(run: Run, tmp_path: Path):
    assert "found none at corpus" in mistake(run("index"))
    (tmp_path / "empty").mkdir()
    assert "empty holds no report" in mistake(run("index", "empty"))
    assert not (tmp_path / "index").exists(), "a mistake leaves no index behind"


def test_index_with_an_encoder_that_is_not_there(run: Run, tmp_path: Path):
    copy_report(REPORT, tmp_path / "corpus")
    assert "/no/such/model" in mistake_after_progress(run("index", "--encoder", "/no/such/model"))


def mistake_after_progress(result: Result) -> str:
    """Return the last line of stderr of a command that had begun its work."""
    assert result.exit_code == 2, result.output
    return result.stderr.strip().splitlines()[-1]


# --- ask ---


def test_ask_prints_the_figure_its_quote_and_its_place(ready: Run):
    result = ready("ask", QUESTION)
    assert result.exit_code == 0
    assert "7条" in result.stdout
    assert "“2018年度，区科技局收到政协委员提案 7条，均及时给予了答复。”" in result.stdout
    assert "五、办理人大代表建议和政协委员提案情况 · zhangdian-science-bureau-2018.txt" in result.stdout


def test_ask_gives_json(ready: Run):
    data = json.loads(ready("ask", QUESTION, "--json").stdout)
    assert data["status"] == "answered"
    assert data["figures"][0]["value"] == 7
    assert "why" not in data
    assert json.loads(ready("ask", QUESTION, "--json", "--explain").stdout)["why"]


def test_ask_explains(ready: Run):
    result = ready("ask", QUESTION, "--explain")
    assert '"step": "understood"' in result.stdout


def test_a_refusal_is_an_answer(ready: Run):
    result = ready("ask", "今天天气怎么样", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["status"] == "out_of_scope"


def test_ask_follows_the_conversation(ready: Run):
    data = json.loads(ready("ask", "那2017年呢？", "--after", QUESTION, "--json").stdout)
    assert data["status"] == "no_report"
    assert data["question"]["years"] == [2017]
    assert "agency" in data["question"]["carried"]


def test_ask_replies_in_the_language_asked_for(ready: Run):
    assert json.loads(ready("ask", QUESTION, "--lang", "en", "--json").stdout)["language"] == "en"


def test_ask_nothing(ready: Run):
    assert "question is empty" in mistake(ready("ask", "  "))


# --- reports, check, doctor ---


def test_reports(ready: Run):
    rows = json.loads(ready("reports", "--json").stdout)
    assert [(row["agency"], row["year"]) for row in rows] == [
        ("张店区科学技术局", 2018),
        ("示例市生态环境局", 2018),
    ]
    assert "zhangdian-science-bureau-2018.txt" in ready("reports").stdout
    assert "2018-03-25" in ready("reports", "--odd").stdout


def test_check_shows_both_sides(run: Run, tmp_path: Path):
    for name in ("2021.pdf", "2022.html"):
        copy_report(ENVIRONMENT / name, tmp_path / "corpus")
    run("index")
    result = run("check", "--lang", "en")
    assert result.exit_code == 0
    assert "3 carried over from 2021, 2 carried in by 2022; they differ." in result.stdout
    assert "“四、结转下年度继续办理 2 1 0 0 0 0 3”" in result.stdout
    data = json.loads(run("check", "--json").stdout)
    assert data["summary"]["FAIL"] == 2
    assert {c["result"] for c in data["checks"]} <= {"FAIL", "CANNOT TELL"}
    every = json.loads(run("check", "--json", "--all").stdout)
    assert len(every["checks"]) == sum(every["summary"].values())
    carried = [c for c in every["checks"] if c["rule"] == "carry_over"]
    assert len(carried) == len({c["text_en"] for c in carried}) == 7, "each comparison once"
    assert "2021年结转下年度 3，2022年上年结转 2，不符" in run("check", "--lang", "zh").stdout


def test_doctor(ready: Run, tmp_path: Path):
    facts = json.loads(ready("doctor", "--json").stdout)
    assert facts["corpus"]["state"] == "as indexed"
    assert facts["index"]["reports"] == 2
    assert facts["settings"]["encoder"] == "none"
    assert set(facts["optional parts"]) == {"[ocr]", "[milvus]", "[llm]", "LibreOffice"}
    (tmp_path / "corpus" / "new.txt").write_text("新的报告", "utf-8")
    file = next((tmp_path / "index").glob("gen-*/text.sqlite"))
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)
    text = ready("doctor").stdout
    assert "new.txt" in text
    assert "expected SHA-256" in text


def test_doctor_without_anything(run: Run):
    facts = json.loads(run("doctor", "--json").stdout)
    assert "missing" in facts["corpus"]["state"]
    assert facts["index"]["state"] == "none: reportqa index"


# --- add ---


def test_add_copies_reports_with_their_metadata_and_indexes_them(ready: Run, tmp_path: Path):
    copy_report(EDUCATION / "2018.docx", tmp_path / "new" / "education")
    copy_report(EDUCATION / "2022.html", tmp_path / "new" / "education")
    result = ready("add", "new/education")
    assert result.exit_code == 0
    assert "Added 2 reports to corpus:" in result.stdout
    assert "read     education/2018.docx: 示例市教育局 2018" in result.stdout
    assert (tmp_path / "corpus" / "education" / "2022.meta.toml").is_file()
    assert len(json.loads(ready("reports", "--json").stdout)) == 4
    again = ready("add", "new/education")
    assert again.exit_code == 0
    assert again.stdout.count("  already  ") == 2


def test_add_refuses_what_cannot_be_read_and_leaves_nothing_of_it(ready: Run, tmp_path: Path):
    new = tmp_path / "new"
    good = copy_report(EDUCATION / "2018.docx", new)
    (new / "broken.docx").write_bytes(b"PK\x03\x04 cut off")
    (new / "broken.meta.toml").write_text("year = 2019\n")
    result = ready("add", good, new / "broken.docx")
    assert result.exit_code == 2
    assert "read     2018.docx" in result.stdout
    assert f"refused  {new / 'broken.docx'}: " in result.stdout
    assert "1 of 2 files were refused" in mistake_after_progress(result)
    assert sorted(p.name for p in (tmp_path / "corpus").iterdir()) == [
        "2018.docx",
        "2018.meta.toml",
        "environment-2018.meta.toml",
        "environment-2018.txt",
        "zhangdian-science-bureau-2018.meta.toml",
        "zhangdian-science-bureau-2018.txt",
    ]


def test_add_never_overwrites_another_report(ready: Run, tmp_path: Path):
    before = (tmp_path / "corpus" / "environment-2018.txt").read_bytes()
    other = copy_report(EDUCATION / "2021.txt", tmp_path / "new", "environment-2018")
    assert "another report" in ready("add", other).stdout
    assert (tmp_path / "corpus" / "environment-2018.txt").read_bytes() == before


def test_add_does_not_let_metadata_speak_for_another_report(ready: Run, tmp_path: Path):
    page = tmp_path / "environment-2018.html"
    page.write_bytes((EDUCATION / "2022.html").read_bytes())
    result = ready("add", page)
    assert result.exit_code == 2
    assert "environment-2018.meta.toml would speak for" in result.stdout
    assert not (tmp_path / "corpus" / page.name).exists()


def test_add_to_a_new_corpus(run: Run, tmp_path: Path):
    copy_report(REPORT, tmp_path / "new")
    assert run("add", tmp_path / "new" / REPORT.name).exit_code == 0
    assert json.loads(run("ask", QUESTION, "--json").stdout)["figures"][0]["value"] == 7


def test_add_takes_everything_back_if_the_index_cannot_be_built(run: Run, tmp_path: Path):
    report = copy_report(REPORT, tmp_path / "new")
    (tmp_path / "index").write_text("a file where the folder should be")
    result = run("add", report)
    assert result.exit_code == 2
    assert "index" in mistake_after_progress(result)
    assert not (tmp_path / "corpus").exists()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda p: None, "no such file or folder"),
        (lambda p: p.mkdir(), "holds no report"),
    ],
)
def test_add_a_wrong_path(run: Run, tmp_path: Path, make: Callable[[Path], None], said: str):
    make(tmp_path / "new")
    assert said in mistake(run("add", "new"))


def test_add_a_file_of_another_kind(run: Run, tmp_path: Path):
    (tmp_path / "reports.zip").write_bytes(b"PK")
    result = run("add", "reports.zip")
    assert result.exit_code == 2
    assert "found a file of type .zip" in result.stdout


# --- eval ---


def questions(path: Path, **changed: object) -> Path:
    """Write one question with its answer."""
    item = {
        "file": REPORT.name,
        "question": QUESTION,
        "question_en": "How many CPPCC proposals did the bureau answer in 2018?",
        "answer": "7条",
        "value": 7,
        "quote": "区科技局收到政协委员提案 7条",
        "type": "figure",
    }
    path.write_text(json.dumps(item | changed, ensure_ascii=False) + "\n", "utf-8")
    return path


def test_eval_builds_an_index_of_the_files_beside(run: Run, tmp_path: Path):
    copy_report(REPORT, tmp_path)
    data = json.loads(run("eval", questions(tmp_path / "qa.jsonl"), "--lang", "both", "--json").stdout)
    row = data["types"]["all"]
    assert (row["questions"], row["right"], row["right_quote"]) == (2, 2, 2)
    assert not (tmp_path / "index").exists()
    assert "median ms" in run("eval", "qa.jsonl").stdout


def test_eval_takes_the_files_from_a_corpus(run: Run, tmp_path: Path):
    questions(tmp_path / "qa.jsonl")
    data = json.loads(run("eval", "qa.jsonl", "--corpus", ROOT / "corpus", "--json").stdout)
    assert data["types"]["figure"]["right"] == 1
    assert "is not there" in mistake(run("eval", "qa.jsonl", "--corpus", tmp_path))


def test_eval_asks_the_index_of_the_settings_and_lists_misses(ready: Run, tmp_path: Path):
    questions(tmp_path / "qa.jsonl", value=8, answer="8条")
    result = ready("eval", "qa.jsonl", "--show", "wrong")
    assert result.exit_code == 0
    assert f"[figure, false answer] {QUESTION}" in result.stdout
    assert "expected  8条 | 8" in result.stdout
    assert "got       answered: " in result.stdout
    assert "why       " in result.stdout
    wrong = json.loads(ready("eval", "qa.jsonl", "--show", "wrong", "--json").stdout)["wrong"]
    assert wrong[0]["expected"]["value"] == 8


def test_eval_of_a_wrong_file(run: Run, tmp_path: Path):
    assert "none.jsonl" in mistake(run("eval", "none.jsonl"))
    (tmp_path / "bad.jsonl").write_text('{"question": "?"\n')
    assert "bad.jsonl, line 1" in mistake(run("eval", "bad.jsonl"))
    questions(tmp_path / "zh.jsonl", question_en=None)
    assert "no question in this language" in mistake(run("eval", "zh.jsonl", "--lang", "en"))
    questions(tmp_path / "out.jsonl", file="../secret.txt")
    assert "relative to the corpus" in mistake(run("eval", "out.jsonl"))


# --- serve ---


@pytest.fixture
def listened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Keep what the web app would have been started with."""
    from reportqa.web import server

    calls: list[tuple[object, ...]] = []
    monkeypatch.setattr(server, "serve", lambda *given, **_: calls.append(given))
    return calls


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def test_serve_builds_the_index_and_says_the_address(
    run: Run, tmp_path: Path, listened: list[tuple[object, ...]]
):
    copy_report(REPORT, tmp_path / "corpus")
    port = free_port()
    result = run("serve", "--port", str(port))
    assert result.exit_code == 0, result.output
    assert f"http://127.0.0.1:{port}" in result.stderr
    factory, host, given = listened[0][:3]
    assert (host, given) == ("127.0.0.1", port)
    library = factory()  # type: ignore[operator]
    assert library.ask(QUESTION).figures[0].value == 7
    assert library.source_path(library.reports()[0].id) is not None
    library.close()

    copy_report(ENVIRONMENT / "2018.txt", tmp_path / "corpus", "environment-2018")
    run("serve", "--port", str(port))
    assert len(json.loads(run("reports", "--json").stdout)) == 2, "a changed corpus is indexed again"

    shutil.rmtree(tmp_path / "corpus")
    assert "as it is" in run("serve", "--port", str(port)).stderr
    assert len(listened) == 3


def test_serve_on_a_taken_port(ready: Run, listened: list[tuple[object, ...]]):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        line = mistake(ready("serve", "--port", str(port)))
    assert f"port {port}" in line
    assert not listened


def test_serve_without_corpus_and_index(run: Run, listened: list[tuple[object, ...]]):
    line = mistake(run("serve", "--port", str(free_port())))
    assert "found none at corpus" in line
    assert "--corpus" in line


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "http://127.0.0.1:80"),
        ("0.0.0.0", "http://127.0.0.1:80"),
        ("::", "http://[::1]:80"),
        ("fe80::1", "http://[fe80::1]:80"),
    ],
)
def test_the_address_to_open(host: str, shown: str):
    assert serve.address(host, 80) == shown


# --- what reaches the terminal ---


def test_nothing_raw_from_a_report_reaches_the_terminal(run: Run, tmp_path: Path):
    text = REPORT.read_text("utf-8").replace("收到政协委员提案", "收到\x1b[31m\x9b5m政协\u202e委员提案")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "report.txt").write_text(text, "utf-8")
    run("index")
    for arguments in (
        ["ask", QUESTION],
        ["ask", QUESTION, "--json"],
        ["figures"],
        ["figures", "--format", "csv"],
    ):
        out = run(*arguments).stdout
        assert not set(out) & {"\x1b", "\x9b", "\u202e"}, arguments


def test_text_for_terminals():
    assert printable("a\x1b[0mb\tc\n\x9b\ud800") == "a\ufffd[0mb\tc\n\ufffd\ufffd"
    assert one_line("a\r\n b") == "a b"
    assert json.loads(as_json({"k": "\x7f\u202e\ud800年"})) == {"k": "\x7f\u202e\ud800年"}
    assert "\x7f" not in as_json("\x7f")

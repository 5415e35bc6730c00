"""The samples of every format give the figures that the script which made them knows."""

import json
from pathlib import Path

import pytest

TRUTH = json.loads((Path(__file__).resolve().parents[1] / "examples" / "truth.json").read_text("utf-8"))
REPORTS = TRUTH.get("reports", TRUTH)
FILES = sorted(REPORTS) if isinstance(REPORTS, dict) else sorted(r["file"] for r in REPORTS)


def truth_of(file):
    return REPORTS[file] if isinstance(REPORTS, dict) else next(r for r in REPORTS if r["file"] == file)


@pytest.fixture(scope="module")
def figures_of(sample_library):
    ids = {row.source: row.id for row in sample_library.reports()}
    return lambda file: sample_library.report_figures(ids[file])


@pytest.mark.parametrize("file", FILES)
def test_every_cell_of_the_statutory_tables_is_read(file, figures_of):
    read = {
        (f.indicator, str(f.applicant) if f.applicant else None, f.value)
        for f in figures_of(file)
        if f.how == "table_cell"
    }
    cells = [g for g in truth_of(file)["figures"] if g["where"] == "table"]
    wanting = [g for g in cells if (g["indicator"], g.get("applicant"), g["value"]) not in read]
    assert not wanting


@pytest.mark.parametrize("file", FILES)
def test_every_number_of_the_prose_is_read(file, figures_of):
    truth = truth_of(file)
    read = {f.value for f in figures_of(file)}
    stated = [g for g in truth["figures"] if g["where"] == "prose" and g["how"] != "all_of"]
    wanting = [g for g in (*stated, *truth.get("other", ())) if g["value"] not in read]
    assert not wanting


@pytest.mark.parametrize("file", FILES)
def test_no_cell_is_read_wrong(file, figures_of):
    cells = [g for g in truth_of(file)["figures"] if g["where"] == "table"]
    right = {(g["indicator"], g.get("applicant"), g["value"]) for g in cells}
    named = {(g["indicator"], g.get("applicant")) for g in cells}
    for figure in figures_of(file):
        if figure.how == "table_cell" and figure.indicator:
            key = (figure.indicator, str(figure.applicant) if figure.applicant else None)
            doubtful = figure.confidence is not None and figure.confidence < 0.85
            assert key not in named or (*key, figure.value) in right or doubtful, figure

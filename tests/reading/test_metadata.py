from __future__ import annotations

import pytest

from reportqa.errors import UnreadableFile
from reportqa.reading.metadata import Metadata, metadata_path, read_metadata


def write(folder, toml: str | bytes):
    report = folder / "a.report.txt"
    metadata_path(report).write_bytes(toml if isinstance(toml, bytes) else toml.encode())
    return report


def test_the_name_is_that_of_the_report(tmp_path):
    assert metadata_path(tmp_path / "a.report.txt").name == "a.report.meta.toml"


def test_no_file_is_no_metadata(tmp_path):
    assert read_metadata(tmp_path / "a.txt") == Metadata()


def test_every_key(tmp_path):
    report = write(
        tmp_path,
        'agency = "东河区教育局"\nyear = 2018\nurl = "https://example.gov.cn/a"\npublished = 2019-03-05\n'
        'sample = true\ntitle = "报告"\nkind = "other"\n',
    )
    assert read_metadata(report) == Metadata(
        "东河区教育局", 2018, "报告", "https://example.gov.cn/a", "2019-03-05", "other", True
    )


@pytest.mark.parametrize("date", ['"2019-03-05"', "2019-03-05", "2019-03-05T08:00:00"])
def test_dates_as_text_or_toml(tmp_path, date):
    assert read_metadata(write(tmp_path, f"published = {date}")).published == "2019-03-05"


@pytest.mark.parametrize(
    ("toml", "reason"),
    [
        ("agency = ", "not valid TOML"),
        ("agnecy = 'x'", "unknown key 'agnecy'; the keys are agency, kind, published"),
        ("year = '2018'", "year must be a whole number, found '2018'"),
        ("year = true", "whole number"),
        ("year = 18", "1949 to 2100"),
        ("agency = ''", "agency is empty"),
        ("sample = 1", "true or false"),
        ("kind = 'budget'", "disclosure, other"),
        ("url = 'javascript:alert(1)'", "https://"),
        ("published = 'spring'", "2019-03-05"),
        (b"agency = '\xb6\xab'", "UTF-8"),
    ],
)
def test_mistakes_name_the_file_and_what_fits(tmp_path, toml, reason):
    with pytest.raises(UnreadableFile, match=reason) as error:
        read_metadata(write(tmp_path, toml))
    assert "a.report.meta.toml: " in str(error.value)
    assert "\n" not in str(error.value)


def test_what_is_set_wins_and_a_difference_is_noted():
    odd = []
    meta = Metadata(agency="沭阳县人民政府")
    assert meta.prefer("agency", "沐阳县人民政府", odd) == "沭阳县人民政府"
    assert meta.prefer("year", 2025, odd) == 2025
    assert [w.code for w in odd] == ["meta_differs"]
    assert meta.prefer("agency", "", odd) == "沭阳县人民政府"
    assert len(odd) == 1

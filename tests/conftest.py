"""Libraries that many tests ask; built once a run, without vectors, so that the run stays quick."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportqa.library import Library

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "real"


@pytest.fixture(scope="session")
def report_library(tmp_path_factory):
    """The corpus that ships: the real report of 张店区科学技术局 on 2018."""
    library = Library.build(ROOT / "corpus", tmp_path_factory.mktemp("index-report"), encoder="none")
    yield library
    library.close()


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory):
    """The samples of the invented 示例市, in every format."""
    library = Library.build(
        ROOT / "examples" / "corpus", tmp_path_factory.mktemp("index-samples"), encoder="none"
    )
    yield library
    library.close()


@pytest.fixture(scope="session")
def real_library(tmp_path_factory):
    """The real reports kept beside the project; skipped where they are absent."""
    if not SHARED.is_dir():
        pytest.skip("the real reports are not at hand")
    library = Library.build(SHARED, tmp_path_factory.mktemp("index-real"), encoder="none")
    yield library
    library.close()

from __future__ import annotations

import io
import re
import socket
from pathlib import Path

import pytest

pytest.importorskip("rapidocr")
cv2 = pytest.importorskip("cv2")
import numpy as np  # noqa: E402
import pypdfium2  # noqa: E402
from PIL import Image  # noqa: E402

from reportqa.errors import UnreadableFile  # noqa: E402
from reportqa.reading.extracted import Extracted  # noqa: E402
from reportqa.reading.ocr import LOW_CONFIDENCE, read_image  # noqa: E402
from reportqa.reading.ocr_image import ink_of, remove_specks, skew_of  # noqa: E402
from reportqa.reading.pdf import read_pdf  # noqa: E402

REAL = Path(__file__).resolve().parents[2] / ".." / "shared" / "real"
XS = [150, 450, 700, 950, 1100]
YS = [300, 360, 420, 480, 540]
CELLS = [
    ["Licences", "12", "0", "9487"],
    ["Penalties", "3", "", "2776"],
    ["Fees", "7730.28", "0", "15"],
    ["Total", "0", "1", "103"],
]


def page() -> np.ndarray:
    """Draw a page of 150 dpi: a line of words and a table in a font that is part of OpenCV."""
    image = np.full((1754, 1240), 255, np.uint8)
    cv2.putText(
        image,
        "Yearly report on open information 2024",
        (150, 200),
        cv2.FONT_HERSHEY_COMPLEX,
        1.2,
        0,
        2,
        cv2.LINE_AA,
    )
    for y in YS:
        cv2.line(image, (XS[0], y), (XS[-1], y), 0, 2)
    for x in XS:
        cv2.line(image, (x, YS[0]), (x, YS[-1]), 0, 2)
    for y, row in zip(YS, CELLS, strict=False):
        for x, words in zip(XS, row, strict=False):
            cv2.putText(image, words, (x + 15, y + 42), cv2.FONT_HERSHEY_COMPLEX, 1.0, 0, 2, cv2.LINE_AA)
    return image


def worn(image: np.ndarray, angle: float) -> np.ndarray:
    """Return the page as a scanner with a dusty glass gives it: askew, grey, with noise and specks."""
    height, width = image.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    image = cv2.warpAffine(image, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    chance = np.random.default_rng(7)
    noisy = image * 0.9 + 18 + chance.normal(0, 8, image.shape)
    noisy[chance.random(image.shape) < 0.0004] = 0
    return np.clip(noisy, 0, 255).astype(np.uint8)


def png(image: np.ndarray) -> bytes:
    return cv2.imencode(".png", image)[1].tobytes()


def table_of(report: Extracted) -> list[list[str]]:
    (grid,) = report.grids
    rows: list[list[str]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row].append(report.text[cell.start : cell.end])
    return rows


@pytest.mark.parametrize(("quarters", "angle"), [(0, 1.0), (1, -3.0), (2, 0.0), (3, 4.5)])
def test_a_worn_scan_reads_whichever_way_it_lies(quarters: int, angle: float) -> None:
    image = np.ascontiguousarray(np.rot90(worn(page(), angle), quarters))
    report = read_image(png(image), "scan.png")
    found = table_of(report)
    (grid,) = report.grids
    right = total = 0
    for cell in grid.cells:
        expected = CELLS[cell.row][cell.column]
        text = report.text[cell.start : cell.end]
        total += 1
        right += text == expected
        if text != expected:
            assert cell.confidence is not None and cell.confidence < LOW_CONFIDENCE
        assert (cell.confidence is None) == (expected == "")
    assert [len(row) for row in found] == [4] * 4
    assert right >= total - 1
    assert any("2024" in report.text[line.start : line.end] for line in report.lines if line.kind == "text")


def test_every_figure_in_the_prose_carries_a_confidence() -> None:
    report = read_image(png(worn(page(), 0.0)), "scan.png")
    year = report.text.index("2024")
    assert any(start <= year and year + 4 <= end and 0 < sure <= 1 for start, end, sure in report.confidences)


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("reading a scan must not open a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    from reportqa.reading.ocr_engine import engine

    engine.cache_clear()
    assert read_image(png(page()), "scan.png").grids


def test_pages_of_a_tiff_and_pages_of_a_pdf_without_text() -> None:
    fine, buffer = cv2.imencodemulti(".tiff", [page(), page()])
    assert fine
    report = read_image(buffer.tobytes(), "scan.tif")
    assert {cell.page for grid in report.grids for cell in grid.cells} == {1, 2}
    document = pypdfium2.PdfDocument.new()
    sheet = document.new_page(595, 842)
    image = pypdfium2.PdfImage.new(document)
    bitmap = pypdfium2.PdfBitmap.from_pil(Image.fromarray(page()).convert("RGB"))
    image.set_bitmap(bitmap)
    image.set_matrix(pypdfium2.PdfMatrix().scale(595, 842))
    sheet.insert_obj(image)
    sheet.gen_content()
    out = io.BytesIO()
    document.save(out)
    report = read_pdf(out.getvalue(), "scan.pdf")
    assert table_of(report)[2][1] == "7730.28"
    assert all(cell.page == 1 for cell in report.grids[0].cells)


def test_what_is_no_picture_or_holds_nothing_is_refused() -> None:
    with pytest.raises(UnreadableFile, match=r"a\.png: expected a PNG, JPEG or TIFF"):
        read_image(b"\x89PNG\r\n broken", "a.png")
    with pytest.raises(UnreadableFile, match="no legible text"):
        read_image(png(np.full((1000, 700), 255, np.uint8)), "b.png")


def test_skew_is_measured_and_specks_leave_decimal_points_alone() -> None:
    ink = ink_of(page())
    assert abs(skew_of(ink)) < 0.1
    assert abs(skew_of(ink_of(worn(page(), 2.0))) + 2.0) < 0.15
    image = np.full((60, 200), 255, np.uint8)
    cv2.putText(image, "7.2", (10, 40), cv2.FONT_HERSHEY_COMPLEX, 1.0, 0, 2)
    image[10:12, 150:152] = 0
    ink = np.where(image < 128, 255, 0).astype(np.uint8)
    _, cleaned = remove_specks(image, ink, least=12, reach=8)
    assert not cleaned[:, 140:].any()
    assert (cleaned[:, :140] == ink[:, :140]).all()


@pytest.mark.slow
def test_a_real_page_scanned_again() -> None:
    path = REAL / "hongze-district-2024.pdf"
    if not path.exists():
        pytest.skip("the real reports are not here")
    truth = read_pdf(path.read_bytes(), path.name, ocr=False)
    shown = pypdfium2.PdfDocument(path)[3].render(scale=150 / 72, grayscale=True).to_numpy()
    report = read_image(png(worn(np.ascontiguousarray(shown.reshape(shown.shape[:2])), 1.0)), "page4.png")
    expected = {(c.row, c.column): truth.text[c.start : c.end] for c in truth.grids[2].cells}
    found = {(c.row, c.column): (report.text[c.start : c.end], c.confidence) for c in report.grids[1].cells}
    assert expected.keys() == found.keys()
    for at, words in expected.items():
        text, sure = found[at]
        assert text == words or (sure is not None and sure < LOW_CONFIDENCE), (at, words, text, sure)
    numbers = [text for text, _ in found.values() if re.fullmatch(r"\d+", text)]
    assert numbers == [text for text in expected.values() if re.fullmatch(r"\d+", text)]

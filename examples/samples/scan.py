"""A sample as a scan: the pages of its PDF as slightly turned, noisy pictures."""

from __future__ import annotations

import io

import numpy as np

DPI = 150
QUALITY = 38
TURNS = (0.5, -0.35, 0.25, -0.6, 0.4, -0.3)
"""Degrees, page by page."""


def pictures(pdf: bytes) -> list[np.ndarray]:
    """Return the pages of a PDF as grey pictures at ``DPI``."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=DPI / 72, grayscale=True).to_numpy().copy().squeeze() for page in document]
    finally:
        document.close()


def scan(pdf: bytes) -> bytes:
    """Return a PDF of page images without a text layer."""
    from PIL import Image, ImageFilter

    dice = np.random.default_rng(20240125)
    pages = []
    for at, picture in enumerate(pictures(pdf)):
        image = Image.fromarray(picture).filter(ImageFilter.GaussianBlur(0.5))
        image = image.rotate(TURNS[at % len(TURNS)], Image.Resampling.BICUBIC, fillcolor=255)
        grey = np.asarray(image).astype(np.float32) * 0.93 + 12
        grey += dice.normal(0, 2.0, grey.shape)
        for row, column in zip(
            dice.integers(2, grey.shape[0] - 2, 40), dice.integers(2, grey.shape[1] - 2, 40), strict=True
        ):
            grey[row, column : column + 2] = 90
        buffer = io.BytesIO()
        Image.fromarray(grey.clip(0, 255).astype(np.uint8)).save(
            buffer, "JPEG", quality=QUALITY, optimize=True
        )
        pages.append((buffer.getvalue(), picture.shape[1], picture.shape[0]))
    return wrap_images(pages)


def wrap_images(pages: list[tuple[bytes, int, int]]) -> bytes:
    """Return a minimal PDF that shows each grey JPEG ``(data, width, height)`` on its own page."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for data, width, height in pages:
        picture, content, page = len(objects) + 1, len(objects) + 2, len(objects) + 3
        across, down = width * 72 / DPI, height * 72 / DPI
        drawing = f"q {across:.2f} 0 0 {down:.2f} 0 0 cm /Im Do Q".encode()
        head = f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray "
        head += f"/BitsPerComponent 8 /Filter /DCTDecode /Length {len(data)} >>\nstream\n"
        objects.append(head.encode() + data + b"\nendstream")
        objects.append(f"<< /Length {len(drawing)} >>\nstream\n".encode() + drawing + b"\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {across:.2f} {down:.2f}] /Contents {content} 0 R "
            f"/Resources << /XObject << /Im {picture} 0 R >> >> >>".encode()
        )
        kids.append(page)
    objects[1] = (
        f"<< /Type /Pages /Kids [{' '.join(f'{k} 0 R' for k in kids)}] /Count {len(kids)} >>".encode()
    )
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)

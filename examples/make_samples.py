"""Makes the sample reports of an invented city: ``python examples/make_samples.py [--check]``.

Writes ``corpus/`` (reports with their ``.meta.toml``) and ``truth.json`` beside this file. With
``--check`` nothing is written: the files that are there are compared with what would be made.
The PDF samples need reportlab and the font package fonts-wqy-microhei; where the font is absent they
are left as they are, and ``--check`` compares their text with what they should say.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from samples import education, environment, qinghe
from samples.model import NOTE, Paragraph, Sample
from samples.scan import pictures, scan
from samples.truth import truth
from samples.write_html import page
from samples.write_office import members, word, workbook
from samples.write_pdf import has_font, pdf
from samples.write_text import markdown, plain

HERE = Path(__file__).resolve().parent
WRITERS: dict[str, Callable[[Sample], bytes]] = {
    ".txt": plain,
    ".md": markdown,
    ".html": page,
    ".docx": word,
    ".xlsx": workbook,
    ".pdf": pdf,
}
NEAR = 6.0
"""Mean difference of grey levels up to which two scans are the same picture."""


def meta(sample: Sample) -> str:
    """Return the report's ``.meta.toml``; some leave out agency and year, to be read from the text."""
    values = {
        "agency": f'"{sample.agency}"',
        "year": str(sample.year),
        "published": f'"{sample.published}"',
        "url": f'"https://example.org/{Path(sample.file).with_suffix("").as_posix()}"',
    }
    return "".join(f"{name} = {values[name]}\n" for name in sample.meta) + "sample = true\n"


def meta_path(sample: Sample) -> Path:
    """Return where the report's ``.meta.toml`` lies."""
    return (HERE / "corpus" / sample.file).with_suffix(".meta.toml")


def make(sample: Sample) -> bytes:
    """Return the report's file."""
    data = WRITERS[Path(sample.file).suffix](sample)
    return scan(data) if sample.shape.get("scan") else data


def bare(text: str) -> str:
    """Return ``text`` without white space."""
    return "".join(text.split())


def pdf_text(data: bytes) -> str:
    """Return a PDF's text without white space, page marks left out."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        pages = [bare(p.get_textpage().get_text_range()) for p in document]
    finally:
        document.close()
    return "".join(text.replace(f"—{at}—{NOTE}", "") for at, text in enumerate(pages, start=1))


def pdf_differs(sample: Sample, data: bytes) -> str:
    """Return how a committed PDF differs from what it should be, empty where it does not."""
    import numpy

    if sample.shape.get("scan"):
        if not has_font():
            return ""
        made, there = pictures(make(sample)), pictures(data)
        near = len(made) == len(there) and all(
            a.shape == b.shape and numpy.abs(a.astype(int) - b.astype(int)).mean() < NEAR
            for a, b in zip(made, there, strict=True)
        )
        return "" if near else "the scan shows other pages"
    if has_font() and pdf_text(make(sample)) != pdf_text(data):
        return "its text is another"
    text = pdf_text(data)
    if Counter(text) != Counter(bare(sample.text())):  # lines of neighbouring cells may interleave
        return "it has other characters"
    wanted = [b.text for b in sample.blocks if isinstance(b, Paragraph)]
    return next((f"it lacks “{w[:20]}”" for w in wanted if bare(w) not in text), "")


def differs(sample: Sample) -> str:
    """Return how the committed report differs from what it should be, empty where it does not."""
    path = HERE / "corpus" / sample.file
    if not path.exists():
        return "it is missing"
    if not meta_path(sample).exists() or meta_path(sample).read_text(encoding="utf-8") != meta(sample):
        return "its .meta.toml differs"
    data = path.read_bytes()
    if path.suffix == ".pdf":
        return pdf_differs(sample, data)
    made = make(sample)
    same = members(made) == members(data) if path.suffix in (".docx", ".xlsx") else made == data
    return "" if same else "its content differs"


def check(samples: list[Sample]) -> int:
    """Print what differs and return how much does."""
    problems = [f"{s.file}: {problem}" for s in samples if (problem := differs(s))]
    known = {HERE / "corpus" / s.file for s in samples} | {meta_path(s) for s in samples}
    problems += [f"{p}: no sample" for p in (HERE / "corpus").rglob("*") if p.is_file() and p not in known]
    if (HERE / "truth.json").read_text(encoding="utf-8") != truth(samples):
        problems.append("truth.json differs")
    print("\n".join(problems) or f"{len(samples)} samples are as the script makes them")
    return len(problems)


def write(samples: list[Sample]) -> None:
    """Write every report, its ``.meta.toml`` and ``truth.json``."""
    for sample in samples:
        path = HERE / "corpus" / sample.file
        path.parent.mkdir(parents=True, exist_ok=True)
        meta_path(sample).write_text(meta(sample), encoding="utf-8")
        if path.suffix == ".pdf" and not has_font():
            print(f"{sample.file}: left as it is, the package fonts-wqy-microhei is not installed")
            continue
        path.write_bytes(make(sample))
        print(f"{sample.file}: {path.stat().st_size // 1024} kB")
    (HERE / "truth.json").write_text(truth(samples), encoding="utf-8")


def main() -> int:
    """Make or check all samples."""
    samples = [make() for module in (education, environment, qinghe) for make in module.SAMPLES]
    if "--check" in sys.argv[1:]:
        return min(check(samples), 1)
    write(samples)
    return 0


if __name__ == "__main__":
    sys.exit(main())
